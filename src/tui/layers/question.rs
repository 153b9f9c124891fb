//! A yes-or-no question. Yes runs an effect; no, Enter and Esc change nothing.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::{Part, below, popup, put_parts, wrap};

/// A question.
pub struct Question {
    title: &'static str,
    text: Message,
    yes: Option<Effect>,
}

impl Question {
    /// Asks `text` under a title; on yes the question closes and `yes` runs. Enter means no: a
    /// second Enter after the one that opened the question must not agree to anything.
    pub fn new(title: &'static str, text: Message, yes: Effect) -> Self {
        Self {
            title,
            text,
            yes: Some(yes),
        }
    }
}

impl Screen for Question {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word(self.title)
    }

    fn context(&self) -> Context {
        Context::Dialog
    }

    fn is_layer(&self) -> bool {
        true
    }

    fn refresh(&mut self, _: &Book, _: &Ctx) -> Result<(), BookError> {
        Ok(())
    }

    fn update(&mut self, command: Command, _: &Book, _: &Ctx) -> Outcome {
        Ok(match command {
            Command::Yes => {
                Effect::Many(vec![Effect::Back, self.yes.take().unwrap_or(Effect::None)])
            }
            Command::No | Command::Back | Command::Choose => Effect::Back,
            _ => Effect::Pass,
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let text = ctx.say(&self.text);
        let width = area.width.saturating_sub(4).min(64);
        let height = wrap(&text, usize::from(width)).len() + 2;
        let height = u16::try_from(height).unwrap_or(area.height);
        let inside = popup::open(frame, area, (width, height), &self.title(ctx), &ctx.theme).inside;
        let facts = [Fact::line(text, Role::Text)];
        let rest = facts::draw(frame.buffer_mut(), inside, &facts, &ctx.theme);
        let keys = [
            (Command::Yes, Command::Yes.key().to_owned()),
            (
                Command::No,
                [Command::No.key(), Command::Choose.key()].join("/"),
            ),
        ];
        let keys = keys.map(|(command, key)| {
            [
                Part::new(key, Role::Key),
                Part::text(format!(" {}    ", command.label(&ctx.words))),
            ]
        });
        let last = below(rest, u16::from(rest.height > 1));
        put_parts(frame.buffer_mut(), last, &keys.concat(), &ctx.theme);
    }

    fn footer(&self) -> Option<Vec<Command>> {
        Some(vec![Command::Yes, Command::No])
    }
}
