//! Fills pages with blocks from the top down. A block that doesn't fit goes to the next page; one
//! that is higher than a page is parted.

use super::block::Block;
use super::page::Page;

/// Pages that are being filled.
pub struct Flow {
    size: (f64, f64),
    /// Free space at the sides, and above and below.
    margin: (f64, f64),
    /// Repeated at the top of each further page.
    heading: Option<Block>,
    pages: Vec<Page>,
    y: f64,
}

impl Flow {
    /// Begins with an empty page. Sizes in millimetres.
    pub fn new(size: (f64, f64), margin: (f64, f64)) -> Self {
        Self {
            size,
            margin,
            heading: None,
            pages: vec![Page::new(size.0, size.1)],
            y: margin.1,
        }
    }

    /// Width between the margins.
    pub fn width(&self) -> f64 {
        self.size.0 - 2.0 * self.margin.0
    }

    /// What stands at the top of each further page from now on.
    pub fn set_heading(&mut self, heading: Option<Block>) {
        self.heading = heading;
    }

    /// Adds a block below the last.
    pub fn put(&mut self, block: Block) {
        let width = self.width();
        let mut next = Some(block);
        while let Some(block) = next.take() {
            let height = block.height(width);
            if height <= self.left() {
                self.draw(&block, height);
                return;
            }
            let fresh = self.fresh();
            if height <= self.size.1 - self.margin.1 - fresh {
                self.turn();
                self.draw(&block, height);
                return;
            }
            let left = self.left();
            match block.split(width, left) {
                (Some(fits), rest) => {
                    let height = fits.height(width);
                    self.draw(&fits, height);
                    next = rest;
                }
                // A line that is higher than a page: it is printed all the same.
                (None, Some(rest)) if self.y <= fresh => {
                    let height = rest.height(width);
                    self.draw(&rest, height);
                }
                (None, rest) => next = rest,
            }
            if next.is_some() {
                self.turn();
            }
        }
    }

    /// Height that is left on this page.
    fn left(&self) -> f64 {
        self.size.1 - self.margin.1 - self.y
    }

    /// Where a further page begins below its heading.
    fn fresh(&self) -> f64 {
        let heading = self.heading.as_ref();
        self.margin.1 + heading.map_or(0.0, |block| block.height(self.width()))
    }

    fn draw(&mut self, block: &Block, height: f64) {
        let (x, width) = (self.margin.0, self.width());
        if let Some(page) = self.pages.last_mut() {
            block.draw(page, x, self.y, width);
        }
        self.y += height;
    }

    fn turn(&mut self) {
        self.pages.push(Page::new(self.size.0, self.size.1));
        self.y = self.margin.1;
        if let Some(heading) = self.heading.clone() {
            let height = heading.height(self.width());
            self.draw(&heading, height);
        }
    }

    /// The filled pages.
    pub fn finish(self) -> Vec<Page> {
        self.pages
    }
}
