//! `rekap product price` and `rekap product field`: further prices and custom fields (rules 66,
//! 67).

use clap::Args;

use super::console::{Console, Failure, code};
use super::values;
use crate::book::{FieldChange, Opening};
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;

/// A further price of a variant, by level or number of units.
#[derive(Debug, Args)]
pub struct PriceTerms {
    #[arg(value_name = "VARIANT")]
    priced: String,
    #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    further_price: Option<Rupiah>,
    #[arg(long = "level", value_name = "TEXT", allow_hyphen_values = true)]
    of_level: Option<String>,
    #[arg(long = "from", value_name = "N", value_parser = values::units, allow_negative_numbers = true)]
    from_units: Option<i64>,
    #[arg(long = "across", requires = "from_units")]
    across_variants: bool,
    #[arg(long = "off", conflicts_with = "further_price")]
    end_price: bool,
}

impl PriceTerms {
    /// Sets or ends the price.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let level = console.clean_line(&self.of_level.unwrap_or_default());
        if self.further_price.is_none() && !self.end_price {
            let missing = Refusal::Missing {
                field: "field-price",
            };
            return Err(missing.message().into());
        }
        let mut opened = console.open(Opening::Existing)?;
        let code = code(&self.priced)?;
        let units = (self.from_units.unwrap_or(1), self.across_variants);
        opened
            .book
            .set_price(&code, &level, units, self.further_price, opened.now)?;
        Ok(())
    }
}

/// A custom field of a product.
#[derive(Debug, Args)]
pub struct FieldTerms {
    #[arg(value_name = "CODE")]
    product: String,
    #[arg(value_name = "FIELD")]
    field_label: String,
    #[arg(long, value_name = "YES|NO", value_parser = ["yes", "no"], num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    required: Option<String>,
    #[arg(long, value_name = "YES|NO", value_parser = ["yes", "no"], num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    digits: Option<String>,
    #[arg(long, value_name = "MIN..MAX", value_parser = values::length)]
    length: Option<values::Length>,
    #[arg(long = "price", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    field_price: Option<Rupiah>,
    #[arg(long = "off", conflicts_with_all = ["required", "digits", "length", "field_price"])]
    end_field: bool,
}

impl FieldTerms {
    /// Sets or removes the field.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let label = console.clean_line(&self.field_label);
        let change = FieldChange {
            required: self.required.map(|answer| answer == "yes"),
            digits: self.digits.map(|answer| answer == "yes"),
            least: self.length.map(|length| length.0),
            most: self.length.map(|length| length.1),
            price: self.field_price,
            archived: self.end_field,
        };
        let mut opened = console.open(Opening::Existing)?;
        let product = code(&self.product)?;
        opened
            .book
            .set_field(&product, &label, &change, opened.now)?;
        Ok(())
    }
}
