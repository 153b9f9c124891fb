//! A column of values, typed or pasted downward: one line for each row of a list, in its order.

use std::ops::Range;

use crate::domain::message::Message;
use crate::tui::effect::Ctx;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::facts::Fact;

/// Rows shown at the beginning of a long column, and before the line that is typed last.
const FIRST: usize = 2;
const LAST: usize = 5;

/// The rows that lines are typed for.
#[derive(Debug, Clone)]
pub(super) struct Lines<Id> {
    /// Each row, and what it is called.
    pub(super) rows: Vec<(Id, String)>,
    /// Fewer lines than rows are refused too.
    pub(super) exact: bool,
    /// Key of the sentence that refuses a wrong number of lines: arguments `lines` and `rows`.
    pub(super) wrong_count: &'static str,
}

impl<Id: Clone> Lines<Id> {
    /// The values with their rows. An empty line leaves its row as it is.
    ///
    /// # Errors
    /// A wrong number of lines, or a line that can't be read; then none counts.
    pub(super) fn read<T>(
        &self,
        text: &str,
        read: impl Fn(&str) -> Result<T, Message>,
    ) -> Result<Vec<(Id, T)>, Message> {
        let lines: Vec<&str> = text.trim_end().lines().map(str::trim).collect();
        if let Some(wrong) = self.wrong_count(lines.len()) {
            return Err(wrong);
        }
        let mut values = Vec::new();
        for (line, (id, name)) in lines.iter().zip(&self.rows) {
            if line.is_empty() {
                continue;
            }
            let value = read(line).map_err(|why| {
                Message::new("form-column-line")
                    .text("row", name.as_str())
                    .say("why", why)
            })?;
            values.push((id.clone(), value));
        }
        Ok(values)
    }

    /// What is wrong with so many lines; no line at all is a column not begun.
    fn wrong_count(&self, lines: usize) -> Option<Message> {
        let few = self.exact && lines > 0 && lines < self.rows.len();
        (few || lines > self.rows.len()).then(|| {
            Message::new(self.wrong_count)
                .count("lines", lines)
                .count("rows", self.rows.len())
        })
    }

    /// Each row with its line as `shown` shows it by the row's place, and what is wrong with their number.
    pub(super) fn facts(
        &self,
        text: &str,
        ctx: &Ctx,
        shown: impl Fn(usize, &str) -> Part,
    ) -> Vec<Fact> {
        let text = text.trim_end();
        let mut facts = Vec::new();
        let wrong = self.wrong_count(text.lines().count());
        // While one types downward, lines are still missing.
        if let Some(wrong) = wrong.filter(|_| !self.exact || text.contains('\n')) {
            facts.push(Fact::refused(&ctx.say(&wrong)));
        }
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let hidden = hidden(lines.len().min(self.rows.len()));
        for (at, (_, name)) in self.rows.iter().enumerate() {
            if at == hidden.start && !hidden.is_empty() {
                facts.push(Fact::line("⋮", Role::Muted));
            }
            if !hidden.contains(&at) {
                let line = lines.get(at).copied().unwrap_or_default();
                facts.push(Fact::new(name.as_str(), shown(at, line)));
            }
        }
        facts
    }
}

/// The rows in the middle that are left out, so that both ends of what is typed are seen.
fn hidden(typed: usize) -> Range<usize> {
    let to = typed.saturating_sub(LAST);
    match to > FIRST + 1 {
        true => FIRST..to,
        false => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(exact: bool) -> Lines<u8> {
        Lines {
            rows: vec![(1, "P1".to_owned()), (2, "P2".to_owned())],
            exact,
            wrong_count: "form-column-count",
        }
    }

    fn read(exact: bool, text: &str) -> Result<Vec<(u8, String)>, Message> {
        lines(exact).read(text, |line| Ok(line.to_owned()))
    }

    #[test]
    fn every_line_goes_to_its_row_as_it_is() {
        let both = vec![(1, "007".to_owned()), (2, "8".to_owned())];
        assert_eq!(read(true, " 007 \r\n8\n\n"), Ok(both));
        assert_eq!(read(true, "\n8"), Ok(vec![(2, "8".to_owned())]));
    }

    #[test]
    fn a_wrong_number_of_lines_is_refused_whole() {
        assert!(read(true, "1").is_err());
        assert!(read(true, "1\n2\n3").is_err());
        assert_eq!(read(false, "1"), Ok(vec![(1, "1".to_owned())]));
        assert!(read(false, "1\n2\n3").is_err());
    }

    #[test]
    fn both_ends_of_a_long_column_are_seen() {
        assert!(hidden(8).is_empty());
        assert_eq!(hidden(100), 2..95);
    }
}
