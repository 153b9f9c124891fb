//! One page: draws text, lines, boxes and bars at places in millimetres from its top left corner.

use std::collections::BTreeMap;

use pdf_writer::{Content, Name, Str, TextStr};

use super::style::{POINTS, Style};

/// Names of the faces in a page's resources, in the order of [`Face::ALL`](super::font::Face::ALL).
pub const FACES: [&[u8]; 2] = [b"R", b"B"];

/// A page that is being drawn.
pub struct Page {
    /// Width in millimetres.
    pub width: f64,
    /// Height in millimetres.
    pub height: f64,
    content: Content,
    /// The shade that shapes and letters are filled with now.
    gray: f32,
    /// Of each face the glyphs that were drawn, each with its character.
    used: [BTreeMap<u16, char>; 2],
}

/// A rectangle in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Page {
    /// An empty page.
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            content: Content::new(),
            gray: 0.0,
            used: [BTreeMap::new(), BTreeMap::new()],
        }
    }

    /// Draws with `x`, `y` as the top left corner: a label on its sheet.
    pub fn at(&mut self, x: f64, y: f64, draw: impl FnOnce(&mut Self)) {
        let gray = self.gray;
        self.content.save_state();
        self.content
            .transform([1.0, 0.0, 0.0, 1.0, points(x), points(-y)]);
        draw(self);
        self.content.restore_state();
        self.gray = gray;
    }

    /// Writes one line of text; its letters stand on `y`.
    pub fn text(&mut self, x: f64, y: f64, text: &str, style: Style) {
        let mut codes = Vec::with_capacity(text.len() * 2);
        let mut lacking = false;
        let font = style.face.font();
        let used = &mut self.used[style.face.index()];
        for c in text.chars().filter(|c| !c.is_control()) {
            let glyph = font.glyph(c);
            lacking |= glyph.id == 0;
            used.entry(glyph.id).or_insert(c);
            codes.extend(glyph.id.to_be_bytes());
        }
        if codes.is_empty() {
            return;
        }
        self.fill(style.gray);
        let (x, y) = self.place(x, y);
        if lacking {
            // All boxes are one glyph; the text itself is kept for who copies or searches it.
            self.content
                .begin_marked_content_with_properties(Name(b"Span"))
                .properties()
                .actual_text(TextStr(text));
        }
        self.content
            .begin_text()
            .set_font(Name(FACES[style.face.index()]), style.size as f32)
            .set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y])
            .show(Str(&codes))
            .end_text();
        if lacking {
            self.content.end_marked_content();
        }
    }

    /// Writes a text that ends at `right`.
    pub fn text_to(&mut self, right: f64, y: f64, text: &str, style: Style) {
        self.text(right - style.width(text), y, text, style);
    }

    /// A straight line, `thick` millimetres wide.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), thick: f64, gray: f32) {
        let (a, b) = (self.place(from.0, from.1), self.place(to.0, to.1));
        self.content
            .set_line_width(points(thick))
            .set_stroke_gray(gray)
            .move_to(a.0, a.1)
            .line_to(b.0, b.1)
            .stroke();
    }

    /// The outline of a rectangle; the line lies half inside and half outside.
    pub fn outline(&mut self, area: Area, thick: f64, gray: f32) {
        self.content
            .set_line_width(points(thick))
            .set_stroke_gray(gray);
        self.rect(area);
        self.content.stroke();
    }

    /// A filled rectangle.
    pub fn filled(&mut self, area: Area, gray: f32) {
        self.fill(gray);
        self.rect(area);
        self.content.fill_nonzero();
    }

    /// Several black rectangles filled at once: the bars of a code.
    pub fn bars(&mut self, bars: impl IntoIterator<Item = Area>) {
        self.fill(0.0);
        let mut any = false;
        for bar in bars {
            self.rect(bar);
            any = true;
        }
        if any {
            self.content.fill_nonzero();
        }
    }

    fn rect(&mut self, area: Area) {
        let (x, y) = self.place(area.x, area.y + area.height);
        self.content
            .rect(x, y, points(area.width), points(area.height));
    }

    fn fill(&mut self, gray: f32) {
        if self.gray.to_bits() != gray.to_bits() {
            self.content.set_fill_gray(gray);
            self.gray = gray;
        }
    }

    /// A place in points from the page's lower left corner, as PDF counts.
    fn place(&self, x: f64, y: f64) -> (f32, f32) {
        (points(x), points(self.height - y))
    }

    /// The finished drawing, and the glyphs it used in each face.
    pub fn finish(self) -> (Vec<u8>, [BTreeMap<u16, char>; 2]) {
        (self.content.finish().into_vec(), self.used)
    }
}

/// Millimetres as points, rounded to a thousandth, which is 0.4 µm.
fn points(mm: f64) -> f32 {
    ((mm * POINTS * 1_000.0).round() / 1_000.0) as f32
}
