//! Keeps an unsaved review when the program ends and opens it again at the next start: the pasted
//! text with the owner's decisions. Orders saved before are recognised by their mark.

use super::state::{Review, State};
use crate::book::Book;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::tui::effect::{Ctx, Effect, Outcome, Unsaved};
use crate::tui::layers::Reader;

/// The name of the review in [`Unsaved`].
pub const NAME: &str = "review-title";

impl Review {
    /// The text and the decisions, while a message waits for a decision.
    pub(super) fn to_unsaved(&self) -> Option<Unsaved> {
        if !self.states.contains(&State::Open) {
            return None;
        }
        let mut fields = vec![
            ("text".to_owned(), self.text.clone()),
            ("period".to_owned(), self.period.raw().to_string()),
        ];
        let skipped = self.skipped.iter().chain(self.changed.keys());
        fields.extend(skipped.map(|mark| ("passed".to_owned(), mark.clone())));
        let chosen = self.chosen.borrow();
        fields.extend(
            chosen.iter().map(|((mark, place), code)| {
                ("chosen".to_owned(), format!("{place} {mark} {code}"))
            }),
        );
        Some(Unsaved {
            form: NAME.to_owned(),
            fields,
            ..Unsaved::default()
        })
    }
}

/// Opens a kept review in its PO. When its text can't be read any more, shows the text.
pub fn reopen(draft: &Unsaved, book: &Book, ctx: &Ctx) -> Outcome {
    let mut fields = draft
        .fields
        .iter()
        .map(|(id, text)| (id.as_str(), text.as_str()));
    let field = |id: &str| {
        fields
            .clone()
            .find(|(of, _)| *of == id)
            .map(|(_, text)| text)
    };
    let text = field("text").unwrap_or_default();
    let period = field("period")
        .and_then(|id| id.parse().ok())
        .map(PeriodId::new);
    let there = |period: &PeriodId| book.period_by_id(*period).is_ok();
    let read = match period.filter(there) {
        Some(period) => {
            let mut review = Review::of(text, period);
            fields.by_ref().for_each(|(id, text)| match id {
                "passed" => drop(review.skipped.insert(text.to_owned())),
                "chosen" => review.restore_choice(text),
                _ => {}
            });
            review.read_again(book, ctx.now)?.is_ok().then_some(review)
        }
        None => None,
    };
    let Some(mut review) = read else {
        let title = ctx.word("form-draft-unsaved");
        return Ok(Effect::open(Reader::new(title, text.to_owned())));
    };
    review.next(0);
    Ok(Effect::Many(vec![
        Effect::SetPeriod(Some(review.period)),
        Effect::Switch(crate::tui::effect::ScreenId::Orders),
        Effect::open(review),
        Effect::info(Message::new("form-draft-restored")),
    ]))
}

impl Review {
    fn restore_choice(&mut self, text: &str) {
        let mut words = text.splitn(3, ' ');
        if let (Some(Ok(place)), Some(mark), Some(code)) =
            (words.next().map(str::parse), words.next(), words.next())
        {
            self.chosen
                .borrow_mut()
                .insert((mark.to_owned(), place), code.to_owned());
        }
    }
}
