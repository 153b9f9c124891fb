//! What of an order is to be packed, and for whom: its lines with the units that are left of them (rule 80).

use super::destination::DestinationItem;
use super::id::{DestinationId, OfferId};
use super::order::{Line, Part};
use super::parcel::ParcelLine;
use super::weight::Grams;

/// Goods of an order for one who receives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToPack {
    /// One of several recipients of the order; absent for the order's own.
    pub destination: Option<DestinationId>,
    /// The goods, in the order of its lines.
    pub goods: Vec<Goods>,
}

/// Units of an item of an order, or of goods out of its packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// Product name when it was sold.
    pub product: String,
    /// Variant name when it was sold, empty for a single variant.
    pub variant: String,
    /// Units, at least 1.
    pub qty: i64,
    /// Customization as typed; empty when there is none.
    pub customization: String,
    /// Who it is for, when not the customer.
    pub for_whom: String,
    /// What was chosen for a package; empty when it is no package.
    pub chosen: String,
    /// Estimated weight of one unit, where it was sold by weight.
    pub weight: Option<Grams>,
    /// What is in these packages; empty when it is no package.
    pub parts: Vec<Part>,
    /// Whether something of it breaks easily.
    pub fragile: bool,
}

/// Units of one thing: of a variant with one customization, by itself or within one kind of package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Units {
    /// The offer they are of.
    pub offer: OfferId,
    /// Customization as typed.
    pub customization: String,
    /// The package they are in.
    pub package: Option<OfferId>,
    /// So many.
    pub qty: i64,
}

impl Goods {
    /// So many units of a line.
    pub fn of_line(line: &Line, qty: i64) -> Self {
        let each = |part: &Part| part.qty / line.qty.max(1);
        let parts = line.parts.iter().map(|part| Part {
            qty: each(part).saturating_mul(qty),
            ..part.clone()
        });
        Self {
            product: line.product.clone(),
            variant: line.variant.clone(),
            qty,
            customization: line.customization.clone(),
            for_whom: line.for_whom.clone(),
            chosen: line.chosen.clone(),
            weight: line.weight,
            parts: parts.collect(),
            fragile: line.is_fragile(),
        }
    }

    /// All units of an order's lines; those of price slices of one item together.
    pub fn of_lines(lines: &[Line]) -> Vec<Self> {
        let mut goods = Vec::new();
        for line in lines {
            add(&mut goods, Self::of_line(line, line.qty));
        }
        goods
    }

    /// What a recipient gets of an item, as the order's line of it says.
    pub fn of_item(lines: &[Line], item: &DestinationItem) -> Self {
        let line = lines.iter().find(|line| {
            (&line.code, &line.customization, &line.chosen)
                == (&item.code, &item.customization, &item.chosen)
        });
        match line {
            Some(line) => Self {
                for_whom: String::new(),
                ..Self::of_line(line, item.qty)
            },
            None => Self {
                chosen: item.chosen.clone(),
                ..Self::by_name(&item.goods, &item.customization, item.qty)
            },
        }
    }

    /// What a parcel holds of a line, or of the part of a package that left by itself.
    pub fn of_packed(lines: &[Line], held: &ParcelLine) -> Self {
        let line = lines
            .iter()
            .find(|line| line.code == held.code && line.customization == held.customization);
        let part = || {
            let mut parts = lines.iter().flat_map(|line| &line.parts);
            parts.find(|part| part.code == held.code)
        };
        match (line, part()) {
            (Some(line), _) => Self {
                for_whom: String::new(),
                ..Self::of_line(line, held.qty)
            },
            (None, Some(part)) => Self {
                customization: held.customization.clone(),
                ..Self::of_part(part, held.qty)
            },
            (None, None) => Self::by_name(&held.goods, &held.customization, held.qty),
        }
    }

    /// Goods of which only the name is known.
    fn by_name(name: &str, customization: &str, qty: i64) -> Self {
        Self {
            product: name.to_owned(),
            variant: String::new(),
            qty,
            customization: customization.to_owned(),
            for_whom: String::new(),
            chosen: String::new(),
            weight: None,
            parts: Vec::new(),
            fragile: false,
        }
    }

    /// Units of a package's part by themselves.
    fn of_part(part: &Part, qty: i64) -> Self {
        Self {
            product: part.product.clone(),
            variant: part.variant.clone(),
            qty,
            customization: String::new(),
            for_whom: String::new(),
            chosen: String::new(),
            weight: None,
            parts: Vec::new(),
            fragile: part.fragile,
        }
    }

    /// What tells it from other goods.
    fn item(&self) -> [&str; 5] {
        [
            &self.product,
            &self.variant,
            &self.customization,
            &self.for_whom,
            &self.chosen,
        ]
    }

    fn is_same(&self, other: &Self) -> bool {
        let offers = |of: &Self| of.parts.iter().map(|part| part.offer).collect::<Vec<_>>();
        (self.item(), self.weight, offers(self)) == (other.item(), other.weight, offers(other))
    }
}

fn add(goods: &mut Vec<Goods>, more: Goods) {
    match goods.iter_mut().find(|known| known.is_same(&more)) {
        Some(known) => {
            known.qty += more.qty;
            for (known, more) in known.parts.iter_mut().zip(&more.parts) {
                known.qty += more.qty;
            }
        }
        None => goods.push(more),
    }
}

/// Takes what others get of an item from all that is ordered; for whom units are doesn't matter.
pub fn less(all: &mut Vec<Goods>, theirs: &Goods) {
    let mut rest = theirs.qty;
    for own in all.iter_mut() {
        let whoever = Goods {
            for_whom: own.for_whom.clone(),
            ..theirs.clone()
        };
        if own.is_same(&whoever) {
            let taken = own.qty.min(rest);
            rest -= taken;
            for part in &mut own.parts {
                part.qty -= part.qty / own.qty.max(1) * taken;
            }
            own.qty -= taken;
        }
    }
    all.retain(|own| own.qty > 0);
}

/// Names the units that are left for each recipient by the lines they are of. Packages of which all is left are
/// packages; what else is left of them is named by itself. For whom units are is said where it is certain.
pub fn to_pack(lines: &[Line], left: Vec<(Option<DestinationId>, Vec<Units>)>) -> Vec<ToPack> {
    let whose: Vec<bool> = lines
        .iter()
        .map(|line| is_whose_certain(line, lines, &left))
        .collect();
    let mut rest: Vec<i64> = lines.iter().map(|line| line.qty).collect();
    let mut packed = Vec::with_capacity(left.len());
    for (destination, mut units) in left {
        let goods = named(lines, &whose, &mut rest, &mut units);
        if !goods.is_empty() {
            packed.push(ToPack { destination, goods });
        }
    }
    packed
}

/// Whether it is certain for whom the units of a line are that are left: all units of its item are for the same, or
/// all of them are left for one recipient. Nobody keeps whose units left first.
fn is_whose_certain(
    line: &Line,
    lines: &[Line],
    left: &[(Option<DestinationId>, Vec<Units>)],
) -> bool {
    let of_item = || lines.iter().filter(|other| is_same_item(line, other));
    let ordered: i64 = of_item().map(pieces).sum();
    let mut for_one = left.iter().map(|(_, units)| {
        let of_line = units.iter().filter(|units| is_within(units, line));
        of_line.map(|units| units.qty).sum::<i64>()
    });
    of_item().all(|other| other.for_whom == line.for_whom) || for_one.any(|units| units == ordered)
}

fn pieces(line: &Line) -> i64 {
    match line.parts.is_empty() {
        true => line.qty,
        false => line.parts.iter().map(|part| part.qty).sum(),
    }
}

fn is_same_item(one: &Line, other: &Line) -> bool {
    (one.offer, &one.customization) == (other.offer, &other.customization)
}

/// Whether units are of a line or in its packages.
fn is_within(units: &Units, line: &Line) -> bool {
    match line.parts.is_empty() {
        true => is_of(units, line),
        false => units.package == Some(line.offer),
    }
}

fn is_of(units: &Units, line: &Line) -> bool {
    (units.offer, units.customization.as_str(), units.package)
        == (line.offer, line.customization.as_str(), None)
}

fn named(lines: &[Line], whose: &[bool], rest: &mut [i64], units: &mut [Units]) -> Vec<Goods> {
    let mut goods = Vec::new();
    for ((line, whose), rest) in lines.iter().zip(whose).zip(rest) {
        let qty = match line.parts.is_empty() {
            true => {
                let there = units.iter_mut().find(|units| is_of(units, line));
                there.map_or(0, |there| {
                    let qty = there.qty.min(*rest);
                    there.qty -= qty;
                    qty
                })
            }
            false => whole_packages(line, *rest, units),
        };
        *rest -= qty;
        if qty > 0 {
            let mut of_line = Goods::of_line(line, qty);
            if !whose {
                of_line.for_whom.clear();
            }
            add(&mut goods, of_line);
        }
    }
    for units in units.iter().filter(|units| units.qty > 0) {
        let mut packages = lines
            .iter()
            .filter(|line| Some(line.offer) == units.package);
        let part = packages.find_map(|line| {
            let mut parts = line.parts.iter();
            parts.find(|part| part.offer == units.offer)
        });
        if let Some(part) = part {
            add(&mut goods, Goods::of_part(part, units.qty));
        }
    }
    goods
}

/// Takes the units of as many whole packages of a line as there are.
fn whole_packages(line: &Line, most: i64, units: &mut [Units]) -> i64 {
    let each = |part: &Part| (part.qty / line.qty.max(1)).max(1);
    let find = |units: &[Units], part: &Part| {
        let mut known = units.iter();
        known.position(|units| (units.offer, units.package) == (part.offer, Some(line.offer)))
    };
    let there = line.parts.iter().map(|part| {
        let at = find(units, part);
        at.map_or(0, |at| units[at].qty / each(part))
    });
    let whole = there.min().unwrap_or_default().min(most).max(0);
    for part in &line.parts {
        if let Some(at) = find(units, part) {
            units[at].qty -= whole * each(part);
        }
    }
    whole
}
