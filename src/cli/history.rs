//! `rekap undo`, `redo` and `history` (rules 56, 57).

use clap::Args;

use crate::book::{BookError, Opening};
use crate::domain::message::{Arg, Message};
use crate::domain::refusal::Refusal;
use crate::tasks::rows::action::ACTIONS;

use super::desk::{Desk, Failure};
use super::values::{self, Shape};

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

impl Steps {
    /// Undoes the newest deeds one by one and says what they were. If there are fewer than asked
    /// for, it undoes those; if there are none, it refuses.
    pub fn undo(self, desk: &mut Desk) -> Result<(), Failure> {
        let mut counter = desk.open(Opening::Existing)?;
        for step in 0..self.steps {
            let action = match counter.book.undo(None, counter.now) {
                Err(BookError::Refused(end @ Refusal::NothingToUndo)) if step > 0 => {
                    desk.say(&end.message());
                    break;
                }
                undone => undone?,
            };
            let what = Arg::Say(Box::new(action.message));
            desk.say(&Message::new("cli-undone").with("what", what));
        }
        Ok(())
    }

    /// Redoes the newest undone deeds.
    pub fn redo(self, desk: &mut Desk) -> Result<(), Failure> {
        let mut counter = desk.open(Opening::Existing)?;
        for step in 0..self.steps {
            let action = match counter.book.redo(counter.now) {
                Err(BookError::Refused(end @ Refusal::NothingToRedo)) if step > 0 => {
                    desk.say(&end.message());
                    break;
                }
                redone => redone?,
            };
            let what = Arg::Say(Box::new(action.message));
            desk.say(&Message::new("cli-redone").with("what", what));
        }
        Ok(())
    }
}

impl History {
    /// Lists the deeds, newest first.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let counter = desk.open(Opening::Look)?;
        let order = self
            .history_order
            .map(|text| counter.book.order_id(&text))
            .transpose()?;
        let actions = counter.book.history(order, usize::MAX)?;
        desk.list(&ACTIONS, &actions, self.shape, counter.now)
    }
}
