//! The rows of a nota, which the caller fills.

use crate::domain::money::Rupiah;
use crate::domain::when::Moment;
use crate::lang::Words;
use crate::output::papers::lost::{Texts, all};
use crate::output::papers::paper::Person;

/// A nota. Empty texts are left off.
#[derive(Debug, Clone, Default)]
pub struct Nota {
    /// Who sells.
    pub shop: ShopHead,
    /// Code of the order.
    pub number: String,
    /// Name of the PO.
    pub period: String,
    /// Who bought.
    pub customer: Person,
    /// Where it goes.
    pub address: String,
    /// When it was ordered.
    pub placed: Option<Moment>,
    /// When and how it is handed over, in words.
    pub wanted: String,
    /// What was bought.
    pub lines: Vec<NotaLine>,
    /// The sums; without them no price is printed (rule 80).
    pub bill: Option<NotaBill>,
    /// The order's note.
    pub note: String,
    /// A QRIS payload to pay with, printed as a QR code.
    pub qris: Option<String>,
}

/// The head of a nota.
#[derive(Debug, Clone, Default)]
pub struct ShopHead {
    /// Name of the shop.
    pub name: String,
    /// Its phone number.
    pub phone: String,
    /// Its address.
    pub address: String,
    /// Where to pay: `BCA 1234567890 a.n. Siti`, one each.
    pub pay: Vec<String>,
    /// The last words: thanks, terms.
    pub foot: String,
}

/// A line of a nota.
#[derive(Debug, Clone, Default)]
pub struct NotaLine {
    /// Product and variant.
    pub goods: String,
    /// What the customer asked for.
    pub customization: String,
    /// Units.
    pub qty: i64,
    /// What they cost.
    pub price: Option<NotaPrice>,
    /// Small print below: weights, wearer, contents of a package.
    pub notes: Vec<String>,
}

/// What a line costs.
#[derive(Debug, Clone, Copy)]
pub struct NotaPrice {
    /// Price of a unit; `None` when units differ.
    pub unit: Option<Rupiah>,
    /// Price of the line.
    pub amount: Rupiah,
}

/// The sums of a nota.
#[derive(Debug, Clone, Default)]
pub struct NotaBill {
    /// What is charged or taken off besides the goods, with its name.
    pub charges: Vec<(String, Rupiah)>,
    /// Goods and charges.
    pub total: Rupiah,
    /// What was paid.
    pub paid: Rupiah,
    /// What is still to be paid; negative when too much was.
    pub balance: Rupiah,
    /// Payment status in words.
    pub status: String,
}

impl Texts for Nota {
    fn order(&self) -> String {
        self.number.clone()
    }

    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        let shop = &mut self.shop;
        all([&mut shop.name, &mut shop.phone, &mut shop.address], change);
        all([&mut shop.foot, &mut self.number, &mut self.period], change);
        let customer = &mut self.customer;
        all([&mut customer.name, &mut customer.phone], change);
        all(
            [&mut self.address, &mut self.wanted, &mut self.note],
            change,
        );
        all(&mut shop.pay, change);
        for line in &mut self.lines {
            all([&mut line.goods, &mut line.customization], change);
            all(&mut line.notes, change);
        }
        if let Some(bill) = &mut self.bill {
            all(bill.charges.iter_mut().map(|(label, _)| label), change);
            change(&mut bill.status);
        }
    }
}

impl Nota {
    /// What this paper is called: a nota, or a delivery note.
    pub(super) fn title(&self, words: &Words) -> String {
        match self.bill {
            Some(_) => words.word("papers-nota"),
            None => words.word("papers-delivery"),
        }
    }
}

impl NotaBill {
    /// How the last sum is called, and the sum without its sign.
    pub(super) fn last(&self, words: &Words) -> (String, Rupiah) {
        if self.balance < Rupiah::ZERO {
            let over = Rupiah::new(self.balance.raw().saturating_neg());
            (words.word("papers-surplus"), over)
        } else {
            (words.word("papers-balance"), self.balance)
        }
    }
}
