//! The view of orders to hand over: fetched with one key, or sent, alone or marked together.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::about::with_about;
use crate::book::{Book, BookError, HandOver, OrderFilter};
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::{Order, OrderRow};
use crate::tasks::rows::hand_over::QUEUE_ON_SCREEN;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::forms::{claim, customer, hand_over, order_search, print, ship};
use crate::tui::rows;
use crate::tui::shipping_group::QueueGroup;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::marks::Marks;
use crate::tui::widgets::{Part, below, empty_state, put_parts, top};

/// The orders to hand over.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) group: QueueGroup,
    pub(super) filter: Filter,
    pub(super) list: Listing<HandOver>,
    pub(super) marks: Marks<OrderId>,
    /// What is told about the selected order.
    about: Option<(Order, Vec<String>)>,
    /// The order that was handed over with the key before this one.
    picked_up: Option<OrderId>,
}

impl Queue {
    /// A group of them.
    pub(super) fn of(group: QueueGroup) -> Self {
        Self {
            group,
            ..Self::default()
        }
    }

    pub(super) fn read(
        &mut self,
        period: Option<PeriodId>,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<(), BookError> {
        let today = ctx.now.date(ctx.zone);
        let typed = self.filter.text();
        let rows = match typed.is_empty() {
            true => self.group.rows(period, book, (ctx.now, today))?,
            false => {
                let base = self.group.filter(period, today);
                let found = order_search::filter(base, &typed, book, ctx.now)?;
                let mut rows = book.hand_over_rows(&found, ctx.now)?;
                rows.retain(|order| self.group.has(order));
                rows
            }
        };
        self.list.replace(rows, false);
        self.look(book, ctx)
    }

    /// Reads the selected order in full.
    fn look(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.about = match self.list.selected() {
            Some(order) => {
                let order = book.order(order.row.id, ctx.now)?;
                let goods = ship::left_for(&order, |_| true, book)?.into_iter();
                let goods = goods.map(|(qty, name)| format!("{qty} {name}"));
                let goods = goods.collect();
                Some((order, goods))
            }
            None => None,
        };
        Ok(())
    }

    /// The marked orders, else the selected one.
    fn chosen(&self, book: &Book, ctx: &Ctx) -> Result<Vec<OrderRow>, BookError> {
        if self.marks.is_empty() {
            let selected = self.list.selected();
            return Ok(selected
                .map(|order| order.row.clone())
                .into_iter()
                .collect());
        }
        let ids = self.marks.ids().iter();
        ids.map(|id| book.order_row(*id, ctx.now)).collect()
    }

    pub(super) fn update(
        &mut self,
        command: Command,
        period: Option<PeriodId>,
        book: &Book,
        ctx: &Ctx,
    ) -> Outcome {
        if command != Command::PickUp {
            self.picked_up = None;
        }
        if self.list.move_selection(command) {
            self.look(book, ctx)?;
            return Ok(Effect::None);
        }
        match command {
            Command::Mark => {
                self.marks.toggle_selected(&mut self.list);
                self.look(book, ctx)?;
            }
            Command::MarkAll => {
                let ids = self.list.rows().iter().map(|order| order.row.id);
                self.marks.toggle_all(ids);
            }
            Command::Back if self.marks.clear() => {}
            Command::Back if self.filter.clear() => self.read(period, book, ctx)?,
            Command::Back if self.group != QueueGroup::All => {
                self.group = QueueGroup::All;
                self.read(period, book, ctx)?;
            }
            Command::FilterShipping => {
                self.group = self.group.next();
                self.list = Listing::default();
                self.read(period, book, ctx)?;
            }
            Command::PickUp => {
                let chosen = self.chosen(book, ctx)?;
                let handed = hand_over::pick_up(&chosen.iter().collect::<Vec<_>>(), book, ctx)?;
                let selected = self.list.selected_id().filter(|_| self.marks.is_empty());
                let was = std::mem::replace(&mut self.picked_up, selected);
                // The selection fell on this row when the one above it was handed over.
                return Ok(match chosen.as_slice() {
                    [next] if self.marks.is_empty() && was.is_some_and(|was| was != next.id) => {
                        hand_over::ask_again(next, handed)
                    }
                    _ => handed,
                });
            }
            Command::PickUpAsk => {
                return match self.chosen(book, ctx)?.as_slice() {
                    [] => Ok(Effect::None),
                    [only] => hand_over::pick_up_asking(only.id, book, ctx),
                    _ => Ok(Effect::warn(Message::new("pick-up-one-by-one"))),
                };
            }
            Command::Ship => {
                let chosen = self.chosen(book, ctx)?;
                let ids: Vec<OrderId> = chosen.iter().map(|row| row.id).collect();
                return ship::open(&ids, book, ctx);
            }
            Command::PrintPapers => {
                let chosen = self.chosen(book, ctx)?;
                let ids: Vec<OrderId> = chosen.iter().map(|row| row.id).collect();
                return Ok(print::choose(&ids, ctx));
            }
            Command::Export => {
                let name = ctx.word("screen-ship-queue");
                return Ok(Export::orders(name, self.exported()).dialog(book, ctx));
            }
            _ => {
                let Some(HandOver { row, .. }) = self.list.selected() else {
                    return Ok(Effect::Pass);
                };
                return Ok(match command {
                    Command::Open => Effect::Show(Destination::Order(row.id)),
                    Command::OpenCustomer => Effect::Show(Destination::Customer(row.customer)),
                    Command::RecordPayment => Effect::Show(Destination::Payment(row.id)),
                    Command::AddClaim => claim::open(row.id, book, ctx)?,
                    Command::Copy => customer::copy_open_orders(row.customer, book, ctx)?,
                    _ => Effect::Pass,
                });
            }
        }
        Ok(Effect::None)
    }

    /// The orders to export: the marked ones when there are any, else those of the list.
    fn exported(&self) -> OrderFilter {
        OrderFilter::only(match self.marks.is_empty() {
            true => self.list.rows().iter().map(|order| order.row.id).collect(),
            false => self.marks.ids().to_vec(),
        })
    }

    pub(super) fn footer(&self) -> Vec<Command> {
        if !self.marks.is_empty() {
            return vec![
                Command::Mark,
                Command::Ship,
                Command::PickUp,
                Command::PrintPapers,
                Command::Export,
                Command::Back,
            ];
        }
        vec![
            Command::PickUp,
            Command::PickUpAsk,
            Command::Ship,
            Command::PrintPapers,
            Command::Open,
            Command::Mark,
            Command::FilterShipping,
            Command::NextView,
            Command::RecordPayment,
            Command::Filter,
            Command::AllPeriods,
            Command::Help,
        ]
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.list.is_empty() {
            let (text, hint) = if self.filter.is_shown() || self.group != QueueGroup::All {
                ("tui-nothing-found", "orders-none-found-hint")
            } else {
                ("queue-empty", "queue-empty-hint")
            };
            let (text, hint) = (ctx.word(text), ctx.word(hint));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        let mut list = area;
        if area.height > 10 {
            let rows = self.list.rows();
            let today = ctx.now.date(ctx.zone);
            let settled = rows.iter().filter(|order| order.row.is_settled()).count();
            let due = rows.iter().filter(|order| order.is_due(today)).count();
            let mut counts = ctx.say(
                &Message::new("queue-counts")
                    .count("orders", rows.len())
                    .count("settled", settled),
            );
            // A shop whose customers name no days is told of none.
            if rows.iter().any(|order| order.wanted.day.is_some()) {
                let due = ctx.say(&Message::new("queue-counts-due").count("due", due));
                counts = format!("{counts} · {due}");
            }
            let counts = [Part::new(counts, Role::Accent)];
            put_parts(frame.buffer_mut(), top(list, 1), &counts, &ctx.theme);
            list = below(list, 1 + u16::from(area.height > 14));
        }
        let (list, told) = with_about(list);
        rows::draw_marked(frame, list, QUEUE_ON_SCREEN, &self.list, &self.marks, ctx);
        if let (Some(told), Some((order, goods))) = (told, &self.about) {
            let about = about(order, goods, ctx);
            facts::draw(frame.buffer_mut(), told, &about, &ctx.theme);
        }
    }
}

/// What is left to go over the counter, to whom, and what to know about it.
fn about(order: &Order, goods: &[String], ctx: &Ctx) -> Vec<Fact> {
    let mut facts = vec![Fact::line(
        format!("{}: {}", order.row.code, goods.join(", ")),
        Role::Text,
    )];
    facts.extend(ship::left(order, ctx));
    if !order.note.is_empty() {
        facts.push(Fact::line(order.note.as_str(), Role::Warn));
    }
    let to = [order.recipient.as_str(), order.address.as_str()];
    let to: Vec<&str> = to.into_iter().filter(|part| !part.is_empty()).collect();
    facts.push(Fact::line(to.join(", "), Role::Muted));
    facts
}
