//! Leaves out orders that a later row of the same customer replaces ([`Revisions`]).
//!
//! [`Revisions`]: super::revisions::Revisions

use super::grouping::GatheredOrder;
use super::remarks::against;
use super::table_reader::TableReader;
use crate::domain::digest::Digest;
use crate::domain::message::Message;
use crate::domain::phone;
use crate::domain::text::{excerpt, fold};
use crate::intake::columns::status::plain;
use crate::intake::file::cell::{Row, Value};

/// First words of answers that replace what the customer ordered before.
const INSTEAD: [&str; 9] = [
    "revisi",
    "mengganti",
    "ganti",
    "perubahan",
    "ubah",
    "koreksi",
    "ralat",
    "revision",
    "replace",
];

impl TableReader<'_> {
    /// Reads whether a row replaces the customer's earlier order, which is left out then. What
    /// can't be told is a doubt.
    pub(super) fn replaces(&mut self, row: &Row<'_>, key: Digest, draft: &GatheredOrder) -> bool {
        let Some(revisions) = &mut self.revisions else {
            return false;
        };
        let customer = &draft.order.customer;
        let number = customer.phone.as_deref().and_then(phone::normalize);
        let who = Digest::of([number.unwrap_or_else(|| fold(&customer.name)).as_str()]);
        let standing = revisions.standing.entry(who).or_default();
        let column = revisions.column;
        let said = match row.get(column) {
            Value::Text(text) => text,
            _ => "",
        };
        let words = plain(said);
        let first = words.split(' ').next().unwrap_or_default();
        let instead = INSTEAD.contains(&first);
        // A further row of the same order.
        if standing.iter().any(|(known, _)| *known == key) {
            return instead;
        }
        if !instead {
            standing.push((key, row.number));
            if let Some(phrase) = against(said) {
                self.doubt_revision(row, column, said, phrase);
            }
            return false;
        }
        let earlier = std::mem::replace(standing, vec![(key, row.number)]);
        // Which of several is meant, or of another file, can't be told.
        if let [(_, other)] = earlier[..] {
            let told = Message::new("intake-replaces").text("other", other.to_string());
            self.warn_at(row.number, column, told);
        } else {
            self.doubt_revision(row, column, said, first);
        }
        self.leave_out(earlier.into_iter().map(|(key, _)| key));
        true
    }

    fn doubt_revision(&mut self, row: &Row<'_>, column: usize, said: &str, phrase: &str) {
        let problem = Message::new("intake-remark-against")
            .text("text", excerpt(said))
            .text("phrase", excerpt(phrase));
        self.doubt_at(row.number, column, problem);
    }
}
