//! Splits a pasted text into clean lines: any kind of line end, no invisible marks, no stars and
//! underscores of bold or italic text. Also finds bullets and numbers before a line.

use crate::domain::chat::Span;
use crate::domain::text::clean_line;

/// A line of the paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the paste, from 1.
    pub number: usize,
    /// Its text, cleaned of what is invisible.
    pub text: String,
}

/// The lines of a text.
pub(super) fn lines(raw: &str) -> Vec<Line> {
    let breaks = [
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let joined = raw.replace("\r\n", "\n");
    joined
        .split(breaks)
        .enumerate()
        .map(|(at, line)| Line {
            number: at + 1,
            text: unedited(cleaned(line)),
        })
        .collect()
}

/// Cleans a line. The tabs around a sender in LINE's exports stay; a notice of the chat program
/// behind a sender, which WhatsApp marks by U+200E, goes.
fn cleaned(line: &str) -> String {
    let mut parts = line.splitn(3, '\t');
    if let (Some(time), Some(sender), Some(said)) = (parts.next(), parts.next(), parts.next())
        && is_time(time)
    {
        let [sender, said] = [sender, said].map(|part| clean_line(part).text);
        return format!("{time}\t{sender}\t{said}");
    }
    match line.split_once(": \u{200e}") {
        Some((header, said)) if is_notice(said) => clean_line(&format!("{header}:")).text,
        _ => clean_line(line).text,
    }
}

/// `19:02`
fn is_time(text: &str) -> bool {
    (4..=5).contains(&text.len())
        && text.contains([':', '.'])
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
}

/// What chat programs write about a group.
const NOTICES: &[&str] = &[
    " membuat grup",
    " menambahkan ",
    " mengubah ",
    " menyematkan ",
    " bergabung ",
    " keluar",
    " mengeluarkan ",
    " menghapus ",
    " mengaktipkan ",
    " mematikan ",
    " diubah ",
    " created group",
    " added ",
    " changed ",
    " pinned ",
    " joined ",
    " removed ",
    " left",
    " turned ",
];

/// Whether a text is a notice of the chat program: `Ani membuat grup "PO Nastar"`.
pub(super) fn is_notice(text: &str) -> bool {
    let text = format!("{} ", text.to_lowercase());
    NOTICES.iter().any(|notice| text.contains(notice))
}

/// Removes "(edited)", which chat programs add to a message.
fn unedited(mut line: String) -> String {
    let marks = ["<Pesan ini diedit>", "<This message was edited>"];
    if let Some(kept) = marks.iter().find_map(|mark| line.strip_suffix(mark)) {
        line.truncate(kept.trim_end().len());
    }
    line
}

/// Removes the marks for bold, italic and monospace. Marks of struck-out text are kept.
pub(super) fn plain(mut line: Line) -> Line {
    line.text = without_marks(&line.text);
    line
}

fn without_marks(line: &str) -> String {
    let mut text = line.to_owned();
    for mark in ["**", "```", "*", "_", "`"] {
        if text.contains(mark) {
            text = without_pairs(&text, mark);
        }
    }
    text
}

/// Removes pairs of `mark` around text: `*bold*`, not `2 * 3`.
fn without_pairs(line: &str, mark: &str) -> String {
    let places = pairs(line, mark);
    let mut kept = String::with_capacity(line.len());
    let mut from = 0;
    for at in places {
        kept.push_str(line.get(from..at).unwrap_or_default());
        from = at + mark.len();
    }
    kept.push_str(line.get(from..).unwrap_or_default());
    kept
}

/// Positions of the pairs of `mark` around text.
fn pairs(line: &str, mark: &str) -> Vec<usize> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut places = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in line.match_indices(mark) {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + mark.len()..)
            .and_then(|text| text.chars().next());
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        match open {
            Some(first) if touches(before) && edge(after) && at > first + mark.len() => {
                places.extend([first, at]);
                open = None;
            }
            _ if edge(before) && touches(after) => open = Some(at),
            _ => {}
        }
    }
    places
}

/// Whether something in the line is struck out.
pub(super) fn is_struck(line: &str) -> bool {
    line.contains('~') && !pairs(line, "~").is_empty()
}

/// Whether the line has an empty or crossed box, so that it may not be wanted.
pub(super) fn is_unticked(line: &str) -> bool {
    line.contains(['☐', '⬜', '❌', '❎', '✗', '✘', '🚫'])
        || ["[ ]", "[]", "( )"].iter().any(|open| line.contains(open))
}

/// Whether a character is decoration: emoji, arrows, boxes, bullets.
pub(super) fn is_decoration(c: char) -> bool {
    matches!(
        c,
        '•' | '~'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '·'
            | '‣'
            | '⁃'
            | '➤'
            | '➡'
            | '→'
            | '✓'
            | '✔'
            | '\u{fe0f}'
            | '\u{200d}'
            | '\u{20e3}'
    ) || ('\u{2190}'..='\u{2bff}').contains(&c) && c != '−'
        || ('\u{1f000}'..='\u{1faff}').contains(&c)
}

/// Whether the text has a tick, which means "paid" in many shops' lists. A ticked box (`☑`) doesn't
/// count: it may be a chosen option of a form.
pub(super) fn ticked(text: &str) -> bool {
    text.contains(['✅', '✔', '✓'])
}

/// The length in bytes of bullets, emoji and list number before a line's text, and that number.
pub(super) fn lead(line: &str) -> (usize, Option<u64>) {
    let bullets = |from: usize| {
        let rest = line.get(from..).unwrap_or_default();
        let bare = rest.trim_start_matches(|c: char| is_decoration(c) || c == ' ');
        let dashed = ["- ", "– ", "* ", "+ ", "> "]
            .iter()
            .find_map(|dash| bare.strip_prefix(dash))
            .or_else(|| {
                bare.strip_prefix('-')
                    .filter(|rest| rest.starts_with(char::is_alphabetic))
            })
            .unwrap_or(bare);
        line.len()
            - dashed
                .trim_start_matches(|c: char| is_decoration(c) || c == ' ')
                .len()
    };
    let at = bullets(0);
    let rest = line.get(at..).unwrap_or_default();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = rest.get(digits..).unwrap_or_default();
    // `1. Budi`, `1) Budi`, a keycap; `1.500` is an amount, `08.30` a time.
    let number = after
        .strip_prefix(['.', ')', '\u{fe0f}', '\u{20e3}'])
        .filter(|_| (1..=3).contains(&digits))
        .filter(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
        .and_then(|_| rest.get(..digits))
        .and_then(|digits| digits.parse().ok());
    match number {
        Some(number) => {
            let sign = after.chars().next().map_or(0, char::len_utf8);
            (bullets(at + digits + sign), Some(number))
        }
        None => (at, None),
    }
}

/// Whether a line is a rule between orders: `---`, `===`, `***`.
pub(super) fn is_rule(line: &str) -> bool {
    let signs = line.chars().filter(|c| *c != ' ').count();
    signs >= 3 && line.chars().all(|c| "-=_*~—–═─━ #".contains(c))
}

/// Whether a value is the form's unchanged placeholder: `[Nama Lengkap]`, `${name}`, `DD/MM/YYYY`,
/// `…`.
pub(super) fn is_placeholder(value: &str) -> bool {
    let value = value.trim().trim_matches(['*', '_', '`', '"']);
    let inside = |open: char, close: char| value.starts_with(open) && value.ends_with(close);
    value.is_empty()
        || value.chars().all(|c| "-–—_.…: ".contains(c))
        || inside('[', ']')
        || inside('<', '>')
        || inside('{', '}')
        || value.contains("${")
        || value.to_lowercase().starts_with("(contoh")
        || ["dd/mm", "hh:mm", "dd-mm", "(isi", "isi di sini"]
            .iter()
            .any(|blank| value.to_lowercase().starts_with(blank))
}

/// The span of a line's text from byte `from` on.
pub(super) fn text_span(line: &Line, from: usize) -> Option<Span> {
    let before = line.text.get(..from)?.chars().count();
    let all = line.text.chars().count();
    (all > before).then(|| Span::in_line(line.number, before + 1, all))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("*Nama:* Budi", "Nama: Budi")]
    #[case("**Format:**", "Format:")]
    #[case("2 * Dawet", "2 * Dawet")]
    #[case("2*3*4", "2*3*4")]
    #[case("~2 nastar~ *1* lk", "~2 nastar~ 1 lk")]
    #[case("_Akan dikonfirmasi_", "Akan dikonfirmasi")]
    #[case("\u{200e}[09:14] \u{202a}Budi\u{202c}: ya", "[09:14] Budi: ya")]
    fn a_line_is_cleaned(#[case] raw: &str, #[case] text: &str) {
        assert_eq!(plain(lines(raw).remove(0)).text, text);
    }

    #[rstest]
    #[case("1. Budi", "Budi", Some(1))]
    #[case("12) Budi", "Budi", Some(12))]
    #[case("• Nama: x", "Nama: x", None)]
    #[case("👤 Nama: x", "Nama: x", None)]
    #[case("- 2 nastar", "2 nastar", None)]
    #[case("2 nastar", "2 nastar", None)]
    #[case("1.500 nastar", "1.500 nastar", None)]
    #[case("1.nastar", "nastar", Some(1))]
    fn what_stands_before_the_words(
        #[case] line: &str,
        #[case] rest: &str,
        #[case] number: Option<u64>,
    ) {
        let (at, found) = lead(line);
        assert_eq!((&line[at..], found), (rest, number));
    }

    #[test]
    fn line_ends_of_every_kind_part_lines() {
        let texts: Vec<String> = lines("a\r\nb\rc\nd").into_iter().map(|l| l.text).collect();
        assert_eq!(texts, ["a", "b", "c", "d"]);
    }
}
