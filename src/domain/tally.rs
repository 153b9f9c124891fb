//! The tally: how many of what to make (rules 37, 38). The book gives the units summed per variant,
//! order and customization; they are grouped here.

use std::collections::HashMap;
use std::hash::Hash;

use super::coded::coded;
use super::pieces::Pieces;

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
    /// Code of the order; empty where the units of all orders are together.
    pub order: String,
    /// Name of the order's customer.
    pub customer: String,
    /// Whether the variant is a package, whose contents are counted beside it (rule 21).
    pub package: bool,
    /// Units.
    pub qty: i64,
    /// Those of them that are in packages, where that was asked for.
    pub within: i64,
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
    /// Number of the newest frozen version; `None` before the first close (rule 37).
    pub version: Option<u32>,
    /// Whether the rows are those of the frozen version, not what is ordered now.
    pub frozen: bool,
    /// What its rows stand for.
    pub by: TallyBy,
    /// The rows, in the order of their first lines.
    pub rows: Vec<TallyRow>,
    /// Units of all rows.
    pub total: i64,
    /// The same, pieces and packages told apart.
    pub pieces: Pieces,
    /// Version that its rows are compared with, in a tally made by [`since`].
    pub since: Option<u32>,
    /// How what is ordered now differs from an earlier version: from the one it is compared with,
    /// else from the newest.
    pub differs: Option<Difference>,
}

/// What was added to a tally and taken from it since a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Difference {
    /// The version.
    pub from: u32,
    /// Pieces more.
    pub more: i64,
    /// Pieces fewer.
    pub fewer: i64,
}

impl Difference {
    /// Compares lines with those of version `from`; `None` when they are the same. Which order the
    /// units belong to matters only where the lines name it.
    pub fn between(now: &[TallyLine], before: &[TallyLine], from: u32) -> Option<Self> {
        let mut units: HashMap<(&str, &str, &str, bool), i64> = HashMap::new();
        for (lines, sign) in [(now, 1), (before, -1)] {
            for line in lines {
                let custom = line.customization.as_deref().unwrap_or_default();
                let key = (&*line.order, &*line.code, custom, line.package);
                *units.entry(key).or_default() += sign * line.qty;
            }
        }
        units.retain(|_, units| *units != 0);
        let sum = |packages: bool, sign: i64| -> i64 {
            let changed = units.iter().filter(|((_, _, _, of), _)| *of == packages);
            changed.map(|(_, units)| (units * sign).max(0)).sum()
        };
        // What is in packages is among the pieces; packages alone count when no piece changed.
        let packages = units.keys().all(|(_, _, _, package)| *package);
        (!units.is_empty()).then(|| Self {
            from,
            more: sum(packages, 1),
            fewer: sum(packages, -1),
        })
    }
}

/// The lines without the orders they belong to, as a kitchen counts them: one for each variant and
/// customization.
pub fn together(lines: &[TallyLine]) -> Vec<TallyLine> {
    let mut together: Vec<TallyLine> = Vec::new();
    let mut places = Places::new();
    for line in lines {
        let same = (line.code.as_str(), line.customization.as_deref());
        let (_, sum) = places.of(same, &mut together, || TallyLine {
            order: String::new(),
            customer: String::new(),
            qty: 0,
            within: 0,
            ..line.clone()
        });
        sum.qty += line.qty;
        sum.within += line.within;
    }
    together
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
    /// Name of the customer, of a row that is an order.
    pub customer: String,
    /// Units.
    pub qty: i64,
    /// Those of them that are in packages.
    pub within: i64,
    /// The same, pieces and packages told apart.
    pub pieces: Pieces,
    /// The customizations of these units, in the order they came (rule 38).
    pub customizations: Vec<Customization>,
    /// The goods of a row that is a supplier or an order, one row for each variant.
    pub goods: Vec<TallyRow>,
    /// Units in the earlier version; only in a tally made by [`since`].
    pub was: Option<i64>,
    /// Whether a design of the order waits for its approval (rule 79).
    pub awaits_approval: bool,
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

    /// What rows of two tallies are matched by. Names may change, codes don't.
    fn identity(&self) -> (&str, Option<&str>) {
        (&self.code, self.key.as_deref())
    }

    /// Counts the units of a line in.
    fn add(&mut self, line: &TallyLine) {
        self.qty += line.qty;
        self.within += line.within;
        self.pieces = self.pieces + Pieces::of(line.qty, line.package);
    }

    /// The row of a line's variant.
    fn of_variant(line: &TallyLine) -> Self {
        Self {
            code: line.code.clone(),
            product: line.product.clone(),
            variant: line.variant.clone(),
            ..Self::default()
        }
    }

    /// Leaves out goods and customizations without units.
    fn drop_empty(&mut self) {
        self.customizations.retain(|request| request.qty != 0);
        self.goods.retain(|goods| goods.qty != 0);
        self.goods.iter_mut().for_each(Self::drop_empty);
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

/// Groups `lines` into rows. Rows, goods and customizations are in the order of their first lines,
/// but orders in that of their numbers; those without units are left out.
pub fn tally(
    period: impl Into<String>,
    version: Option<u32>,
    by: TallyBy,
    lines: &[TallyLine],
) -> Tally {
    let mut rows: Vec<TallyRow> = Vec::new();
    let mut places = Places::new();
    let mut requests = Requests::new();
    let mut goods_places = Places::new();
    let mut goods_requests = Requests::new();
    for line in lines {
        let key = match by {
            TallyBy::Variant => Some(line.code.clone()),
            TallyBy::Product => Some(line.product_code.clone()),
            TallyBy::Supplier => line.supplier.clone(),
            TallyBy::Option => option_text(line),
            TallyBy::Order => Some(line.order.clone()),
        };
        let (place, row) = places.of(key.clone(), &mut rows, || match by {
            TallyBy::Variant => TallyRow::of_variant(line),
            TallyBy::Product => TallyRow {
                code: line.product_code.clone(),
                product: line.product.clone(),
                ..TallyRow::default()
            },
            TallyBy::Order => TallyRow {
                key,
                customer: line.customer.clone(),
                ..TallyRow::default()
            },
            TallyBy::Supplier | TallyBy::Option => TallyRow {
                key,
                ..TallyRow::default()
            },
        });
        row.add(line);
        requests.count(place, line, &mut row.customizations);
        if matches!(by, TallyBy::Supplier | TallyBy::Order) {
            let variant = (place, line.code.as_str());
            let (_, goods) =
                goods_places.of(variant, &mut row.goods, || TallyRow::of_variant(line));
            goods.add(line);
            goods_requests.count(place, line, &mut goods.customizations);
        }
    }
    rows.retain(|row| row.qty != 0);
    rows.iter_mut().for_each(TallyRow::drop_empty);
    if by == TallyBy::Order {
        by_number(&mut rows);
    }
    Tally {
        period: period.into(),
        version,
        frozen: false,
        by,
        total: rows.iter().map(|row| row.qty).sum(),
        pieces: rows.iter().map(|row| row.pieces).sum(),
        rows,
        since: None,
        differs: None,
    }
}

/// Sorts the rows of orders by their numbers.
fn by_number(rows: &mut [TallyRow]) {
    rows.sort_by(|a, b| {
        let [a, b] = [a, b].map(|row| row.key.as_deref().map(number_of));
        a.cmp(&b)
    });
}

/// The PO's code and the number in an order's code: `NAS3-1000` comes after `NAS3-999`.
fn number_of(order: &str) -> (&str, i64) {
    let parts = order.rsplit_once('-');
    let read = parts.and_then(|(period, number)| Some((period, number.parse().ok()?)));
    read.unwrap_or((order, 0))
}

/// Where the customizations of each row are counted: by row, variant and text.
struct Requests<'a>(Places<(usize, &'a str, &'a str)>);

impl<'a> Requests<'a> {
    fn new() -> Self {
        Self(Places::new())
    }

    /// Counts a line's customization into those of its row.
    fn count(&mut self, row: usize, line: &'a TallyLine, counted: &mut Vec<Customization>) {
        let Some(text) = &line.customization else {
            return;
        };
        let same = (row, line.code.as_str(), text.as_str());
        let (_, request) = self.0.of(same, counted, || Customization {
            text: text.clone(),
            code: line.code.clone(),
            product: line.product.clone(),
            variant: line.variant.clone(),
            ..Customization::default()
        });
        request.qty += line.qty;
    }
}

/// Adds to each row, goods and customization of `current` the units it had in `earlier` (rule 37).
/// Those that are no longer ordered are added at the end with 0 units, orders in their place. Both
/// must be grouped alike.
#[must_use]
pub fn since(mut current: Tally, earlier: &Tally) -> Tally {
    compare(&mut current.rows, &earlier.rows);
    if current.by == TallyBy::Order {
        by_number(&mut current.rows);
    }
    current.since = earlier.version;
    current
}

fn compare(rows: &mut Vec<TallyRow>, earlier: &[TallyRow]) {
    let before: HashMap<_, usize> = earlier
        .iter()
        .enumerate()
        .map(|(place, row)| (row.identity(), place))
        .collect();
    let mut still = vec![false; earlier.len()];
    for row in rows.iter_mut() {
        let was = before.get(&row.identity()).map(|place| {
            still[*place] = true;
            &earlier[*place]
        });
        row.was = Some(was.map_or(0, |was| was.qty));
        compare_requests(row, was);
        compare(&mut row.goods, was.map_or(&[], |was| &was.goods));
    }
    for (gone, _) in earlier.iter().zip(still).filter(|(_, still)| !still) {
        let mut row = TallyRow {
            qty: 0,
            within: 0,
            pieces: Pieces::default(),
            was: Some(gone.qty),
            customizations: Vec::new(),
            goods: Vec::new(),
            ..gone.clone()
        };
        compare_requests(&mut row, Some(gone));
        compare(&mut row.goods, &gone.goods);
        rows.push(row);
    }
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
    /// Product's code.
    pub code: String,
    /// Product's name.
    pub product: String,
    /// Values of the first option, in the order they first came; a single empty one for a product
    /// without options.
    pub down: Vec<String>,
    /// Values of the second option, in the order they first came; a single empty one for a product
    /// with one option or none.
    pub across: Vec<String>,
    /// Units, `cells[down][across]`.
    pub cells: Vec<Vec<i64>>,
}

impl OptionMatrix {
    /// Sum of the units of each row.
    pub fn down_totals(&self) -> Vec<i64> {
        self.cells.iter().map(|row| row.iter().sum()).collect()
    }

    /// Sum of the units of each column.
    pub fn across_totals(&self) -> Vec<i64> {
        let column = |at| self.cells.iter().filter_map(move |row| row.get(at)).sum();
        (0..self.across.len()).map(column).collect()
    }

    /// Sum of all units.
    pub fn total(&self) -> i64 {
        self.down_totals().iter().sum()
    }
}

/// The options of a line, empty where it has none.
fn options_of(line: &TallyLine) -> (&str, &str) {
    (
        line.option1.as_deref().unwrap_or_default(),
        line.option2.as_deref().unwrap_or_default(),
    )
}

/// Whether a line is counted in a cell of its product's matrix; a sum names no option.
pub fn is_in_cell(
    line: &TallyLine,
    product: &str,
    down: Option<&str>,
    across: Option<&str>,
) -> bool {
    let (first, second) = options_of(line);
    line.product_code == product
        && down.is_none_or(|down| down == first)
        && across.is_none_or(|across| across == second)
}

/// The option matrix of every product (rule 38), in the order they first came.
pub fn matrices(lines: &[TallyLine]) -> Vec<OptionMatrix> {
    let mut matrices: Vec<OptionMatrix> = Vec::new();
    let mut places = Places::new();
    for line in lines.iter().filter(|line| line.qty != 0) {
        let (first, second) = options_of(line);
        let (_, matrix) = places.of(&line.product_code, &mut matrices, || OptionMatrix {
            code: line.product_code.clone(),
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

/// An order's units of what a row of a tally counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// Code of the order.
    pub order: String,
    /// Name of its customer.
    pub customer: String,
    /// Units, pieces and packages told apart.
    pub pieces: Pieces,
    /// Their customizations, in the order they came.
    pub customizations: Vec<String>,
}

/// Whether the units of a line are counted in the row with this code or key.
pub fn is_in_row(by: TallyBy, code: &str, key: Option<&str>, line: &TallyLine) -> bool {
    match by {
        TallyBy::Variant => line.code == code,
        TallyBy::Product => line.product_code == code,
        TallyBy::Supplier => line.supplier.as_deref() == key,
        TallyBy::Option => option_text(line).as_deref() == key,
        TallyBy::Order => Some(line.order.as_str()) == key,
    }
}

/// Who ordered what a row counts: the orders with lines that `counted` takes, by their numbers.
pub fn who_ordered(lines: &[TallyLine], counted: impl Fn(&TallyLine) -> bool) -> Vec<Ordered> {
    let mut orders: Vec<Ordered> = Vec::new();
    let mut places = Places::new();
    for line in lines.iter().filter(|line| counted(line)) {
        let (_, ordered) = places.of(&line.order, &mut orders, || Ordered {
            order: line.order.clone(),
            customer: line.customer.clone(),
            pieces: Pieces::default(),
            customizations: Vec::new(),
        });
        ordered.pieces = ordered.pieces + Pieces::of(line.qty, line.package);
        ordered.customizations.extend(line.customization.clone());
    }
    orders.retain(|ordered| ordered.pieces != Pieces::default());
    orders.sort_by(|a, b| number_of(&a.order).cmp(&number_of(&b.order)));
    orders
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
