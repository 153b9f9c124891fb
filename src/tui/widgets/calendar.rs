//! One month: weeks from Monday, today marked, days that carry something marked with a symbol.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{after, put, rows};
use crate::tui::theme::{Role, Theme};

/// A day that carries something: a PO opens or closes, a holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// One column beside the number.
    pub symbol: char,
    /// Its look.
    pub role: Role,
}

/// The month around `day`. `title` names the month, `weekdays` the days from Monday, both already
/// in the reader's language. Takes 28 columns and up to 8 rows.
pub fn month(
    buffer: &mut Buffer,
    area: Rect,
    day: NaiveDate,
    today: NaiveDate,
    (title, weekdays): (&str, &[String]),
    marks: &[Mark],
    theme: &Theme,
) {
    let mut free = rows(area);
    let Some(head) = free.next() else { return };
    put(buffer, head, title, theme.style(Role::Accent));
    let Some(names) = free.next() else { return };
    for (i, name) in (0u16..).zip(weekdays.iter().take(7)) {
        let place = after(names, i * 4);
        put(
            buffer,
            Rect {
                width: place.width.min(3),
                ..place
            },
            name,
            theme.style(Role::Heading),
        );
    }
    let first = day.with_day(1).unwrap_or(day);
    let back = u64::from(first.weekday().num_days_from_monday());
    let Some(mut at) = first.checked_sub_days(Days::new(back)) else {
        return;
    };
    for week in free {
        if (at.year(), at.month()) > (day.year(), day.month()) {
            return;
        }
        for i in 0..7u16 {
            if at.month() == day.month() {
                let mark = marks.iter().find(|mark| mark.day == at);
                let role = match mark {
                    _ if at == today => Role::Selected,
                    Some(mark) => mark.role,
                    None if i == 6 => Role::Bad,
                    None => Role::Text,
                };
                let symbol = mark.map_or(' ', |mark| mark.symbol);
                let text = format!("{:>2}{symbol}", at.day());
                let place = after(week, i * 4);
                put(
                    buffer,
                    Rect {
                        width: place.width.min(3),
                        ..place
                    },
                    &text,
                    theme.style(role),
                );
            }
            let Some(next) = at.succ_opt() else { return };
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_under_its_weekday() {
        let area = Rect::new(0, 0, 28, 8);
        let mut buffer = Buffer::empty(area);
        let day = NaiveDate::from_ymd_opt(2026, 2, 15).unwrap();
        let marks = [Mark {
            day,
            symbol: '*',
            role: Role::Good,
        }];
        let names = ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"].map(str::to_owned);
        let theme = Theme::default();
        month(
            &mut buffer,
            area,
            day,
            day,
            ("Februari 2026", &names),
            &marks,
            &theme,
        );
        let line = |y| (0..28).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        // 1 February 2026 is a Sunday.
        assert_eq!(line(2).trim(), "1");
        assert!(line(2).starts_with("                         1"));
        assert!(line(4).ends_with("15* "));
        assert!(line(6).starts_with("23  24"));
    }
}
