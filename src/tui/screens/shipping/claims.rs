//! The view of claims on goods that were handed over (rule 83): those without an answer first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::about::with_about;
use crate::book::{Book, BookError, ClaimFilter};
use crate::domain::claim::{Claim, ClaimState};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::tasks::rows::claim_screen::CLAIMS_ON_SCREEN;
use crate::tasks::rows::column::file;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::claim;
use crate::tui::forms::export::Export;
use crate::tui::rows;
use crate::tui::shipping_group::ClaimGroup;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::facts;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::Listing;

/// The claims.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) group: ClaimGroup,
    pub(super) filter: Filter,
    pub(super) list: Listing<Claim>,
}

impl Claims {
    /// A group of them.
    pub(super) fn of(group: ClaimGroup) -> Self {
        Self {
            group,
            ..Self::default()
        }
    }

    pub(super) fn read(&mut self, period: Option<PeriodId>, book: &Book) -> Result<(), BookError> {
        let found = ClaimFilter {
            period,
            order: None,
            open: self.group == ClaimGroup::Open,
        };
        let mut claims = book.claims(&found)?;
        let typed = fold(&self.filter.text());
        claims.retain(|claim| {
            let code = claim.claim_code();
            let texts = [&code, &claim.order_code, &claim.customer, &claim.goods];
            typed.is_empty() || texts.iter().any(|text| fold(text).contains(&typed))
        });
        // Who has waited longest comes first; of those that are over, the last.
        claims.sort_by_key(|claim| match claim.state() {
            ClaimState::Open => (0, claim.id.raw()),
            ClaimState::Replacing => (1, claim.id.raw()),
            ClaimState::Ended => (2, -claim.id.raw()),
        });
        self.list.replace(claims, false);
        Ok(())
    }

    pub(super) fn update(
        &mut self,
        command: Command,
        period: Option<PeriodId>,
        book: &Book,
        ctx: &Ctx,
    ) -> Outcome {
        if self.list.move_selection(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::Back if self.filter.clear() => self.read(period, book)?,
            Command::Back if self.group != ClaimGroup::All => {
                self.group = ClaimGroup::All;
                self.read(period, book)?;
            }
            Command::FilterShipping => {
                self.group = self.group.next();
                self.list = Listing::default();
                self.read(period, book)?;
            }
            Command::Export => {
                let name = ctx.word("screen-ship-claims");
                let sheet = file(name, CLAIMS_ON_SCREEN, self.list.rows(), &ctx.view());
                return Ok(Export::sheet("claims", sheet).dialog(book, ctx));
            }
            _ => {
                let Some(selected) = self.list.selected() else {
                    return Ok(Effect::Pass);
                };
                return match command {
                    Command::Open if selected.ending.is_some() => {
                        Ok(Effect::Show(Destination::Order(selected.order)))
                    }
                    Command::Open | Command::Edit => claim::answer(selected.id, book, ctx),
                    Command::AddClaim => claim::open(selected.order, book, ctx),
                    Command::RecoverClaim => claim::recover(selected.id, book),
                    Command::RecordPayment => {
                        Ok(Effect::Show(Destination::Payment(selected.order)))
                    }
                    Command::OpenCustomer => {
                        let customer = book.order_row(selected.order, ctx.now)?.customer;
                        Ok(Effect::Show(Destination::Customer(customer)))
                    }
                    _ => Ok(Effect::Pass),
                };
            }
        }
        Ok(Effect::None)
    }

    pub(super) fn footer(&self) -> Vec<Command> {
        if self.list.is_empty() {
            return vec![Command::NextView, Command::AllPeriods, Command::Help];
        }
        vec![
            Command::Open,
            Command::RecoverClaim,
            Command::AddClaim,
            Command::OpenCustomer,
            Command::FilterShipping,
            Command::NextView,
            Command::Filter,
            Command::AllPeriods,
            Command::Help,
        ]
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.list.is_empty() {
            let narrowed = self.filter.is_shown() || self.group != ClaimGroup::All;
            let (text, hint) = match narrowed {
                true => ("tui-nothing-found", "orders-none-found-hint"),
                false => ("claims-empty", "claims-empty-hint"),
            };
            let hint = Message::new(hint).text("key", Command::AddClaim.key());
            let (text, hint) = (ctx.word(text), ctx.say(&hint));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        let (list, told) = with_about(area);
        rows::draw(frame, list, CLAIMS_ON_SCREEN, &self.list, ctx);
        if let (Some(told), Some(selected)) = (told, self.list.selected()) {
            let about = claim::about(selected, ctx);
            facts::draw(frame.buffer_mut(), told, &about, &ctx.theme);
        }
    }
}
