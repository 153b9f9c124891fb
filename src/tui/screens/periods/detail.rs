//! The page of one PO: dates, rules, offers with the units left, and a chart of orders per day.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::commands::{is_offered, run};
use crate::book::{
    Book, BookError, OpenSums, PeriodFigures, ProductQuota, Reservation, TierChange, unless_gone,
};
use crate::domain::bonus::Bonus;
use crate::domain::code::Code;
use crate::domain::estimate::Estimate;
use crate::domain::id::{OfferId, PeriodId, TierId};
use crate::domain::message::Message;
use crate::domain::minimum::{MemberSets, Minimum};
use crate::domain::money::Rupiah;
use crate::domain::order::Late;
use crate::domain::payment_stage::{StageFigures, StageStatus};
use crate::domain::period::Period;
use crate::domain::stage::Stage;
use crate::domain::when::Moment;
use crate::tasks::rows::offer::{OFFERS_ON_SCREEN, OfferOrTier};
use crate::tasks::rows::period::{pieces, sold, stage};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Scope, Screen};
use crate::tui::forms::{bonus, offers, reservations, stage as stage_form, tiers, weigh};
use crate::tui::made::Made;
use crate::tui::order_group::OrderGroup;
use crate::tui::rows::draw;
use crate::tui::theme::Role;
use crate::tui::widgets::charts::{self, Bar};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::{Part, below, empty_state, put, put_right, split_columns, top};

/// Days in the chart of orders.
const DAYS: u32 = 30;
/// Rows of the chart.
const CHART: u16 = 8;

impl Row for OfferOrTier {
    type Id = (OfferId, Option<TierId>);
    fn id(&self) -> Self::Id {
        (self.offer.id, self.tier.as_ref().map(|tier| tier.id))
    }
}

/// The page of one PO.
pub struct Detail {
    id: PeriodId,
    period: Option<Period>,
    stage: Option<Stage>,
    figures: PeriodFigures,
    offers: Listing<OfferOrTier>,
    quotas: Vec<ProductQuota>,
    member_sets: Vec<MemberSets>,
    reservations: Vec<Reservation>,
    bonuses: Vec<Bonus>,
    stages: Vec<StageFigures>,
    /// Orders with a stage not paid by its deadline.
    late_stages: usize,
    estimates: Vec<Estimate>,
    minimum: Option<Minimum>,
    /// How many orders have not been told about a moved date.
    to_tell: i64,
    /// How many orders are past the last moment for their whole bill, and what they owe.
    overdue: (i64, Rupiah),
    /// What is still to come, and what is too much.
    sums: OpenSums,
    paid_while_waiting: Rupiah,
    days: Vec<(NaiveDate, i64)>,
    /// The selected count or sum, while Tab has put the focus on them.
    figure: Option<usize>,
}

impl Detail {
    /// Makes the page of a PO.
    pub fn new(id: PeriodId) -> Self {
        Self {
            id,
            period: None,
            stage: None,
            figures: PeriodFigures::default(),
            offers: Listing::default(),
            quotas: Vec::new(),
            member_sets: Vec::new(),
            reservations: Vec::new(),
            bonuses: Vec::new(),
            stages: Vec::new(),
            late_stages: 0,
            estimates: Vec::new(),
            minimum: None,
            to_tell: 0,
            overdue: (0, Rupiah::ZERO),
            sums: OpenSums::default(),
            paid_while_waiting: Rupiah::ZERO,
            days: Vec::new(),
            figure: None,
        }
    }

    /// The facts about the PO: its name, then its counts and sums, then the others.
    fn facts(&self, period: &Period, ctx: &Ctx) -> Vec<Fact> {
        let view = ctx.view();
        let mut named = stage(period, &view);
        named.text = format!("{} · {}", period.name, named.text);
        let mut facts = vec![Fact::new(period.code.to_string(), named)];
        // A small window shows the figures and leaves out dates and rules.
        let figures = self.figures_of(period, ctx).into_iter();
        facts.extend(figures.map(|(fact, _)| fact));
        facts.extend(self.plan(period, ctx));
        if let Some(target) = period.target {
            let target = ctx.words.rupiah(target);
            facts.push(Fact::new(ctx.word("form-period-target"), target));
        }
        if !period.note.is_empty() {
            let note = period.note.clone();
            facts.push(Fact::new(ctx.word("form-period-note"), note));
        }
        facts
    }

    /// Its dates and rules.
    fn plan(&self, period: &Period, ctx: &Ctx) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut moment = |key: &str, at: Option<Moment>| {
            if let Some(at) = at {
                facts.push(Fact::new(ctx.word(key), ctx.words.moment(at)));
            }
        };
        let milestones = &period.milestones;
        moment("form-period-opens", milestones.opens_at);
        moment("period-closed-early", milestones.closed_at);
        let planned = match milestones.closed_at {
            Some(_) => "period-planned-close",
            None => "form-period-closes",
        };
        moment(planned, milestones.closes_at);
        moment("field-settle-by", period.settle_by);
        for (at, estimate) in self.estimates.iter().enumerate() {
            let mut text = if estimate.from == estimate.to {
                ctx.words.date(estimate.from)
            } else {
                let (from, to) = (ctx.words.date(estimate.from), ctx.words.date(estimate.to));
                format!("{from} – {to}")
            };
            if !estimate.why.is_empty() {
                text.push_str(&format!(" ({})", estimate.why));
            }
            facts.push(if at == 0 {
                Fact::new(ctx.word("form-period-ready"), text)
            } else {
                Fact::new(ctx.word("period-earlier"), Part::new(text, Role::Muted))
            });
        }
        let mut rule = ctx.say(&period.down_payment.message());
        if let Some(hours) = period.down_payment_hours {
            let within = Message::new("period-within-hours").count("hours", hours);
            rule.push_str(&format!(", {}", ctx.say(&within)));
        }
        facts.push(Fact::new(ctx.word("form-order-down-payment"), rule));
        if let Some(rule) = period.cancellation.message() {
            facts.push(Fact::new(
                ctx.word("form-period-cancellation"),
                ctx.say(&rule),
            ));
        }
        facts
    }

    /// Its counts and sums, each with what shows the rows it is made of.
    fn figures_of(&self, period: &Period, ctx: &Ctx) -> Vec<(Fact, Destination)> {
        let view = ctx.view();
        let orders = |group| Destination::Orders(Some(self.id), group);
        let production = Destination::Production(self.id);
        let figures = &self.figures;
        let mut facts = vec![(
            Fact::new(
                ctx.word("cmd-orders"),
                sold(figures.orders, period.order_cap, &view),
            ),
            orders(OrderGroup::Counting),
        )];
        for (key, count, role, group) in [
            (
                "order-waitlist",
                figures.waiting,
                Role::Warn,
                OrderGroup::Waitlist,
            ),
            (
                "order-unconfirmed",
                figures.unconfirmed,
                Role::Warn,
                OrderGroup::Unconfirmed,
            ),
            (
                "orders-cancelled",
                figures.cancelled,
                Role::Text,
                OrderGroup::Cancelled,
            ),
        ] {
            if count > 0 {
                let count = Part::new(ctx.words.count(count), role);
                facts.push((Fact::new(ctx.word(key), count), orders(group)));
            }
        }
        facts.push((
            Fact::new(
                ctx.word("period-sold"),
                pieces(figures.sold, period.quota, &view),
            ),
            production,
        ));
        if let Some(minimum) = self.minimum {
            let role = if minimum.decided() {
                Role::Text
            } else {
                Role::Warn
            };
            let said = Part::new(ctx.say(&minimum.message()), role);
            facts.push((Fact::new(ctx.word("field-minimum"), said), production));
        }
        for row in self.offers.rows().iter().filter(|row| row.tier.is_none()) {
            if let Some(sets) = row.offer.sets() {
                let message = Message::new("period-sets")
                    .count("complete", sets.complete)
                    .count("begun", sets.begun)
                    .count("size", sets.size);
                let sets = Fact::new(row.offer.code.clone(), ctx.say(&message));
                facts.push((sets, production));
            }
        }
        for sets in &self.member_sets {
            let sets = Fact::new(sets.product.clone(), ctx.say(&sets.message()));
            facts.push((sets, production));
        }
        let (late, owed) = self.overdue;
        if late > 0 {
            let message = Message::new("period-overdue")
                .count("count", late)
                .money("amount", owed);
            let late = Part::new(ctx.say(&message), Role::Bad);
            facts.push((
                Fact::new(ctx.word("orders-overdue"), late),
                orders(OrderGroup::Overdue),
            ));
        }
        if self.to_tell > 0 {
            let message = Message::new("period-to-tell").count("count", self.to_tell);
            let line = Fact::line(format!("! {}", ctx.say(&message)), Role::Warn);
            facts.push((line, Destination::ToTell(self.id)));
        }
        for quota in &self.quotas {
            let used = sold(quota.sold, Some(quota.quota), &view);
            facts.push((Fact::new(quota.name.clone(), used), production));
        }
        for kept in &self.reservations {
            facts.push((
                Fact::new(ctx.word("cli-col-reserved"), ctx.say(&kept.message())),
                orders(OrderGroup::Channel(kept.channel)),
            ));
        }
        for bonus in &self.bonuses {
            facts.push((
                Fact::new(ctx.word("field-bonuses"), ctx.say(&bonus.message())),
                orders(OrderGroup::Bonus(bonus.id)),
            ));
        }
        for figures in &self.stages {
            let group = match figures.status() {
                StageStatus::Waiting => OrderGroup::AwaitingBill,
                StageStatus::Open | StageStatus::Settled => OrderGroup::Stage(figures.stage.id),
            };
            let mut said = ctx.say(&figures.message());
            let more = [figures.paid_message(), figures.without_message()];
            for more in more.iter().flatten() {
                said.push_str(&format!(" · {}", ctx.say(more)));
            }
            let role = match figures.without {
                0 => Role::Text,
                _ => Role::Warn,
            };
            let fact = Fact::new(figures.stage.name.clone(), Part::new(said, role));
            facts.push((fact, orders(group)));
        }
        if self.late_stages > 0 {
            let late = Message::new("home-late-stages").count("count", self.late_stages);
            let line = Fact::line(format!("! {}", ctx.say(&late)), Role::Bad);
            facts.push((line, orders(OrderGroup::LateStage)));
        }
        let sum = |key, sum| Fact::new(ctx.word(key), ctx.words.rupiah(sum));
        facts.push((
            sum("period-turnover", figures.turnover()),
            orders(OrderGroup::Counting),
        ));
        for (key, amount, group) in [
            (
                "charge-cancellation-fee",
                figures.forfeited,
                OrderGroup::Forfeited,
            ),
            (
                "field-unique-code",
                figures.unique_codes,
                OrderGroup::UniqueCode,
            ),
            ("period-passed-on", figures.passed, OrderGroup::Counting),
        ] {
            if amount > Rupiah::ZERO {
                facts.push((sum(key, amount), orders(group)));
            }
        }
        // What the bills come to is what came in and what is to come, less what is too much.
        let sums = self.sums;
        let waiting = self.paid_while_waiting;
        let came = figures.paid.minus(waiting).unwrap_or_default();
        let bills = came.plus(sums.owed).and_then(|sum| sum.minus(sums.refund));
        let bills = bills.unwrap_or_default();
        if bills != figures.turnover() {
            let bills = sum("period-bills", bills);
            facts.push((bills, orders(OrderGroup::All)));
        }
        let paid = sum("form-order-paid-so-far", figures.paid);
        facts.push((paid, orders(OrderGroup::Paid)));
        for (key, amount, group) in [
            ("period-paid-waiting", waiting, OrderGroup::Waitlist),
            ("period-owed", sums.owed, OrderGroup::Owing),
            ("period-surplus", sums.refund, OrderGroup::Surplus),
        ] {
            if amount > Rupiah::ZERO {
                facts.push((sum(key, amount), orders(group)));
            }
        }
        facts
    }

    /// What the selected count or sum opens, while the figures have the focus.
    fn selected_rows(&self, ctx: &Ctx) -> Option<Destination> {
        let (period, at) = (self.period.as_ref()?, self.figure?);
        self.figures_of(period, ctx).get(at).map(|(_, rows)| *rows)
    }

    /// Puts the focus on a count or sum, or back on the offers.
    fn focus(&mut self, figure: Option<usize>) -> Effect {
        self.figure = figure;
        self.offers.set_focus(figure.is_none());
        Effect::None
    }

    /// Moves the selection among the figures; false for any other command.
    fn move_figure(&mut self, command: Command, ctx: &Ctx) -> bool {
        let (Some(period), Some(at)) = (&self.period, self.figure) else {
            return false;
        };
        let last = self.figures_of(period, ctx).len().saturating_sub(1);
        let to = match command {
            Command::Up => at.saturating_sub(1),
            Command::Down => at + 1,
            Command::PageUp | Command::First => 0,
            Command::PageDown | Command::Last => last,
            _ => return false,
        };
        self.figure = Some(to.min(last));
        true
    }

    fn draw_facts(&self, frame: &mut Frame, area: Rect, period: &Period, ctx: &Ctx) -> Rect {
        let facts = self.facts(period, ctx);
        // The figures come after the name.
        let selected = self.figure.map(|at| at + 1);
        let buffer = frame.buffer_mut();
        let rest = facts::draw_selected(buffer, area, &facts, selected, &ctx.theme);
        // More is below than there is room for: Tab shows it.
        if facts::height(&facts, area.width.saturating_sub(2)) > area.height && area.height > 0 {
            let last = below(area, area.height - 1);
            put_right(buffer, last, "▾", ctx.theme.style(Role::Accent));
        }
        rest
    }

    fn draw_offers(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.offers.is_empty() {
            let (text, hint) = (
                ctx.word("period-no-offers"),
                ctx.word("period-no-offers-hint"),
            );
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        draw(frame, area, OFFERS_ON_SCREEN, &self.offers, ctx);
    }

    fn withdraw_offer(&self, row: &OfferOrTier) -> Outcome {
        let Some(tier) = &row.tier else {
            let (id, withdrawn) = (row.offer.id, !row.offer.withdrawn);
            return Ok(Effect::deed(move |book, now| {
                book.withdraw_offer(id, withdrawn, now)
            }));
        };
        let (period, code) = (self.id, Code::read(&row.offer.code)?);
        let label = tier.label.clone();
        let change = TierChange {
            archived: true,
            ..TierChange::default()
        };
        Ok(Effect::deed(move |book, now| {
            book.set_tier(period, &code, &label, &change, now)
        }))
    }

    fn draw_chart(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 4 || self.days.iter().all(|(_, count)| *count == 0) {
            return;
        }
        let title = ctx.word("period-chart");
        put(
            frame.buffer_mut(),
            top(area, 1),
            &title,
            ctx.theme.style(Role::Heading),
        );
        let days: Vec<Bar> = self
            .days
            .iter()
            .map(|(day, count)| Bar {
                label: day.format("%-d").to_string(),
                value: *count,
                said: String::new(),
            })
            .collect();
        charts::chart(frame.buffer_mut(), below(area, 1), &days, &ctx.theme);
    }
}

impl Screen for Detail {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-periods")
    }

    fn context(&self) -> Context {
        Context::Period
    }

    fn scope(&self) -> Scope {
        Scope::One(self.id)
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.period = unless_gone(book.period_by_id(self.id))?;
        if self.period.is_none() {
            return Ok(());
        }
        self.stage = self.period.as_ref().map(|period| period.stage(ctx.now));
        self.figures = book.figures(self.id)?;
        let tiers = book.tiers(self.id)?;
        let rows = OfferOrTier::all(book.offers(self.id)?, &tiers);
        self.offers.replace(rows, false);
        self.quotas = book.product_quotas(self.id)?;
        self.member_sets = book.member_sets(self.id)?;
        self.reservations = book.reservations(self.id)?;
        self.bonuses = book.bonuses(self.id)?;
        self.stages = book.stages(self.id)?;
        self.late_stages = match self.stages.is_empty() {
            true => 0,
            false => book.late_count(Late::Stage, Some(self.id), ctx.now)?,
        };
        self.estimates = book.estimates(self.id)?;
        self.minimum = match &self.period {
            Some(period) => book.minimum(period)?,
            None => None,
        };
        self.to_tell = book.to_tell_count(self.id)?;
        self.overdue = book.overdue(Some(self.id), ctx.now)?;
        self.sums = book.open_sums(Some(self.id))?;
        self.paid_while_waiting = book.paid_while_waiting(self.id)?;
        self.days = book.orders_per_day(self.id, DAYS, ctx.now)?;
        // A count that became zero is not shown any more.
        if let (Some(at), Some(period)) = (self.figure, &self.period) {
            let last = self.figures_of(period, ctx).len().saturating_sub(1);
            self.figure = Some(at.min(last));
        }
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.move_figure(command, ctx) || self.offers.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::NextView | Command::PreviousView => {
                let to = if self.figure.is_some() { None } else { Some(0) };
                self.focus(to)
            }
            Command::Back if self.figure.is_some() => self.focus(None),
            Command::Open if self.figure.is_some() => {
                self.selected_rows(ctx).map_or(Effect::None, Effect::Show)
            }
            Command::AddOffer => offers::add(self.id, book, ctx)?,
            Command::ProductQuota => offers::product_quota(self.id, book, ctx)?,
            Command::Reserve => reservations::form(self.id, book, ctx)?,
            Command::Open | Command::Edit if self.figure.is_none() => {
                match self.offers.selected() {
                    Some(OfferOrTier {
                        offer,
                        tier: Some(tier),
                    }) => tiers::edit(self.id, offer.id, tier.id, book, ctx)?,
                    Some(row) => offers::edit(self.id, row.offer.id, book, ctx)?,
                    None if command == Command::Edit => run(command, self.id, book, ctx)?,
                    None => offers::add(self.id, book, ctx)?,
                }
            }
            Command::AddTier => match self.offers.selected() {
                Some(row) => tiers::add(self.id, row.offer.id, book, ctx)?,
                None => offers::add(self.id, book, ctx)?,
            },
            Command::Weigh => match self.offers.selected() {
                Some(row) => weigh::open(row.offer.id, &offers::name(&row.offer), book, ctx)?,
                None => Effect::None,
            },
            Command::DropOffer => match self.offers.selected() {
                Some(row) => offers::drop_offer(self.id, &row.offer)?,
                None => Effect::None,
            },
            Command::SetBonus => bonus::form(self.id, book, ctx)?,
            Command::SetStage => stage_form::form(self.id, book, ctx)?,
            Command::Archive => match self.offers.selected() {
                Some(row) => self.withdraw_offer(row)?,
                None => Effect::None,
            },
            _ => run(command, self.id, book, ctx)?,
        })
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let mut commands = Context::Period.footer();
        let hidden = |command| matches!(command, Command::Filter | Command::NextView);
        commands.retain(|command| !hidden(*command) && is_offered(*command, self.stage));
        // Nothing else says that the figures open.
        commands.insert(1, Command::NextView);
        Some(commands)
    }

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        let rows = self.offers.rows();
        if let Made::Offer(code) = made
            && let Some(at) = rows.iter().position(|row| row.offer.code == *code)
        {
            self.offers.select_index(at);
        }
        Ok(())
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some(period) = &self.period else {
            let (text, hint) = (ctx.word("period-gone"), ctx.word("orders-gone-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        };
        let chart = if area.height >= 28 { CHART } else { 0 };
        if area.width >= 110 {
            let (left, right) = split_columns(area, area.width * 3 / 5);
            self.draw_offers(frame, top(left, left.height - chart), ctx);
            self.draw_chart(frame, below(left, left.height - chart), ctx);
            // The mark of a selected figure stands in the free columns between.
            let right = Rect {
                x: right.x - 2,
                width: right.width + 2,
                ..right
            };
            self.draw_facts(frame, right, period, ctx);
        } else {
            // The figures get the whole page while they are looked at.
            let most = match self.figure {
                Some(_) => area.height,
                None => area.height / 2,
            };
            let rest = self.draw_facts(frame, top(area, most), period, ctx);
            let used = most - rest.height.min(most);
            let rest = below(below(area, used), 1);
            self.draw_offers(frame, top(rest, rest.height - chart.min(rest.height)), ctx);
            self.draw_chart(
                frame,
                below(rest, rest.height - chart.min(rest.height)),
                ctx,
            );
        }
    }
}
