//! The messages of a kind to the customers of a PO, one after the other: each opens its chat, is marked as told,
//! and the next one comes (rule 102). The book is looked at again before each.

use std::collections::HashSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError, TellScope, Tellable};
use crate::domain::customer::name_or_phone;
use crate::domain::id::{CustomerId, OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::telling::{TellKind, TellVia};
use crate::output::code_bars;
use crate::tasks::telling::{Letter, letters, number_link};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::forms::customer_search::shown_phone;
use crate::tui::layers::Reader;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::{
    Part, below, empty_state, put_parts, split_columns, table, text_box, top,
};

/// A customer who is to be told, with the orders it is about.
struct Addressee {
    customer: CustomerId,
    name: String,
    phone: Option<String>,
    of: Vec<Tellable>,
}

impl Row for Addressee {
    type Id = CustomerId;
    fn id(&self) -> CustomerId {
        self.customer
    }
}

/// The messages of a kind to the customers of a PO.
pub struct Letters {
    kind: TellKind,
    period: PeriodId,
    rows: Listing<Addressee>,
    /// The message to the selected one.
    letter: Option<Letter>,
    /// Those passed over since the screen was opened.
    passed: HashSet<CustomerId>,
    /// How many were told since the screen was opened.
    told: usize,
}

impl Letters {
    /// Those of a kind to the customers of a PO.
    pub fn new(kind: TellKind, period: PeriodId) -> Self {
        Self {
            kind,
            period,
            rows: Listing::default(),
            letter: None,
            passed: HashSet::new(),
            told: 0,
        }
    }

    /// Writes the message to the selected customer.
    fn write(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.letter = match self.rows.selected() {
            Some(to) => letters(self.kind, &to.of, book, &ctx.words, ctx.now)?.pop(),
            None => None,
        };
        Ok(())
    }

    /// Writes the selected message anew from what the book says now; why nobody is told, where nobody is to be any
    /// more.
    fn look_again(&mut self, book: &Book, ctx: &Ctx) -> Result<Option<Message>, BookError> {
        let Some(to) = self.rows.selected() else {
            return Ok(None);
        };
        let scope = TellScope {
            orders: to.of.iter().map(|of| of.order.id).collect(),
            ..TellScope::default()
        };
        let queue = book.tell_queue(self.kind, &scope, ctx.now)?;
        self.letter = letters(self.kind, &queue.due, book, &ctx.words, ctx.now)?.pop();
        let first = queue.passed_over.first().filter(|_| self.letter.is_none());
        Ok(first.map(|(order, why)| {
            Message::new("tell-passed-over")
                .text("order", order.code.clone())
                .say("why", why.message())
        }))
    }

    /// Marks the selected message as told in a way, with what is done for it.
    fn tell(&mut self, via: TellVia, then: Effect) -> Effect {
        let Some(letter) = &self.letter else {
            return Effect::None;
        };
        let orders: Vec<OrderId> = letter.orders.iter().map(|order| order.id).collect();
        let (kind, text) = (self.kind, letter.text.clone());
        self.told += 1;
        // Whoever has paid, cancelled or been told in another window meanwhile is refused with the reason.
        Effect::deed_then(
            move |book, now| book.mark_told(kind, &orders, (via, &text), now),
            |()| then,
        )
    }

    /// Opens the chat in the browser, or copies the text where there is none.
    fn send(&mut self, ctx: &Ctx) -> Effect {
        let Some(letter) = &self.letter else {
            return Effect::None;
        };
        let said = |key: &'static str| {
            Message::new(key)
                .word("kind", self.kind.key())
                .text("to", letter.to.as_str())
        };
        match letter.link.clone().filter(|_| ctx.browser) {
            Some(link) => {
                let opened = Effect::Notice(Role::Good, said("telling-opened"));
                self.tell(
                    TellVia::Wa,
                    Effect::Many(vec![Effect::OpenLink(link), opened]),
                )
            }
            None => {
                let copy = Effect::Copy(said("telling-copied"), letter.text.clone());
                self.tell(TellVia::Clipboard, copy)
            }
        }
    }

    /// Shows the number as a QR code to scan with the phone, and copies the text.
    fn show_qr(&self, ctx: &Ctx) -> Effect {
        let Some(letter) = &self.letter else {
            return Effect::None;
        };
        let qr = number_link(letter.phone.as_deref()).and_then(|link| code_bars::qr(&link));
        let Some((modules, width)) = qr else {
            let nothing = Message::new("tell-no-number").text("to", letter.to.as_str());
            return Effect::warn(nothing);
        };
        let what = Message::new("telling-copied-text").text("to", letter.to.as_str());
        let lines = code_bars::half_blocks(&modules, width);
        let hint = ctx.word("telling-qr-hint");
        Effect::Many(vec![
            Effect::open(Reader::new(letter.to.clone(), format!("{lines}\n{hint}"))),
            Effect::Copy(what, letter.text.clone()),
        ])
    }
}

impl Screen for Letters {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word(self.kind.key())
    }

    fn context(&self) -> Context {
        Context::Letters
    }

    fn scope(&self) -> Scope {
        Scope::One(self.period)
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let mut due = book.due_of(self.kind, self.period, ctx.now)?;
        due.retain(|tellable| !self.passed.contains(&tellable.customer.id));
        let mut rows: Vec<Addressee> = Vec::new();
        for tellable in due {
            let customer = &tellable.customer;
            match rows.iter_mut().find(|row| row.customer == customer.id) {
                Some(row) => row.of.push(tellable),
                None => rows.push(Addressee {
                    customer: customer.id,
                    name: name_or_phone(&customer.name, customer.phone.as_deref())
                        .unwrap_or_default(),
                    phone: customer.phone.clone(),
                    of: vec![tellable],
                }),
            }
        }
        self.rows.replace(rows, false);
        self.write(book, ctx)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            self.write(book, ctx)?;
            return Ok(Effect::None);
        }
        if matches!(command, Command::Open | Command::ToldOtherwise)
            && let Some(why) = self.look_again(book, ctx)?
        {
            return Ok(Effect::Many(vec![Effect::Refresh, Effect::warn(why)]));
        }
        Ok(match command {
            Command::Open => self.send(ctx),
            Command::ToldOtherwise => {
                let to = self.letter.as_ref().map_or("", |letter| &letter.to);
                let told = Message::new("telling-told").text("to", to);
                self.tell(TellVia::Other, Effect::Notice(Role::Good, told))
            }
            Command::PassOver => {
                self.passed.extend(self.rows.selected_id());
                self.refresh(book, ctx)?;
                Effect::None
            }
            Command::ShowQr => self.show_qr(ctx),
            Command::Copy => match &self.letter {
                Some(letter) => {
                    let what = Message::new("telling-copied-text").text("to", letter.to.as_str());
                    Effect::Copy(what, letter.text.clone())
                }
                None => Effect::None,
            },
            _ => Effect::Pass,
        })
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let mut commands = Context::Letters.footer();
        commands.retain(|command| !matches!(command, Command::Filter | Command::NextView));
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.rows.is_empty() {
            let (text, hint) = match (self.told, self.passed.len()) {
                (0, 0) => ("telling-nobody", "telling-nothing-hint"),
                (_, 0) => ("telling-all-told", "telling-nothing-hint"),
                (..) => ("telling-rest-passed", "telling-nothing-hint"),
            };
            let (text, hint) = (ctx.word(text), ctx.word(hint));
            return empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
        }
        let count = Message::new("telling-left")
            .count("left", self.rows.len())
            .count("told", self.told);
        let head = [Part::new(ctx.say(&count), Role::Accent)];
        put_parts(frame.buffer_mut(), top(area, 1), &head, &ctx.theme);
        let area = below(area, 2);
        let (list, text) = match area.width >= 90 {
            true => split_columns(area, area.width * 2 / 5),
            false => {
                let list = area.height.saturating_sub(2) / 3;
                (top(area, list), below(area, list + 1))
            }
        };
        let columns = [
            table::Column::new(ctx.word("cli-col-customer"), 12, 32),
            table::Column::new(ctx.word("cli-col-phone"), 10, 18).rank(1),
            table::Column::new(ctx.word("output-order"), 9, 24),
        ];
        table::draw(
            frame.buffer_mut(),
            list,
            &columns,
            &self.rows,
            &ctx.theme,
            |row| {
                let orders: Vec<&str> = row.of.iter().map(|of| of.order.code.as_str()).collect();
                vec![
                    Part::new(row.name.clone(), Role::Accent),
                    Part::text(shown_phone(row.phone.as_deref())),
                    Part::text(orders.join(", ")),
                ]
            },
        );
        if let Some(letter) = &self.letter {
            let mut text_area = text;
            if letter.shortened {
                let warned = [Part::new(ctx.say(&letter.shortened_message()), Role::Warn)];
                put_parts(frame.buffer_mut(), top(text, 1), &warned, &ctx.theme);
                text_area = below(text, 1);
            }
            text_box(frame.buffer_mut(), text_area, &letter.text, &ctx.theme);
        }
    }
}
