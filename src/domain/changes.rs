//! What became of an order's plan: where it came from and went to (rule 45), what came in the place
//! of what (rule 44), and through whose hands it passed (rule 76).

use super::id::{CustomerId, OrderId};
use super::message::Message;
use super::when::Moment;

/// Another order, as it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Identity.
    pub id: OrderId,
    /// Its number.
    pub code: String,
}

/// Units that were replaced by those of another variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// When.
    pub at: Moment,
    /// Units.
    pub qty: i64,
    /// Code of the variant that was promised.
    pub from: String,
    /// Its name when it was replaced.
    pub from_name: String,
    /// What the customer had asked for with it.
    pub customization: String,
    /// Code of the variant that came.
    pub to: String,
    /// Its name.
    pub to_name: String,
    /// Who agreed.
    pub agreed_by: String,
}

/// A place that went from one customer to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// When.
    pub at: Moment,
    /// The order.
    pub order: Linked,
    /// Who gave it away.
    pub from: CustomerId,
    /// Their name.
    pub from_name: String,
    /// Who took it.
    pub to: CustomerId,
    /// Their name.
    pub to_name: String,
}

/// Every change of plan of one order, in the order they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The order it was moved or split from.
    pub moved_from: Option<Linked>,
    /// The orders it or parts of it were moved to.
    pub moved_to: Vec<Linked>,
    /// Units that were replaced.
    pub substitutions: Vec<Substitution>,
    /// Customers it passed between.
    pub passes: Vec<Pass>,
}

impl Changes {
    /// A sentence for each change.
    pub fn told(&self) -> Vec<Message> {
        let from = self
            .moved_from
            .iter()
            .map(|order| Message::new("changes-moved-from").text("order", &order.code));
        let to = self
            .moved_to
            .iter()
            .map(|order| Message::new("changes-moved-to").text("order", &order.code));
        let substituted = self.substitutions.iter().map(|made| {
            Message::new("changes-substituted")
                .count("qty", made.qty)
                .text("from", &made.from_name)
                .text("to", &made.to_name)
                .text("agreed", &made.agreed_by)
                .moment("at", made.at)
        });
        let passed = self.passes.iter().map(Pass::told);
        from.chain(to).chain(substituted).chain(passed).collect()
    }
}

impl Pass {
    /// The sentence for it.
    pub fn told(&self) -> Message {
        Message::new("changes-passed")
            .text("order", &self.order.code)
            .text("from", &self.from_name)
            .text("to", &self.to_name)
            .moment("at", self.at)
    }
}
