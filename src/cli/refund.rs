//! `rekap refund`: money that waits to be sent back (rule 32).

use clap::Subcommand;
use serde_json::json;

use super::desk::{Desk, Failure};
use super::po::period;
use super::values::Shape;
use crate::book::{Opening, RefundWhy};
use crate::domain::money::Rupiah;
use crate::output::json::optional;
use crate::output::table::{Cell, Kind};

/// Money to send back; it goes out with `pay ORDER AMOUNT --refund`.
#[derive(Debug, Subcommand)]
pub enum Refund {
    #[command(visible_alias = "daftar")]
    List {
        po: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
}

impl Refund {
    /// Shows the queue.
    pub fn run(self, desk: &mut Desk) -> Result<(), Failure> {
        let Self::List { po, shape } = self;
        let counter = desk.open(Opening::Look)?;
        let of = po.map(|po| period(&counter, &po)).transpose()?;
        let rows = counter.book.refunds(of.map(|period| period.id))?;
        if shape.json {
            let refunds: Vec<_> = rows
                .iter()
                .map(|row| {
                    let reason = match &row.why {
                        RefundWhy::Cancelled { reason, .. } => optional(Some(reason)),
                        RefundWhy::Overpaid | RefundWhy::Credit => serde_json::Value::Null,
                    };
                    json!({
                        "order": row.order.as_ref().map(|(_, code)| code),
                        "customer": {
                            "name": row.customer_name,
                            "phone": optional(row.customer_phone.as_deref()),
                        },
                        "amount": row.amount.raw(),
                        "refunded": row.refunded.raw(),
                        "since": row.since.rfc3339(counter.zone),
                        "why": row.why.code(),
                        "reason": reason,
                    })
                })
                .collect();
            return desk.json(&json!({ "refunds": refunds }));
        }
        let mut table = desk.sheet(&[
            ("cli-col-code", Kind::Text),
            ("cli-col-customer", Kind::Text),
            ("cli-col-refund", Kind::Money),
            ("cli-col-refunded", Kind::Money),
            ("cli-col-since", Kind::Moment),
            ("cli-col-refund-why", Kind::Text),
        ]);
        for row in rows {
            let mut why = desk.words().word(row.why.key());
            if let RefundWhy::Cancelled { reason, .. } = &row.why
                && !reason.is_empty()
            {
                why.push_str(&format!(": {reason}"));
            }
            table.rows.push(vec![
                row.order.map_or(Cell::Empty, |(_, code)| Cell::Text(code)),
                Cell::Text(row.customer_name),
                Cell::Money(row.amount),
                if row.refunded > Rupiah::ZERO {
                    Cell::Money(row.refunded)
                } else {
                    Cell::Empty
                },
                Cell::Moment(row.since),
                Cell::Text(why),
            ]);
        }
        desk.print_sheet(&table)
    }
}
