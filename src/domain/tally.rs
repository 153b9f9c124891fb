//! The tally: how many of what to make (rules 37, 38). The book gives the units summed per variant,
//! order and customization; they are grouped here.

use std::collections::HashMap;
use std::hash::Hash;

use super::coded::coded;

/// Units of a variant in one order, with one customization or without.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TallyLine {
    /// Code of the variant.
    pub code: String,
    /// Code of its product.
    pub product_code: String,
    /// Product's name.
    pub product: String,
    /// Variant's name, empty for a single variant.
    pub variant: String,
    /// Name of the supplier; `None` when the shop makes it itself.
    pub supplier: Option<String>,
    /// First option (a size).
    pub option1: Option<String>,
    /// Second option (a colour).
    pub option2: Option<String>,
    /// Code of the order.
    pub order: String,
    /// Units.
    pub qty: i64,
    /// Customization as typed.
    pub customization: Option<String>,
}

coded! {
    /// What the rows of a tally stand for.
    #[derive(Default)]
    pub enum TallyBy {
        /// Each variant.
        #[default]
        Variant = "variant",
        /// Each product.
        Product = "product",
        /// Each supplier, with the shop itself as one.
        Supplier = "supplier",
        /// Each option or pair of options (`XL / Merah`), over all products.
        Option = "option",
        /// Each order.
        Order = "order",
    }
}

/// The tally of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Code of the period.
    pub period: String,
    /// Number of the frozen version; `None` before the first close (rule 37).
    pub version: Option<u32>,
    /// What its rows stand for.
    pub by: TallyBy,
    /// The rows, in the order of their first lines.
    pub rows: Vec<TallyRow>,
    /// Units of all rows.
    pub total: i64,
    /// Version that it is compared with, in a tally made by [`since`].
    pub since: Option<u32>,
}

/// One row of a tally.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TallyRow {
    /// Code of the variant or product; empty in other groupings.
    pub code: String,
    /// Product's name; empty in groupings over products.
    pub product: String,
    /// Variant's name; empty for a single variant and in groupings over variants.
    pub variant: String,
    /// The supplier, the option or the order's code in those groupings; `None` for the shop itself
    /// and for variants without options.
    pub key: Option<String>,
    /// Units.
    pub qty: i64,
    /// The customizations of these units, in the order they came (rule 38).
    pub customizations: Vec<Customization>,
    /// Units in the earlier version; only in a tally made by [`since`].
    pub was: Option<i64>,
}

/// Units with one customization. Customizations are merged only when their texts are identical and
/// they are on the same variant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Customization {
    /// The customization as typed.
    pub text: String,
    /// Units with it.
    pub qty: i64,
    /// Code of the variant it is on.
    pub code: String,
    /// Product's name.
    pub product: String,
    /// Variant's name, empty for a single variant.
    pub variant: String,
    /// Units with it in the earlier version; only in a tally made by [`since`].
    pub was: Option<i64>,
}

impl TallyRow {
    /// Units more (or fewer) than in the earlier version.
    pub fn delta(&self) -> Option<i64> {
        self.was.map(|was| self.qty - was)
    }

    /// The text by which rows of two tallies are matched. Names may change, codes don't.
    fn identity(&self, by: TallyBy) -> Option<&str> {
        match by {
            TallyBy::Variant | TallyBy::Product => Some(&self.code),
            TallyBy::Supplier | TallyBy::Option | TallyBy::Order => self.key.as_deref(),
        }
    }
}

impl Customization {
    /// Units more (or fewer) than in the earlier version.
    pub fn delta(&self) -> Option<i64> {
        self.was.map(|was| self.qty - was)
    }
}

/// Joins the options of a line: `XL / Merah`.
fn option_text(line: &TallyLine) -> Option<String> {
    match (&line.option1, &line.option2) {
        (Some(first), Some(second)) => Some(format!("{first} / {second}")),
        (Some(only), None) | (None, Some(only)) => Some(only.clone()),
        (None, None) => None,
    }
}

/// Maps keys to positions in a list.
struct Places<K>(HashMap<K, usize>);

impl<K: Hash + Eq> Places<K> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// The item for `key` in `list`; adds the result of `new` when it is not there yet.
    fn of<'a, T>(
        &mut self,
        key: K,
        list: &'a mut Vec<T>,
        new: impl FnOnce() -> T,
    ) -> (usize, &'a mut T) {
        let place = *self.0.entry(key).or_insert_with(|| {
            list.push(new());
            list.len() - 1
        });
        (place, &mut list[place])
    }
}

/// Groups `lines` into rows. Rows and customizations are in the order of their first lines; rows
/// without units are left out.
pub fn tally(
    period: impl Into<String>,
    version: Option<u32>,
    by: TallyBy,
    lines: &[TallyLine],
) -> Tally {
    let mut rows: Vec<TallyRow> = Vec::new();
    let mut places = Places::new();
    let mut requests = Places::new();
    for line in lines {
        let key = match by {
            TallyBy::Variant => Some(line.code.clone()),
            TallyBy::Product => Some(line.product_code.clone()),
            TallyBy::Supplier => line.supplier.clone(),
            TallyBy::Option => option_text(line),
            TallyBy::Order => Some(line.order.clone()),
        };
        let (place, row) = places.of(key.clone(), &mut rows, || {
            let mut row = TallyRow::default();
            match by {
                TallyBy::Variant => {
                    row.code.clone_from(&line.code);
                    row.product.clone_from(&line.product);
                    row.variant.clone_from(&line.variant);
                }
                TallyBy::Product => {
                    row.code.clone_from(&line.product_code);
                    row.product.clone_from(&line.product);
                }
                TallyBy::Supplier | TallyBy::Option | TallyBy::Order => row.key = key,
            }
            row
        });
        row.qty += line.qty;
        if let Some(text) = &line.customization {
            let same = (place, line.code.as_str(), text.as_str());
            let (_, request) = requests.of(same, &mut row.customizations, || Customization {
                text: text.clone(),
                code: line.code.clone(),
                product: line.product.clone(),
                variant: line.variant.clone(),
                ..Customization::default()
            });
            request.qty += line.qty;
        }
    }
    rows.retain(|row| row.qty != 0);
    for row in &mut rows {
        row.customizations.retain(|request| request.qty != 0);
    }
    Tally {
        period: period.into(),
        version,
        by,
        total: rows.iter().map(|row| row.qty).sum(),
        rows,
        since: None,
    }
}

/// Adds to each row and customization of `current` the units it had in `earlier` (rule 37). Those
/// that are no longer ordered are added at the end with 0 units. Both must be grouped alike.
#[must_use]
pub fn since(mut current: Tally, earlier: &Tally) -> Tally {
    let by = current.by;
    let before: HashMap<Option<&str>, usize> = earlier
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| (row.identity(by), place))
        .collect();
    let mut still = vec![false; earlier.rows.len()];
    for row in &mut current.rows {
        let was = before.get(&row.identity(by)).map(|place| {
            still[*place] = true;
            &earlier.rows[*place]
        });
        row.was = Some(was.map_or(0, |was| was.qty));
        compare_requests(row, was);
    }
    for (gone, _) in earlier.rows.iter().zip(still).filter(|(_, still)| !still) {
        let mut row = TallyRow {
            qty: 0,
            was: Some(gone.qty),
            customizations: Vec::new(),
            ..gone.clone()
        };
        compare_requests(&mut row, Some(gone));
        current.rows.push(row);
    }
    current.since = earlier.version;
    current
}

fn compare_requests(row: &mut TallyRow, was: Option<&TallyRow>) {
    let before = was.map_or(&[][..], |was| &was.customizations);
    for request in &mut row.customizations {
        let was = before
            .iter()
            .find(|was| was.code == request.code && was.text == request.text);
        request.was = Some(was.map_or(0, |was| was.qty));
    }
    for gone in before {
        let still = row
            .customizations
            .iter()
            .any(|request| request.code == gone.code && request.text == gone.text);
        if !still {
            row.customizations.push(Customization {
                qty: 0,
                was: Some(gone.qty),
                ..gone.clone()
            });
        }
    }
}

/// Units of a product as a table: first option down, second option across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionMatrix {
    /// Product's name.
    pub product: String,
    /// Values of the first option, in the order they first came.
    pub down: Vec<String>,
    /// Values of the second option, in the order they first came; a single empty one for a product
    /// with one option.
    pub across: Vec<String>,
    /// Units, `cells[down][across]`.
    pub cells: Vec<Vec<i64>>,
}

impl OptionMatrix {
    /// Sum of the units of each row.
    pub fn down_totals(&self) -> Vec<i64> {
        self.cells.iter().map(|row| row.iter().sum()).collect()
    }

    /// Sum of all units.
    pub fn total(&self) -> i64 {
        self.down_totals().iter().sum()
    }
}

/// The option matrix of every product that has options (rule 38).
pub fn matrices(lines: &[TallyLine]) -> Vec<OptionMatrix> {
    let mut matrices: Vec<OptionMatrix> = Vec::new();
    let mut places = Places::new();
    for line in lines {
        let Some(first) = &line.option1 else { continue };
        let second = line.option2.as_deref().unwrap_or_default();
        let (_, matrix) = places.of(&line.product_code, &mut matrices, || OptionMatrix {
            product: line.product.clone(),
            down: Vec::new(),
            across: Vec::new(),
            cells: Vec::new(),
        });
        let place = |values: &mut Vec<String>, value: &str| {
            values
                .iter()
                .position(|known| known == value)
                .unwrap_or_else(|| {
                    values.push(value.to_owned());
                    values.len() - 1
                })
        };
        let row = place(&mut matrix.down, first);
        let column = place(&mut matrix.across, second);
        let width = matrix.across.len();
        matrix.cells.resize_with(matrix.down.len(), Vec::new);
        for cells in &mut matrix.cells {
            cells.resize(width, 0);
        }
        matrix.cells[row][column] += line.qty;
    }
    matrices
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
