//! `rekap undo`, `redo` and `history` (rules 56, 57).

use clap::Args;

use crate::book::{BookError, Opening};
use crate::domain::id::ActionId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::tasks::rows::action::ACTIONS;

use super::console::{Console, Failure};
use super::values::{self, Shape};

/// Which deeds to undo: the newest, or the one that is named.
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    steps: Steps,
    #[arg(long, value_name = "ID", value_parser = values::deed_id, conflicts_with = "steps")]
    deed: Option<i64>,
}

/// How many deeds to undo or redo.
#[derive(Debug, Args)]
pub struct Steps {
    #[arg(value_name = "N", value_parser = values::steps, default_value = "1", allow_negative_numbers = true)]
    steps: i64,
}

/// Which deeds to list: all, or those of one order.
#[derive(Debug, Args)]
pub struct History {
    #[arg(value_name = "ORDER")]
    history_order: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

impl Undo {
    /// Undoes the newest deeds one by one and says what they were and when they were done, because
    /// they may be another desk's. If there are fewer than asked for, it undoes those; if there are
    /// none, it refuses. A named deed is undone only if it is the newest that stands.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(Opening::Existing)?;
        let named = self.deed.map(ActionId::new);
        for step in 0..self.steps.steps {
            let action = match opened.book.undo(named, opened.now) {
                Err(BookError::Refused(
                    end @ (Refusal::NothingToUndo | Refusal::Restored { .. }),
                )) if step > 0 => {
                    console.say(&end.message());
                    break;
                }
                undone => undone?,
            };
            console.say(
                &Message::new("cli-undone")
                    .text("deed", action.id.raw().to_string())
                    .moment("at", action.at)
                    .say("what", action.message),
            );
        }
        Ok(())
    }
}

impl Steps {
    /// Redoes the newest undone deeds.
    pub fn redo(self, console: &mut Console) -> Result<(), Failure> {
        let mut opened = console.open(Opening::Existing)?;
        for step in 0..self.steps {
            let action = match opened.book.redo(opened.now) {
                Err(BookError::Refused(end @ Refusal::NothingToRedo)) if step > 0 => {
                    console.say(&end.message());
                    break;
                }
                redone => redone?,
            };
            console.say(&Message::new("cli-redone").say("what", action.message));
        }
        Ok(())
    }
}

impl History {
    /// Lists the deeds, newest first.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opened = console.open(Opening::Look)?;
        let order = self
            .history_order
            .map(|text| opened.book.order_id(&text))
            .transpose()?;
        let actions = opened.book.history(order, usize::MAX)?;
        console.list(&ACTIONS, &actions, self.shape, opened.now)
    }
}
