//! Lists the places ("oper slot", rule 76) a customer gave away or took over.

use super::keeper::book::Book;
use super::keeper::error::Result;
use super::rows::changes::{PASS, PASSED, pass};
use crate::domain::changes::Pass;
use crate::domain::id::CustomerId;

/// All records of a customer: its own id and those of customers merged into it.
const WITH_MERGED: &str = "(SELECT ?1 UNION ALL SELECT id FROM customers WHERE merged_into = ?1)";

impl Book {
    /// The places a customer gave away or took over, newest first (rule 76).
    pub fn passes_of(&self, customer: CustomerId) -> Result<Vec<Pass>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(&format!(
            "{PASS}, p.id AS number FROM passes p {PASSED} WHERE p.from_customer_id IN {WITH_MERGED}
             UNION ALL {PASS}, p.id FROM passes p {PASSED} WHERE p.to_customer_id IN {WITH_MERGED}
             ORDER BY number DESC"
        ))?;
        let rows = select.query_map([customer], pass)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
