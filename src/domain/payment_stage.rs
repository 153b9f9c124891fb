//! Payment stages of a PO (rules 63, 75): bills beside the goods (EMS, tax, local shipping) that come later,
//! each with its own deadline, shared over the orders and passed on like shipping. An order's money fills
//! its goods first, then its stages in the order they were declared, and their unique codes last (a stage
//! counts as paid without its code, rule 31). Nothing of that is stored.

use std::fmt;
use std::str::FromStr;

use super::coded::{UnknownCode, coded};
use super::id::{AccountId, OrderId, PeriodId, StageId};
use super::message::Message;
use super::money::{MoneyError, Rupiah};
use super::sharing::ShareBy;
use super::when::Moment;

coded! {
    /// Where a stage's bill stands.
    pub enum StageStatus {
        /// Waits for its bill.
        Waiting = "waiting" => "stage-bill-waiting",
        /// Billed and not paid whole.
        Open = "open" => "stage-bill-open",
        /// Paid.
        Settled = "settled" => "stage-bill-settled",
    }
}

/// How a stage was billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StageRule {
    /// Not yet.
    #[default]
    Unbilled,
    /// Each order a sum of its own.
    Orders,
    /// So much for each unit.
    PerUnit(Rupiah),
    /// One bill, divided.
    Share {
        /// By what.
        by: ShareBy,
        /// The bill.
        amount: Rupiah,
        /// What parts are rounded to, in rupiah.
        step: Rupiah,
    },
}

/// The form it is stored in: `weight 300000 500`.
impl fmt::Display for StageRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbilled => Ok(()),
            Self::Orders => write!(f, "orders"),
            Self::PerUnit(sum) => write!(f, "per_unit {}", sum.raw()),
            Self::Share { by, amount, step } => {
                write!(f, "{} {} {}", by.code(), amount.raw(), step.raw())
            }
        }
    }
}

impl FromStr for StageRule {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let words: Vec<&str> = text.split(' ').collect();
        let sum = |word: &str| word.parse().map(Rupiah::new).map_err(|_| UnknownCode);
        Ok(match words.as_slice() {
            [""] => Self::Unbilled,
            ["orders"] => Self::Orders,
            ["per_unit", each] => Self::PerUnit(sum(each)?),
            [by, amount, step] => Self::Share {
                by: by.parse()?,
                amount: sum(amount)?,
                step: sum(step)?,
            },
            _ => return Err(UnknownCode),
        })
    }
}

/// How a stage is billed now: its rule, and the sums of single orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageBilling {
    /// These orders these sums; zero takes a part away, the others keep theirs.
    Orders(Vec<(OrderId, Rupiah)>),
    /// So much for each unit.
    PerUnit(Rupiah),
    /// One bill, divided over all orders that count.
    Share {
        /// By what.
        by: ShareBy,
        /// The bill.
        amount: Rupiah,
        /// What parts are rounded to, in rupiah; 1 or more.
        step: Rupiah,
    },
}

impl StageBilling {
    /// The rule that is kept of it.
    pub fn rule(&self) -> StageRule {
        match *self {
            Self::Orders(_) => StageRule::Orders,
            Self::PerUnit(each) => StageRule::PerUnit(each),
            Self::Share { by, amount, step } => StageRule::Share { by, amount, step },
        }
    }
}

/// A payment stage of a PO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentStage {
    /// Identity.
    pub id: StageId,
    /// Its PO.
    pub period: PeriodId,
    /// Its name (`EMS + pajak`).
    pub name: String,
    /// Last moment of its payment.
    pub due: Option<Moment>,
    /// When it was billed; absent while it waits for its bill.
    pub billed_at: Option<Moment>,
    /// How it was billed.
    pub rule: StageRule,
    /// What the shop paid for it, in rupiah.
    pub paid: Rupiah,
    /// Name of the account that went out of.
    pub account: Option<String>,
    /// That account.
    pub account_id: Option<AccountId>,
}

impl PaymentStage {
    /// Whether its deadline has passed.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.billed_at.is_some() && self.due.is_some_and(|due| due < now)
    }
}

/// A stage on an order's bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageBill {
    /// The stage.
    pub stage: StageId,
    /// Its name.
    pub name: String,
    /// Last moment of its payment.
    pub due: Option<Moment>,
    /// The order's part without its unique code, in rupiah; absent while the stage waits for its bill.
    pub amount: Option<Rupiah>,
    /// The unique code of this part, in rupiah; zero without one.
    pub code: Rupiah,
    /// What of the part is paid, in rupiah.
    pub paid: Rupiah,
    /// Its deadline has passed.
    pub overdue: bool,
}

impl StageBill {
    /// A stage with an order's part of it, of which nothing is paid.
    pub fn unpaid(stage: &PaymentStage, amount: Option<Rupiah>, code: Rupiah, now: Moment) -> Self {
        Self {
            stage: stage.id,
            name: stage.name.clone(),
            due: stage.due,
            amount,
            code,
            paid: Rupiah::ZERO,
            overdue: stage.is_overdue(now),
        }
    }

    /// Where it stands.
    pub fn status(&self) -> StageStatus {
        match self.amount {
            None => StageStatus::Waiting,
            Some(amount) if self.paid < amount => StageStatus::Open,
            Some(_) => StageStatus::Settled,
        }
    }

    /// What is still to pay of it, with its unique code (rule 31); zero when it is paid or waits.
    pub fn rest(&self) -> Rupiah {
        match (self.status(), self.amount) {
            (StageStatus::Open, Some(amount)) => {
                let asked = amount.plus(self.code).unwrap_or(amount);
                asked.minus(self.paid).unwrap_or_default()
            }
            _ => Rupiah::ZERO,
        }
    }

    /// Whether it is not paid after its deadline.
    pub fn is_late(&self) -> bool {
        self.overdue && self.status() == StageStatus::Open
    }

    /// A sentence for its customer: `EMS: Rp144.944, paling lambat Sen 9 Feb 2026`, `EMS: menunggu tagihan`.
    pub fn message(&self) -> Message {
        let name = self.name.as_str();
        match (self.status(), self.due) {
            (StageStatus::Waiting, _) => Message::new("stage-part-waits").text("name", name),
            (StageStatus::Settled, _) => Message::new("stage-part-settled").text("name", name),
            (StageStatus::Open, Some(due)) => Message::new("stage-part-open-until")
                .text("name", name)
                .money("rest", self.rest())
                .moment("due", due),
            (StageStatus::Open, None) => Message::new("stage-part-open")
                .text("name", name)
                .money("rest", self.rest()),
        }
    }
}

/// Puts `money` (what was paid beyond the goods) on an order's stages, in their order.
///
/// # Errors
/// [`MoneyError::TooLarge`] when `i64` overflows.
pub fn fill(stages: &mut [StageBill], money: Rupiah) -> Result<(), MoneyError> {
    let mut left = money.max(Rupiah::ZERO);
    for stage in stages {
        stage.paid = left.min(stage.amount.unwrap_or_default());
        left = left.minus(stage.paid)?;
    }
    Ok(())
}

/// What an order's stages come to, for its payment status, in rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageSums {
    /// On the bill, unique codes included.
    pub billed: Rupiah,
    /// What must be paid of them by now: those whose deadline has passed, and those before them.
    pub due: Rupiah,
    /// A stage waits for its bill.
    pub waiting: bool,
}

impl StageSums {
    /// The sums of an order's stages; `billed` is what they add to its bill.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] when `i64` overflows.
    pub fn of(stages: &[StageBill], billed: Rupiah) -> Result<Self, MoneyError> {
        let overdue = stages
            .iter()
            .rposition(|stage| stage.overdue && stage.amount.is_some());
        let passed = overdue.map_or(&[][..], |last| stages.get(..=last).unwrap_or_default());
        Ok(Self {
            billed,
            due: Rupiah::sum(passed.iter().filter_map(|stage| stage.amount))?,
            waiting: stages.iter().any(|stage| stage.amount.is_none()),
        })
    }
}

/// A payment stage of a PO with what its customers owe and paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFigures {
    /// The stage.
    pub stage: PaymentStage,
    /// What the orders that count were billed, without unique codes, in rupiah.
    pub amount: Rupiah,
    /// What of that is paid, in rupiah.
    pub paid: Rupiah,
    /// Orders that count with a part.
    pub orders: i64,
    /// Those that have not paid theirs.
    pub open: i64,
    /// Orders that count without a part, where all should have one: they came later.
    pub without: i64,
}

impl StageFigures {
    /// Where it stands.
    pub fn status(&self) -> StageStatus {
        if self.stage.billed_at.is_none() {
            StageStatus::Waiting
        } else if self.open > 0 {
            StageStatus::Open
        } else {
            StageStatus::Settled
        }
    }

    /// A line about it: `menunggu tagihan`; what was billed, what of it came in, until when.
    pub fn message(&self) -> Message {
        let (amount, paid) = (self.amount, self.paid);
        match (self.status(), self.stage.due) {
            (StageStatus::Waiting, None) => Message::new("stage-bill-waiting"),
            (StageStatus::Waiting, Some(due)) => {
                Message::new("stage-figures-waiting").moment("due", due)
            }
            (StageStatus::Settled, _) => {
                Message::new("stage-figures-settled").money("amount", amount)
            }
            (StageStatus::Open, None) => Message::new("stage-figures-open")
                .money("amount", amount)
                .money("paid", paid)
                .count("open", self.open),
            (StageStatus::Open, Some(due)) => Message::new("stage-figures-open-until")
                .money("amount", amount)
                .money("paid", paid)
                .count("open", self.open)
                .moment("due", due),
        }
    }

    /// What the shop paid for it and out of which account, when it did.
    pub fn paid_message(&self) -> Option<Message> {
        let paid = self.stage.paid;
        (paid > Rupiah::ZERO).then(|| match &self.stage.account {
            Some(account) => Message::new("stage-shop-paid-from")
                .money("paid", paid)
                .text("account", account.as_str()),
            None => Message::new("stage-shop-paid").money("paid", paid),
        })
    }

    /// How many orders have no part, when some should have one.
    pub fn without_message(&self) -> Option<Message> {
        (self.without > 0).then(|| {
            Message::new("stage-without-part")
                .text("name", self.stage.name.as_str())
                .count("orders", self.without)
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn bill(amount: Option<i64>, overdue: bool) -> StageBill {
        StageBill {
            stage: StageId::new(1),
            name: "EMS".to_owned(),
            due: None,
            amount: amount.map(Rupiah::new),
            code: Rupiah::ZERO,
            paid: Rupiah::ZERO,
            overdue,
        }
    }

    #[rstest]
    #[case("")]
    #[case("orders")]
    #[case("per_unit 25000")]
    #[case("weight 300000 500")]
    #[case("equal 0 1")]
    fn rules_are_stored_as_they_are_read(#[case] stored: &str) {
        assert_eq!(stored.parse::<StageRule>().unwrap().to_string(), stored);
    }

    #[rstest]
    #[case("weight 300000")]
    #[case("per_unit")]
    #[case("size 1 1")]
    fn others_are_none(#[case] stored: &str) {
        assert!(stored.parse::<StageRule>().is_err());
    }

    #[test]
    fn money_fills_stages_in_their_order() {
        let mut stages = [
            bill(Some(100), false),
            bill(None, false),
            bill(Some(50), false),
        ];
        fill(&mut stages, Rupiah::new(120)).unwrap();
        let paid: Vec<i64> = stages.iter().map(|stage| stage.paid.raw()).collect();
        assert_eq!(paid, [100, 0, 20]);
        use StageStatus::{Open, Settled, Waiting};
        let states: Vec<StageStatus> = stages.iter().map(StageBill::status).collect();
        assert_eq!(states, [Settled, Waiting, Open]);
        fill(&mut stages, Rupiah::new(-5)).unwrap();
        assert!(stages.iter().all(|stage| stage.paid == Rupiah::ZERO));
    }

    #[test]
    fn a_deadline_that_passed_asks_for_what_comes_before_it_too() {
        let stages = [
            bill(Some(100), false),
            bill(Some(50), true),
            bill(Some(30), false),
            bill(None, false),
        ];
        let sums = StageSums::of(&stages, Rupiah::new(180)).unwrap();
        assert_eq!(sums.due, Rupiah::new(150));
        assert!(sums.waiting);
        assert_eq!(
            StageSums::of(&stages[2..3], Rupiah::new(30)).unwrap().due,
            Rupiah::ZERO
        );
    }
}
