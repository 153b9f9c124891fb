//! The view of parcels: sent, received, back, and their tracking numbers and fees in one column.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::about::with_about;
use crate::book::{Book, BookError, ParcelFilter};
use crate::domain::id::{OrderId, ParcelId, PeriodId};
use crate::domain::message::Message;
use crate::domain::parcel::{Parcel, ParcelState};
use crate::tasks::rows::column::file;
use crate::tasks::rows::parcel_screen::PARCELS_ON_SCREEN;
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Destination, Effect, Outcome};
use crate::tui::forms::export::Export;
use crate::tui::forms::{claim, parcel, parcel_column, print};
use crate::tui::layers::{Choice, Picker};
use crate::tui::rows;
use crate::tui::shipping_group::ParcelGroup;
use crate::tui::widgets::empty_state;
use crate::tui::widgets::facts;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::marks::Marks;

/// Rows read from the book at a time.
const PAGE: usize = 200;
/// Most parcels that one column or mark takes.
const MOST: usize = 5_000;

/// The parcels.
#[derive(Default)]
pub(super) struct Parcels {
    pub(super) group: ParcelGroup,
    pub(super) filter: Filter,
    pub(super) list: Listing<Parcel>,
    pub(super) marks: Marks<ParcelId>,
    /// The PO whose parcels are shown, when not all are.
    period: Option<PeriodId>,
}

impl Parcels {
    /// A group of them.
    pub(super) fn of(group: ParcelGroup) -> Self {
        Self {
            group,
            ..Self::default()
        }
    }

    fn found(&self, book: &Book, ctx: &Ctx) -> Result<ParcelFilter, BookError> {
        let text = self.filter.text();
        Ok(ParcelFilter {
            text: Some(text).filter(|text| !text.is_empty()),
            ..self.group.filter(self.period, book, ctx.now)?
        })
    }

    pub(super) fn read(
        &mut self,
        period: Option<PeriodId>,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<(), BookError> {
        self.period = period;
        let filter = self.found(book, ctx)?;
        let (rows, more) = book.parcel_rows(&filter, None, self.list.len().max(PAGE))?;
        self.list.replace(rows, more);
        Ok(())
    }

    fn more(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        while self.list.wants_more() {
            let filter = self.found(book, ctx)?;
            let (rows, more) =
                book.parcel_rows(&filter, self.list.rows().last().map(|row| row.id), PAGE)?;
            self.list.extend(rows, more);
        }
        Ok(())
    }

    /// All parcels of the list, also those not loaded yet.
    fn listed(&self, book: &Book, ctx: &Ctx) -> Result<Vec<Parcel>, BookError> {
        let filter = self.found(book, ctx)?;
        Ok(book.parcel_rows(&filter, None, MOST)?.0)
    }

    /// The marked parcels as the list shows them, those it doesn't show at the end; all of the list when none
    /// is marked.
    fn shown_or_marked(&self, book: &Book, ctx: &Ctx) -> Result<Vec<Parcel>, BookError> {
        let mut listed = self.listed(book, ctx)?;
        if self.marks.is_empty() {
            return Ok(listed);
        }
        listed.retain(|parcel| self.marks.contains(&parcel.id));
        let others = self.marks.ids().iter();
        let others = others.filter(|id| !listed.iter().any(|parcel| parcel.id == **id));
        let others: Vec<ParcelId> = others.copied().collect();
        listed.extend(book.parcels_by_id(&others)?);
        Ok(listed)
    }

    /// The marked parcels, else the selected one.
    fn chosen(&self, book: &Book, ctx: &Ctx) -> Result<Vec<Parcel>, BookError> {
        match self.marks.is_empty() {
            true => Ok(self.list.selected().cloned().into_iter().collect()),
            false => self.shown_or_marked(book, ctx),
        }
    }

    /// Opens the column of tracking numbers, with a pasted text in it when there is one. What is typed
    /// begins at the selected parcel.
    pub(super) fn fill_tracking(&self, pasted: Option<&str>, book: &Book, ctx: &Ctx) -> Outcome {
        let mut parcels = self.shown_or_marked(book, ctx)?;
        let marked = !self.marks.is_empty();
        let selected = self
            .list
            .selected_id()
            .filter(|_| !marked && pasted.is_none());
        if let Some(at) = parcels.iter().position(|one| Some(one.id) == selected) {
            parcels.drain(..at);
        }
        Ok(parcel_column::tracking(&parcels, marked, pasted))
    }

    pub(super) fn update(
        &mut self,
        command: Command,
        period: Option<PeriodId>,
        book: &Book,
        ctx: &Ctx,
    ) -> Outcome {
        if self.list.move_selection(command) {
            self.more(book, ctx)?;
            if command == Command::Last {
                self.list.move_selection(command);
            }
            return Ok(Effect::None);
        }
        match command {
            Command::Mark => {
                self.marks.toggle_selected(&mut self.list);
                self.more(book, ctx)?;
            }
            Command::MarkAll => {
                let listed = self.listed(book, ctx)?;
                self.marks.toggle_all(listed.iter().map(|parcel| parcel.id));
            }
            Command::Back if self.marks.clear() => {}
            Command::Back if self.filter.clear() => self.read(period, book, ctx)?,
            Command::Back if self.group != ParcelGroup::Open => {
                self.group = ParcelGroup::Open;
                self.read(period, book, ctx)?;
            }
            Command::FilterShipping => {
                self.group = self.group.next();
                self.list = Listing::default();
                self.read(period, book, ctx)?;
            }
            Command::FillTracking => return self.fill_tracking(None, book, ctx),
            Command::FillFees => {
                let parcels = self.shown_or_marked(book, ctx)?;
                return parcel_column::fees(&parcels, !self.marks.is_empty(), book, ctx);
            }
            Command::Ship => return self.send(book, ctx),
            Command::ReceiveParcel => {
                let chosen = self.chosen(book, ctx)?;
                return Ok(match chosen.is_empty() {
                    true => Effect::None,
                    false => parcel::receive(&chosen),
                });
            }
            Command::PrintPapers => {
                return Ok(print::choose_of_parcels(&self.chosen(book, ctx)?, ctx));
            }
            Command::Export => {
                let name = ctx.word("screen-ship-parcels");
                let parcels = self.shown_or_marked(book, ctx)?;
                let sheet = file(name, PARCELS_ON_SCREEN, &parcels, &ctx.view());
                return Ok(Export::sheet("parcels", sheet).dialog(book, ctx));
            }
            _ => {
                let Some(selected) = self.list.selected() else {
                    return Ok(Effect::Pass);
                };
                return match command {
                    Command::ReturnParcel => parcel::come_back(selected.id, book, ctx),
                    Command::Edit => parcel::edit(selected.id, book, ctx),
                    Command::Open => Ok(of_order(selected, |order| {
                        Effect::Show(Destination::Order(order))
                    })),
                    Command::AddClaim => Ok(of_order(selected, |order| {
                        Effect::read(move |book, ctx| claim::open(order, book, ctx))
                    })),
                    Command::OpenCustomer => match selected.orders.first() {
                        Some((order, _)) => {
                            let customer = book.order_row(*order, ctx.now)?.customer;
                            Ok(Effect::Show(Destination::Customer(customer)))
                        }
                        None => Ok(Effect::None),
                    },
                    Command::Copy => Ok(copied(selected)),
                    _ => Ok(Effect::Pass),
                };
            }
        }
        Ok(Effect::None)
    }

    /// Sends the packed ones of the marked parcels, or the selected one.
    fn send(&self, book: &Book, ctx: &Ctx) -> Outcome {
        let mut chosen = self.chosen(book, ctx)?;
        if !self.marks.is_empty() && chosen.iter().any(|one| one.state() == ParcelState::Packed) {
            chosen.retain(|one| one.state() == ParcelState::Packed);
        }
        let ids: Vec<ParcelId> = chosen.iter().map(|one| one.id).collect();
        Ok(match ids.is_empty() {
            true => Effect::None,
            false => Effect::deed(move |book, now| book.send_parcels(&ids, now)),
        })
    }

    pub(super) fn footer(&self) -> Vec<Command> {
        if !self.marks.is_empty() {
            return vec![
                Command::Mark,
                Command::FillTracking,
                Command::FillFees,
                Command::Ship,
                Command::ReceiveParcel,
                Command::PrintPapers,
                Command::Back,
            ];
        }
        vec![
            Command::FillTracking,
            Command::Ship,
            Command::ReceiveParcel,
            Command::ReturnParcel,
            Command::Edit,
            Command::PrintPapers,
            Command::FillFees,
            Command::Mark,
            Command::FilterShipping,
            Command::NextView,
            Command::Filter,
            Command::AllPeriods,
            Command::Help,
        ]
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.list.is_empty() {
            let (text, hint) = if self.filter.is_shown() {
                ("tui-nothing-found", "orders-none-found-hint")
            } else {
                ("parcels-empty", "parcels-empty-hint")
            };
            let hint = Message::new(hint).text("key", Command::FilterShipping.key());
            let (text, hint) = (ctx.word(text), ctx.say(&hint));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        let (list, told) = with_about(area);
        rows::draw_marked(frame, list, PARCELS_ON_SCREEN, &self.list, &self.marks, ctx);
        if let (Some(told), Some(selected)) = (told, self.list.selected()) {
            facts::draw(
                frame.buffer_mut(),
                told,
                &parcel::about(selected, ctx),
                &ctx.theme,
            );
        }
    }
}

/// Does something with the order of a parcel, or asks with which one.
fn of_order(selected: &Parcel, then: fn(OrderId) -> Effect) -> Effect {
    match selected.orders.as_slice() {
        [] => Effect::None,
        [(only, _)] => then(*only),
        several => {
            let choices = several.iter().map(|(order, code)| Choice {
                label: code.clone(),
                note: String::new(),
                value: *order,
            });
            Effect::open(Picker::new(
                "history-orders",
                choices.collect(),
                move |order, _| then(*order),
            ))
        }
    }
}

/// Copies the tracking number, which customers ask for.
fn copied(selected: &Parcel) -> Effect {
    match selected.tracking.as_str() {
        "" => Effect::warn(Message::new("parcel-nothing-to-copy").text("parcel", selected.code())),
        resi => {
            let what = Message::new("parcel-copied")
                .text("parcel", selected.code())
                .text("customer", selected.customer.as_str());
            Effect::Copy(what, format!("{} {resi}", selected.courier))
        }
    }
}
