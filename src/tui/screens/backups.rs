//! The list of backups: moment, reason, size and folder. Makes a backup or restores one.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{BackupCopy, Book, BookError, Candidate, Doubts};
use crate::domain::message::Message;
use crate::tasks::rows::backup::BACKUPS;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::forms;
use crate::tui::layers::Question;
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::{below, empty_state, put, top};

impl Row for BackupCopy {
    type Id = PathBuf;
    fn id(&self) -> PathBuf {
        self.path.clone()
    }
}

/// The list of backups.
#[derive(Default)]
pub struct Backups {
    list: Listing<BackupCopy>,
    /// The newest copy at the last look.
    newest: Option<PathBuf>,
    second: Option<PathBuf>,
}

impl Screen for Backups {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("backup-title")
    }

    fn context(&self) -> Context {
        Context::Backups
    }

    fn scope(&self) -> Scope {
        Scope::None
    }

    fn refresh(&mut self, book: &Book, _: &Ctx) -> Result<(), BookError> {
        let backups = book.backups()?;
        self.second = backups.second_folder();
        let copies = backups.copies()?;
        let newest = copies.first().map(|copy| copy.path.clone());
        let another = newest != self.newest;
        self.list.replace(copies, false);
        if another {
            // Whoever restores a copy nearly always wants the newest.
            self.list.select_index(0);
            self.newest = newest;
        }
        Ok(())
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::NewBackup => Effect::BackUp,
            Command::Edit => forms::backup::folder(book)?,
            Command::Open => match self.list.selected() {
                Some(copy) => ask(copy, book, ctx)?,
                None => Effect::None,
            },
            Command::Backup => Effect::None,
            _ => Effect::Pass,
        })
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Backups.footer();
        commands.retain(|command| {
            *command != Command::NextView
                && *command != Command::Filter
                && *command != Command::Export
                && *command != Command::Copy
        });
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let folder = match &self.second {
            Some(folder) => {
                Message::new("backup-second").text("path", folder.display().to_string())
            }
            None => Message::new("backup-second-unset").text("key", Command::Edit.key()),
        };
        let muted = ctx.theme.style(Role::Muted);
        put(frame.buffer_mut(), top(area, 1), &ctx.say(&folder), muted);
        let area = below(area, 2);
        if self.list.is_empty() {
            let hint = Message::new("backup-hint").text("key", Command::NewBackup.key());
            let (text, hint) = (ctx.word("backup-none"), ctx.say(&hint));
            empty_state(frame.buffer_mut(), area, &text, &hint, &ctx.theme);
            return;
        }
        rows::draw(frame, area, BACKUPS.columns, &self.list, ctx);
    }
}

/// Asks before a backup replaces the book, and says what would be lost.
fn ask(copy: &BackupCopy, book: &Book, ctx: &Ctx) -> Outcome {
    let candidate = Candidate::at(&copy.path, Doubts::Refuse)?;
    let mut loss = ctx.say(&book.loss(&candidate)?.message());
    if let Some(told) = candidate.told() {
        loss = format!("{loss} {}", ctx.say(&told));
    }
    let question = Message::new("restore-question")
        .moment("at", copy.at)
        .text("loss", loss);
    let restore = Effect::Restore(copy.path.clone());
    Ok(Effect::open(Question::new(
        "restore-title",
        question,
        restore,
    )))
}
