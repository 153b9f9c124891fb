//! What Production reads: which tally is asked for, its lines, and the matrices of its options.

use crate::book::{Book, BookError};
use crate::domain::id::PeriodId;
use crate::domain::stage::Stage;
use crate::domain::tally::{self, OptionMatrix, Tally, TallyBy, TallyLine, matrices};
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
pub(super) struct Read {
    pub(super) tally: Tally,
    /// The matrices; only in the view of options.
    pub(super) options: Option<Options>,
}

/// The matrices of options.
pub(super) struct Options {
    /// Of what is shown.
    pub(super) now: Vec<OptionMatrix>,
    /// Of the version it is compared with.
    pub(super) before: Option<Vec<OptionMatrix>>,
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
        let is_matrix = self.by == TallyBy::Option;
        let Some(period) = self.period else {
            let (codes, lines) = self.of_all(book, ctx)?;
            return Ok(Read {
                tally: tally::tally(codes, None, self.by, &lines),
                options: is_matrix.then(|| Options {
                    now: matrices(&lines),
                    before: None,
                }),
            });
        };
        let tally = self.tally_of(period, book, ctx)?;
        let options = match is_matrix {
            true => {
                let compared = tally.differs.map(|differs| differs.from);
                let before = compared.map(|version| book.frozen_lines(period, version));
                Some(Options {
                    now: matrices(&self.lines(book, ctx)?),
                    before: before.transpose()?.as_deref().map(matrices),
                })
            }
            false => None,
        };
        Ok(Read { tally, options })
    }

    /// Reads the tally alone.
    pub(super) fn tally(self, book: &Book, ctx: &Ctx) -> Result<Tally, BookError> {
        match self.period {
            Some(period) => self.tally_of(period, book, ctx),
            None => {
                let (codes, lines) = self.of_all(book, ctx)?;
                Ok(tally::tally(codes, None, self.by, &lines))
            }
        }
    }

    fn tally_of(self, period: PeriodId, book: &Book, ctx: &Ctx) -> Result<Tally, BookError> {
        let since = match self.look {
            Some(Look::Frozen(version)) => return book.frozen_tally(period, self.by, version),
            Some(Look::Since(version)) => Some(version),
            None => None,
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
        Ok(tally)
    }

    /// The codes of all POs under way, and the lines of their tally.
    fn of_all(self, book: &Book, ctx: &Ctx) -> Result<(String, Vec<TallyLine>), BookError> {
        let mut all = Vec::new();
        let mut codes = Vec::new();
        for period in book.periods()? {
            let under_way = matches!(
                period.stage(ctx.now),
                Stage::Open | Stage::Closed | Stage::InProduction
            );
            if under_way {
                all.extend(ordered(period.id, self.by, book)?);
                codes.push(period.code.to_string());
            }
        }
        Ok((codes.join(" + "), all))
    }

    /// Reads the lines of the tally.
    fn lines(self, book: &Book, ctx: &Ctx) -> Result<Vec<TallyLine>, BookError> {
        match (self.period, self.look) {
            (Some(period), Some(Look::Frozen(version))) => book.frozen_lines(period, version),
            (Some(period), Some(Look::Since(_)) | None) => ordered(period, self.by, book),
            (None, _) => Ok(self.of_all(book, ctx)?.1),
        }
    }

    /// The lines as they are, one for each order.
    pub(super) fn of_orders(self, book: &Book, ctx: &Ctx) -> Result<Vec<TallyLine>, BookError> {
        let by = TallyBy::Order;
        Self { by, ..self }.lines(book, ctx)
    }

    /// What an export in this format is made of. Tables of the view of options have one row for each
    /// variant.
    pub(super) fn shown(self, format: Format, book: &Book, ctx: &Ctx) -> Result<Shown, BookError> {
        let table = matches!(format, Format::Xlsx | Format::Csv | Format::Semicolons);
        let by = match self.by {
            TallyBy::Option if table => TallyBy::Variant,
            by => by,
        };
        let options = match self.by {
            TallyBy::Option => Some(matrices(&self.lines(book, ctx)?)),
            _ => None,
        };
        Ok((Self { by, ..self }.tally(book, ctx)?, options))
    }
}

/// The lines of what is ordered in a PO now; those of each order only where they are needed.
fn ordered(period: PeriodId, by: TallyBy, book: &Book) -> Result<Vec<TallyLine>, BookError> {
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
