//! `rekap po stage`: payment stages of a PO, declared, billed and shared (rules 63, 75).

use clap::Args;
use serde_json::{Value, json};

use crate::book::{Opening, OrderFilter, OrderSort, StageChange};
use crate::cli::console::{Console, Failure, OpenBook, period};
use crate::cli::values;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Late;
use crate::domain::payment_stage::{StageBilling, StageFigures, StageStatus};
use crate::domain::sharing::ShareBy;
use crate::output::json::{amount, moment, optional};

/// A stage to declare, bill, change or remove.
#[derive(Debug, Args)]
pub struct StageTerms {
    #[arg(long = "order", value_name = "ORDER=AMOUNT", value_parser = values::split_part,
        conflicts_with_all = ["share", "per_unit"])]
    stage_orders: Vec<(String, Rupiah)>,
    #[arg(long, value_name = "HOW", value_parser = values::share_by(), requires = "shared_amount", conflicts_with = "per_unit")]
    share: Option<ShareBy>,
    #[arg(long = "amount", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true, requires = "share")]
    shared_amount: Option<Rupiah>,
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    per_unit: Option<Rupiah>,
    #[arg(long = "due", value_name = "MOMENT")]
    stage_due: Option<String>,
    #[arg(long = "step", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true, requires = "share")]
    share_step: Option<Rupiah>,
    #[arg(long = "paid", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    stage_paid: Option<Rupiah>,
    #[arg(long = "account", value_name = "NAME", requires = "stage_paid")]
    stage_account: Option<String>,
    #[arg(long = "remove", conflicts_with_all = ["stage_orders", "share", "per_unit", "stage_due", "stage_paid"])]
    remove_stage: bool,
}

impl StageTerms {
    /// Runs the subcommand.
    pub(super) fn run(self, po: &str, name: &str, console: &mut Console) -> Result<(), Failure> {
        let name = console.clean_line(name);
        let mut opened = console.open(Opening::Existing)?;
        let id = period(&opened, po)?.id;
        if self.remove_stage {
            let removed = opened.book.remove_stage(id, &name, opened.now)?.made;
            let paid = removed.stage.paid;
            if paid > Rupiah::ZERO {
                console.say(&Message::new("cli-stage-removed-paid").money("paid", paid));
            }
            return Ok(());
        }
        let change = self.change(&opened)?;
        let figures = opened.book.set_stage(id, &name, &change, opened.now)?.made;
        if change.bill.is_some() {
            let billed = Message::new("cli-stage-billed")
                .text("name", figures.stage.name.as_str())
                .money("amount", figures.amount)
                .count("orders", figures.orders);
            console.say(&billed);
        }
        if let Some(without) = figures.without_message() {
            console.say(&without);
        }
        Ok(())
    }

    fn change(&self, opened: &OpenBook) -> Result<StageChange, Failure> {
        let bill = match (self.share, self.shared_amount, self.per_unit) {
            (Some(by), Some(amount), _) => Some(StageBilling::Share {
                by,
                amount,
                step: self.share_step.unwrap_or(Rupiah::new(1)),
            }),
            (_, _, Some(each)) => Some(StageBilling::PerUnit(each)),
            _ if self.stage_orders.is_empty() => None,
            _ => {
                let parts = self
                    .stage_orders
                    .iter()
                    .map(|(order, amount)| Ok((opened.book.order_id(order)?, *amount)))
                    .collect::<Result<Vec<_>, Failure>>()?;
                Some(StageBilling::Orders(parts))
            }
        };
        let due = match self.stage_due.as_deref().map(str::trim) {
            None => None,
            Some("none" | "tanpa") => Some(None),
            Some(text) => Some(Some(opened.closing("--due", text)?)),
        };
        let paid = match (self.stage_paid, &self.stage_account) {
            (None, _) => None,
            (Some(paid), None) => Some((paid, None)),
            (Some(paid), Some(name)) => Some((paid, Some(opened.book.account(name)?.id))),
        };
        Ok(StageChange { bill, due, paid })
    }
}

/// The stages of a period as JSON; `paid` is what its customers paid.
pub(super) fn stages_json(stages: &[StageFigures], opened: &OpenBook) -> Value {
    stages
        .iter()
        .map(|figures| {
            let stage = &figures.stage;
            let billed = figures.status() != StageStatus::Waiting;
            json!({
                "name": stage.name,
                "amount": billed.then(|| amount(figures.amount)),
                "due": stage.due.map(|due| moment(due, opened.zone)),
                "paid": amount(figures.paid),
                "status": figures.status().code(),
                "rule": optional(Some(&stage.rule.to_string())),
                "orders": figures.orders,
                "open": figures.open,
                "without": figures.without,
                "shop_paid": amount(stage.paid),
                "account": optional(stage.account.as_deref()),
            })
        })
        .collect()
}

/// Prints a line for each stage of a period, what the shop paid for it, and who is late.
pub(super) fn show(id: PeriodId, opened: &OpenBook, console: &mut Console) -> Result<(), Failure> {
    let stages = opened.book.stages(id)?;
    if stages.is_empty() {
        return Ok(());
    }
    let mut facts = Vec::new();
    for figures in &stages {
        let words = console.words();
        let said = [
            Some(figures.message()),
            figures.paid_message(),
            figures.without_message(),
        ];
        let said = said.iter().flatten().map(|message| words.say(message));
        let said = said.collect::<Vec<_>>().join(" · ");
        facts.push(("field-stage", format!("{}: {said}", figures.stage.name)));
    }
    let late = OrderFilter {
        period: Some(id),
        late: Some(Late::Stage),
        sort: OrderSort::Oldest,
        ..OrderFilter::default()
    };
    opened.book.each_order(&late, None, opened.now, |row| {
        for stage in row.stages.iter().filter(|stage| stage.is_late()) {
            let said = console.words().say(&stage.message());
            let text = format!("{} {}: {said}", row.code, row.customer_shown());
            facts.push(("cli-col-late-stage", text));
        }
        true
    })?;
    console.facts(&facts)
}
