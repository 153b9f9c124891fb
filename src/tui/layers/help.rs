//! The help layer: every key that works in the current context, from the command table.

use ratatui::Frame;
use ratatui::layout::Rect;
use strum::IntoEnumIterator;

use super::scroll::Scroll;
use crate::book::{Book, BookError};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::input::Input;
use crate::tui::theme::Role;
use crate::tui::widgets::{after, popup, position, put, rows, wrap};

/// Width of the keys before what they do.
const KEYS: u16 = 16;
/// Width of the help where there is room.
const WIDTH: u16 = 70;

/// One line of the help.
enum Line {
    Context(String),
    Key { keys: String, does: String },
    Gap,
}

/// The help of one context.
pub struct Help {
    lines: Vec<Line>,
    scroll: Scroll,
}

impl Help {
    /// Lists the keys of a context and of those it inherits from.
    pub fn new(context: Context, ctx: &Ctx) -> Self {
        let mut lines = Vec::new();
        for context in context.chain() {
            let here = |command: &Command| command.spec().contexts.contains(context);
            if !Command::iter().any(|command| here(&command)) {
                continue;
            }
            if !lines.is_empty() {
                lines.push(Line::Gap);
            }
            lines.push(Line::Context(ctx.word(context.label())));
            lines.extend(Command::iter().filter(here).map(|command| Line::Key {
                keys: command.spec().keys.join(" "),
                does: command.help(&ctx.words),
            }));
        }
        Self {
            lines,
            scroll: Scroll::default(),
        }
    }

    /// The rows at a width: what stands at the left, and what behind it. A sentence that is too
    /// long goes on below itself.
    fn rows(&self, width: u16) -> Vec<(&str, String, Role)> {
        let room = usize::from(width.saturating_sub(KEYS)).max(1);
        let mut rows = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            match line {
                Line::Context(name) => rows.push((name.as_str(), String::new(), Role::Heading)),
                Line::Gap => rows.push(("", String::new(), Role::Text)),
                Line::Key { keys, does } => {
                    let mut keys = keys.as_str();
                    for line in wrap(does, room) {
                        rows.push((keys, line, Role::Key));
                        keys = "";
                    }
                }
            }
        }
        rows
    }
}

impl Screen for Help {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("tui-help-title")
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

    fn typed(&mut self, input: &Input, _: &Book, _: &Ctx) -> Result<Option<Effect>, BookError> {
        Ok(self.scroll.typed(input).then_some(Effect::None))
    }

    fn update(&mut self, command: Command, _: &Book, _: &Ctx) -> Outcome {
        Ok(match command {
            _ if self.scroll.scrolled(command) => Effect::None,
            Command::Help | Command::Back | Command::Choose | Command::Yes | Command::No => {
                Effect::Back
            }
            _ => Effect::Pass,
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let lines = self.rows(WIDTH.min(area.width.saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let popup = popup::open(frame, area, (WIDTH, height), &self.title(ctx), &ctx.theme);
        let height = usize::from(popup.inside.height);
        let from = self.scroll.from(lines.len(), height);
        let buffer = frame.buffer_mut();
        for (row, (left, does, role)) in rows(popup.inside).zip(lines.iter().skip(from)) {
            put(buffer, row, left, ctx.theme.style(*role));
            put(buffer, after(row, KEYS), does, ctx.theme.style(Role::Text));
        }
        let shown = position(from, height, lines.len(), false);
        popup.note(buffer, shown.as_deref(), &ctx.theme);
    }

    fn footer(&self) -> Option<Vec<Command>> {
        Some(vec![Command::PageDown, Command::PageUp, Command::Back])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command is in the help of some context.
    #[test]
    fn every_command_is_in_help() {
        for command in Command::iter() {
            let shown =
                Context::iter().any(|context| context.commands().any(|listed| listed == command));
            assert!(shown, "{command:?}");
        }
    }
}
