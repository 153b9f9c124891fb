//! The recipients of one order (rule 80): who gets what, when and with which card.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError, unless_gone};
use crate::domain::destination::Destination;
use crate::domain::id::OrderId;
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::tasks::rows::column::file;
use crate::tasks::rows::destination::destination_text;
use crate::tasks::rows::destination_screen::RECIPIENTS_ON_SCREEN;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{print, recipient};
use crate::tui::input::Input;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::{below, empty_state, top};

/// Rows for all that is said of the selected recipient, and the height from which there is room for it.
const ABOUT: u16 = 4;
const ABOUT_FROM_ROWS: u16 = 14;

/// The recipients of an order.
pub struct Recipients {
    id: OrderId,
    order: Option<Order>,
    list: Listing<Destination>,
}

impl Recipients {
    /// Those of this order.
    pub fn new(id: OrderId) -> Self {
        Self {
            id,
            order: None,
            list: Listing::default(),
        }
    }

    fn head(&self, order: &Order, ctx: &Ctx) -> Vec<Fact> {
        let head = Message::new("recipients-head")
            .text("order", order.row.code.as_str())
            .with("customer", order.row.customer_arg())
            .count("count", order.destinations.len());
        let rest = recipient::rest(order, ctx);
        vec![Fact::line(ctx.say(&head), Role::Heading), rest]
    }
}

impl Screen for Recipients {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-orders")
    }

    fn context(&self) -> Context {
        Context::Recipients
    }

    fn scope(&self) -> Scope {
        match &self.order {
            Some(order) => Scope::One(order.row.period),
            None => Scope::None,
        }
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.order = unless_gone(book.order(self.id, ctx.now))?;
        let recipients = self.order.iter();
        let recipients = recipients.flat_map(|order| order.destinations.clone());
        self.list.replace(recipients.collect(), false);
        Ok(())
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        match input {
            Input::Paste(text) if self.order.is_some() => {
                recipient::import(self.id, Some(text), book, ctx).map(Some)
            }
            Input::Paste(_) | Input::Key(_) | Input::Resize(_, _) | Input::Tick | Input::Hangup => {
                Ok(None)
            }
        }
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.order.is_none() {
            return Ok(Effect::Pass);
        }
        if self.list.move_selection(command) {
            return Ok(Effect::None);
        }
        let id = self.id;
        match command {
            Command::NewRecipient => return recipient::add(id, book, ctx),
            Command::Import => return recipient::import(id, None, book, ctx),
            Command::Recipients => return Ok(Effect::Back),
            Command::PrintPapers => return Ok(print::choose(&[id], ctx)),
            Command::Export => {
                let code = self.order.iter().map(|order| order.row.code.as_str());
                let name = Message::new("recipients-of").text("order", code.collect::<String>());
                let name = ctx.say(&name);
                let sheet = file(name, RECIPIENTS_ON_SCREEN, self.list.rows(), &ctx.view());
                return Ok(Export::sheet("recipients", sheet).dialog(book, ctx));
            }
            _ => {}
        }
        let Some(selected) = self.list.selected() else {
            return Ok(Effect::Pass);
        };
        let name = selected.name.clone();
        match command {
            Command::Open | Command::Edit => recipient::edit(id, &name, book, ctx),
            Command::RemoveRecipient => Ok(Effect::deed(move |book, now| {
                book.remove_destination(id, &name, now)
            })),
            Command::Copy => {
                let what = Message::new("recipient-copied").text("name", name);
                let text = destination_text(selected, &ctx.words);
                Ok(Effect::Copy(what, text))
            }
            _ => Ok(Effect::Pass),
        }
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let mut commands = vec![Command::NewRecipient, Command::Import];
        if !self.list.is_empty() {
            commands.extend([
                Command::Edit,
                Command::RemoveRecipient,
                Command::PrintPapers,
            ]);
        }
        commands.extend([Command::Back, Command::Undo, Command::Help]);
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some(order) = &self.order else {
            let (text, hint) = (ctx.word("orders-gone"), ctx.word("orders-gone-hint"));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        };
        if self.list.is_empty() {
            let text = Message::new("recipients-empty").text("order", order.row.code.as_str());
            let hint = Message::new("recipients-empty-hint")
                .text("new", Command::NewRecipient.key())
                .text("import", Command::Import.key());
            let (text, hint) = (ctx.say(&text), ctx.say(&hint));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        let head = self.head(order, ctx);
        let rest = facts::draw(frame.buffer_mut(), area, &head, &ctx.theme);
        let told = match rest.height < ABOUT_FROM_ROWS {
            true => 0,
            false => ABOUT,
        };
        let list = top(rest, rest.height - told);
        rows::draw(frame, list, RECIPIENTS_ON_SCREEN, &self.list, ctx);
        if let Some(selected) = self.list.selected().filter(|_| told > 0) {
            let text = destination_text(selected, &ctx.words);
            let about = [Fact::line(text, Role::Text)];
            let place = below(rest, list.height + 1);
            facts::draw(frame.buffer_mut(), place, &about, &ctx.theme);
        }
    }
}
