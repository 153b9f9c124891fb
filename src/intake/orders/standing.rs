//! Whether the order of a row stands: by all columns that say so, and by remarks and marks that
//! speak against it. What isn't understood never counts as yes.

use super::remarks::{against, cancels, changes_goods, is_of_goods, is_trial};
use super::table_reader::{TableReader, is_remark_length};
use crate::domain::digest::Digest;
use crate::domain::message::Message;
use crate::domain::text::excerpt;
use crate::intake::columns::meaning::Meaning;
use crate::intake::columns::status::{Kind, Standing, is_waiting, says_nothing};
use crate::intake::columns::values;
use crate::intake::file::cell::{Row, Value};

/// Most different words of a status that are asked about.
const MOST_WORDS: usize = 50;

/// What a row's statuses come to.
pub(super) enum RowStanding {
    Wanted,
    /// With the status as written.
    Cancelled(String),
}

impl RowStanding {
    pub(super) fn is_cancelled(&self) -> bool {
        matches!(self, Self::Cancelled(_))
    }
}

impl TableReader<'_> {
    /// Reads all statuses of a row. What is in no list is a doubt.
    pub(super) fn standing(&mut self, row: &Row<'_>, key: Digest) -> RowStanding {
        let (mut cancelled, mut unknown, mut further, mut said_against) = (None, None, None, None);
        let (mut cancelled_at, mut any) = (None, false);
        if let Some(legend) = self.marked.cancels(row.number) {
            return RowStanding::Cancelled(excerpt(legend));
        }
        let has_order = self.standings.iter().any(|(kind, _)| *kind == Kind::Order);
        for (kind, at) in &self.standings {
            let text = match row.get(*at) {
                Value::Empty => continue,
                value => value.to_text(),
            };
            any = true;
            let of_order = *kind == Kind::Order || !has_order && *kind == Kind::Further;
            let standing = || {
                self.mapping.standing(&text).unwrap_or_else(|| match kind {
                    // A marketplace has words of its own and no others.
                    Kind::Order if self.market => Standing::of(&text, true),
                    Kind::Order if self.system && is_waiting(&text) => Standing::Wanted,
                    Kind::Further if !self.market && is_waiting(&text) => Standing::Wanted,
                    Kind::Order
                    | Kind::Further
                    | Kind::Agreed
                    | Kind::Against
                    | Kind::CancelledAt => Standing::of_further(&text, self.market),
                })
            };
            match kind {
                Kind::Order | Kind::Further => match standing() {
                    Standing::Wanted => {}
                    Standing::Cancelled if of_order => cancelled = cancelled.or(Some(text)),
                    Standing::Cancelled => further = further.or(Some((*at, text))),
                    Standing::Unknown => unknown = unknown.or(Some((*at, text))),
                },
                Kind::Agreed => match standing() {
                    Standing::Wanted if !text.to_lowercase().contains("belum") => {}
                    _ => said_against = said_against.or(Some((*at, text))),
                },
                Kind::CancelledAt if !says_nothing(&text) => {
                    cancelled_at = cancelled_at.or(Some((*at, text)));
                }
                Kind::Against if !says_nothing(&text) => {
                    said_against = said_against.or(Some((*at, text)));
                }
                Kind::CancelledAt | Kind::Against => {}
            }
        }
        // Only the first row of an order may say its status and its customer.
        if !any
            && !self.standings.is_empty()
            && self.value(row, Meaning::Name) == Value::Empty
            && let Some(status) = self.cancelled_orders.get(&key)
        {
            return RowStanding::Cancelled(status.clone());
        }
        if let (None, Some((at, text)), true) = (&cancelled, &cancelled_at, unknown.is_some()) {
            // `voided`, and when: the moment of cancelling settles it.
            cancelled = Some(format!("{}: {text}", self.columns.title(*at)));
        }
        if let Some(status) = cancelled {
            if self.columns.at(Meaning::Reference).is_some() {
                self.cancelled_orders.insert(key, status.clone());
            }
            return RowStanding::Cancelled(status);
        }
        if let Some((at, text)) = unknown {
            if self.intake.unknown_statuses.len() < MOST_WORDS
                && !self.intake.unknown_statuses.contains(&text)
            {
                self.intake.unknown_statuses.push(text.clone());
            }
            let problem = Message::new("intake-status-unknown").text("status", excerpt(&text));
            self.doubt_at(row.number, at, problem);
        } else if let Some((at, text)) = further.or(cancelled_at).or(said_against) {
            let problem = Message::new("intake-status-against").text("status", excerpt(&text));
            self.doubt_at(row.number, at, problem);
        }
        RowStanding::Wanted
    }

    /// Looks for remarks that speak against the order: in notes, names, goods, columns without a
    /// meaning, cells beside the table, and marks of the workbook.
    pub(super) fn remarks(&mut self, row: &Row<'_>) {
        if let Some(problem) = self.marked.against(row.number) {
            let problem = problem.clone();
            self.doubt(row.number, Meaning::Name, problem);
        }
        if let Value::Text(name) = self.value(row, Meaning::Name) {
            if is_trial(name) {
                let problem = Message::new("intake-trial").text("name", excerpt(name));
                self.doubt(row.number, Meaning::Name, problem);
            }
            if is_of_goods(name) {
                let problem = Message::new("intake-not-a-customer").text("name", excerpt(name));
                self.doubt(row.number, Meaning::Name, problem);
            }
        }
        let text_at = |at: usize| match row.get(at) {
            Value::Text(text) if is_remark_length(text) => Some((at, text)),
            _ => None,
        };
        let named = self.named.iter().filter_map(|at| text_at(*at));
        let beyond = self.columns.real()..row.len();
        let remarked = self.remarked.iter().copied().chain(beyond);
        let found = named
            .filter(|(_, text)| cancels(text))
            .chain(remarked.filter_map(text_at))
            .find_map(|(at, text)| Some((at, text, against(text)?)));
        let found = found.or_else(|| {
            let mut notes = self.noted.iter().filter_map(|at| text_at(*at));
            let (at, text) = notes.find(|(_, text)| changes_goods(text, self.goods))?;
            Some((at, text, text))
        });
        if let Some((at, text, phrase)) = found {
            let problem = Message::new("intake-remark-against")
                .text("text", excerpt(text))
                .text("phrase", excerpt(phrase.trim_end_matches(" #")));
            self.doubt_at(row.number, at, problem);
        }
    }

    /// Units that came back make it unclear how many of the row still count.
    pub(super) fn returned(&mut self, row: &Row<'_>) {
        if let Ok(units) = values::quantity(self.value(row, Meaning::Returned)) {
            let problem = Message::new("intake-returned").count("units", units);
            self.doubt(row.number, Meaning::Returned, problem);
        }
    }
}
