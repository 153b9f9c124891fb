//! A table pasted from a spreadsheet: its cells stand between tabs, which no terminal shows, so a field holds
//! them between semicolons.

/// The same table with semicolons between its cells; a text without tabs is no such table and stays as it is.
pub fn with_semicolons(pasted: &str) -> String {
    if !pasted.contains('\t') {
        return pasted.to_owned();
    }
    let rows = rows(pasted).into_iter().map(|row| {
        let cells = row
            .into_iter()
            .map(|cell| match cell.contains([';', '"', '\n']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell,
            });
        cells.collect::<Vec<_>>().join(";")
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// The cells of each row. One that begins with a quotation mark goes on to the next that is alone, over tabs
/// and line breaks, as spreadsheets write it.
fn rows(pasted: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = pasted.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() && closes(chars.clone()) => quoted = true,
            '\t' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            _ => cell.push(c),
        }
    }
    rows
}

/// Whether a quotation mark at the end of a cell follows, so that one at its beginning is no inch.
fn closes(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.peekable();
    while let Some(c) = rest.next() {
        if c == '"' && rest.next_if_eq(&'"').is_none() {
            return matches!(rest.peek(), None | Some('\t' | '\n'));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("nama,qty\nAni,1", "nama,qty\nAni,1")]
    #[case("nama\tqty\nAni\t1", "nama;qty\nAni;1")]
    #[case("Ani\t\tJl. A; B", "Ani;;\"Jl. A; B\"")]
    #[case("\"Jl. A\nB \"\"kos\"\"\"\t1", "\"Jl. A\nB \"\"kos\"\"\";1")]
    #[case("\"3 inci\t1", "\"\"\"3 inci\";1")]
    fn cells_stand_between_semicolons(#[case] pasted: &str, #[case] shown: &str) {
        assert_eq!(with_semicolons(pasted), shown);
    }
}
