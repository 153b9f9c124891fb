//! The page of one PO: dates, rules, offers with the units left, and a chart of orders per day.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::commands::run;
use crate::book::{Book, BookError, PeriodFigures, ProductQuota, Reservation, TierChange};
use crate::domain::bonus::Bonus;
use crate::domain::code::Code;
use crate::domain::estimate::Estimate;
use crate::domain::id::{OfferId, PeriodId, TierId};
use crate::domain::message::Message;
use crate::domain::minimum::Minimum;
use crate::domain::money::Rupiah;
use crate::domain::period::Period;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;
use crate::tasks::rows::offer::{OFFERS_ON_SCREEN, OfferOrTier};
use crate::tasks::rows::period::{pieces, sold, stage};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::forms::{bonus, offers, reservations, tiers};
use crate::tui::rows::draw;
use crate::tui::theme::Role;
use crate::tui::widgets::charts::{self, Bar};
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::{Part, below, empty_state, put, split_columns, top};

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
    figures: PeriodFigures,
    offers: Listing<OfferOrTier>,
    quotas: Vec<ProductQuota>,
    reservations: Vec<Reservation>,
    bonuses: Vec<Bonus>,
    estimates: Vec<Estimate>,
    minimum: Option<Minimum>,
    /// How many orders have not been told about a moved date.
    to_tell: i64,
    days: Vec<(NaiveDate, i64)>,
}

impl Detail {
    /// Makes the page of a PO.
    pub fn new(id: PeriodId) -> Self {
        Self {
            id,
            period: None,
            figures: PeriodFigures::default(),
            offers: Listing::default(),
            quotas: Vec::new(),
            reservations: Vec::new(),
            bonuses: Vec::new(),
            estimates: Vec::new(),
            minimum: None,
            to_tell: 0,
            days: Vec::new(),
        }
    }

    fn facts(&self, period: &Period, ctx: &Ctx) -> Vec<Fact> {
        let view = ctx.view();
        let mut named = stage(period, &view);
        named.text = format!("{} · {}", period.name, named.text);
        let mut facts = vec![Fact::new(period.code.to_string(), named)];
        let mut moment = |key: &str, at: Option<Moment>| {
            if let Some(at) = at {
                facts.push(Fact::new(ctx.word(key), ctx.words.moment(at)));
            }
        };
        let milestones = &period.milestones;
        moment("form-period-opens", milestones.opens_at);
        moment("form-period-closes", milestones.closes_at);
        moment("period-closed-early", milestones.closed_at);
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
        let mut orders = sold(self.figures.orders, period.order_cap, &view);
        if self.figures.cancelled > 0 {
            let cancelled =
                Message::new("period-cancelled-orders").count("count", self.figures.cancelled);
            orders.text.push_str(&format!(" ({})", ctx.say(&cancelled)));
        }
        facts.push(Fact::new(ctx.word("cmd-orders"), orders));
        for (key, count) in [
            ("order-waitlist", self.figures.waiting),
            ("order-unconfirmed", self.figures.unconfirmed),
        ] {
            if count > 0 {
                let count = Part::new(ctx.words.count(count), Role::Warn);
                facts.push(Fact::new(ctx.word(key), count));
            }
        }
        facts.push(Fact::new(
            ctx.word("period-sold"),
            pieces(self.figures.sold, period.quota, &view),
        ));
        if let Some(minimum) = self.minimum {
            let role = if minimum.decided() {
                Role::Text
            } else {
                Role::Warn
            };
            facts.push(Fact::new(
                ctx.word("field-minimum"),
                Part::new(ctx.say(&minimum.message()), role),
            ));
        }
        for row in self.offers.rows().iter().filter(|row| row.tier.is_none()) {
            if let Some(sets) = row.offer.sets() {
                let message = Message::new("period-sets")
                    .count("complete", sets.complete)
                    .count("begun", sets.begun)
                    .count("size", sets.size);
                facts.push(Fact::new(row.offer.code.clone(), ctx.say(&message)));
            }
        }
        if self.to_tell > 0 {
            let message = Message::new("period-to-tell").count("count", self.to_tell);
            facts.push(Fact::line(format!("! {}", ctx.say(&message)), Role::Warn));
        }
        for quota in &self.quotas {
            facts.push(Fact::new(
                quota.name.clone(),
                sold(quota.sold, Some(quota.quota), &view),
            ));
        }
        for kept in &self.reservations {
            facts.push(Fact::new(
                ctx.word("cli-col-reserved"),
                ctx.say(&kept.message()),
            ));
        }
        for bonus in &self.bonuses {
            facts.push(Fact::new(
                ctx.word("field-bonuses"),
                ctx.say(&bonus.message()),
            ));
        }
        facts.push(Fact::new(
            ctx.word("period-turnover"),
            ctx.words.rupiah(self.figures.turnover()),
        ));
        for (key, sum) in [
            ("charge-cancellation-fee", self.figures.forfeited),
            ("field-unique-code", self.figures.unique_codes),
        ] {
            if sum > Rupiah::ZERO {
                facts.push(Fact::new(ctx.word(key), ctx.words.rupiah(sum)));
            }
        }
        facts.push(Fact::new(
            ctx.word("form-order-paid-so-far"),
            ctx.words.rupiah(self.figures.paid),
        ));
        if let Some(target) = period.target {
            facts.push(Fact::new(
                ctx.word("form-period-target"),
                ctx.words.rupiah(target),
            ));
        }
        if !period.note.is_empty() {
            facts.push(Fact::new(ctx.word("form-period-note"), period.note.clone()));
        }
        facts
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
        self.period = match book.period_by_id(self.id) {
            Ok(period) => Some(period),
            // The PO was removed by an undo; a redo may bring it back.
            Err(BookError::Refused(Refusal::Gone)) => {
                self.period = None;
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        self.figures = book.figures(self.id)?;
        let tiers = book.tiers(self.id)?;
        let rows = OfferOrTier::all(book.offers(self.id)?, &tiers);
        self.offers.replace(rows, false);
        self.quotas = book.product_quotas(self.id)?;
        self.reservations = book.reservations(self.id)?;
        self.bonuses = book.bonuses(self.id)?;
        self.estimates = book.estimates(self.id)?;
        self.minimum = match &self.period {
            Some(period) => book.minimum(period)?,
            None => None,
        };
        self.to_tell = book.to_tell_count(self.id)?;
        self.days = book.orders_per_day(self.id, DAYS, ctx.now)?;
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.offers.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::AddOffer => offers::add(self.id, book, ctx)?,
            Command::ProductQuota => offers::product_quota(self.id, book, ctx)?,
            Command::Reserve => reservations::form(self.id, book, ctx)?,
            Command::Open => match self.offers.selected() {
                Some(OfferOrTier {
                    offer,
                    tier: Some(tier),
                }) => tiers::edit(self.id, offer.id, tier.id, book, ctx)?,
                Some(row) => offers::edit(self.id, row.offer.id, book, ctx)?,
                None => offers::add(self.id, book, ctx)?,
            },
            Command::AddTier => match self.offers.selected() {
                Some(row) => tiers::add(self.id, row.offer.id, book, ctx)?,
                None => offers::add(self.id, book, ctx)?,
            },
            Command::SetBonus => bonus::form(self.id, book, ctx)?,
            Command::Archive => match self.offers.selected() {
                Some(row) => self.withdraw_offer(row)?,
                None => Effect::None,
            },
            _ => run(command, self.id, book, ctx)?,
        })
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Period.footer();
        commands.retain(|command| *command != Command::NextView && *command != Command::Filter);
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some(period) = &self.period else {
            let (text, hint) = (ctx.word("period-gone"), ctx.word("orders-gone-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        };
        let facts = self.facts(period, ctx);
        let chart = if area.height >= 28 { CHART } else { 0 };
        if area.width >= 110 {
            let (left, right) = split_columns(area, area.width * 3 / 5);
            self.draw_offers(frame, top(left, left.height - chart), ctx);
            self.draw_chart(frame, below(left, left.height - chart), ctx);
            facts::draw(frame.buffer_mut(), right, &facts, &ctx.theme);
        } else {
            let most = area.height / 2;
            let rest = facts::draw(frame.buffer_mut(), top(area, most), &facts, &ctx.theme);
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
