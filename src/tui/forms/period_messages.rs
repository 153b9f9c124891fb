//! Shows a message about a PO that goes to a group or a supplier; what is copied or opened from it is noted as sent
//! (rules 48, 52, 64).

use crate::book::Book;
use crate::domain::id::{PeriodId, SupplierId};
use crate::domain::message::Message;
use crate::domain::telling::{TellKind, TellVia};
use crate::tasks::period_letters::{group_letter, supplier_letters};
use crate::tasks::telling::Letter;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::layers::{Choice, Picker, Reader};
use crate::tui::theme::Role;

/// Shows the announcement of a PO, or its recap.
pub fn group(kind: TellKind, id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    let letter = group_letter(kind, id, book, &ctx.words, ctx.now)?;
    Ok(show((kind, id), None, letter, ctx))
}

/// Shows what a supplier is to make for a PO: the one of this name, else asks which where there are several.
pub fn supplier(id: PeriodId, name: Option<&str>, book: &Book, ctx: &Ctx) -> Outcome {
    let named = name.map(|name| book.supplier(name)).transpose()?;
    let only = named.map(|supplier| supplier.id);
    let letters = supplier_letters(id, only, book, &ctx.words, ctx.now)?;
    let of = (TellKind::Supplier, id);
    Ok(match letters.as_slice() {
        [] => Effect::info(Message::new("telling-no-supplier")),
        [(supplier, letter)] => show(of, Some(*supplier), letter.clone(), ctx),
        _ => {
            let choices = letters.into_iter().map(|chosen| Choice {
                label: chosen.1.to.clone(),
                note: chosen.1.phone.clone().unwrap_or_default(),
                value: chosen,
            });
            let open = move |(supplier, letter): &(SupplierId, Letter), ctx: &Ctx| {
                show(of, Some(*supplier), letter.clone(), ctx)
            };
            let title = "telling-pick-supplier";
            Effect::open(Picker::new(title, choices.collect(), open))
        }
    })
}

fn show(
    of: (TellKind, PeriodId),
    supplier: Option<SupplierId>,
    letter: Letter,
    ctx: &Ctx,
) -> Effect {
    let kind = ctx.word(of.0.key());
    let title = match letter.to.as_str() {
        "" => kind,
        to => format!("{kind}: {to}"),
    };
    let link = letter.link.filter(|_| ctx.browser);
    let text = letter.text;
    let sent = {
        let text = text.clone();
        move |via: TellVia| {
            let (text, of) = (text.clone(), of);
            let done = match via {
                TellVia::Wa => {
                    let opened = Message::new("telling-of-period-opened").word("kind", of.0.key());
                    Effect::Notice(Role::Good, opened)
                }
                _ => Effect::None,
            };
            Effect::deed_then(
                move |book, now| book.mark_period_told(of, supplier, (via, &text), now),
                |()| done,
            )
        }
    };
    let copied = Message::new("telling-of-period-copied").word("kind", of.0.key());
    Effect::open(Reader::new(title, text).sent(copied, link, sent))
}
