//! The question about a field that was changed in a form and, to something else, by another desk.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::field::Content;
use crate::domain::message::Message;
use crate::tui::command::Context;
use crate::tui::effect::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::{Part, below, popup, put_parts};

/// A field with two new contents.
pub(super) struct Conflict {
    pub(super) field: &'static str,
    /// The field's name on the screen.
    pub(super) name: String,
    /// What will be saved when the owner keeps what he typed.
    pub(super) mine: Content,
    /// What will be saved when he takes what another desk saved.
    pub(super) theirs: Content,
    /// Both as they are shown.
    pub(super) shown: [String; 2],
}

/// Draws the question over the form.
pub(super) fn draw(conflict: &Conflict, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let name = conflict.name.as_str();
    let text = Message::new("tui-conflict-text").text("field", name);
    let [mine, theirs] = conflict.shown.each_ref().map(|text| match text.trim() {
        "" => Part::new(ctx.word("tui-conflict-empty"), Role::Muted),
        text => Part::new(text, Role::Accent),
    });
    let facts = [
        Fact::line(ctx.say(&text), Role::Text),
        Fact::line(" ", Role::Text),
        Fact::new(ctx.word("tui-conflict-mine"), mine),
        Fact::new(ctx.word("tui-conflict-theirs"), theirs),
    ];
    let width = area.width.saturating_sub(4).min(72);
    let height = facts::height(&facts, width).saturating_add(2);
    let title = ctx.say(&Message::new("tui-conflict-title").text("field", name));
    let inside = popup::open(frame, area, (width, height), &title, &ctx.theme).inside;
    let rest = facts::draw(frame.buffer_mut(), inside, &facts, &ctx.theme);
    let keys = Context::Conflict.footer().into_iter().map(|command| {
        [
            Part::new(command.key(), Role::Key),
            Part::text(format!(" {}   ", command.label(&ctx.words))),
        ]
    });
    let keys: Vec<Part> = keys.flatten().collect();
    let last = below(rest, u16::from(rest.height > 1));
    put_parts(frame.buffer_mut(), last, &keys, &ctx.theme);
}
