//! Orders read from a pasted chat: finds their customers and duplicates, and places the accepted
//! ones as one deed (rule 56).

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::{BookError, Result};
use super::order::quote::{Asking, Quoted};
use super::rows::customer::{self, CustomerRef};
use super::rows::order::{self, made_of};
use super::rows::{catalog, field, order_full, package, period};
use super::steps::ledger::{self, Movement};
use super::steps::order::agreed::AgreedChange;
use super::steps::order::item::NewItem;
use super::steps::order::place::{self, IfFull, NewOrder};
use crate::domain::channel::Channel;
use crate::domain::chat::{ChatDraft, ChatItem, ChatPayment, Read, Sureness};
use crate::domain::code::Code;
use crate::domain::custom_fields;
use crate::domain::id::{AccountId, CustomerId, OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::domain::phone::Phone;
use crate::domain::portion::Portion;
use crate::domain::refusal::Refusal;
use crate::domain::shop::Shop;
use crate::domain::text::fold;
use crate::domain::when::Moment;

/// Marks that mean paid in a list, and a choice elsewhere.
const MARKS: [char; 4] = ['✅', '✔', '✓', '☑'];

/// The result of placing a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// It was placed as this order.
    Placed(String),
    /// Skipped: this order was placed from the same message before.
    Known(String),
    /// Skipped: a rule refuses it.
    Refused(Refusal),
}

impl Book {
    /// Completes a draft from the book: the customer, found by phone, then by name (rule 50);
    /// whether the shop itself sent it; the choices for packages (rule 65); whether an order form's
    /// message is for this period and its total is still right; and the payment that a tick stands
    /// for, or that the customer claims.
    pub fn recognise(&self, period: PeriodId, draft: &mut ChatDraft, now: Moment) -> Result<()> {
        let reading = self.reading()?;
        let shop = self.shop()?;
        if draft.period.is_none() && draft.sender.as_ref().is_some_and(|by| is_shop(&shop, by)) {
            let doubt = Message::new("chat-from-shop");
            if !draft.doubts.contains(&doubt) {
                draft.doubts.push(doubt);
            }
        }
        self.recognise_customer(draft)?;
        self.tell_changed(period, draft)?;
        self.tell_saved_before(period, draft)?;
        for item in &mut draft.items {
            choose(&reading, item)?;
            extras(&reading, item)?;
        }
        if let Some(other) = &draft.period {
            let here = period::by_id(&reading, period)?.code;
            let doubt = Message::new("chat-other-po")
                .text("other", other.as_str())
                .text("po", here.as_str());
            if !here.as_str().eq_ignore_ascii_case(other) && !draft.doubts.contains(&doubt) {
                draft.doubts.push(doubt);
            }
        }
        let marked = draft.lines.iter().any(|(_, line)| line.contains(MARKS));
        draft.assumptions.clear();
        if shop.ticks_pay && marked && !draft.ticked {
            draft.assumptions.push(Message::new("chat-tick-choice"));
        }
        draft.pays = None;
        let new = self.pasted_before(period, draft)?.is_none();
        let ticked = new && draft.ticked && shop.ticks_pay;
        let claims = draft.claims.as_ref().filter(|_| new && !ticked);
        let claims = claims.map(|read| read.value);
        let pays = ticked || claims.is_some();
        if (draft.total.is_none() && !pays) || !draft.unclear().is_empty() {
            return Ok(());
        }
        let Some(quoted) = self.draft_quote(period, draft, now)? else {
            return Ok(());
        };
        let bill = quoted.total;
        if draft.period.is_some() {
            tell_amounts(draft, &quoted)?;
        }
        // The prices may have changed since the customer filled in the form, or somebody changed
        // the message: the customer agreed to another sum, so the owner is asked.
        if let Some(total) = draft.total.as_mut().filter(|total| total.value != bill) {
            let asked = Message::new("chat-total-differs")
                .money("seen", total.value)
                .money("ours", bill);
            total.sureness = Sureness::Unclear(asked);
        }
        if pays && bill > Rupiah::ZERO {
            draft.pays = Some(self.payment_of(draft, claims, bill, now)?);
        }
        Ok(())
    }

    /// The bill of a draft at today's prices, in rupiah; `None` while something else than the total
    /// is unclear or a rule refuses it (saving then tells why).
    pub fn draft_total(
        &self,
        period: PeriodId,
        draft: &ChatDraft,
        now: Moment,
    ) -> Result<Option<Rupiah>> {
        let quoted = self.draft_quote(period, draft, now)?;
        Ok(quoted.map(|quoted| quoted.total))
    }

    fn draft_quote(
        &self,
        period: PeriodId,
        draft: &ChatDraft,
        now: Moment,
    ) -> Result<Option<Quoted>> {
        if !draft.unclear().is_empty() && draft.asks_only_total().is_none() {
            return Ok(None);
        }
        let asking = Asking {
            period,
            items: &items(draft)?,
            customer: draft.customer,
            channel: Channel::Wa,
            shipping: Rupiah::ZERO,
            discount: Portion::default(),
            free: false,
            kasbon: false,
        };
        match self.quote(&asking, now) {
            Ok(mut quoted) => {
                let shipping = draft.shipping.as_ref();
                let shipping = shipping.map_or(Rupiah::ZERO, |read| read.value);
                quoted.total = quoted.total.plus(shipping)?;
                Ok(Some(quoted))
            }
            Err(BookError::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The payment that is claimed, or that a tick on a bill stands for, and whether a similar one
    /// is recorded already (rule 30).
    fn payment_of(
        &self,
        draft: &ChatDraft,
        claims: Option<Rupiah>,
        bill: Rupiah,
        now: Moment,
    ) -> Result<ChatPayment> {
        let amount = claims.unwrap_or(bill);
        let reading = self.reading()?;
        let (method, account) = usual_way(&reading)?;
        let phone = draft.phone.as_ref().map(|phone| Phone::read(&phone.value));
        let customer = match (draft.customer, phone.as_ref().and_then(Phone::normal)) {
            (Some(id), _) => Some(id),
            (None, Some(phone)) => customer::by_phone(&reading, phone)?,
            (None, None) => None,
        };
        let again = match customer {
            Some(_) => self.similar_payments(amount, now, customer, "")?,
            None => Vec::new(),
        };
        let sureness = match again.first() {
            Some(payment) => Sureness::Assumed(
                Message::new(match claims {
                    Some(_) => "chat-claim-again",
                    None => "chat-tick-again",
                })
                .money("amount", payment.amount)
                .moment("at", payment.at),
            ),
            None => Sureness::Certain,
        };
        Ok(ChatPayment {
            amount,
            claimed: claims.is_some(),
            method,
            account: account.map(|(_, name)| name),
            sureness,
        })
    }

    /// For a message that seems to change an earlier order: names that order.
    fn tell_changed(&self, period: PeriodId, draft: &mut ChatDraft) -> Result<()> {
        if self.pasted_before(period, draft)?.is_some() {
            return Ok(());
        }
        let changes = |doubt: &&mut Message| {
            matches!(doubt.key.as_ref(), "chat-changes-another" | "chat-changes")
        };
        let Some(doubt) = draft.doubts.iter_mut().find(changes) else {
            return Ok(());
        };
        let phone = draft.phone.as_ref().map(|phone| Phone::read(&phone.value));
        let reading = self.reading()?;
        let customer = match phone.as_ref().and_then(Phone::normal) {
            Some(phone) => customer::by_phone(&reading, phone)?,
            None => draft.customer,
        };
        let Some(customer) = customer else {
            return Ok(());
        };
        let orders: Vec<String> = reading
            .prepare_cached(
                "SELECT code FROM orders WHERE period_id = ?1 AND customer_id = ?2 AND cancelled_at IS NULL
                 ORDER BY id LIMIT 5",
            )?
            .query_map(params![period, customer], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if !orders.is_empty() {
            *doubt = Message::new("chat-changes-order").text("orders", orders.join(", "));
            draft.changes = orders;
        }
        Ok(())
    }

    /// Asks about a draft that became an order before later messages changed it.
    fn tell_saved_before(&self, period: PeriodId, draft: &mut ChatDraft) -> Result<()> {
        if self.pasted_before(period, draft)?.is_some() {
            return Ok(());
        }
        let reading = self.reading()?;
        for mark in &draft.earlier {
            if let Some(order) = made_of(&reading, period, mark)? {
                let doubt = Message::new("chat-changes-order").text("orders", order.as_str());
                if !draft.doubts.contains(&doubt) {
                    draft.doubts.push(doubt);
                }
                if !draft.changes.contains(&order) {
                    draft.changes.push(order);
                }
            }
        }
        Ok(())
    }

    fn recognise_customer(&self, draft: &mut ChatDraft) -> Result<()> {
        let reading = self.reading()?;
        let phone = draft
            .phone
            .as_ref()
            .and_then(|phone| Phone::read(&phone.value).normal().map(str::to_owned));
        if let Some(phone) = phone {
            let known = customer::by_phone(&reading, &phone)?;
            let known = known.map(|id| self.customer(id)).transpose()?;
            let Some(known) = known.filter(|known| !known.name.is_empty()) else {
                return Ok(());
            };
            match &mut draft.name {
                Some(name) if fold(&name.value) != fold(&known.name) => {
                    let taken = Message::new("chat-phone-of")
                        .text("text", name.value.as_str())
                        .text("name", known.name.as_str());
                    name.sureness = name.sureness.clone().and(Sureness::Assumed(taken));
                }
                Some(_) => {}
                None => {
                    draft.name = Some(Read {
                        value: known.name,
                        span: None,
                        sureness: Sureness::Certain,
                    });
                }
            }
            return Ok(());
        }
        let Some(name) = &mut draft.name else {
            return Ok(());
        };
        let ids: Vec<CustomerId> = reading
            .prepare_cached(
                "SELECT id FROM customers WHERE name = ?1 COLLATE NOCASE AND merged_into IS NULL
                 AND archived_at IS NULL ORDER BY id LIMIT 4",
            )?
            .query_map([&name.value], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        match ids.as_slice() {
            [] => {}
            [id] => {
                draft.customer = Some(*id);
                let known = self.customer(*id)?;
                let taken = Message::new("chat-name-known")
                    .text("name", known.name)
                    .text("phone", known.phone.unwrap_or_else(|| "-".to_owned()));
                name.sureness = name.sureness.clone().and(Sureness::Assumed(taken));
            }
            several => {
                let asked = Message::new("chat-name-several")
                    .text("name", name.value.as_str())
                    .count("count", several.len());
                name.sureness = Sureness::Unclear(asked);
            }
        }
        Ok(())
    }

    /// The code of the order placed earlier from the same message of the same sender, if any.
    pub fn pasted_before(&self, period: PeriodId, draft: &ChatDraft) -> Result<Option<String>> {
        made_of(&*self.reading()?, period, &draft.fingerprint)
    }

    /// Places drafts as orders in one deed, with the payments [`Self::recognise`] found. Skips
    /// drafts that a rule refuses or that were placed before; returns the result of each, in their
    /// order.
    ///
    /// # Errors
    /// An unknown period.
    pub fn place_drafts(
        &mut self,
        period: PeriodId,
        drafts: &[&ChatDraft],
        now: Moment,
    ) -> Result<Done<Vec<Pasted>>> {
        self.place_drafts_if_full(period, drafts, &IfFull::Refuse, now)
    }

    /// Why a quota has no room for a draft; None when it has, or another rule refuses the draft.
    pub fn no_room_for_draft(
        &self,
        period: PeriodId,
        draft: &ChatDraft,
    ) -> Result<Option<Refusal>> {
        match new_order(period, draft, IfFull::Refuse).and_then(|new| self.no_room_for_new(&new)) {
            Err(BookError::Refused(_)) => Ok(None),
            room => room,
        }
    }

    /// Places drafts as [`Self::place_drafts`] does; `if_full` says what becomes of those that a
    /// quota refuses (rules 17, 20).
    ///
    /// # Errors
    /// An unknown period.
    pub fn place_drafts_if_full(
        &mut self,
        period: PeriodId,
        drafts: &[&ChatDraft],
        if_full: &IfFull,
        now: Moment,
    ) -> Result<Done<Vec<Pasted>>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let mut told = Vec::with_capacity(drafts.len());
            let mut placed = None;
            let mut count = 0;
            for draft in drafts {
                connection.execute_batch("SAVEPOINT draft")?;
                let made = new_order(period, draft, if_full.clone()).and_then(|new| {
                    let id = place::place(deed, &new)?;
                    // Only a payment the owner saw in the preview.
                    if let Some(pays) = &draft.pays {
                        pay(deed, id, pays)?;
                    }
                    Ok(id)
                });
                match made {
                    Ok(id) => {
                        connection.execute_batch("RELEASE draft")?;
                        let order = order_full::order(connection, id, now)?;
                        told.push(Pasted::Placed(order.row.code.clone()));
                        placed = Some(order);
                        count += 1;
                    }
                    Err(BookError::Refused(refusal)) => {
                        connection.execute_batch("ROLLBACK TO draft; RELEASE draft")?;
                        told.push(match refusal {
                            // Another window placed it meanwhile, or the paste has it twice.
                            Refusal::MessageKnown { order } => Pasted::Known(order),
                            refusal => Pasted::Refused(refusal),
                        });
                    }
                    Err(error) => return Err(error),
                }
            }
            let message = match placed {
                Some(order) if count == 1 => place::told(&order),
                _ => Message::new("did-paste-orders").count("orders", count),
            };
            Ok((told, message))
        })
    }
}

/// Marks the items whose amount in an order form's message is not what they cost now.
fn tell_amounts(draft: &mut ChatDraft, quoted: &Quoted) -> Result<()> {
    let mut now: HashMap<&str, Rupiah> = HashMap::new();
    for (offer, slices) in &quoted.items {
        let sum = now.entry(offer.code.as_str()).or_default();
        for slice in slices {
            *sum = sum.plus(slice.unit_price.times(slice.qty)?)?;
        }
    }
    let code = |item: &ChatItem| item.code.value.clone();
    let mut seen: HashMap<String, Rupiah> = HashMap::new();
    for item in &draft.items {
        if let (Some(code), Some(price)) = (code(item), &item.price) {
            let sum = seen.entry(code).or_default();
            *sum = sum.plus(price.value)?;
        }
    }
    for item in &mut draft.items {
        let Some(code) = code(item) else { continue };
        let (Some(price), Some(seen), Some(ours)) =
            (&mut item.price, seen.get(&code), now.get(code.as_str()))
        else {
            continue;
        };
        if seen != ours {
            price.sureness = Sureness::Assumed(
                Message::new("chat-amount-differs")
                    .text("code", code)
                    .money("seen", *seen)
                    .money("ours", *ours),
            );
        }
    }
    Ok(())
}

/// Whether the shop itself sent a message, by its name or number. A form's message is always the
/// customer's order, whoever forwards it.
fn is_shop(shop: &Shop, sender: &str) -> bool {
    let number = Phone::read(sender).normal().map(str::to_owned);
    let named = !shop.name.is_empty() && fold(&shop.name) == fold(sender);
    named || number.is_some() && number == shop.phone
}

/// The payment method of a message that names none: the shop's first account, else cash.
fn usual_way(connection: &Connection) -> Result<(Method, Option<(AccountId, String)>)> {
    let account: Option<(AccountId, String, Method)> = connection
        .prepare_cached(
            "SELECT id, name, method FROM accounts WHERE archived_at IS NULL ORDER BY name LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, name, method)) = account else {
        return Ok((Method::Cash, None));
    };
    Ok((method, Some((id, name))))
}

/// Records what a message pays, in the deed that places its order: what is claimed (rule 29), or
/// the whole open amount (rules 27, 28).
fn pay(deed: &Deed<'_>, id: OrderId, pays: &ChatPayment) -> Result<()> {
    let amount = match pays.claimed {
        true => pays.amount,
        false => order::row(deed.connection(), id, deed.now)?
            .bill
            .balance()?,
    };
    if amount <= Rupiah::ZERO {
        return Ok(());
    }
    let (method, account) = usual_way(deed.connection())?;
    let movement = Movement {
        amount,
        method,
        account: account.map(|(id, _)| id),
        claimed: pays.claimed,
        ..Movement::default()
    };
    ledger::pay_order(deed, id, &movement)?;
    Ok(())
}

/// Reads a package's choice from the beginning of the item's customization; asks for it when picks
/// are missing (rule 65).
fn choose(connection: &Connection, item: &mut ChatItem) -> Result<()> {
    let Some(code) = item.code.value.as_deref().filter(|_| item.chosen.is_none()) else {
        return Ok(());
    };
    let Some(package) = package::with_choices(connection, &Code::read(code)?)? else {
        return Ok(());
    };
    let asked = item.customization.take();
    let text = asked.as_ref().map_or("", |read| read.value.as_str());
    match (package.choice_in(text), asked.as_ref()) {
        (Some((chosen, rest)), Some(asked)) => {
            let read = |value| Read {
                value,
                ..asked.clone()
            };
            item.chosen = Some(read(package.chosen_by_name(&chosen)));
            item.customization = (!rest.is_empty()).then(|| read(rest));
        }
        _ => {
            let why = package.choose("").err().map(|error| error.message());
            item.chosen = why.map(|why| Read {
                value: String::new(),
                span: None,
                sureness: Sureness::Unclear(why),
            });
            item.customization = asked;
        }
    }
    Ok(())
}

/// Reads a custom field that is named without a value as wanted: `extra keju` (rule 67).
fn extras(connection: &Connection, item: &mut ChatItem) -> Result<()> {
    let (Some(code), Some(asked)) = (item.code.value.as_deref(), &mut item.customization) else {
        return Ok(());
    };
    if let Some(variant) = catalog::variant_by_code(connection, &Code::read(code)?)? {
        let fields = field::of_product(connection, variant.product)?;
        asked.value = custom_fields::from_own_words(&fields, &asked.value);
    }
    Ok(())
}

fn text(field: &Option<Read<String>>) -> Option<String> {
    field.as_ref().map(|read| read.value.clone())
}

/// The items of a draft whose goods are known, each once.
fn items(draft: &ChatDraft) -> Result<Vec<NewItem>> {
    let mut items: Vec<NewItem> = Vec::new();
    for item in &draft.items {
        let Some(code) = &item.code.value else {
            continue;
        };
        let customization = text(&item.customization).unwrap_or_default();
        let chosen = text(&item.chosen).unwrap_or_default();
        let code = Code::read(code)?;
        match items.iter_mut().find(|known| {
            known.code == code && known.customization == customization && known.chosen == chosen
        }) {
            Some(known) => known.qty = known.qty.saturating_add(item.qty.value),
            None => items.push(NewItem {
                code,
                qty: item.qty.value,
                customization,
                for_whom: String::new(),
                chosen,
            }),
        }
    }
    Ok(items)
}

/// The order a draft asks for.
fn new_order(period: PeriodId, draft: &ChatDraft, if_full: IfFull) -> Result<NewOrder> {
    let customer = match draft.customer {
        Some(id) => CustomerRef::Known(id),
        None => CustomerRef::Described {
            name: text(&draft.name).unwrap_or_default(),
            phone: text(&draft.phone).unwrap_or_default(),
            address: text(&draft.address).unwrap_or_default(),
        },
    };
    Ok(NewOrder {
        period,
        customer,
        items: items(draft)?,
        channel: Channel::Wa,
        note: text(&draft.note).unwrap_or_default(),
        late: None,
        recipient: text(&draft.recipient),
        recipient_phone: None,
        address: text(&draft.address),
        shipping: draft
            .shipping
            .as_ref()
            .map_or(Rupiah::ZERO, |read| read.value),
        discount: Rupiah::ZERO,
        payment: None,
        source_ref: Some(draft.fingerprint.clone()),
        if_full,
        agreed: AgreedChange::default(),
    })
}
