//! The form of a new order: customer, items and payment. Enter saves it and empties the form for
//! the next customer.

use super::goods::{self, Goods};
use super::payment_save::ask_much;
use super::{
    Candidate, Field, Form, InputError, Values, agreed, channel, customer_search, holding, parse,
    payment_ways,
};
use crate::book::{
    Asking, Book, BookError, CustomerRef, IfFull, Movement, NewItem, NewOrder, Quoted,
};
use crate::domain::id::{CustomerId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::domain::portion::Portion;
use crate::domain::pricing::Slice;
use crate::domain::stage::Stage;
use crate::tasks::rows::period::stage_text;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// The name of the form in [`Unsaved`](crate::tui::effect::Unsaved).
pub const NAME: &str = "form-order";

/// Opens the form of a new order, for a customer when one is given; or shows why no order can be
/// taken.
///
/// # Errors
/// When the book can't be read.
pub fn open(customer: Option<CustomerId>, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match form(customer, None, book, ctx)? {
        Ok(form) => Effect::open(form),
        Err(why) => Effect::warn(why),
    })
}

/// Makes the form of a new order; the inner error says why no PO takes orders. `about` is the mark
/// of the chat message it is filled from: the order keeps it, and the form closes when it is saved.
///
/// # Errors
/// When the book can't be read.
pub fn form(
    customer: Option<CustomerId>,
    source_ref: Option<String>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Result<Form, Message>, BookError> {
    let open_periods = match open_periods(book, ctx)? {
        Ok(open_periods) => open_periods,
        Err(why) => return Ok(Err(why)),
    };
    let Some(first) = open_periods.first() else {
        return Ok(Err(Message::new("form-order-no-period")));
    };
    let name = format!("{} {}", first.code, first.name);
    let periods = OpenPeriods(open_periods.iter().map(|period| period.id).collect());
    if Goods::of(book, first.id, &[], ctx)?.is_empty() {
        return Ok(Err(
            Message::new("form-order-nothing-on-sale").text("period", name)
        ));
    }
    let late = open_periods
        .iter()
        .any(|period| period.stage(ctx.now) != Stage::Open);
    let who = match customer {
        Some(id) => {
            let known = book.customer(id)?;
            Field::text("customer", "field-customer").picked(known.name, id.raw().to_string())
        }
        None => Field::text("customer", "field-customer"),
    };
    let titled = periods.clone();
    let proposed = periods.clone();
    let shown = periods.clone();
    let mut form = Form::new(NAME)
        .titled(Message::new("form-order").text("period", name))
        .heading(move |values, book, ctx| {
            let period = book.period_by_id(titled.of(values, book, ctx)?)?;
            let name = format!("{} {}", period.code, period.name);
            Ok(Message::new("form-order").text("period", name))
        })
        .field(
            who.hint("form-order-customer-hint")
                .required()
                .suggest(|typed, _, book, ctx| customer_search::candidates(typed, book, ctx)),
        )
        .field(
            Field::text("items", "form-order-items")
                .hint("form-order-items-hint")
                .required()
                .suggest_parts(move |before, values, book, ctx| {
                    proposed.candidates(before, values, book, ctx)
                }),
        )
        .field(
            Field::text("paid", "form-order-paid")
                .hint("form-order-paid-hint")
                .check(|text, _| amount(text).map(drop))
                .in_thousands(|_| true),
        )
        .field(
            Field::choice(
                "way",
                "form-order-way",
                payment_ways::ways(false, book, ctx)?,
            )
            .keep(),
        )
        .field(Field::text("shipping", "form-order-shipping").money())
        .field(
            Field::text("discount", "form-order-discount")
                .hint("form-order-discount-hint")
                .check(|text, _| Portion::parse(text).map(drop))
                .in_thousands(|_| true),
        );
    if open_periods.len() > 1 {
        let choices = open_periods.iter().map(|period| {
            (
                period.id.raw().to_string(),
                format!("{} {}", period.code, period.name),
            )
        });
        let by_product = (String::new(), ctx.word("form-order-period-by-product"));
        let choices = std::iter::once(by_product).chain(choices).collect();
        form = form.field(Field::choice("period", "noun-period", choices).keep());
    }
    if late {
        form = form.field(Field::text("late", "form-order-late").hint("form-order-late-hint"));
    }
    let of_message = source_ref.is_some();
    form = more(form, ctx)
        .about(source_ref.clone())
        .panel(move |values, book, ctx| panel(values, &shown, book, ctx))
        .submit(move |values, book, ctx| submit(values, &periods, source_ref.clone(), book, ctx));
    Ok(Ok(match (customer, of_message) {
        (Some(_), _) => form.focus("items"),
        (None, true) => form,
        (None, false) => form.again(),
    }))
}

/// Adds the optional fields.
fn more(form: Form, ctx: &Ctx) -> Form {
    let arrived = ["form-order-arrived", "form-order-claimed"];
    let form = form
        .field(Field::text("phone", "field-phone").more())
        .field(Field::text("address", "field-address").more())
        .field(Field::text("recipient", "field-recipient").more())
        .field(Field::text("recipient-phone", "form-order-recipient-phone").more())
        .field(channel::field(ctx).more().keep())
        .field(Field::text("note", "field-note").more())
        .field(Field::either("arrived", "form-order-arrival", arrived, false, ctx).more());
    agreed::fields(form, None, ctx)
}

/// The POs that take orders now, the active one first; the inner error says why there is none.
fn open_periods(book: &Book, ctx: &Ctx) -> Result<Result<Vec<Period>, Message>, BookError> {
    let mut periods = book.periods()?;
    let mut open_periods = Vec::new();
    let mut why = None;
    if let Some(at) = periods
        .iter()
        .position(|period| Some(period.id) == ctx.period)
    {
        let active = periods.remove(at);
        // The form asks for the reason that a late order needs (rule 7).
        match active.admit(Some("-"), ctx.now) {
            Ok(_) => open_periods.push(active),
            Err(refusal) => why = Some(refusal.message()),
        }
    }
    open_periods.extend(
        periods
            .into_iter()
            .filter(|period| period.stage(ctx.now) == Stage::Open),
    );
    Ok(match why {
        Some(why) if open_periods.is_empty() => Err(why),
        Some(_) | None => Ok(open_periods),
    })
}

/// The POs that take an order, the active one first.
#[derive(Clone)]
struct OpenPeriods(Vec<PeriodId>);

impl OpenPeriods {
    /// The PO of the order: the one chosen in the form, else the first that sells all typed items,
    /// else the one that lacks the fewest.
    fn of(&self, values: &Values, book: &Book, ctx: &Ctx) -> Result<PeriodId, BookError> {
        if let Some(id) = values.optional("period").and_then(|id| id.parse().ok()) {
            return Ok(PeriodId::new(id));
        }
        let line = values.get("items");
        let mut best = None;
        for id in &self.0 {
            let lacks = Goods::of(book, *id, &[], ctx)?.lacks(line);
            if best.is_none_or(|(_, least)| lacks < least) {
                best = Some((*id, lacks));
            }
            if lacks == 0 {
                break;
            }
        }
        // There is always one, as the form opens only when a PO takes orders.
        Ok(best.map_or(PeriodId::new(0), |(id, _)| id))
    }

    /// Proposals from the PO of the order; when it has none and the PO was not chosen in the form,
    /// from the other POs.
    fn candidates(
        &self,
        before: &str,
        values: &Values,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Vec<Candidate>, BookError> {
        let chosen = self.of(values, book, ctx)?;
        let goods = Goods::of(book, chosen, &[], ctx)?;
        let here = goods.candidates(before);
        let is_chosen = values.optional("period").is_some();
        if !here.is_empty() || is_chosen || goods.lacks(before) == 0 {
            return Ok(here);
        }
        for id in self.0.iter().filter(|id| **id != chosen) {
            let there = Goods::of(book, *id, &[], ctx)?;
            // Only a PO that sells all items typed before the cursor.
            if there.lacks(before) == 0 {
                let candidates = there.candidates(before);
                if !candidates.is_empty() {
                    return Ok(candidates);
                }
            }
        }
        Ok(Vec::new())
    }
}

fn who(values: &Values) -> CustomerRef {
    parse::customer(
        values.get("customer"),
        values.picked("customer"),
        values.get("phone"),
        values.get("address"),
    )
}

/// The typed discount; none while it can't be read.
fn discount(values: &Values) -> Portion {
    values.read_or_default("discount", Portion::parse)
}

/// The typed shipping; zero while it can't be read.
fn shipping(values: &Values) -> Rupiah {
    values.read_or_default("shipping", parse::money)
}

/// The request to price the typed items for the typed customer (rule 66).
fn asking<'a>(
    period: PeriodId,
    items: &'a [NewItem],
    values: &Values,
    book: &Book,
) -> Result<Asking<'a>, BookError> {
    let customer = match who(values) {
        CustomerRef::Known(id) | CustomerRef::KnownWithPhone { id, .. } => Some(id),
        CustomerRef::Described { phone, .. } => {
            book.customer_with_phone(&phone)?.map(|known| known.id)
        }
    };
    Ok(Asking {
        period,
        items,
        customer,
        channel: channel::chosen(values),
        shipping: shipping(values),
        discount: discount(values),
        free: values.optional("free").is_some(),
        kasbon: values.optional("due").is_some(),
    })
}

/// What was paid together with the order.
#[derive(Clone, Copy)]
enum Paid {
    /// The down payment of the order.
    DownPayment,
    /// The whole total.
    All,
    /// This amount.
    Sum(Rupiah),
}

impl Paid {
    /// The amount, for a bill of so much.
    fn of(self, quoted: &Quoted, total: Rupiah) -> Rupiah {
        match self {
            Self::DownPayment => quoted.down_payment,
            Self::All => total,
            Self::Sum(sum) => sum,
        }
    }
}

/// The bill with these items: their sum with shipping and without the discount.
fn billed(quoted: &Quoted, values: &Values) -> Result<Rupiah, BookError> {
    Ok(quoted
        .total
        .plus(shipping(values))?
        .minus(quoted.discount)?)
}

/// Reads what was paid: `dp`, `lunas`, or an amount, which may have `DP` before it.
fn amount(text: &str) -> Result<Paid, Message> {
    let typed = text.to_lowercase();
    match typed.as_str() {
        "d" | "dp" => Ok(Paid::DownPayment),
        "l" | "lunas" | "full" => Ok(Paid::All),
        _ => parse::money(typed.strip_prefix("dp ").unwrap_or(text)).map(Paid::Sum),
    }
}

/// The facts shown while typing: customer, price, units left and amounts due.
fn panel(
    values: &Values,
    open_periods: &OpenPeriods,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let id = open_periods.of(values, book, ctx)?;
    let period = book.period_by_id(id)?;
    let goods = Goods::of(book, id, &[], ctx)?;
    let mut facts = Vec::new();
    if open_periods.0.len() > 1 {
        facts.push(Fact::new(
            ctx.word("noun-period"),
            format!(
                "{}, {}",
                period.code,
                stage_text(&period, ctx.now, &ctx.words)
            ),
        ));
    }
    if open_periods.0.first() != Some(&id) && values.optional("period").is_none() {
        let why = Message::new("form-order-period-chosen").text("period", period.code.as_str());
        facts.push(Fact::line(format!("→ {}", ctx.say(&why)), Role::Accent));
    }
    if open_periods.0.len() == 1 && period.stage(ctx.now) != Stage::Open {
        let stage = stage_text(&period, ctx.now, &ctx.words);
        let warning = match period.stage(ctx.now) {
            // Goods are ready when their PO is, so nobody is told to make these.
            Stage::Ready => {
                ctx.say(&Message::new("form-order-late-ready").text("period", period.code.as_str()))
            }
            _ => format!("{} {stage}", period.code),
        };
        facts.push(Fact::warning(&warning));
    }
    facts.extend(customer_search::facts(&who(values), id, book, ctx)?);
    let wishes = goods.read(values.get("items"));
    let mut asked = Vec::new();
    for wish in &wishes {
        asked.extend(goods.item(wish, book)?);
    }
    let quoted = match book.quote(&asking(id, &asked, values, book)?, ctx.now) {
        Ok(quoted) => Ok(quoted),
        Err(BookError::Refused(refusal)) => Err(refusal),
        Err(error) => return Err(error),
    };
    let mut items = quoted.iter().flat_map(|quoted| &quoted.items);
    for wish in &wishes {
        if let Some(problem) = goods.problem(wish, id, book, ctx)? {
            facts.push(Fact::refused(&ctx.say(&problem)));
        } else if let (Some(offer), Some(qty)) = (goods.offer(wish), wish.qty) {
            let slices = items.next().map_or(&[][..], |(_, slices)| slices);
            let mut sum = Rupiah::ZERO;
            for slice in slices {
                sum = sum.plus(slice.unit_price.times(slice.qty)?)?;
            }
            let mut value = Vec::new();
            if !slices.is_empty() {
                value.push(ctx.words.rupiah(sum));
            }
            if let Some(left) = offer.left() {
                let left = Message::new("form-order-left").count("left", left.max(0));
                value.push(ctx.say(&left));
            }
            let mut name = format!("{qty} {}", goods::name(offer));
            if !wish.for_whom.is_empty() {
                name.push_str(&format!(" @{}", wish.for_whom));
            }
            facts.push(Fact::new(name, value.join(" · ")));
            // Units that cost another price than the offer's are listed with the reason (rules 12,
            // 66).
            let special = |slice: &Slice| slice.tier.is_some() || slice.label.is_some();
            let told =
                slices.iter().any(special) || slices.iter().any(|s| s.field_price > Rupiah::ZERO);
            for slice in slices.iter().filter(|_| told) {
                let mut text = format!("  {} × {}", slice.qty, ctx.words.rupiah(slice.unit_price));
                let tier = slice.tier.as_ref().map(|tier| tier.label.as_str());
                if let Some(why) = tier.or(slice.label.as_deref()) {
                    text.push_str(&format!(" · {why}"));
                }
                if slice.field_price > Rupiah::ZERO {
                    let custom =
                        Message::new("form-order-custom-price").money("price", slice.field_price);
                    text.push_str(&format!(" · {}", ctx.say(&custom)));
                }
                facts.push(Fact::line(text, Role::Muted));
            }
            let item = goods.item(wish, book)?;
            if let Some(item) = item.filter(|item| !item.customization.is_empty()) {
                facts.push(Fact::line(
                    format!("  “{}”", item.customization),
                    Role::Muted,
                ));
            } else if let Some(asked) = goods::asked(offer, book)? {
                // Custom fields of the product that can be filled in (rule 67).
                facts.push(Fact::line(format!("  : {asked}"), Role::Muted));
            }
        }
    }
    match quoted {
        Ok(quoted) if !quoted.items.is_empty() => {
            let step = book.shop()?.down_payment_step;
            facts.extend(sums(values, quoted, (period.down_payment, step), ctx)?);
        }
        Ok(_) => {}
        Err(refusal) => {
            facts.push(Fact::refused(&ctx.say(&refusal.message())));
        }
    }
    Ok(facts)
}

fn sums(
    values: &Values,
    quoted: Quoted,
    (rule, step): (DownPayment, Rupiah),
    ctx: &Ctx,
) -> Result<Vec<Fact>, BookError> {
    let mut facts = Vec::new();
    for (label, amount) in [
        ("form-order-shipping", shipping(values)),
        ("form-order-discount", quoted.discount.negated()),
    ] {
        if amount != Rupiah::ZERO {
            facts.push(Fact::new(ctx.word(label), ctx.words.rupiah(amount)));
        }
    }
    let total = billed(&quoted, values)?;
    facts.push(Fact::new(
        ctx.word("form-order-total"),
        Part::new(ctx.words.rupiah(total), Role::Accent),
    ));
    if total < Rupiah::ZERO {
        facts.push(Fact::refused(&ctx.word("form-order-discount-beyond")));
    }
    if quoted.down_payment > Rupiah::ZERO {
        facts.push(Fact::new(
            ctx.word("form-order-down-payment"),
            ctx.words.rupiah(quoted.down_payment),
        ));
        // Shipping is in no down payment (rule 25).
        let goods = quoted.total.minus(quoted.discount)?;
        let rounding = rule.rounding(goods, step);
        facts.extend(rounding.map(|said| Fact::line(format!("  {}", ctx.say(&said)), Role::Muted)));
    }
    if let Some(Ok(paid)) = values.optional("paid").map(amount) {
        let rest = total.minus(paid.of(&quoted, total))?;
        facts.push(match rest.cmp(&Rupiah::ZERO) {
            std::cmp::Ordering::Greater => Fact::new(
                ctx.word("form-order-rest"),
                Part::new(ctx.words.rupiah(rest), Role::Warn),
            ),
            std::cmp::Ordering::Equal => {
                Fact::line(format!("✓ {}", ctx.word("payment-settled")), Role::Good)
            }
            std::cmp::Ordering::Less => Fact::new(
                ctx.word("form-order-over"),
                Part::new(ctx.words.rupiah(rest.negated()), Role::Warn),
            ),
        });
    }
    if let Some(refusal) = quoted.refusal {
        facts.push(Fact::refused(&ctx.say(&refusal.message())));
    }
    Ok(facts)
}

fn submit(
    values: &Values,
    open_periods: &OpenPeriods,
    source_ref: Option<String>,
    book: &Book,
    ctx: &Ctx,
) -> Result<Effect, InputError> {
    let period = open_periods.of(values, book, ctx)?;
    let goods = Goods::of(book, period, &[], ctx)?;
    let items = goods
        .items(values.get("items"), period, book, ctx)?
        .map_err(parse::error_of("items"))?;
    let late = values.optional("late").map(str::to_owned);
    let state = book.period_by_id(period)?;
    state.admit(late.as_deref(), ctx.now).map_err(|refusal| {
        let message = refusal.message();
        if state.stage(ctx.now).is_after_close() {
            InputError::field("late", message)
        } else {
            InputError::form(message)
        }
    })?;
    let (order, total) = new_order(period, items, late, source_ref, values, book, ctx)?;
    let paid = order.payment.as_ref().map(|payment| payment.amount);
    let much = move |place| ask_much(paid.unwrap_or_default(), total, place);
    let Some(refusal) = book.no_room_for_new(&order)? else {
        let place = Effect::deed(move |book, now| book.place_order(&order, now));
        return Ok(much(place));
    };
    let less = match holding::items_that_fit(&order, book)? {
        Some(items) => {
            let left = items.iter();
            let left: Vec<(i64, String)> = left
                .map(|item| (item.qty, goods.name_of(&item.code)))
                .collect();
            let label = holding::less_label(order.items.len(), &left, ctx);
            let (late, mark) = (order.late.clone(), order.source_ref.clone());
            let (order, _) = new_order(period, items, late, mark, values, book, ctx)?;
            Some((order, label))
        }
        None => None,
    };
    Ok(much(holding::when_full(&order, &refusal, less, ctx)))
}

/// The phone of the recipient: the one typed for them, else one that was typed for a known customer
/// who has another. Refused where both are typed and only one has a place.
fn recipient_phone(
    customer: &CustomerRef,
    values: &Values,
    book: &Book,
) -> Result<Option<String>, InputError> {
    let typed = values.optional("recipient-phone");
    let CustomerRef::KnownWithPhone { id, phone } = customer else {
        return Ok(typed.map(str::to_owned));
    };
    let known = book.customer(*id)?;
    let has = known.phone.as_deref();
    let is_theirs = has.is_none_or(|has| customer_search::is_same_phone(phone, has));
    match typed {
        None if is_theirs => Ok(None),
        None => Ok(Some(phone.clone())),
        Some(typed) if is_theirs || customer_search::is_same_phone(typed, phone) => {
            Ok(Some(typed.to_owned()))
        }
        Some(_) => {
            let shown = customer_search::shown_phone(Some(phone));
            let unplaced = Message::new("form-order-phone-unplaced")
                .text("phone", shown)
                .text("customer", known.name);
            Err(InputError::field("phone", unplaced))
        }
    }
}

/// The order of these items as it is typed, with the payment that came with it; and its total.
fn new_order(
    period: PeriodId,
    items: Vec<NewItem>,
    late: Option<String>,
    source_ref: Option<String>,
    values: &Values,
    book: &Book,
    ctx: &Ctx,
) -> Result<(NewOrder, Rupiah), InputError> {
    let quoted = book.quote(&asking(period, &items, values, book)?, ctx.now)?;
    let total = billed(&quoted, values)?;
    let paid = values.read_optional("paid", amount)?;
    let paid = paid.map_or(Rupiah::ZERO, |paid| paid.of(&quoted, total));
    let (method, account) = payment_ways::way(values.get("way"));
    // When the PO asks no down payment the amount is zero, which is no payment.
    let payment = (paid > Rupiah::ZERO).then(|| Movement {
        amount: paid,
        method,
        account,
        claimed: values.yes("arrived"),
        ..Movement::default()
    });
    let optional = |id| values.optional(id).map(str::to_owned);
    let customer = who(values);
    let recipient_phone = recipient_phone(&customer, values, book)?;
    let order = NewOrder {
        period,
        customer,
        items,
        channel: channel::chosen(values),
        note: values.get("note").to_owned(),
        late,
        recipient: optional("recipient"),
        recipient_phone,
        address: optional("address"),
        shipping: shipping(values),
        discount: quoted.discount,
        payment,
        source_ref,
        if_full: IfFull::Refuse,
        agreed: agreed::change(values, ctx)?,
    };
    Ok((order, total))
}
