//! A yes-or-no question. Yes runs an effect; no, Enter and Esc change nothing. It may offer to look at
//! something first.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, Outcome, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::{Part, below, popup, put, put_parts, rows, wrap};

/// A question.
pub struct Question {
    title: &'static str,
    text: Message,
    yes: Option<Effect>,
    /// What can be looked at first.
    looks: Vec<(Message, Destination)>,
    /// The selected row: 0 is no, then what can be looked at.
    at: usize,
}

impl Question {
    /// Asks `text` under a title; on yes the question closes and `yes` runs. Enter means no: a
    /// second Enter after the one that opened the question must not agree to anything.
    pub fn new(title: &'static str, text: Message, yes: Effect) -> Self {
        Self {
            title,
            text,
            yes: Some(yes),
            looks: Vec::new(),
            at: 0,
        }
    }

    /// Offers to open this instead of answering.
    #[must_use]
    pub fn look(mut self, label: Message, place: Destination) -> Self {
        self.looks.push((label, place));
        self
    }

    /// The rows to choose from where there is something to look at.
    fn rows(&self, ctx: &Ctx) -> Vec<String> {
        if self.looks.is_empty() {
            return Vec::new();
        }
        let no = ctx.word("tui-question-not-yet");
        let looks = self.looks.iter().map(|(label, _)| ctx.say(label));
        std::iter::once(no).chain(looks).collect()
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
            Command::Choose if self.at > 0 => match self.looks.get(self.at - 1) {
                Some((_, place)) => Effect::Many(vec![Effect::Back, Effect::Show(*place)]),
                None => Effect::Back,
            },
            Command::No | Command::Back | Command::Choose => Effect::Back,
            Command::Up => {
                self.at = self.at.saturating_sub(1);
                Effect::None
            }
            Command::Down => {
                self.at = (self.at + 1).min(self.looks.len());
                Effect::None
            }
            _ => Effect::Pass,
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let text = ctx.say(&self.text);
        let width = area.width.saturating_sub(4).min(64);
        let choices = self.rows(ctx);
        let listed = choices.len() + usize::from(!choices.is_empty());
        let height = wrap(&text, usize::from(width)).len() + 2 + listed;
        let height = u16::try_from(height).unwrap_or(area.height);
        let inside = popup::open(frame, area, (width, height), &self.title(ctx), &ctx.theme).inside;
        let facts = [Fact::line(text, Role::Text)];
        let mut rest = facts::draw(frame.buffer_mut(), inside, &facts, &ctx.theme);
        if !choices.is_empty() && usize::from(rest.height) > listed {
            let list = below(rest, 1);
            for (at, (row, choice)) in rows(list).zip(&choices).enumerate() {
                let (sign, role) = match at == self.at {
                    true => ("▸", Role::Selected),
                    false => (" ", Role::Text),
                };
                let buffer = frame.buffer_mut();
                put(
                    buffer,
                    row,
                    &format!("{sign} {choice}"),
                    ctx.theme.style(role),
                );
            }
            rest = below(list, u16::try_from(choices.len()).unwrap_or(list.height));
        }
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
