//! Claims on goods that were handed over (rule 83): what is wrong, how it is answered, now or later, and what
//! insurance or a courier paid for it. The forms ask only what the answer needs.

use super::field::{Field, InputError, Values};
use super::form::Form;
use super::goods::Goods;
use super::goods_line::{Among, Good, GoodsLine};
use super::move_order::meant;
use super::parse::{self, money};
use super::payment::positive;
use crate::book::{Book, BookError, ClaimEnd, ClaimsForeseen, NewClaim};
use crate::domain::catalog::{full_name, with_customization};
use crate::domain::claim::{Claim, ClaimEnding, ClaimKind};
use crate::domain::id::{AccountId, ClaimId, OrderId, PeriodId};
use crate::domain::item::{Change, ItemText};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::domain::parcel::GoodsBack;
use crate::domain::refusal::Refusal;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::Fact;

/// How a claim is answered, as the forms ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Later,
    Same,
    Exchange,
    Refund,
    Compensate,
    Refuse,
}

/// The answers in the order they are proposed, with the keys of their words.
const ANSWERS: [(Answer, &str); 6] = [
    (Answer::Later, "claim-answer-later"),
    (Answer::Same, "claim-answer-same"),
    (Answer::Exchange, "claim-answer-exchange"),
    (Answer::Refund, "claim-answer-refund"),
    (Answer::Compensate, "claim-answer-compensate"),
    (Answer::Refuse, "claim-answer-refuse"),
];

impl Answer {
    fn of(values: &Values) -> Self {
        let chosen = values.get("answer");
        let known = ANSWERS.iter().find(|(_, key)| *key == chosen);
        known.map_or(Self::Later, |(answer, _)| *answer)
    }

    fn ending(self) -> Option<ClaimEnding> {
        match self {
            Self::Later => None,
            Self::Same | Self::Exchange => Some(ClaimEnding::Replace),
            Self::Refund => Some(ClaimEnding::Refund),
            Self::Compensate => Some(ClaimEnding::Compensate),
            Self::Refuse => Some(ClaimEnding::Refuse),
        }
    }

    /// Whether goods leave the customer.
    fn takes_goods(self) -> bool {
        matches!(self, Self::Same | Self::Exchange | Self::Refund)
    }
}

/// Opens the form of new claims on goods of an order.
pub fn open(id: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
    let order = book.order(id, ctx.now)?;
    if order.row.units_are.handed == 0 {
        let none = Message::new("claim-nothing-handed").text("order", order.row.code.as_str());
        return Ok(Effect::warn(none));
    }
    let title = Message::new("form-claim")
        .text("order", order.row.code.as_str())
        .with("customer", order.row.customer_arg());
    let mut items = Field::text("items", "form-claim-goods")
        .required()
        .hint("form-claim-goods-hint")
        .suggest_parts(move |before, _, book, ctx| {
            Ok(handed(&book.order(id, ctx.now)?, book, ctx)?.candidates(before))
        });
    if let [only] = order.lines.as_slice()
        && only.parts.is_empty()
    {
        let name = full_name(&only.product, &only.variant);
        items = items.value(format!("{} {name}", only.qty));
    }
    let kinds = ClaimKind::ALL.iter();
    let kinds = kinds.map(|kind| (kind.code().to_owned(), ctx.word(kind.key())));
    let form = Form::new("form-claim")
        .titled(title)
        .field(items)
        .field(Field::choice("kind", "form-claim-kind", kinds.collect()));
    let period = order.row.period;
    let form = answered(form, &ANSWERS, period, book, ctx)?
        .panel(move |values, book, ctx| {
            let order = book.order(id, ctx.now)?;
            let goods = handed(&order, book, ctx)?;
            let line = values.get("items");
            if line.is_empty() {
                return Ok(goods_of(&order));
            }
            let mut facts = meant(line, &goods, ctx);
            let Ok(items) = several(&goods, line) else {
                return Ok(facts);
            };
            let new = match new_claims(&items, (period, values), book, ctx) {
                Ok(new) => new,
                Err(unfinished) => {
                    facts.push(Fact::line(ctx.say(&unfinished.message), Role::Muted));
                    return Ok(facts);
                }
            };
            let billed = new.iter().map(|new| {
                Some(NewClaim {
                    end: Some(billed(new.end.as_ref())?),
                    ..new.clone()
                })
            });
            let billed: Option<Vec<NewClaim>> = billed.collect();
            let foresee = |new: &[NewClaim]| book.claims_if_added(id, new, ctx.now);
            let difference = billed.as_deref().map(foresee).transpose();
            facts.extend(foretold(foresee(&new), difference, &order.row, ctx)?);
            Ok(facts)
        })
        .submit(move |values, book, ctx| {
            let goods = handed(&book.order(id, ctx.now)?, book, ctx)?;
            let items = values.read("items", |line| several(&goods, line))?;
            let new = new_claims(&items, (period, values), book, ctx)?;
            Ok(Effect::deed(move |book, now| {
                book.add_claims(id, &new, now)
            }))
        });
    Ok(Effect::open(form))
}

/// Opens the form that answers a claim.
pub fn answer(id: ClaimId, book: &Book, ctx: &Ctx) -> Outcome {
    let claim = book.claim(id)?;
    if claim.ending.is_some() {
        let claim = claim.claim_code();
        return Ok(Effect::warn(Refusal::ClaimEnded { claim }.message()));
    }
    let row = book.order_row(claim.order, ctx.now)?;
    let title = Message::new("form-claim-answer")
        .text("claim", claim.claim_code())
        .text("order", claim.order_code.as_str())
        .text("customer", claim.customer.as_str());
    let period = row.period;
    let shown = claim.clone();
    let form = answered(
        Form::new("form-claim-answer").titled(title),
        ANSWERS.get(1..).unwrap_or(&ANSWERS),
        period,
        book,
        ctx,
    )?
    .panel(move |values, book, ctx| {
        let mut facts = vec![Fact::line(what(&shown, ctx), Role::Text)];
        if !shown.note.is_empty() {
            facts.push(Fact::line(shown.note.as_str(), Role::Muted));
        }
        let end = match end(shown.qty, period, values, book, ctx) {
            Ok(end) => end,
            Err(unfinished) => {
                facts.push(Fact::line(ctx.say(&unfinished.message), Role::Muted));
                return Ok(facts);
            }
        };
        let foresee = |end: &ClaimEnd| book.claim_if_ended(id, end, ctx.now);
        let Some(end) = end else { return Ok(facts) };
        let difference = billed(Some(&end)).as_ref().map(foresee).transpose();
        facts.extend(foretold(foresee(&end), difference, &row, ctx)?);
        Ok(facts)
    })
    .submit(move |values, book, ctx| {
        let recovered = recovered(values)?;
        let note = values.optional("note").map(str::to_owned);
        let end = end(claim.qty, period, values, book, ctx)?.map(|end| ClaimEnd {
            recovered,
            note,
            ..end
        });
        Ok(match end {
            Some(end) => Effect::deed(move |book, now| book.end_claim(id, &end, now)),
            None => Effect::Back,
        })
    });
    Ok(Effect::open(form))
}

/// Opens the form that records what insurance or a courier paid for a claim.
pub fn recover(id: ClaimId, book: &Book) -> Outcome {
    let claim = book.claim(id)?;
    let accounts = accounts(book)?;
    if accounts.is_empty() {
        return Ok(Effect::warn(Message::new("claim-no-account")));
    }
    let title = Message::new("form-claim-recovered")
        .text("claim", claim.claim_code())
        .text("customer", claim.customer.as_str());
    let form = Form::new("form-claim-recovered")
        .titled(title)
        .field(
            Field::text("recovered", "field-recovered")
                .required()
                .hint("form-claim-recovered-hint")
                .in_thousands(|_| true)
                .check(|text, _| positive(text).map(drop)),
        )
        .field(Field::choice("account", "form-claim-account", accounts))
        .panel(move |_, _, ctx| {
            let mut facts = vec![Fact::line(what(&claim, ctx), Role::Text)];
            if claim.recovered > Rupiah::ZERO {
                let before = ctx.words.rupiah(claim.recovered);
                facts.push(Fact::new(ctx.word("field-recovered"), before));
            }
            Ok(facts)
        })
        .submit(move |values, _, _| {
            let amount = values.read("recovered", positive)?;
            let account = account(values)
                .ok_or_else(|| InputError::field("account", Message::new("claim-no-account")))?;
            Ok(Effect::deed(move |book, now| {
                book.recover_claim(id, amount, account, now)
            }))
        });
    Ok(Effect::open(form))
}

/// Adds the answer and what it needs to a form.
fn answered(
    form: Form,
    answers: &[(Answer, &'static str)],
    period: PeriodId,
    book: &Book,
    ctx: &Ctx,
) -> Result<Form, BookError> {
    let answers = answers.iter();
    let answers = answers.map(|(_, key)| ((*key).to_owned(), ctx.word(key)));
    let backs = std::iter::once((String::new(), ctx.word("claim-goods-usual")));
    let backs = backs.chain(
        GoodsBack::ALL
            .iter()
            .map(|back| (back.code().to_owned(), ctx.word(back.key()))),
    );
    let accounts = accounts(book)?;
    let form = form
        .field(Field::choice(
            "answer",
            "form-claim-answer-is",
            answers.collect(),
        ))
        .field(
            Field::text("with", "claim-col-with")
                .required()
                .hint("form-claim-with-hint")
                .suggest(move |typed, _, book, ctx| {
                    Ok(Goods::of(book, period, &[], ctx)?.names(typed))
                })
                .when(|values| Answer::of(values) == Answer::Exchange),
        )
        .field(
            Field::either(
                "difference",
                "form-claim-difference",
                ["claim-difference-left", "claim-difference-billed"],
                false,
                ctx,
            )
            .when(|values| Answer::of(values) == Answer::Exchange),
        )
        .field(
            Field::text("refund", "field-amount")
                .hint("form-claim-refund-hint")
                .money()
                .when(|values| Answer::of(values) == Answer::Refund),
        )
        .field(
            Field::text("compensation", "field-amount")
                .required()
                .money()
                .when(|values| Answer::of(values) == Answer::Compensate),
        )
        .field(
            Field::choice("back", "form-claim-old-goods", backs.collect())
                .when(|values| Answer::of(values).takes_goods()),
        )
        .field(
            Field::text("recovered", "field-recovered")
                .hint("form-claim-recovered-hint")
                .money()
                .more()
                .when(|values| Answer::of(values) != Answer::Later),
        )
        .field(
            Field::choice("account", "form-claim-account", accounts).when(|values| {
                values.optional("recovered").is_some() && Answer::of(values) != Answer::Later
            }),
        )
        .field(Field::text("note", "field-note").more());
    Ok(form)
}

/// What can be claimed of an order: its goods, and those in its packages.
fn handed(order: &Order, book: &Book, ctx: &Ctx) -> Result<GoodsLine, BookError> {
    let mut goods: Vec<(Good, i64)> = Vec::new();
    let mut add = |code: &str, name: String, units: i64| {
        let known = goods.iter_mut().find(|(good, _)| good.code == code);
        match known {
            Some((_, has)) => *has += units,
            None => goods.push((
                Good {
                    name,
                    product: code.to_owned(),
                    code: code.to_owned(),
                    note: String::new(),
                    is_gone: false,
                    package: None,
                },
                units,
            )),
        }
    };
    for line in &order.lines {
        add(
            &line.code,
            full_name(&line.product, &line.variant),
            line.qty,
        );
    }
    for part in order.lines.iter().flat_map(|line| &line.parts) {
        add(
            &part.code,
            full_name(&part.product, &part.variant),
            part.qty,
        );
    }
    let goods = goods.into_iter().map(|(good, units)| Good {
        note: ctx.words.count(units),
        ..good
    });
    GoodsLine::new(goods.collect(), Among::Order, book)
}

/// The goods of an order, while none is typed.
fn goods_of(order: &Order) -> Vec<Fact> {
    let lines = order.lines.iter();
    let lines = lines.map(|line| {
        let name = full_name(&line.product, &line.variant);
        let goods = with_customization(&name, &line.customization);
        Fact::line(format!("{} × {goods}", line.qty), Role::Muted)
    });
    lines.collect()
}

/// The items of a line, of which each is a claim of its own.
fn several(goods: &GoodsLine, line: &str) -> Result<Vec<ItemText>, Message> {
    let items = goods.items(line)?;
    match items.is_empty() {
        true => Err(Message::new("tui-field-required")),
        false => Ok(items),
    }
}

/// The claims that are typed: one for each item.
fn new_claims(
    items: &[ItemText],
    (period, values): (PeriodId, &Values),
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<NewClaim>, InputError> {
    let answer = Answer::of(values);
    let is_of_one = matches!(answer, Answer::Exchange | Answer::Compensate)
        || answer == Answer::Refund && values.optional("refund").is_some();
    if is_of_one && items.len() > 1 {
        return Err(InputError::field("items", Message::new("claim-one-item")));
    }
    let mut recovered = match answer {
        Answer::Later => None,
        _ => recovered(values)?,
    };
    let claims = items.iter().map(|item| {
        Ok(NewClaim {
            kind: values.get("kind").parse().unwrap_or(ClaimKind::Short),
            end: end(item.qty, period, values, book, ctx)?,
            item: item.clone(),
            // It was paid once, whatever it was paid for.
            recovered: recovered.take(),
            note: values.get("note").to_owned(),
        })
    });
    claims.collect()
}

/// How the claim of so many units ends; none while it is answered later.
fn end(
    qty: i64,
    period: PeriodId,
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<Option<ClaimEnd>, InputError> {
    let answer = Answer::of(values);
    let Some(ending) = answer.ending() else {
        return Ok(None);
    };
    let with = match (answer, values.optional("with")) {
        (Answer::Exchange, Some(name)) => {
            let code = Goods::of(book, period, &[], ctx)?.code_of(name)?;
            Some(ItemText {
                qty,
                change: Change::Set,
                variant: code.map_err(parse::error_of("with"))?.to_string(),
                chosen: None,
                for_whom: None,
                customization: None,
            })
        }
        (Answer::Exchange, None) => {
            let missing = Message::new("claim-with-missing");
            return Err(InputError::field("with", missing));
        }
        (_, _) => None,
    };
    let amount = match answer {
        Answer::Refund => values.read_optional("refund", money)?,
        Answer::Compensate if values.optional("compensation").is_none() => {
            let missing = Message::new("claim-amount-missing");
            return Err(InputError::field("compensation", missing));
        }
        Answer::Compensate => values.read_optional("compensation", money)?,
        _ => None,
    };
    let back = match answer.takes_goods() {
        true => values.get("back").parse().ok(),
        false => None,
    };
    Ok(Some(ClaimEnd {
        amount,
        difference: answer == Answer::Exchange && values.yes("difference"),
        with,
        back,
        ..ClaimEnd::of(ending)
    }))
}

/// The same exchange with its difference billed, to tell how much it is where it isn't.
fn billed(end: Option<&ClaimEnd>) -> Option<ClaimEnd> {
    let end = end.filter(|end| end.with.is_some() && !end.difference)?;
    Some(ClaimEnd {
        difference: true,
        ..end.clone()
    })
}

/// What the answer does to money and goods, or why it is refused. `billed` is the claim with the difference of
/// an exchange billed, where it won't be.
fn foretold(
    foreseen: Result<ClaimsForeseen, BookError>,
    billed: Result<Option<ClaimsForeseen>, BookError>,
    before: &OrderRow,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let ClaimsForeseen { claims, bill } = match foreseen {
        Ok(foreseen) => foreseen,
        Err(BookError::Refused(why)) => return Ok(vec![Fact::refused(&ctx.say(&why.message()))]),
        Err(error) => return Err(error),
    };
    let differences = |claims: &[Claim]| Rupiah::sum(claims.iter().map(|claim| claim.difference));
    let left = match billed {
        Ok(Some(billed)) => Some(differences(&billed.claims)?),
        Ok(None) | Err(BookError::Refused(_)) => None,
        Err(error) => return Err(error),
    };
    // They are answered alike.
    let Some(claim) = claims.first() else {
        return Ok(Vec::new());
    };
    let amount = Rupiah::sum(claims.iter().map(|claim| claim.amount))?;
    let say = |key: &str, role| Fact::line(ctx.word(key), role);
    let mut facts = Vec::new();
    match claim.ending {
        None => facts.push(say("claim-means-later", Role::Muted)),
        Some(ClaimEnding::Refuse) => facts.push(say("claim-means-refused", Role::Text)),
        Some(ClaimEnding::Replace) => {
            let again = Message::new("claim-means-again").with("customer", before.customer_arg());
            facts.push(Fact::line(ctx.say(&again), Role::Text));
            let told = difference(claim.with.is_some(), differences(&claims)?, left);
            facts.extend(told.map(|told| Fact::line(ctx.say(&told), Role::Accent)));
        }
        Some(ClaimEnding::Refund | ClaimEnding::Compensate) => {
            let back = Message::new("claim-means-money")
                .money("amount", amount)
                .with("customer", before.customer_arg());
            facts.push(Fact::line(ctx.say(&back), Role::Accent));
        }
    }
    if matches!(
        claim.ending,
        Some(ClaimEnding::Replace | ClaimEnding::Refund)
    ) {
        let goods = Message::new("claim-means-goods").word("back", claim.goods_back.key());
        facts.push(Fact::line(ctx.say(&goods), Role::Text));
    }
    if bill.total != before.bill.total {
        let changed = Message::new("claim-means-bill")
            .money("before", before.bill.total)
            .money("after", bill.total)
            .say("balance", bill.balance_message());
        facts.push(Fact::line(ctx.say(&changed), Role::Text));
    } else if claim.ending.is_some() {
        facts.push(say("claim-means-no-bill", Role::Muted));
    }
    Ok(facts)
}

/// What becomes of the difference in price of an exchange: it is billed, or would be so much.
fn difference(exchanged: bool, billed: Rupiah, left: Option<Rupiah>) -> Option<Message> {
    if !exchanged {
        return None;
    }
    let (key, amount) = match (billed, left.unwrap_or_default()) {
        (billed, _) if billed > Rupiah::ZERO => ("claim-difference-is-billed", billed),
        (billed, _) if billed < Rupiah::ZERO => ("claim-difference-goes-back", billed.negated()),
        (_, left) if left > Rupiah::ZERO => ("claim-difference-not-billed", left),
        (_, left) if left < Rupiah::ZERO => ("claim-difference-not-back", left.negated()),
        (_, _) => return Some(Message::new("claim-difference-none")),
    };
    Some(Message::new(key).money("amount", amount))
}

/// The goods of a claim and what is wrong with them.
pub fn what(claim: &Claim, ctx: &Ctx) -> String {
    crate::tasks::rows::claim_screen::what(claim, &ctx.view())
}

/// The accounts that money for a claim may go to.
fn accounts(book: &Book) -> Result<Vec<(String, String)>, BookError> {
    let accounts = book.accounts()?.into_iter();
    let live = accounts.filter(|account| !account.archived);
    Ok(live
        .map(|account| (account.id.raw().to_string(), account.name))
        .collect())
}

fn account(values: &Values) -> Option<AccountId> {
    values.get("account").parse().ok().map(AccountId::new)
}

fn recovered(values: &Values) -> Result<Option<(Rupiah, AccountId)>, InputError> {
    let Some(amount) = values.read_optional("recovered", positive)? else {
        return Ok(None);
    };
    match account(values) {
        Some(account) => Ok(Some((amount, account))),
        None => Err(InputError::field(
            "recovered",
            Message::new("claim-no-account"),
        )),
    }
}

/// What is told about a claim below the list and on the page of its order.
pub fn about(claim: &Claim, ctx: &Ctx) -> Vec<Fact> {
    let rupiah = |amount| ctx.words.rupiah(amount);
    let order = format!("{} · {}", claim.order_code, claim.customer);
    let mut facts = vec![
        Fact::line(order, Role::Text),
        Fact::line(what(claim, ctx), Role::Text),
    ];
    let mut parts = Vec::new();
    if claim.ending.is_some() {
        parts.push(crate::tasks::rows::claim_screen::answer(claim, &ctx.view()).text);
        parts.push(ctx.word(claim.goods_back.key()));
    }
    if claim.recovered > Rupiah::ZERO {
        let recovered = ctx.word("field-recovered");
        parts.push(format!("{recovered} {}", rupiah(claim.recovered)));
    }
    if !parts.is_empty() {
        facts.push(Fact::line(parts.join(" · "), Role::Muted));
    }
    if !claim.note.is_empty() {
        facts.push(Fact::line(claim.note.as_str(), Role::Muted));
    }
    facts
}
