//! The bars around every screen: the header at the top, the notice line and the footer with keys at
//! the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::charts::Quota;
use super::{Part, after, columns, put, put_right, rows, wrap};
use crate::tui::theme::{Role, Theme};

/// Columns of the bar of a quota in the top bar, with the gap before its figures.
const BAR: u16 = 11;

/// What the top bar shows. Empty texts take no room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The shop's name.
    pub shop: String,
    /// The PO that the screen shows, its code and name; or that it shows all.
    pub period: String,
    /// Its stage and countdown, in words.
    pub stage: String,
    /// The PO that is worked on, when it is another.
    pub working: String,
    /// Pieces or orders sold, and the quota.
    pub quota: Option<Quota>,
    /// The time of day, and a mark when the clock is pinned.
    pub clock: String,
}

/// Draws the top bar, one row, the screen's title first. In a narrow window the shop is left out
/// first, then the quota, then the PO that is worked on, then the stage.
pub fn header(buffer: &mut Buffer, area: Rect, title: &str, header: &Header, theme: &Theme) {
    let bar = theme.style(Role::Bar);
    buffer.set_style(area.intersection(buffer.area), bar);
    let used = put_right(
        buffer,
        Rect {
            width: area.width.saturating_sub(1),
            ..area
        },
        &header.clock,
        bar,
    );
    let mut rest = after(area, 1);
    rest.width = rest.width.saturating_sub(used + 3);
    let wide = |text: &str| {
        if text.is_empty() {
            0
        } else {
            columns(text) + 3
        }
    };
    let room = usize::from(rest.width);
    let mut needed = wide(title) + wide(&header.period) + wide(&header.stage);
    let stage_fits = needed <= room;
    needed += wide(&header.working);
    let working_fits = needed <= room;
    let bar_width = header.quota.as_ref().map_or(0, |quota| {
        u16::try_from(columns(&quota.figures)).unwrap_or(u16::MAX)
    });
    let bar_width = bar_width.saturating_add(BAR);
    if header.quota.is_some() {
        needed += usize::from(bar_width) + 1;
    }
    let quota = header.quota.as_ref().filter(|_| needed <= room);
    needed += wide(&header.shop);
    let shop_fits = needed <= room || header.period.is_empty();
    if let Some(quota) = quota {
        let place = Rect {
            x: rest.right() - bar_width,
            width: bar_width,
            ..rest
        };
        quota.draw(buffer, place, theme);
        buffer.set_style(place.intersection(buffer.area), theme.ground_of_bar());
        rest.width -= bar_width + 1;
    }
    let accent = theme.on_bar(Role::Accent);
    let shown = [
        (title, true, accent),
        (&header.shop, shop_fits, bar),
        (&header.period, true, accent),
        (&header.stage, stage_fits, bar),
        (&header.working, working_fits, bar),
    ];
    let mut first = true;
    for (text, fits, style) in shown {
        if !fits || text.is_empty() {
            continue;
        }
        if !first {
            let used = put(buffer, rest, " · ", bar);
            rest = after(rest, used);
        }
        let used = put(buffer, rest, text, style);
        rest = after(rest, used);
        first = false;
    }
}

/// Draws the footer: pairs of key and label, as many as fit. The last, which is help or the way back,
/// comes before any other.
pub fn footer(buffer: &mut Buffer, area: Rect, keys: &[(String, String)], theme: &Theme) {
    let bar = theme.style(Role::Bar);
    buffer.set_style(area.intersection(buffer.area), bar);
    let key_style = theme.on_bar(Role::Key);
    let mut rest = after(area, 1);
    let wide = |(key, label): &(String, String)| columns(key) + 1 + columns(label);
    let last = keys.last().map_or(0, |last| wide(last) + 2);
    for (at, pair) in keys.iter().enumerate() {
        let (key, label) = pair;
        let kept = if at + 1 < keys.len() { last } else { 0 };
        if wide(pair) + kept > usize::from(rest.width) {
            continue;
        }
        let used = put(buffer, rest, key, key_style);
        rest = after(rest, used + 1);
        let used = put(buffer, rest, label, bar);
        rest = after(rest, used + 2);
    }
}

/// Draws the notice; a symbol shows its role where there are no colours.
pub fn notice(buffer: &mut Buffer, area: Rect, notice: Option<&Part>, theme: &Theme) {
    let Some(notice) = notice else { return };
    let style = theme.style(notice.role);
    for (row, line) in rows(area).zip(notice_lines(area.width, notice)) {
        put(buffer, after(row, 1), &line, style);
    }
}

/// How many rows the whole notice needs.
pub fn notice_rows(width: u16, notice: &Part) -> u16 {
    u16::try_from(notice_lines(width, notice).len()).unwrap_or(u16::MAX)
}

fn notice_lines(width: u16, notice: &Part) -> Vec<String> {
    let symbol = match notice.role {
        Role::Good => "✓ ",
        Role::Warn => "! ",
        Role::Bad => "✗ ",
        Role::Text
        | Role::Accent
        | Role::Muted
        | Role::Selected
        | Role::Key
        | Role::Bar
        | Role::Menu
        | Role::Line
        | Role::Heading => "",
    };
    let text = format!("{symbol}{}", notice.text);
    wrap(&text, usize::from(width.saturating_sub(1)))
}
