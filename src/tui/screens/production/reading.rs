//! What Production reads: which tally is asked for, its lines, and the matrices of its options.

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::stage::Stage;
use crate::domain::tally::{self, OptionMatrix, Tally, TallyBy, matrices};
use crate::tui::effect::Ctx;
use crate::tui::forms::export::{Format, Shown};
use crate::tui::widgets::matrix::{self, Matrix};

/// Which tally of a PO is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// What is ordered now, compared with this version.
    Since(u32),
    /// A frozen version as it is.
    Frozen(u32),
}

/// What was read to be shown.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) tally: Tally,
    /// The lines it was made of.
    pub(super) lines: Vec<tally::TallyLine>,
    /// The lines of the version it is compared with.
    pub(super) before: Option<Vec<tally::TallyLine>>,
}

/// The POs to read and the way to look at them, for the screen and for its export.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// All POs under way when absent.
    pub(super) period: Option<PeriodId>,
    pub(super) by: TallyBy,
    pub(super) look: Option<Look>,
}

impl Asked {
    /// Reads it.
    pub(super) fn read(self, book: &Book, ctx: &Ctx) -> Result<Read, BookError> {
        let Some(period) = self.period else {
            return self.read_all(book, ctx);
        };
        if let Some(Look::Frozen(version)) = self.look {
            return Ok(Read {
                tally: book.frozen_tally(period, self.by, version)?,
                lines: book.frozen_lines(period, version)?,
                before: None,
            });
        }
        let since = match self.look {
            Some(Look::Since(version)) => Some(version),
            Some(Look::Frozen(_)) | None => None,
        };
        let newest = match since {
            Some(since) => Some(since),
            None => book.newest_frozen(period)?,
        };
        let mut tally = book.tally(period, self.by, newest, ctx.now)?;
        if tally.differs.is_none() {
            // Nothing to compare: what is ordered is what the kitchen has.
            tally.since = since;
        }
        let before = match tally.differs {
            Some(difference) => book.frozen_lines(period, difference.from).map(Some),
            None => Ok(None),
        };
        Ok(Read {
            lines: lines(period, self.by, book)?,
            before: before?,
            tally,
        })
    }

    /// The tally of all POs under way.
    fn read_all(self, book: &Book, ctx: &Ctx) -> Result<Read, BookError> {
        let mut all = Vec::new();
        let mut codes = Vec::new();
        for period in book.periods()? {
            let under_way = matches!(
                period.stage(ctx.now),
                Stage::Open | Stage::Closed | Stage::InProduction
            );
            if under_way {
                all.extend(lines(period.id, self.by, book)?);
                codes.push(period.code.to_string());
            }
        }
        Ok(Read {
            tally: tally::tally(codes.join(" + "), None, self.by, &all),
            lines: all,
            before: None,
        })
    }

    /// The lines as they are, one for each order.
    pub(super) fn of_orders(
        self,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Vec<tally::TallyLine>, BookError> {
        let by = TallyBy::Order;
        Ok(Self { by, ..self }.read(book, ctx)?.lines)
    }

    /// What an export in this format is made of. Tables of the view of options have one row for each
    /// variant.
    pub(super) fn shown(self, format: Format, book: &Book, ctx: &Ctx) -> Result<Shown, BookError> {
        let table = matches!(format, Format::Xlsx | Format::Csv | Format::Semicolons);
        let by = match self.by {
            TallyBy::Option if table => TallyBy::Variant,
            by => by,
        };
        let read = Self { by, ..self }.read(book, ctx)?;
        let options = (self.by == TallyBy::Option).then(|| matrices(&read.lines));
        Ok((read.tally, options))
    }
}

/// The lines of a PO's tally; those of each order only where they are needed.
fn lines(period: PeriodId, by: TallyBy, book: &Book) -> Result<Vec<tally::TallyLine>, BookError> {
    match by {
        TallyBy::Order => book.tally_lines_of_orders(period),
        _ => book.tally_lines(period),
    }
}

/// A matrix as the widget draws it, with what changed since the matrices before.
pub(super) fn drawn_matrix(of: OptionMatrix, before: Option<&[OptionMatrix]>) -> Matrix {
    let was = before.map(|all| all.iter().find(|one| one.code == of.code));
    let was_in = |down: &str, across: &str| {
        let was = was??;
        let row = was.down.iter().position(|name| name == down)?;
        let column = was.across.iter().position(|name| name == across)?;
        was.cells.get(row)?.get(column).copied()
    };
    let cells = of.down.iter().zip(&of.cells).map(|(down, cells)| {
        let cells = of
            .across
            .iter()
            .zip(cells)
            .map(|(across, qty)| matrix::Cell {
                qty: *qty,
                delta: match before {
                    Some(_) => qty - was_in(down, across).unwrap_or_default(),
                    None => 0,
                },
            });
        cells.collect()
    });
    Matrix {
        cells: cells.collect(),
        title: of.product,
        across: of.across,
        down: of.down,
    }
}
