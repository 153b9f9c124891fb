//! What was changed about an order later: moves to and from other orders (rule 45), substitutions
//! (rule 44), and passing it to another customer (rule 76).

use super::claim::{claim_code, read_claim_code};
use super::id::{CustomerId, OrderId};
use super::message::Message;
use super::when::Moment;

/// A reference to another order.
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
    /// How many.
    pub qty: i64,
    /// Code of the variant that was promised.
    pub from: String,
    /// Its name when it was replaced.
    pub from_name: String,
    /// Its customization.
    pub customization: String,
    /// Code of the variant that replaced it.
    pub to: String,
    /// Its name.
    pub to_name: String,
    /// Who agreed.
    pub agreed_by: String,
}

impl Substitution {
    /// Whether it was exchanged by a claim (rule 83), which stands for who agreed.
    pub fn is_exchange(&self) -> bool {
        read_claim_code(&self.agreed_by).map(claim_code).as_deref() == Some(self.agreed_by.as_str())
    }
}

/// An order that passed from one customer to another ("oper slot", rule 76).
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

/// All later changes of one order, each kind oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The order it was moved or split from.
    pub moved_from: Option<Linked>,
    /// The orders that it, or parts of it, were moved to.
    pub moved_to: Vec<Linked>,
    /// Its substitutions.
    pub substitutions: Vec<Substitution>,
    /// Its passes from customer to customer.
    pub passes: Vec<Pass>,
}

impl Changes {
    /// A sentence for each change.
    pub fn messages(&self) -> Vec<Message> {
        let from = self
            .moved_from
            .iter()
            .map(|order| Message::new("changes-moved-from").text("order", &order.code));
        let to = self
            .moved_to
            .iter()
            .map(|order| Message::new("changes-moved-to").text("order", &order.code));
        let substituted = self.substitutions.iter().map(|made| {
            Message::new(match made.is_exchange() {
                true => "changes-exchanged",
                false => "changes-substituted",
            })
            .count("qty", made.qty)
            .text("from", &made.from_name)
            .text("to", &made.to_name)
            .text("agreed", &made.agreed_by)
            .moment("at", made.at)
        });
        let passed = self.passes.iter().map(Pass::message);
        from.chain(to).chain(substituted).chain(passed).collect()
    }
}

impl Pass {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        Message::new("changes-passed")
            .text("order", &self.order.code)
            .text("from", &self.from_name)
            .text("to", &self.to_name)
            .moment("at", self.at)
    }
}
