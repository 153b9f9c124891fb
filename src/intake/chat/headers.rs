//! Reads the headers of copied and exported messages, which name the sender.
//!
//! `[09:14, 12/8/2026] Budi: …` (several messages copied on a computer or phone),
//! `[12/08/26 09.14.22] Budi: …` (export of an iPhone), `12/08/26 09.14 - Budi: …` (export of an
//! Android phone), each with `.` or `:` in the time, `AM`/`PM`, and with or without a comma.

use super::clean::is_notice;
use winnow::ascii::{digit1, space0, space1};
use winnow::combinator::{alt, delimited, opt, preceded, terminated};
use winnow::error::{ContextError, ErrMode};
use winnow::prelude::*;
use winnow::token::{one_of, take_till};

type Parsed<T> = Result<T, ErrMode<ContextError>>;

/// A message's header and what follows it in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header<'a> {
    /// The sender; `None` for a line of the chat program (somebody joined).
    pub sender: Option<&'a str>,
    /// The day as written; empty where there is none.
    pub day: &'a str,
    /// The first line of the message.
    pub rest: &'a str,
}

/// Reads the header at the beginning of a line.
pub(super) fn header(line: &str) -> Option<Header<'_>> {
    let mut parts = line.splitn(3, '\t');
    if let (Some(_), Some(sender), Some(rest)) = (parts.next(), parts.next(), parts.next()) {
        return Some(Header {
            sender: Some(sender),
            day: "",
            rest,
        });
    }
    let mut text = line;
    let day = moment.parse_next(&mut text).ok()?;
    let (sender, rest) = match text.split_once(':') {
        Some((sender, message)) if is_sender(sender) => (
            Some(sender.trim().trim_start_matches('~').trim_start()),
            message.trim_start(),
        ),
        _ => (None, text),
    };
    Some(Header { sender, day, rest })
}

/// Whether a text can be a sender's name; sentences of the chat program are longer or tell what
/// happened.
fn is_sender(text: &str) -> bool {
    let text = text.trim();
    // `Yoga P.`
    let initial = text
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.chars().count() == 2);
    !text.is_empty()
        && text.chars().count() <= 60
        && (initial || !text.ends_with('.'))
        && !is_notice(text)
}

/// `[09:14, 12/8/2026] `, `[12/08/26 09.14.22] `, `[12/8 09.14] `, `12/08/26 09.14 - `. Returns the
/// day.
fn moment<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    let bracketed = delimited(
        '[',
        alt((
            preceded((time, comma), date),
            terminated(alt((date, day)), (comma, time)),
        )),
        ']',
    );
    let exported = terminated(date, (comma, time, space0, one_of(['-', '–'])));
    terminated(alt((bracketed, exported)), space1).parse_next(input)
}

fn comma(input: &mut &str) -> Parsed<()> {
    alt(((space0, ',', space0).void(), space1.void())).parse_next(input)
}

/// `12/8`.
fn day<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    (digits::<2>, one_of(['/', '-', '.']), digits::<2>)
        .take()
        .parse_next(input)
}

/// `12/8/2026`, `12-08-26`, `2026.08.12`.
fn date<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    (
        digits::<4>,
        one_of(['/', '-', '.']),
        digits::<2>,
        one_of(['/', '-', '.']),
        digits::<4>,
    )
        .take()
        .parse_next(input)
}

/// `9:14`, `09.14.22`, `9:14 PM`.
fn time(input: &mut &str) -> Parsed<()> {
    let seconds = opt(preceded(one_of([':', '.']), digits::<2>));
    let half = opt((
        space0,
        one_of(['a', 'A', 'p', 'P']),
        opt('.'),
        one_of(['m', 'M']),
        opt('.'),
    ));
    (digits::<2>, one_of([':', '.']), digits::<2>, seconds, half)
        .void()
        .parse_next(input)
}

/// One to `MOST` digits.
fn digits<const MOST: usize>(input: &mut &str) -> Parsed<()> {
    digit1
        .verify(|digits: &str| digits.len() <= MOST)
        .void()
        .parse_next(input)
}

/// The sender in `Budi, [12/08/2026 09:14]`, a line of its own above the message.
pub(super) fn sender_line(line: &str) -> Option<(&str, &str)> {
    let mut rest = line;
    let sender: &str = take_till::<_, _, ErrMode<ContextError>>(1..=60, ',')
        .parse_next(&mut rest)
        .ok()?;
    let mut stamp = delimited(", [", date, (comma, time, ']'));
    let day = stamp.parse_next(&mut rest).ok()?;
    (rest.trim().is_empty() && !sender.trim().is_empty()).then(|| (sender.trim(), day))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("[09:14, 12/8/2026] Budi: mau 2", "Budi", "mau 2")]
    #[case("[12/08/26 09.14.22] +62 812-3456-7890: ya", "+62 812-3456-7890", "ya")]
    #[case("12/08/26 09.14 - ~ Bu Ani: Nama: Ani", "Bu Ani", "Nama: Ani")]
    #[case("12/08/2026, 9:14 PM - Budi: x", "Budi", "x")]
    #[case("[9.14 AM, 12/8/2026] Budi: x", "Budi", "x")]
    fn headers_of_all_kinds(#[case] line: &str, #[case] sender: &str, #[case] rest: &str) {
        let found = header(line).unwrap();
        assert_eq!((found.sender, found.rest), (Some(sender), rest));
    }

    #[rstest]
    #[case("12/08/26 09.14 - Pesan dienkripsi secara end-to-end.")]
    #[case("12/08/26 09.15 - Budi bergabung menggunakan tautan grup ini")]
    fn lines_of_the_program_have_no_sender(#[case] line: &str) {
        assert_eq!(header(line).unwrap().sender, None);
    }

    #[rstest]
    #[case("Budi: 2 nastar")]
    #[case("12/8 ambil: 2 nastar")]
    #[case("[besok] Budi: 2")]
    fn other_lines_are_no_headers(#[case] line: &str) {
        assert_eq!(header(line), None);
    }

    #[test]
    fn a_sender_may_stand_in_a_line_of_their_own() {
        assert_eq!(
            sender_line("Budi, [12/08/2026 09:14]"),
            Some(("Budi", "12/08/2026"))
        );
        assert_eq!(sender_line("Budi, 2 nastar"), None);
    }
}
