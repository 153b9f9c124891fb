//! Imports a price list into the catalogue: the path is typed or dropped, and the content is shown
//! next to it before anything is saved.

use std::path::Path;

use super::import_table::{self, FactsCache, SHOWN, path};
use super::{Form, InputError};
use crate::domain::catalog::full_name;
use crate::intake::error::IntakeError;
use crate::intake::price_list;
use crate::intake::price_list::GoodsIntake;
use crate::tui::effect::{Ctx, Effect};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// Opens the form that imports a price list.
pub fn form(ctx: &Ctx) -> Effect {
    let seen = FactsCache::new();
    Effect::open(
        Form::new("form-price-list")
            .field(import_table::path_field())
            .field(import_table::BadRows::default().field(ctx))
            .panel(move |values, _, ctx| {
                let file = path(values.get("path"));
                Ok(seen.facts(&file, (), ctx, |()| {
                    read(&file)
                        .map(|list| in_words(&list, ctx))
                        .map_err(|error| error.message())
                }))
            })
            .submit(|values, _, _| {
                let list = read(&path(values.get("path")))
                    .map_err(|error| InputError::field("path", error.message()))?;
                import_table::check_bad(list.bad.first(), list.bad.len() as u64, values)?;
                let goods = list.goods;
                Ok(Effect::deed(move |book, now| {
                    book.import_goods(&goods, now)
                }))
            }),
    )
}

fn read(path: &Path) -> Result<GoodsIntake, IntakeError> {
    price_list::read(&mut import_table::open(path)?)
}

fn in_words(list: &GoodsIntake, ctx: &Ctx) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        ctx.word("form-price-list-goods"),
        ctx.words.count(list.goods.len()),
    )];
    let goods = list.goods.iter().take(SHOWN);
    facts.extend(goods.map(|good| {
        let price = good.price.map(|price| ctx.words.rupiah(price));
        let name = full_name(&good.product, &good.variant);
        let line = format!("{name} {}", price.unwrap_or_default());
        Fact::line(line.trim_end().to_owned(), Role::Text)
    }));
    let notes = list.notes.iter();
    facts.extend(notes.map(|note| import_table::warning(note, Role::Warn, ctx)));
    facts.extend(import_table::bad_rows(&list.bad, ctx));
    facts
}
