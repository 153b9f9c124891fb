//! What each sender has said so far, and the words of the senders' names.

use std::collections::HashSet;

use super::super::sums::Bill;
use crate::domain::chat::{ChatDraft, ChatItem};
use crate::domain::text::fold;

/// The words of a sender's name, folded as the words of messages are. Senders themselves are told
/// apart as they are written: `Yusuf` and `Yusup` are two.
pub(super) fn name_words(sender: &str) -> Vec<String> {
    let folded = fold(sender);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// What a sender has said so far.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// Index of the order that further messages are about.
    pub order: Option<usize>,
    /// Index of the order from a form's message, which nothing but a form changes.
    pub form: Option<usize>,
    pub day: String,
    /// An order that isn't placed yet, or a change that isn't agreed yet.
    pub waiting: Option<(ChatDraft, Waits)>,
    /// Goods that were named without being ordered.
    pub topic: Vec<ChatItem>,
    /// The items before the last change.
    pub before: Option<Vec<ChatItem>>,
    /// Name, phone, address before there was an order.
    pub carried: Option<ChatDraft>,
    /// What the shop asked last.
    pub asked: Asked,
    /// What the shop said it costs.
    pub bill: Bill,
    /// The order that was taken back or refused.
    pub gone: Option<ChatDraft>,
    /// Goods of the order that the shop hasn't.
    pub refused: Vec<ChatItem>,
    /// Whether goods were spoken of.
    pub named: bool,
    /// Whether what came was told of, and nothing was wished for since.
    pub came: bool,
    /// Whether something was wished for.
    pub wished: bool,
    /// Whether the shop asked something and nothing was said since.
    pub unanswered: bool,
    /// The numbers that the order had in any of its versions.
    pub numbers: HashSet<i64>,
    /// Numbers that were said beside goods, each with the clause.
    pub counted: Vec<(i64, String)>,
}

/// Why an order waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// It was asked about; without an answer there is no order.
    Asked,
    /// It was wished under a condition; without an answer it is a question.
    Wished,
    /// A change that the shop has to grant.
    Changed,
    /// The shop sums up something else; the customer has to agree.
    SummedUp,
    /// The shop says what is ordered; without an objection it stands.
    Confirmed,
    /// The shop offers more.
    Offered,
    /// The shop refused it.
    Refused,
}

/// What the shop asked a customer last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asked {
    #[default]
    Nothing,
    /// How many, or which.
    Goods,
    /// Whose name.
    Name,
    /// Whether the order stands.
    Stands,
    /// Where to, when, how it is fetched or paid.
    Delivery,
    /// Where to or when, and was told it.
    Told,
    /// Something else.
    Other,
}
