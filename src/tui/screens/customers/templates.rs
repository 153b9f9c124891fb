//! The words of messages: each kind with its text and how it reads in a real order (rule 52).

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::telling::TellKind;
use crate::tasks::rows::telling::{TEMPLATES, TemplateRow};
use crate::tasks::telling::{preview, template_text};
use crate::tui::command::Command;
use crate::tui::effect::{Ctx, Effect, Outcome};
use crate::tui::forms::template;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::text_box;
use crate::tui::widgets::{below, put, split_columns, top};

impl Row for TemplateRow {
    type Id = TellKind;
    fn id(&self) -> TellKind {
        self.kind
    }
}

/// The templates.
#[derive(Default)]
pub struct Templates {
    rows: Listing<TemplateRow>,
    /// The selected one in a real order.
    shown: String,
}

impl Templates {
    /// Reads what it shows.
    pub(super) fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let lang = ctx.words.lang().name();
        let mut rows = Vec::with_capacity(TellKind::ALL.len());
        for kind in TellKind::ALL {
            rows.push(TemplateRow {
                kind: *kind,
                lang,
                own: book.template(*kind, lang)?.is_some(),
                text: template_text(*kind, book, &ctx.words)?,
            });
        }
        self.rows.replace(rows, false);
        self.read(book, ctx)
    }

    fn read(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.shown = match self.rows.selected() {
            Some(row) => preview(row.kind, &row.text, ctx.period, book, &ctx.words, ctx.now)?
                .unwrap_or_else(|mistakes| mistakes),
            None => String::new(),
        };
        Ok(())
    }

    /// Does what a key asks for.
    pub(super) fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.rows.move_selection(command) {
            self.read(book, ctx)?;
            return Ok(Effect::None);
        }
        let Some(row) = self.rows.selected() else {
            return Ok(Effect::Pass);
        };
        Ok(match command {
            Command::Open | Command::Edit => template::edit(row.kind, book, ctx)?,
            Command::ResetTemplate => template::reset(row.kind, row.own, ctx),
            Command::Copy => Effect::Copy(
                crate::domain::message::Message::new("tui-copied-text")
                    .text("title", ctx.word(row.kind.key())),
                self.shown.clone(),
            ),
            _ => Effect::Pass,
        })
    }

    /// Draws the list with the selected text beside or below it.
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let (list, text) = match area.width >= 90 {
            true => split_columns(area, 40),
            false => {
                let list = area.height.saturating_sub(2) * 2 / 5;
                (top(area, list), below(area, list + 1))
            }
        };
        rows::draw(frame, list, TEMPLATES.columns, &self.rows, ctx);
        let title = ctx.word("template-preview");
        put(
            frame.buffer_mut(),
            top(text, 1),
            &title,
            ctx.theme.style(Role::Heading),
        );
        text_box(frame.buffer_mut(), below(text, 1), &self.shown, &ctx.theme);
    }
}
