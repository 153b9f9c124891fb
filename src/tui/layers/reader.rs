//! A layer that shows a text, which one key copies; of a message another opens its chat.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::scroll::Scroll;
use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::telling::TellVia;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::input::Input;
use crate::tui::theme::Role;
use crate::tui::widgets::{columns, popup, position, put, rows, wrap};

/// A text in a frame, with scrolling.
pub struct Reader {
    title: String,
    text: String,
    scroll: Scroll,
    sending: Option<Sending>,
}

/// What happens when the text is sent.
struct Sending {
    /// What is said once it was copied.
    copied: Message,
    /// The link that opens the chat.
    link: Option<String>,
    /// Notes that it left.
    sent: Box<dyn Fn(TellVia) -> Effect>,
}

impl Reader {
    /// A text under a title, both in the reader's language.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
            scroll: Scroll::default(),
            sending: None,
        }
    }

    /// Notes a text that is copied, or whose chat is opened, as sent.
    pub fn sent(
        mut self,
        copied: Message,
        link: Option<String>,
        sent: impl Fn(TellVia) -> Effect + 'static,
    ) -> Self {
        let sent = Box::new(sent);
        self.sending = Some(Sending { copied, link, sent });
        self
    }

    fn copy(&self) -> Effect {
        match &self.sending {
            Some(sending) => Effect::Many(vec![
                (sending.sent)(TellVia::Clipboard),
                Effect::Copy(sending.copied.clone(), self.text.clone()),
            ]),
            None => {
                let what = Message::new("tui-copied-text").text("title", &self.title);
                Effect::Copy(what, self.text.clone())
            }
        }
    }

    fn open_chat(&self) -> Option<Effect> {
        let sending = self.sending.as_ref()?;
        let link = sending.link.clone()?;
        Some(Effect::Many(vec![
            Effect::OpenLink(link),
            (sending.sent)(TellVia::Wa),
        ]))
    }
}

impl Screen for Reader {
    fn title(&self, _: &Ctx) -> String {
        self.title.clone()
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
            Command::Yes => Effect::Many(vec![Effect::Back, self.copy()]),
            Command::OpenChat => match self.open_chat() {
                Some(opened) => Effect::Many(vec![Effect::Back, opened]),
                None => Effect::Pass,
            },
            Command::Choose | Command::No | Command::Back => Effect::Back,
            _ => Effect::Pass,
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let width = self
            .text
            .lines()
            .map(columns)
            .max()
            .unwrap_or(0)
            .max(columns(&self.title) + 4);
        let width = u16::try_from(width)
            .unwrap_or(u16::MAX)
            .min(area.width.saturating_sub(4));
        let lines: Vec<String> = self
            .text
            .lines()
            .flat_map(|line| indented(line, usize::from(width)))
            .collect();
        // With fewer than two lines there would be no room for the frame and the title.
        let height = u16::try_from(lines.len().max(2)).unwrap_or(u16::MAX);
        let popup = popup::open(frame, area, (width, height), &self.title, &ctx.theme);
        let inside = popup.inside;
        let from = self.scroll.from(lines.len(), usize::from(inside.height));
        for (row, line) in rows(inside).zip(lines.iter().skip(from)) {
            put(frame.buffer_mut(), row, line, ctx.theme.style(Role::Text));
        }
        let shown = position(from, usize::from(inside.height), lines.len(), false);
        popup.note(frame.buffer_mut(), shown.as_deref(), &ctx.theme);
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let link = self
            .sending
            .as_ref()
            .and_then(|sending| sending.link.as_ref());
        let chat = link.map(|_| Command::OpenChat);
        let commands = [Some(Command::Copy), chat, Some(Command::Back)];
        Some(commands.into_iter().flatten().collect())
    }
}

/// Wraps a line; what goes on below stands as far in as it began.
fn indented(line: &str, width: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let lines = wrap(text, width.saturating_sub(indent).max(1));
    let indent = " ".repeat(indent.min(width.saturating_sub(1)));
    lines
        .into_iter()
        .map(|line| format!("{indent}{line}"))
        .collect()
}
