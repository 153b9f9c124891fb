//! Label sheets: how many labels stand where, in millimetres. The program ships a list
//! (`assets/labels/sheets.csv`); lines of the owner's own list replace those of the same code.
//!
//! Sources disagree by a millimetre about common sheets, and printers shift the page: `offset_x_mm`
//! and `offset_y_mm` move everything, and a test page shows whether it fits. Where a sheet's margins
//! and steps are left out, its labels are spread evenly.

use csv::{ReaderBuilder, StringRecord};

use crate::domain::message::messages;
use crate::domain::text::{clean_line, excerpt};

/// The shipped list, to be copied into the data folder and edited.
pub const SHIPPED: &str = include_str!("../../../assets/labels/sheets.csv");

/// Most labels on one sheet, and the longest side of a sheet in millimetres.
const MOST: usize = 500;
const LONGEST: f64 = 1_200.0;

/// Columns of the list.
const COLUMNS: [&str; 15] = [
    "code",
    "name",
    "sheet_w_mm",
    "sheet_h_mm",
    "cols",
    "rows",
    "label_w_mm",
    "label_h_mm",
    "left_mm",
    "top_mm",
    "pitch_x_mm",
    "pitch_y_mm",
    "offset_x_mm",
    "offset_y_mm",
    "outline",
];

/// A sheet of labels. All measures are in millimetres.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What one types: `tj103`.
    pub code: String,
    /// What is printed on its package.
    pub name: String,
    /// Width and height of the sheet.
    pub size: (f64, f64),
    /// Labels beside and below each other.
    pub grid: (usize, usize),
    /// Width and height of a label.
    pub label: (f64, f64),
    /// Left and top edge of the first label.
    pub start: (f64, f64),
    /// From one label's edge to the next.
    pub pitch: (f64, f64),
    /// How far the printer's page is to be moved, right and down.
    pub offset: (f64, f64),
    /// Whether labels are outlined, because the paper is plain and will be cut.
    pub outline: bool,
    /// Whether margins or steps were left out, and the labels are spread evenly.
    pub spread: bool,
}

/// Label sheets by code.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheets(Vec<Sheet>);

messages! {
    /// What is wrong in a list of label sheets. Lines count from 1, the header included.
    pub enum SheetError {
        /// The file is no CSV.
        Unreadable { line: u64 } = "papers-sheets-unreadable",
        /// A column is missing.
        NoColumn { column: String } = "papers-sheets-column",
        /// A cell is no measure or count that fits.
        BadCell { line: u64, column: String, found: String } = "papers-sheets-cell",
        /// The labels stick out of their sheet or lie on each other.
        Outside { line: u64, code: String } = "papers-sheets-outside",
        /// Two lines have one code.
        Twice { line: u64, code: String } = "papers-sheets-twice",
    }
}

impl Sheets {
    /// The shipped list.
    pub fn shipped() -> Self {
        // A test reads the shipped list: it has no mistake.
        Self(read(SHIPPED).unwrap_or_default())
    }

    /// The shipped list with the owner's lines, which win.
    ///
    /// # Errors
    /// [`SheetError`] with line and column of the first mistake.
    pub fn with_own(csv: &str) -> Result<Self, SheetError> {
        let own = read(csv)?;
        let Self(mut all) = Self::shipped();
        all.retain(|sheet| own.iter().all(|of| of.code != sheet.code));
        all.extend(own);
        Ok(Self(all))
    }

    /// All sheets.
    pub fn all(&self) -> &[Sheet] {
        &self.0
    }

    /// The sheet of a code, in any case.
    pub fn find(&self, code: &str) -> Option<&Sheet> {
        let code = code.trim().to_lowercase();
        self.0.iter().find(|sheet| sheet.code == code)
    }
}

impl Sheet {
    /// Labels on a sheet.
    pub fn count(&self) -> usize {
        self.grid.0 * self.grid.1
    }

    /// Left and top edge of a label, counted from 0 along the rows.
    pub fn place(&self, index: usize) -> (f64, f64) {
        let (column, row) = (index % self.grid.0.max(1), index / self.grid.0.max(1));
        let step = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        (
            self.start.0 + self.offset.0 + step(column) * self.pitch.0,
            self.start.1 + self.offset.1 + step(row) * self.pitch.1,
        )
    }
}

fn read(text: &str) -> Result<Vec<Sheet>, SheetError> {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    // Spreadsheets of a country with decimal commas save with semicolons.
    let separator = if header.contains(';') { b';' } else { b',' };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let titles = reader
        .headers()
        .map_err(|_| SheetError::Unreadable { line: 1 })?
        .clone();
    let mut at = [0; COLUMNS.len()];
    for (place, column) in at.iter_mut().zip(COLUMNS) {
        let found = titles
            .iter()
            .position(|title| title.trim().eq_ignore_ascii_case(column));
        *place = found.ok_or_else(|| SheetError::NoColumn {
            column: column.to_owned(),
        })?;
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    for (nth, record) in reader.records().enumerate() {
        let line = u64::try_from(nth).unwrap_or(u64::MAX).saturating_add(2);
        let record = record.map_err(|_| SheetError::Unreadable { line })?;
        let line = record.position().map_or(line, csv::Position::line);
        let row = Row { record, at, line };
        let sheet = row.sheet()?;
        if sheets.iter().any(|other| other.code == sheet.code) {
            return Err(SheetError::Twice {
                line,
                code: sheet.code,
            });
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// A line of the list.
struct Row {
    record: StringRecord,
    at: [usize; COLUMNS.len()],
    line: u64,
}

impl Row {
    fn cell(&self, column: usize) -> &str {
        self.record.get(self.at[column]).unwrap_or_default().trim()
    }

    fn bad(&self, column: usize) -> SheetError {
        SheetError::BadCell {
            line: self.line,
            column: COLUMNS[column].to_owned(),
            found: excerpt(self.cell(column)),
        }
    }

    /// A measure within bounds; `None` for an empty cell.
    fn mm(&self, column: usize, least: f64) -> Result<Option<f64>, SheetError> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let measure: f64 = cell
            .replace(',', ".")
            .parse()
            .map_err(|_| self.bad(column))?;
        if (least..=LONGEST).contains(&measure) {
            Ok(Some(measure))
        } else {
            Err(self.bad(column))
        }
    }

    fn needed(&self, column: usize, least: f64) -> Result<f64, SheetError> {
        self.mm(column, least)?.ok_or_else(|| self.bad(column))
    }

    fn count(&self, column: usize) -> Result<usize, SheetError> {
        let count = self.cell(column).parse().map_err(|_| self.bad(column))?;
        if (1..=MOST).contains(&count) {
            Ok(count)
        } else {
            Err(self.bad(column))
        }
    }

    fn sheet(&self) -> Result<Sheet, SheetError> {
        let code = clean_line(self.cell(0)).text.to_lowercase();
        if code.is_empty() {
            return Err(self.bad(0));
        }
        let size = (self.needed(2, 10.0)?, self.needed(3, 10.0)?);
        let grid = (self.count(4)?, self.count(5)?);
        let label = (self.needed(6, 10.0)?, self.needed(7, 10.0)?);
        if grid.0.saturating_mul(grid.1) > MOST {
            return Err(self.bad(4));
        }
        let across = Side {
            sheet: size.0,
            labels: grid.0,
            label: label.0,
        };
        let down = Side {
            sheet: size.1,
            labels: grid.1,
            label: label.1,
        };
        let (left, pitch_x, spread_x) = across.placed(self.mm(8, 0.0)?, self.mm(10, 0.0)?);
        let (top, pitch_y, spread_y) = down.placed(self.mm(9, 0.0)?, self.mm(11, 0.0)?);
        if !across.fits(left, pitch_x) || !down.fits(top, pitch_y) {
            return Err(SheetError::Outside {
                line: self.line,
                code,
            });
        }
        let offset = |column| Ok(self.mm(column, -50.0)?.unwrap_or_default());
        Ok(Sheet {
            code,
            name: clean_line(self.cell(1)).text,
            size,
            grid,
            label,
            start: (left, top),
            pitch: (pitch_x, pitch_y),
            offset: (offset(12)?, offset(13)?),
            outline: matches!(
                self.cell(14).to_lowercase().as_str(),
                "yes" | "ya" | "true" | "1"
            ),
            spread: spread_x || spread_y,
        })
    }
}

/// One direction of a sheet.
struct Side {
    sheet: f64,
    labels: usize,
    label: f64,
}

impl Side {
    fn count(&self) -> f64 {
        f64::from(u32::try_from(self.labels).unwrap_or(u32::MAX))
    }

    /// First edge and step, and whether they had to be spread evenly.
    fn placed(&self, start: Option<f64>, pitch: Option<f64>) -> (f64, f64, bool) {
        match (start, pitch) {
            (Some(start), Some(pitch)) => (start, pitch, false),
            (Some(start), None) if self.labels == 1 => (start, self.label, false),
            _ => {
                let gap = (self.sheet - self.count() * self.label) / (self.count() + 1.0);
                (gap, self.label + gap, true)
            }
        }
    }

    /// Whether all labels lie on the sheet and beside each other; a hundredth is forgiven.
    fn fits(&self, start: f64, pitch: f64) -> bool {
        let end = start + (self.count() - 1.0) * pitch + self.label;
        start > -0.01 && end < self.sheet + 0.01 && (self.labels == 1 || pitch > self.label - 0.01)
    }
}
