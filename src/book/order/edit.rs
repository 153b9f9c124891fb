//! Changes an order, and says before what it would be then.

use rusqlite::{Connection, params};

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::{Deed, Done};
use crate::book::keeper::error::{BookError, Result};
use crate::book::rows::customer::{self, CustomerRef};
use crate::book::rows::{order_full, period, shop, text};
use crate::book::steps::order::agreed::{self, AgreedChange};
use crate::book::steps::order::bill::check_total;
use crate::book::steps::order::change_items::change_items;
use crate::book::steps::order::codes::drawn_anew;
use crate::book::steps::order::edit::{Editing, edited};
use crate::book::steps::order::item::ItemChange;
use crate::book::steps::order::items::level_of;
use crate::book::steps::order::part_cancel::{self, PartCancel};
use crate::book::steps::order::resolve::changes_meant;
use crate::book::steps::{bonus, tally, waitlist};
use crate::domain::id::OrderId;
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, Order};
use crate::domain::payment::Bill;
use crate::domain::period::Period;
use crate::domain::policy::{DownPayment, Forfeit};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

/// Changes to an order; absent values stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderChange {
    /// What becomes of its items, one after the other.
    pub items: Vec<ItemChange>,
    /// Note of the shop.
    pub note: Option<String>,
    /// Where it came from.
    pub channel: Option<Channel>,
    /// Who ordered.
    pub customer: Option<CustomerRef>,
    /// Who receives the goods.
    pub recipient: Option<String>,
    /// Phone of who receives the goods.
    pub recipient_phone: Option<String>,
    /// Delivery address.
    pub address: Option<String>,
    /// Why more units are taken than a quota has room for (rule 17).
    pub overbook: Option<String>,
    /// What is said of goods that leave it (rule 33).
    pub part: PartCancel,
    /// Whether units whose further price holds no longer get today's price; else they keep theirs (rule
    /// 66).
    pub reprice: bool,
    /// When it is wanted, why it is free, when it is due, who pays.
    pub agreed: AgreedChange,
}

/// What an order would be after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedEdit {
    /// Its bill.
    pub bill: Bill,
    /// Why the edit would be refused, when it would.
    pub refusal: Option<Refusal>,
    /// The quota that has no room for it: the owner may overbook (rule 17).
    pub full: Option<Refusal>,
    /// What is kept of goods that leave it, where that is a part cancellation, which needs a reason
    /// (rule 33).
    pub part: Option<Forfeit>,
    /// The further price that units keep though the order has too few for it now (rule 66).
    pub below: Option<String>,
}

impl Book {
    /// What typed items (`+2 NAS-KEJU`) change of an order. What was typed first is done first.
    ///
    /// # Errors
    /// A cancelled order, or text that means nothing, or several things, in it.
    pub fn changes_meant(
        &self,
        id: OrderId,
        typed: &[ItemText],
        now: Moment,
    ) -> Result<Vec<ItemChange>> {
        let reading = self.reading()?;
        let order = order_full::live(&reading, id, now)?;
        let period = period::by_id(&reading, order.row.period)?;
        changes_meant(&reading, &period, &order, typed)
    }

    /// Changes an order and returns it. Added units get today's price; when units are removed, the
    /// dearest go first (rule 13).
    ///
    /// # Errors
    /// A cancelled order, an item it lacks, a full quota, nothing left of it.
    pub fn edit_order(
        &mut self,
        id: OrderId,
        edit: &OrderChange,
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let before = order_full::live(deed.connection(), id, now)?;
            deed.touches(id)?;
            let period = period::by_id(deed.connection(), before.row.period)?;
            change_details(deed, &before, edit)?;
            let before = match agreed::change(deed, &period, id, &edit.agreed)? {
                // It may be priced otherwise by now.
                true => order_full::live(deed.connection(), id, now)?,
                false => before,
            };
            let mut served = Vec::new();
            let mut part = None;
            if !edit.items.is_empty() {
                tally::freeze_if_closed(deed, period.id, now)?;
                let connection = deed.connection();
                // As it is now: the same deed may have passed it to another customer.
                let level = level_of(connection, id)?;
                let editing = editing(connection, (&period, &before), edit, &level, now);
                let given_up = change_items(deed, editing, &edit.items, edit.overbook.as_deref())?;
                part = part_cancel::keep(deed, (&period, &before), given_up, &edit.part)?;
                served = waitlist::serve(deed, period.id)?;
            }
            let order = order_full::order(deed.connection(), id, now)?;
            let mut message = Message::new(match part {
                Some(_) => "did-cancel-part",
                None => "did-edit-order",
            })
            .text("order", order.row.code.as_str())
            .with("customer", order.row.customer_arg());
            if let Some(forfeit) = part {
                let why = edit.part.why.clone().unwrap_or_default();
                message = message.text("why", why).say("kept", forfeit.why());
            }
            Ok((order, waitlist::told(message, &served)))
        })
    }

    /// What an order would be if it were edited now: the same prices, numbers and quotas as
    /// [`Self::edit_order`] goes by. Where the edit makes the down payment one that is paid already,
    /// the order is confirmed and priced anew after it (rule 62); that is not looked at.
    ///
    /// # Errors
    /// A change that has no price: of a cancelled order, of what is not on sale, of more units than
    /// it has.
    pub fn quote_edit(&self, id: OrderId, edit: &OrderChange, now: Moment) -> Result<QuotedEdit> {
        let terms = AgreedChange {
            free: edit.agreed.free.clone(),
            due: edit.agreed.due,
            ..AgreedChange::default()
        };
        if terms == AgreedChange::default() {
            return quoted(&*self.reading()?, id, edit, now);
        }
        // What is free, or has a due date of its own, has other prices and another down payment before
        // its items change (rules 109, 112).
        self.rehearse(now, |deed| {
            let order = order_full::live(deed.connection(), id, now)?;
            let period = period::by_id(deed.connection(), order.row.period)?;
            agreed::change(deed, &period, id, &terms)?;
            quoted(deed.connection(), id, edit, now)
        })
    }
}

/// What an order would be with other items and another customer.
fn quoted(
    connection: &Connection,
    id: OrderId,
    edit: &OrderChange,
    now: Moment,
) -> Result<QuotedEdit> {
    let order = order_full::live(connection, id, now)?;
    let period = period::by_id(connection, order.row.period)?;
    let level = match &edit.customer {
        Some(who) => customer::level_of(connection, who)?,
        None => level_of(connection, id)?,
    };
    let editing = editing(connection, (&period, &order), edit, &level, now);
    let items = edited(editing, &edit.items)?;
    let before = order.row.bill;
    let all = Rupiah::sum(order.charges.iter().map(|charge| charge.amount))?;
    let lost = items.weighings_lost()?;
    let mut charges = all.minus(lost)?;
    let lines = before.total.minus(all)?.plus(items.worth_more()?)?;
    let less = bonus::lowered_by(connection, id, lines.plus(charges)?)?;
    charges = charges.plus(less)?;
    let lowering = order
        .charges
        .iter()
        .map(|charge| charge.amount.min(Rupiah::ZERO));
    let lowering = Rupiah::sum(lowering)?.plus(less)?;
    let beyond = match check_total(&order.row.code, lines, charges, lowering) {
        Ok(()) => None,
        Err(BookError::Refused(why)) => Some(why),
        Err(error) => return Err(error),
    };
    let mut bill = Bill {
        total: lines.plus(charges)?,
        goods: before
            .goods
            .plus(items.worth_more()?)?
            .plus(less)?
            .minus(lost)?,
        ..before
    };
    if let Some(code) = drawn_anew(connection, id, &bill)? {
        bill.total = bill.total.minus(bill.unique_code)?.plus(code)?;
        bill.unique_code = code;
    }
    let units = order.row.units + items.units_more();
    let step = shop::read(connection)?.down_payment_step;
    let of = (&period, &order);
    let part = part_cancel::forfeit(connection, of, items.given_up()?, &edit.part, now)?;
    if let Some(forfeit) = part {
        bill.fee = bill.fee.plus(forfeit.kept)?;
        bill.total = bill.total.plus(forfeit.kept)?;
    }
    let bill = down_payment_rule(connection, id)?.asked_of(bill, units, step)?;
    Ok(QuotedEdit {
        bill,
        refusal: items.full.clone().or(items.refusal).or(beyond),
        full: items.full,
        part,
        below: items.below,
    })
}

/// The rule of its down payment that froze with an order (rule 25).
fn down_payment_rule(connection: &Connection, id: OrderId) -> Result<DownPayment> {
    Ok(connection
        .prepare_cached("SELECT down_payment FROM orders WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

fn editing<'a>(
    connection: &'a Connection,
    (period, order): (&'a Period, &'a Order),
    edit: &OrderChange,
    level: &'a str,
    now: Moment,
) -> Editing<'a> {
    Editing {
        channel: edit.channel.unwrap_or(order.row.channel),
        reprice: edit.reprice,
        ..Editing::items_of(connection, (period, order), level, now)
    }
}

fn change_details(deed: &Deed<'_>, before: &Order, edit: &OrderChange) -> Result<()> {
    let customer = match &edit.customer {
        Some(who) => customer::resolve(deed, who)?,
        None => before.row.customer,
    };
    let channel = edit.channel.unwrap_or(before.row.channel);
    let field =
        |value: &Option<String>, kept: &str| value.clone().unwrap_or_else(|| kept.to_owned());
    let note = text::note("field-note", &field(&edit.note, &before.note))?;
    let recipient = text::line(
        "field-recipient",
        &field(&edit.recipient, &before.recipient),
    )?;
    let address = text::long_line("field-address", &field(&edit.address, &before.address))?;
    let recipient_phone = match &edit.recipient_phone {
        Some(phone) => text::phone("field-phone", phone)?,
        None => before.recipient_phone.clone(),
    };
    if customer == before.row.customer
        && channel == before.row.channel
        && (&note, &recipient, &address, &recipient_phone)
            == (
                &before.note,
                &before.recipient,
                &before.address,
                &before.recipient_phone,
            )
    {
        return Ok(());
    }
    deed.connection()
        .prepare_cached(
            "UPDATE orders SET customer_id = ?2, channel = ?3, note = ?4, recipient = ?5,
             recipient_phone = ?6, address = ?7 WHERE id = ?1",
        )?
        .execute(params![
            before.row.id,
            customer,
            channel,
            note,
            recipient,
            recipient_phone,
            address
        ])?;
    Ok(())
}
