//! Records that the customer approved the design of customised goods (rule 79).

use rusqlite::params;

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::goods_named::known_variant;
use crate::book::rows::{order_full, text};
use crate::domain::code::Code;
use crate::domain::id::{OrderId, PeriodId};
use crate::domain::message::Message;
use crate::domain::order::{Line, Order};
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// Records who approved the designs of an order, of one variant or of all that wait for it; when none
    /// waits, who approved them is recorded anew. Returns the order.
    ///
    /// # Errors
    /// A cancelled order, a missing name, or nothing in it whose design is approved.
    pub fn approve_design(
        &mut self,
        id: OrderId,
        variant: Option<&Code>,
        (by, note): (&str, &str),
        now: Moment,
    ) -> Result<Done<Order>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let before = order_full::live(connection, id, now)?;
            let code = match variant {
                Some(code) => Some(known_variant(connection, code)?.code),
                None => None,
            };
            let by = text::name("field-approved-by", by)?;
            let note = text::long_line("field-note", note)?;
            let meant = |line: &&Line| {
                line.needs_approval && code.as_ref().is_none_or(|code| line.code == code.as_str())
            };
            let lines: Vec<&Line> = before.lines.iter().filter(meant).collect();
            if lines.is_empty() {
                return Err(Refusal::NothingToApprove {
                    order: before.row.code.clone(),
                }
                .into());
            }
            let waits = lines.iter().any(|line| line.awaits_approval());
            deed.touches(id)?;
            for line in lines
                .iter()
                .filter(|line| !waits || line.awaits_approval())
            {
                connection
                    .prepare_cached(
                        "UPDATE lines SET approved_at = ?2, approved_by = ?3, approval_note = ?4 WHERE id = ?1",
                    )?
                    .execute(params![line.id, now, by, note])?;
            }
            let order = order_full::order(connection, id, now)?;
            let message = Message::new("did-approve-design")
                .text("order", order.row.code.as_str())
                .text("by", by);
            Ok((order, message))
        })
    }

    /// How many orders of a period, or of all, wait for the approval of a design (rule 79).
    pub fn unapproved(&self, period: Option<PeriodId>) -> Result<i64> {
        let reading = self.reading()?;
        let any: bool = reading
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM products WHERE needs_approval)")?
            .query_row([], |row| row.get(0))?;
        if !any {
            return Ok(0);
        }
        Ok(reading
            .prepare_cached(
                "SELECT count(DISTINCT l.order_id) FROM products p JOIN variants v ON v.product_id = p.id
                 JOIN offers f ON f.variant_id = v.id JOIN periods d ON d.id = f.period_id
                 JOIN lines l ON l.offer_id = f.id JOIN orders o ON o.id = l.order_id
                 WHERE p.needs_approval AND l.customization <> '' AND l.part_of IS NULL
                   AND l.approved_at IS NULL AND o.cancelled_at IS NULL AND o.confirmed_at IS NOT NULL
                   AND d.ready_at IS NULL AND d.finished_at IS NULL AND d.cancelled_at IS NULL
                   AND (?1 IS NULL OR f.period_id = ?1)",
            )?
            .query_row([period], |row| row.get(0))?)
    }
}
