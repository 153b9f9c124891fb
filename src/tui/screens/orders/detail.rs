//! The page of one order: items, bill, customer, payments and history.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::commands::run;
use super::detail_parts::{claims, recipients};
use super::review;
use crate::book::{Action, Book, BookError, ClaimFilter, unless_gone};
use crate::domain::catalog::full_name;
use crate::domain::claim::Claim;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::domain::parcel::Parcel;
use crate::domain::payment::{Payment, PaymentStatus};
use crate::domain::payment_stage::StageStatus;
use crate::domain::telling::{SentMessage, SentOf};
use crate::tasks::rows::agreed::{deadline, wanted_text};
use crate::tasks::rows::order::mark;
use crate::tasks::rows::parcel_screen::{courier, state as parcel_state};
use crate::tasks::rows::payment::way;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::forms::{customer_search, differences};
use crate::tui::input::Input;
use crate::tui::layers::Scroll;
use crate::tui::theme::Role;
use crate::tui::told::{MOST_TOLD, told};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::{self, Part, empty_state, put_right, split_columns, status};

/// Most deeds shown of the order's history.
const DEEDS: usize = 30;

/// The page of one order.
pub struct Detail {
    id: OrderId,
    order: Option<Order>,
    payments: Vec<Payment>,
    parcels: Vec<Parcel>,
    claims: Vec<Claim>,
    /// Differences up to this amount can be rounded off (rule 71).
    limit: Rupiah,
    /// How its down payment was rounded (rule 25).
    rounding: Option<Message>,
    history: Vec<Action>,
    /// What its customer was told lately.
    sent: Vec<SentMessage>,
    scroll: Scroll,
}

impl Detail {
    /// Makes the page of an order.
    pub fn new(id: OrderId) -> Self {
        Self {
            id,
            order: None,
            payments: Vec::new(),
            parcels: Vec::new(),
            claims: Vec::new(),
            limit: Rupiah::ZERO,
            rounding: None,
            history: Vec::new(),
            sent: Vec::new(),
            scroll: Scroll::default(),
        }
    }

    /// The items, the charges and the total.
    fn bill(&self, order: &Order, ctx: &Ctx) -> Vec<Fact> {
        let rupiah = |amount| ctx.words.rupiah(amount);
        let mut facts = vec![Fact::line(
            format!("{} · {}", order.row.code, order.row.period_code),
            Role::Heading,
        )];
        for line in &order.lines {
            let name = full_name(&line.product, &line.variant);
            let amount = line.amount().map(rupiah).unwrap_or_default();
            facts.push(Fact::new(
                format!("{} × {}", line.qty, name),
                format!("{amount}  ({})", rupiah(line.unit_price)),
            ));
            if let Some(why) = line.tier.as_ref().or(line.price_label.as_ref()) {
                facts.push(Fact::line(format!("    · {why}"), Role::Muted));
            }
            if !line.for_whom.is_empty() {
                facts.push(Fact::line(format!("    @{}", line.for_whom), Role::Accent));
            }
            for part in &line.parts {
                let name = full_name(&part.product, &part.variant);
                facts.push(Fact::line(format!("    {} {name}", part.qty), Role::Muted));
            }
            if !line.customization.is_empty() {
                let text = format!("    “{}”", line.customization);
                facts.push(Fact::line(text, Role::Accent));
            }
            if let Some(how) = &line.approved {
                let text = format!("    ✓ {}", ctx.say(&how.message()));
                facts.push(Fact::line(text, Role::Good));
            } else if line.awaits_approval() {
                let text = format!("    ! {}", ctx.word("design-waits"));
                facts.push(Fact::line(text, Role::Warn));
            }
        }
        for wearer in &order.wearers {
            let role = if wearer.rest() > Rupiah::ZERO {
                Role::Text
            } else {
                Role::Good
            };
            facts.push(Fact::line(
                format!("· {}", ctx.say(&wearer.message())),
                role,
            ));
        }
        for charge in &order.charges {
            facts.push(Fact::new(ctx.say(&charge.name()), rupiah(charge.amount)));
        }
        if !order.bonuses.is_empty() {
            facts.push(Fact::new(
                ctx.word("field-bonuses"),
                order.bonuses.join(", "),
            ));
        }
        if let Some(free) = order.row.terms.free_message() {
            facts.push(Fact::line(format!("· {}", ctx.say(&free)), Role::Accent));
        }
        let bill = &order.row.bill;
        facts.push(Fact::new(
            ctx.word("form-order-total"),
            Part::new(rupiah(bill.total), Role::Accent),
        ));
        let asked = bill.down_payment_asked();
        if asked > Rupiah::ZERO {
            let mut text = rupiah(asked);
            if let Some(by) = order.row.down_payment_by {
                text.push_str(&format!(", {}", ctx.words.moment(by)));
            }
            facts.push(Fact::new(ctx.word("form-order-down-payment"), text));
            let rounding = self.rounding.as_ref();
            facts.extend(
                rounding.map(|said| Fact::line(format!("  {}", ctx.say(said)), Role::Muted)),
            );
        }
        facts.push(Fact::new(
            ctx.word("form-order-paid-so-far"),
            rupiah(bill.paid),
        ));
        facts.push(Fact::new(
            ctx.word("orders-payment"),
            status::payment(bill, &ctx.words),
        ));
        // Of a bill that was settled once its status says it all.
        if matches!(
            bill.status(),
            PaymentStatus::Unpaid
                | PaymentStatus::Partial
                | PaymentStatus::DownPayment
                | PaymentStatus::AwaitingBill
        ) {
            facts.push(Fact::new(
                ctx.word("orders-rest"),
                status::balance(bill, &ctx.words),
            ));
        }
        for stage in &order.row.stages {
            let role = match (stage.is_late(), stage.status()) {
                (true, _) => Role::Bad,
                (false, StageStatus::Settled) => Role::Good,
                (false, _) => Role::Text,
            };
            let line = format!("· {}", ctx.say(&stage.message()));
            facts.push(Fact::line(line, role));
        }
        if let Some(by) = deadline(&order.row) {
            let kasbon = order.row.terms.due_at.is_some();
            let key = if kasbon {
                "field-due"
            } else {
                "field-settle-by"
            };
            let role = if order.row.overdue(ctx.now) {
                Role::Bad
            } else {
                Role::Text
            };
            facts.push(Fact::new(
                ctx.word(key),
                Part::new(ctx.words.moment(by), role),
            ));
        }
        if let Some(small) = differences::small_difference(&order.row, self.limit) {
            facts.push(Fact::line(format!("· {}", ctx.say(&small)), Role::Warn));
        }
        facts.push(Fact::new(
            ctx.word("orders-goods"),
            ctx.word(order.row.fulfilment.key()),
        ));
        let mark = Part::from(mark(&order.row, &ctx.view()));
        if !mark.text.is_empty() {
            facts.push(Fact::new(ctx.word("orders-mark"), mark));
        }
        facts
    }

    /// The customer, the delivery and the origin of the order.
    fn people(&self, order: &Order, ctx: &Ctx) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |key: &str, text: String| {
            if !text.trim().is_empty() {
                facts.push(Fact::new(ctx.word(key), text));
            }
        };
        let phone = customer_search::shown_phone(order.row.customer_phone.as_deref());
        add(
            "orders-customer",
            format!("{} {phone}", order.row.customer_name),
        );
        let phone = customer_search::shown_phone(order.recipient_phone.as_deref());
        if order.recipient != order.row.customer_name || phone.is_empty() {
            add("field-recipient", format!("{} {phone}", order.recipient));
        }
        add("field-address", order.address.clone());
        let wanted = wanted_text(&order.agreed.wanted, &ctx.words);
        add("field-wanted", wanted);
        let payer = order.agreed.payer.as_ref();
        add(
            "field-bill-payer",
            payer.map(|(_, name)| name.clone()).unwrap_or_default(),
        );
        add("field-channel", ctx.word(order.row.channel.key()));
        add("orders-placed", ctx.words.moment(order.row.placed_at));
        add(
            "orders-source",
            order.source_ref.clone().unwrap_or_default(),
        );
        add("field-note", order.note.clone());
        add(
            "form-order-late",
            order.late_reason.clone().unwrap_or_default(),
        );
        if let Some(how) = &order.cancelled {
            let by = if how.by_shop {
                "form-cancel-by-shop"
            } else {
                "form-cancel-by-customer"
            };
            let day = ctx.words.day_short(how.at.date(ctx.zone));
            let text = format!("{} ({}, {day})", how.reason, ctx.word(by));
            add("order-cancelled", text);
            // Explained only when the shop's rule keeps something.
            let kept = how.forfeit.filter(|forfeit| forfeit.kept > Rupiah::ZERO);
            if let Some(forfeit) = kept {
                let text = ctx.say(&forfeit.why());
                add("charge-cancellation-fee", text);
            }
        }
        for change in order.changes.messages() {
            facts.push(Fact::line(format!("· {}", ctx.say(&change)), Role::Accent));
        }
        facts
    }

    fn money(&self, ctx: &Ctx) -> Vec<Fact> {
        let mut facts = vec![Fact::line(ctx.word("orders-payments"), Role::Heading)];
        if self.payments.is_empty() {
            facts.push(Fact::line(ctx.word("orders-no-payments"), Role::Muted));
        }
        for payment in &self.payments {
            let mut text = format!(
                "{} {}",
                self.part_of(payment, ctx),
                way(payment.method, payment.account_name.as_deref(), &ctx.words),
            );
            if !payment.payer.is_empty() {
                text.push_str(&format!(" · {}", payment.payer));
            }
            let (suffix, role) = if payment.voided || payment.reverses.is_some() {
                (Some("orders-voided"), Role::Muted)
            } else if payment.claimed {
                (Some("orders-claimed"), Role::Warn)
            } else if payment.refund {
                (Some("orders-refunded"), Role::Text)
            } else {
                (None, Role::Good)
            };
            if let Some(key) = suffix {
                text.push_str(&format!(" ({})", ctx.word(key)));
            }
            let day = ctx.words.day_short(payment.at.date(ctx.zone));
            facts.push(Fact::new(day, Part::new(text, role)));
        }
        facts
    }

    /// What of a payment lies on this order; and where that isn't all of it, how much the whole is and
    /// over how many bills it is spread.
    fn part_of(&self, payment: &Payment, ctx: &Ctx) -> String {
        let mut sums: Vec<(OrderId, Rupiah)> = Vec::new();
        for (order, _, amount) in &payment.parts {
            match sums.iter_mut().find(|(of, _)| of == order) {
                Some((_, sum)) => *sum = sum.plus(*amount).unwrap_or(*sum),
                None => sums.push((*order, *amount)),
            }
        }
        let here = sums.iter().find(|(order, _)| *order == self.id);
        match here {
            Some((_, part)) if *part != payment.amount => {
                let bills = sums.iter().filter(|(_, sum)| *sum != Rupiah::ZERO);
                let part_of = Message::new("orders-part-of")
                    .money("part", *part)
                    .money("amount", payment.amount)
                    .count("bills", bills.count());
                ctx.say(&part_of)
            }
            // What was only announced lies on no order yet.
            Some(_) | None => ctx.words.rupiah(payment.amount),
        }
    }

    /// The parcels its goods are in, and how many of them are handed over and left.
    fn parcels(&self, order: &Order, ctx: &Ctx) -> Vec<Fact> {
        if self.parcels.is_empty() {
            return Vec::new();
        }
        let units = order.row.units_are;
        let counts = Message::new("order-handed")
            .count("handed", units.handed)
            .count("pieces", units.pieces)
            .count("left", units.left());
        let mut facts = vec![
            Fact::line(ctx.word("screen-ship-parcels"), Role::Heading),
            Fact::line(ctx.say(&counts), Role::Text),
        ];
        for parcel in &self.parcels {
            let mut state = Part::from(parcel_state(parcel, &ctx.view()));
            let by = courier(parcel, &ctx.view());
            let parts = [by.as_str(), parcel.tracking.as_str()];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let about = parts.collect::<Vec<_>>().join(" ");
            state.text = format!("{} · {about}", state.text);
            facts.push(Fact::new(parcel.code(), state));
        }
        facts.push(Fact::line("", Role::Text));
        facts
    }

    fn deeds(&self, ctx: &Ctx) -> Vec<Fact> {
        let mut facts = vec![Fact::line(ctx.word("history-title"), Role::Heading)];
        for action in &self.history {
            let day = ctx.words.day_short(action.at.date(ctx.zone));
            let clock = ctx.words.clock(action.at);
            let mut text = ctx.say(&action.message);
            let mut role = Role::Text;
            if action.undone {
                text.push_str(&format!(" ({})", ctx.word("history-undone")));
                role = Role::Muted;
            }
            facts.push(Fact::new(format!("{day} {clock}"), Part::new(text, role)));
        }
        facts
    }
}

impl Screen for Detail {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-orders")
    }

    fn context(&self) -> Context {
        Context::Order
    }

    fn scope(&self) -> Scope {
        match &self.order {
            Some(order) => Scope::One(order.row.period),
            None => Scope::None,
        }
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.order = unless_gone(book.order(self.id, ctx.now))?;
        self.payments = book.payments_of(self.id)?;
        self.parcels = book.parcels_of(self.id)?;
        self.claims = book.claims(&ClaimFilter {
            order: Some(self.id),
            ..ClaimFilter::default()
        })?;
        let shop = book.shop()?;
        self.limit = shop.rounding_limit;
        self.rounding = match &self.order {
            Some(order) => rounding(&order.row, shop.down_payment_step, book)?,
            None => None,
        };
        self.history = book.history(Some(self.id), DEEDS)?;
        self.sent = book.sent_messages(SentOf::Order(self.id), MOST_TOLD)?;
        Ok(())
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        match input {
            // As in the list, a paste is a chat.
            Input::Paste(text) => review::open(text, book, ctx).map(Some),
            Input::Key(_) | Input::Resize(_, _) | Input::Tick | Input::Hangup => Ok(None),
        }
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let Some(order) = &self.order else {
            return Ok(Effect::Pass);
        };
        if self.scroll.scrolled(command) || command == Command::Open {
            return Ok(Effect::None);
        }
        run(command, &order.row, book, ctx)
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Order.footer();
        commands.retain(|command| {
            *command != Command::NextView
                && *command != Command::Open
                && *command != Command::Filter
        });
        // What only some orders need is named where it is.
        let order = self.order.as_ref();
        let more = [
            (true, Command::PrintPapers),
            (
                order.is_some_and(|order| order.row.units_are.handed > 0),
                Command::AddClaim,
            ),
            (
                order.is_some_and(|order| !order.destinations.is_empty()),
                Command::Recipients,
            ),
        ];
        let at = commands
            .iter()
            .position(|command| *command == Command::OpenCustomer);
        let at = at.map_or(commands.len(), |at| at + 1);
        let more = more.into_iter().filter(|(is_needed, _)| *is_needed);
        commands.splice(at..at, more.map(|(_, command)| command));
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some(order) = &self.order else {
            let (text, hint) = (ctx.word("orders-gone"), ctx.word("orders-gone-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        };
        let space = || Fact::line("", Role::Text);
        let mut left = self.bill(order, ctx);
        let mut right = self.people(order, ctx);
        right.push(space());
        right.extend(self.parcels(order, ctx));
        right.extend(recipients(order, ctx));
        right.extend(claims(&self.claims, ctx));
        right.extend(self.money(ctx));
        right.push(space());
        right.extend(told(&self.sent, ctx));
        right.extend(self.deeds(ctx));
        let columns = if area.width >= 100 {
            // What is told at the right is read in sentences, which wrap well.
            let wide = facts::width(&left).min(area.width / 2);
            let (at_left, at_right) = split_columns(area, wide.max(area.width * 2 / 5));
            vec![(at_left, left), (at_right, right)]
        } else {
            left.push(space());
            left.extend(right);
            vec![(area, left)]
        };
        // Facts leave at the top one by one, until the last one of the longest column is seen.
        let lasts = columns.iter().map(|(area, facts)| last_top(facts, *area));
        let most = lasts.max().unwrap_or_default();
        let height = usize::from(area.height);
        let from = self.scroll.from(most + height, height);
        for (area, facts) in &columns {
            scrolled(frame, *area, facts, from, ctx);
        }
    }
}

/// The first fact that is drawn when the last one is seen whole; 0 where all of them fit.
fn last_top(facts: &[Fact], area: Rect) -> usize {
    let fits = |from: usize| {
        let shown = facts.get(from..).unwrap_or_default();
        facts::height(shown, area.width) <= area.height
    };
    let last = facts.len().saturating_sub(1);
    (0..last)
        .rev()
        .take_while(|from| fits(*from))
        .last()
        .unwrap_or(last)
}

/// Draws the facts from the one at `from` on, as far as they go. A mark says that more are above or below.
fn scrolled(frame: &mut Frame, area: Rect, facts: &[Fact], from: usize, ctx: &Ctx) {
    let from = from.min(last_top(facts, area));
    let shown = facts.get(from..).unwrap_or_default();
    facts::draw(frame.buffer_mut(), area, shown, &ctx.theme);
    let is_more = facts::height(shown, area.width) > area.height;
    let style = ctx.theme.style(Role::Accent);
    if from > 0 {
        put_right(frame.buffer_mut(), widgets::top(area, 1), "▴", style);
    }
    if is_more && area.height > 1 {
        let last = widgets::below(area, area.height - 1);
        put_right(frame.buffer_mut(), last, "▾", style);
    }
}

/// How the down payment of an order was rounded, if it is the one of its PO's rule (rule 25).
fn rounding(row: &OrderRow, step: Rupiah, book: &Book) -> Result<Option<Message>, BookError> {
    let rule = book.period_by_id(row.period)?.down_payment;
    let base = rule.base(&row.bill)?;
    let is_its = rule.due(base, row.units, step)? == row.bill.down_payment_asked();
    Ok(rule.rounding(base, step).filter(|_| is_its))
}
