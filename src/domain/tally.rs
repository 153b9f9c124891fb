//! The tally: how many of what to make (rules 37, 38). Grouping is pure; the facts come already
//! summed per variant, order and customization.

use super::coded::coded;

use std::collections::HashMap;
use std::hash::Hash;

/// One fact: so many of a variant, for one order, with or without a request.
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
    /// Who makes it; `None` is the shop itself.
    pub supplier: Option<String>,
    /// Value on the first option axis (a size).
    pub option1: Option<String>,
    /// Value on the second option axis (a colour).
    pub option2: Option<String>,
    /// Code of the order.
    pub order: String,
    /// Units.
    pub qty: i64,
    /// What the customer asked for, as typed.
    pub customization: Option<String>,
}

coded! {
    /// What a tally has one row for.
    #[derive(Default)]
    pub enum TallyBy {
        /// Each variant.
        #[default]
        Variant = "variant",
        /// Each product.
        Product = "product",
        /// Each supplier, and the shop itself.
        Supplier = "supplier",
        /// Each option or pair of options (`XL / Merah`), over all products.
        Option = "option",
        /// Each order.
        Order = "order",
    }
}

/// A counted period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Code of the period.
    pub period: String,
    /// Number of the frozen version; `None` before the first close.
    pub version: Option<u32>,
    /// What it has one row for.
    pub by: TallyBy,
    /// The rows, in the order their first facts came.
    pub rows: Vec<TallyRow>,
    /// Units of all rows.
    pub total: i64,
    /// Version the deltas are against, in a tally made by [`since`].
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
    /// and for what has no options.
    pub key: Option<String>,
    /// Units.
    pub qty: i64,
    /// Every request among these units, in the order they came (rule 38).
    pub customizations: Vec<Customization>,
    /// Units in the earlier version; only in a tally made by [`since`].
    pub was: Option<i64>,
}

/// So many units with one request. Requests are the same only when their texts are identical and
/// they are on the same variant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Customization {
    /// The request as typed.
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

    /// What makes two rows of one grouping the same row: names may be changed, codes stay.
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

/// The options of a line as one text: `XL / Merah`.
fn option_text(line: &TallyLine) -> Option<String> {
    match (&line.option1, &line.option2) {
        (Some(first), Some(second)) => Some(format!("{first} / {second}")),
        (Some(only), None) | (None, Some(only)) => Some(only.clone()),
        (None, None) => None,
    }
}

/// Places in a list, found by what they stand for.
struct Places<K>(HashMap<K, usize>);

impl<K: Hash + Eq> Places<K> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// The place of `key` in `list`, made by `new` when it is not there yet.
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

/// Counts `lines` into rows. Rows and requests stand in the order their first facts come; rows
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

/// `current` with what each row and request was in `earlier`; what is no longer ordered stays as a
/// row of zero, at the end (rule 37). Both must be grouped alike.
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

/// One product's units, first option down, second option across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionMatrix {
    /// Product's name.
    pub product: String,
    /// Values of the first axis, as they first came.
    pub down: Vec<String>,
    /// Values of the second axis, as they first came; a single empty one for a product with one axis.
    pub across: Vec<String>,
    /// Units, `cells[down][across]`.
    pub cells: Vec<Vec<i64>>,
}

impl OptionMatrix {
    /// Units of each value of the first axis.
    pub fn down_totals(&self) -> Vec<i64> {
        self.cells.iter().map(|row| row.iter().sum()).collect()
    }

    /// All units.
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(code: &str, order: &str, qty: i64, request: Option<&str>) -> TallyLine {
        let (product_code, variant) = code.split_once('-').unwrap_or((code, ""));
        let mut options = variant
            .split('/')
            .filter(|v| !v.is_empty())
            .map(str::to_owned);
        TallyLine {
            code: code.into(),
            product_code: product_code.into(),
            product: format!("Produk {product_code}"),
            variant: variant.into(),
            supplier: (product_code == "JKT").then(|| "Konveksi Jaya".to_owned()),
            option1: options.next(),
            option2: options.next(),
            order: order.into(),
            qty,
            customization: request.map(str::to_owned),
        }
    }

    fn day() -> Vec<TallyLine> {
        vec![
            line("NST", "A-1", 2, None),
            line("JKT-M/Merah", "A-1", 1, Some("Budi 10")),
            line("JKT-L/Hitam", "A-2", 3, None),
            line("NST", "A-2", 4, Some("tanpa gula")),
            line("JKT-M/Merah", "A-3", 1, Some("Budi 10")),
            line("JKT-M/Merah", "A-3", 1, Some("budi 10")),
        ]
    }

    fn shape(by: TallyBy) -> Vec<(String, i64)> {
        let tally = tally("PO1", None, by, &day());
        assert_eq!(tally.total, 12);
        tally
            .rows
            .iter()
            .map(|row| {
                let name = match by {
                    TallyBy::Variant | TallyBy::Product => row.code.clone(),
                    _ => row.key.clone().unwrap_or_default(),
                };
                (name, row.qty)
            })
            .collect()
    }

    fn named(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
        rows.iter()
            .map(|(name, qty)| ((*name).to_owned(), *qty))
            .collect()
    }

    #[test]
    fn every_grouping_counts_the_same_units() {
        assert_eq!(
            shape(TallyBy::Variant),
            named(&[("NST", 6), ("JKT-M/Merah", 3), ("JKT-L/Hitam", 3)])
        );
        assert_eq!(shape(TallyBy::Product), named(&[("NST", 6), ("JKT", 6)]));
        assert_eq!(
            shape(TallyBy::Supplier),
            named(&[("", 6), ("Konveksi Jaya", 6)])
        );
        assert_eq!(
            shape(TallyBy::Option),
            named(&[("", 6), ("M / Merah", 3), ("L / Hitam", 3)])
        );
        assert_eq!(
            shape(TallyBy::Order),
            named(&[("A-1", 3), ("A-2", 7), ("A-3", 2)])
        );
    }

    #[test]
    fn requests_are_merged_only_when_identical() {
        let tally = tally("PO1", None, TallyBy::Variant, &day());
        let requests: Vec<_> = tally.rows[1]
            .customizations
            .iter()
            .map(|request| (request.text.as_str(), request.qty))
            .collect();
        assert_eq!(requests, [("Budi 10", 2), ("budi 10", 1)]);
        // On two variants one wish is two requests, also in a grouping over both.
        let same = [
            line("JKT-M", "A-1", 1, Some("Budi")),
            line("JKT-L", "A-1", 1, Some("Budi")),
        ];
        let tally = super::tally("PO1", None, TallyBy::Product, &same);
        let codes: Vec<_> = tally.rows[0]
            .customizations
            .iter()
            .map(|r| &r.code)
            .collect();
        assert_eq!(codes, ["JKT-M", "JKT-L"]);
    }

    #[test]
    fn rows_without_units_are_left_out_unless_they_had_some() {
        let before = tally("PO1", Some(1), TallyBy::Variant, &day());
        let mut later = day();
        later.retain(|line| {
            line.code != "JKT-L/Hitam" && line.customization.as_deref() != Some("budi 10")
        });
        later.push(line("NST", "A-4", 5, None));
        later.push(line("KST", "A-4", 1, None));
        later.push(line("ZERO", "A-4", 0, None));
        let now = since(tally("PO1", Some(2), TallyBy::Variant, &later), &before);
        assert_eq!(now.since, Some(1));
        let rows: Vec<_> = now
            .rows
            .iter()
            .map(|row| (row.code.as_str(), row.qty, row.was, row.delta()))
            .collect();
        assert_eq!(
            rows,
            [
                ("NST", 11, Some(6), Some(5)),
                ("JKT-M/Merah", 2, Some(3), Some(-1)),
                ("KST", 1, Some(0), Some(1)),
                ("JKT-L/Hitam", 0, Some(3), Some(-3)),
            ]
        );
        let gone = &now.rows[1].customizations[1];
        assert_eq!(
            (gone.text.as_str(), gone.qty, gone.delta()),
            ("budi 10", 0, Some(-1))
        );
    }

    #[test]
    fn the_matrix_adds_up_both_ways() {
        let mut lines = day();
        lines.push(line("JKT-M/Hitam", "A-5", 4, None));
        lines.push(line("TOP-Besar", "A-5", 2, None));
        let all = matrices(&lines);
        assert_eq!(all.len(), 2);
        let jacket = &all[0];
        assert_eq!(
            (&jacket.down[..], &jacket.across[..]),
            (
                &["M".to_owned(), "L".to_owned()][..],
                &["Merah".to_owned(), "Hitam".to_owned()][..]
            )
        );
        assert_eq!(jacket.cells, [[3, 4], [0, 3]]);
        assert_eq!(jacket.down_totals(), [7, 3]);
        assert_eq!(jacket.total(), 10);
        assert_eq!(
            (&all[1].across[..], &all[1].cells[..]),
            (&[String::new()][..], &[vec![2]][..])
        );
    }

    fn any_line() -> impl Strategy<Value = TallyLine> {
        (
            "(NST|KST|JKT)(-[ML](/(Merah|Hitam))?)?",
            "A-[1-5]",
            0i64..50,
            prop::option::of("[ab]"),
        )
            .prop_map(|(code, order, qty, request)| line(&code, &order, qty, request.as_deref()))
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_made_up(
            lines in prop::collection::vec(any_line(), 0..40),
            other in prop::collection::vec(any_line(), 0..40),
        ) {
            let total: i64 = lines.iter().map(|line| line.qty).sum();
            let asked: i64 = lines.iter().filter(|l| l.customization.is_some()).map(|l| l.qty).sum();
            for by in TallyBy::ALL.iter().copied() {
                let now = tally("PO1", None, by, &lines);
                prop_assert_eq!(now.total, total);
                prop_assert_eq!(now.rows.iter().map(|r| r.qty).sum::<i64>(), total);
                let requests: i64 = now.rows.iter().flat_map(|r| &r.customizations).map(|r| r.qty).sum();
                prop_assert_eq!(requests, asked);
                let before = tally("PO1", Some(1), by, &other);
                let compared = since(now, &before);
                let was: i64 = compared.rows.iter().filter_map(|r| r.was).sum();
                prop_assert_eq!(was, before.total);
                let delta: i64 = compared.rows.iter().filter_map(TallyRow::delta).sum();
                prop_assert_eq!(delta, total - before.total);
            }
            let in_matrices: i64 = matrices(&lines).iter().map(OptionMatrix::total).sum();
            let with_options: i64 = lines.iter().filter(|l| l.option1.is_some()).map(|l| l.qty).sum();
            prop_assert_eq!(in_matrices, with_options);
        }
    }
}
