//! Reads which goods a row means, in which unit they are counted, and what one costs.

use super::table_reader::TableReader;
use crate::domain::code::Code;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::units::Unit;
use crate::intake::columns::values;
use crate::intake::file::cell::{Row, Value};
use crate::intake::goods_match::Match;
use crate::intake::note::RowNote;

/// The goods of a row.
pub(super) struct RowGoods {
    pub(super) code: Option<Code>,
    pub(super) product: String,
    pub(super) variant: Option<String>,
    /// The code of the goods on sale that these are.
    pub(super) known: Option<Code>,
    /// What one usually costs, where the goods are known.
    pub(super) usual: Option<Rupiah>,
}

/// A price below this is doubtful where the goods usually cost ten times as much, in rupiah.
const SMALL_PRICE: i64 = 1_000;

impl TableReader<'_> {
    /// Finds the goods that the row's code, product and variant mean.
    pub(super) fn goods_of(
        &mut self,
        row: &Row<'_>,
        code: Option<Code>,
        product: Option<String>,
        cancelled: bool,
    ) -> Result<RowGoods, Box<RowNote>> {
        let columns: Vec<usize> = self.columns.all(Meaning::Variant).collect();
        let mut parts = Vec::new();
        for column in columns {
            let value = row.get(column);
            let part = self.clean(
                row,
                Meaning::Variant,
                value,
                text::MAX_NAME,
                text::clean_line,
            )?;
            parts.extend(part.filter(|name| !is_no_variant(name)));
        }
        let as_written = |code: Option<Code>, product: Option<String>, parts: &[String]| {
            let product = product.or_else(|| code.as_ref().map(Code::to_string));
            RowGoods {
                code,
                product: product.unwrap_or_default(),
                variant: (!parts.is_empty()).then(|| variant_of(parts)),
                known: None,
                usual: None,
            }
        };
        if self.goods.is_empty() {
            return Ok(as_written(code, product, &parts));
        }
        let code_text = code.as_ref().map_or("", Code::as_str);
        let key = [
            code_text,
            product.as_deref().unwrap_or_default(),
            &parts.join("\n"),
        ]
        .join("\t");
        if !self.matches.contains_key(&key) {
            let borrowed: Vec<&str> = parts.iter().map(String::as_str).collect();
            let code = code.as_ref().map(Code::as_str);
            let found = self.goods.of_line(code, product.as_deref(), &borrowed);
            if let Match::Known(_, Some(told)) = &found {
                self.told.push(told.clone());
            }
            self.matches.insert(key.clone(), found);
        }
        let field = match self.columns.at(Meaning::Product) {
            Some(_) => Meaning::Product,
            None => Meaning::Code,
        };
        match self.matches.get(&key).cloned() {
            Some(Match::Known(good, _)) => {
                let known = Code::read(&good.code)
                    .map_err(|error| self.bad(row, Meaning::Code, error.message()))?;
                // What identifies the order stays as it was written.
                Ok(RowGoods {
                    known: Some(known),
                    usual: Some(good.price),
                    ..as_written(code, product, &parts)
                })
            }
            Some(Match::Unclear(problem)) if !cancelled => {
                self.doubt(row.number, field, problem);
                Ok(as_written(code, product, &parts))
            }
            Some(Match::New | Match::Unclear(_)) | None => Ok(as_written(code, product, &parts)),
        }
    }

    /// The unit that the row's quantity is in, by its own column and by the title.
    pub(super) fn unit(&self, row: &Row<'_>) -> Result<Option<Unit>, Box<RowNote>> {
        let value = self.value(row, Meaning::Unit);
        let said = match value {
            Value::Empty => return Ok(self.units.quantity),
            value => value.to_text(),
        };
        let words = said.split(|c: char| !c.is_alphanumeric());
        let mut units = words.filter(|word| !word.is_empty()).map(Unit::of);
        let unit = match (units.next(), units.next()) {
            (Some(Some(unit)), None) => unit,
            _ => Unit::Unknown,
        };
        let wrong = |key| self.bad(row, Meaning::Unit, values::wrong(key, value));
        match (unit, self.units.quantity) {
            (Unit::Unknown, _) => Err(wrong("intake-unit-unknown")),
            (unit, Some(other)) if unit != other => Err(wrong("intake-units-differ")),
            (unit, _) => Ok(Some(unit)),
        }
    }

    /// The price of one piece. Where the quantity is in dozens, rows prove whether the price is for
    /// the dozen: by the total, else by what the goods usually cost.
    pub(super) fn unit_price(
        &mut self,
        row: &Row<'_>,
        (qty, pieces): (u32, u32),
        usual: Option<Rupiah>,
    ) -> Result<Option<Rupiah>, Box<RowNote>> {
        let cell = match self.value(row, Meaning::UnitPrice) {
            Value::Text(text) if text.chars().all(|c| matches!(c, '-' | '–' | '—')) => {
                Value::Empty
            }
            value => value,
        };
        let rupiah = self.rupiah(Meaning::UnitPrice);
        let price = values::price_in(cell, rupiah)
            .map_err(|problem| self.bad(row, Meaning::UnitPrice, problem))?;
        let Some(price) = price else { return Ok(None) };
        let usually = usual.map_or(0, Rupiah::raw);
        if price > Rupiah::ZERO && price.raw() < SMALL_PRICE && usually >= 10 * price.raw() {
            let problem = Message::new("intake-price-small")
                .text("value", text::excerpt(&cell.to_text()))
                .money("usual", Rupiah::new(usually));
            self.doubt(row.number, Meaning::UnitPrice, problem);
        }
        let of_pack = match self.units.price {
            Some(Unit::Pieces(of)) => of,
            Some(Unit::Unknown) => {
                let problem = values::wrong("intake-unit-unknown", cell);
                return Err(self.bad(row, Meaning::UnitPrice, problem));
            }
            None if pieces == 1 => 1,
            None => {
                let total = match self.value(row, Meaning::Total) {
                    Value::Empty | Value::Uncomputed => None,
                    value => values::price_in(value, self.rupiah(Meaning::Total))
                        .ok()
                        .flatten(),
                };
                let whole = |units: u32| price.times(i64::from(units)).ok();
                if total.is_some() && total == whole(qty) || usually == price.raw() {
                    1
                } else if total.is_some() && total == whole(qty / pieces)
                    || usually.checked_mul(i64::from(pieces)) == Some(price.raw())
                {
                    pieces
                } else {
                    let problem = Message::new("intake-price-of-pack")
                        .text("value", text::excerpt(&cell.to_text()))
                        .count("pieces", pieces);
                    self.doubt(row.number, Meaning::UnitPrice, problem);
                    1
                }
            }
        };
        let each = i64::from(of_pack);
        if price.raw() % each != 0 {
            let problem = values::wrong("intake-price-fraction", cell);
            return Err(self.bad(row, Meaning::UnitPrice, problem));
        }
        Ok(Some(Rupiah::new(price.raw() / each)))
    }
}

/// The name of a variant of which columns or a marketplace give parts: `L,Hitam` is `L / Hitam`.
fn variant_of(parts: &[String]) -> String {
    let parts = parts.iter().flat_map(|part| part.split([',', '/', '|']));
    let parts: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" / ")
}

/// Whether a name is the marketplace's placeholder for products without variants.
fn is_no_variant(name: &str) -> bool {
    let name = name.to_lowercase();
    [
        "default",
        "-",
        "no variation",
        "tanpa variasi",
        "tanpa varian",
        "tidak ada",
        "polos/default",
    ]
    .contains(&name.as_str())
}
