//! Colours by role. Colour never carries a meaning alone: a word or a symbol always says the same.

use ratatui::style::{Color, Modifier, Style};

/// What a part of the screen means; the theme decides its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// Names and titles: what the eye should find first.
    Accent,
    /// Hints, units and other less important text.
    Muted,
    /// Done, settled, enough.
    Good,
    /// Needs a look soon.
    Warn,
    /// InputError, refused, overdue.
    Bad,
    /// The row or choice that keys act on.
    Selected,
    /// A key in the footer or in the help.
    Key,
    /// The bars at the top and the bottom.
    Bar,
    /// Suggestions that open over a form.
    Menu,
    /// Frames and dividing lines.
    Line,
    /// Column headings.
    Heading,
}

/// How much colour the terminal can and may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// 256 colours on a dark background.
    #[default]
    Dark,
    /// 256 colours on a light background.
    Light,
    /// The terminal's own 16 colours.
    Sixteen,
    /// No colour at all: bold, underline and reverse only.
    Plain,
}

/// The style of every role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    palette: Palette,
}

impl Theme {
    /// The theme of one palette.
    pub const fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// Chooses the theme from environment variables, read through `env`: `NO_COLOR`
    /// (<https://no-color.org>) wins, then `REKAP_THEME` (`dark`, `light`, `16`, `plain`), then
    /// what `TERM`, `COLORTERM` and `COLORFGBG` tell.
    pub fn detect(env: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        if set("NO_COLOR").is_some() {
            return Self::new(Palette::Plain);
        }
        match set("REKAP_THEME").as_deref() {
            Some("dark") => return Self::new(Palette::Dark),
            Some("light") => return Self::new(Palette::Light),
            Some("16") => return Self::new(Palette::Sixteen),
            Some("plain") => return Self::new(Palette::Plain),
            Some(_) | None => {}
        }
        let term = set("TERM").unwrap_or_default();
        // Windows Terminal sets no TERM, and has all colours.
        let told = set("COLORTERM").is_some() || set("WT_SESSION").is_some();
        if !told && !term.contains("256") && !term.contains("direct") {
            return Self::new(Palette::Sixteen);
        }
        // The last part of COLORFGBG is the background: 7 and 9–15 are light.
        let ground = set("COLORFGBG")
            .and_then(|value| value.rsplit(';').next().and_then(|part| part.parse().ok()));
        match ground {
            Some(7u8 | 9..=15) => Self::new(Palette::Light),
            Some(_) | None => Self::new(Palette::Dark),
        }
    }

    /// Which palette this is.
    pub const fn palette(&self) -> Palette {
        self.palette
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        match self.palette {
            Palette::Dark => coloured(role, &DARK),
            Palette::Light => coloured(role, &LIGHT),
            Palette::Sixteen => sixteen(role),
            Palette::Plain => plain(role),
        }
    }

    /// The style of a role on a bar. A reversed bar is plain: a colour in it would be reversed too
    /// and become a block.
    pub fn on_bar(&self, role: Role) -> Style {
        let bar = self.style(Role::Bar);
        match self.palette {
            Palette::Dark | Palette::Light => bar.patch(Style {
                bg: bar.bg,
                ..self.style(role)
            }),
            Palette::Sixteen | Palette::Plain => bar.add_modifier(Modifier::BOLD),
        }
    }

    /// What makes a chart that was drawn on a bar part of it.
    pub fn ground_of_bar(&self) -> Style {
        let bar = self.style(Role::Bar);
        match self.palette {
            Palette::Dark | Palette::Light => Style {
                bg: bar.bg,
                ..Style::new()
            },
            Palette::Sixteen | Palette::Plain => bar,
        }
    }
}

/// Indexed colours: they take fewer bytes than RGB and look the same everywhere.
struct Colours {
    accent: u8,
    muted: u8,
    good: u8,
    warn: u8,
    bad: u8,
    selected: u8,
    selected_text: u8,
    bar: u8,
    bar_text: u8,
    line: u8,
}

const DARK: Colours = Colours {
    accent: 116,
    muted: 246,
    good: 114,
    warn: 221,
    bad: 210,
    selected: 24,
    selected_text: 231,
    bar: 236,
    bar_text: 252,
    line: 240,
};

const LIGHT: Colours = Colours {
    accent: 24,
    muted: 242,
    good: 22,
    warn: 130,
    bad: 124,
    selected: 153,
    selected_text: 16,
    bar: 254,
    bar_text: 236,
    line: 248,
};

fn coloured(role: Role, colours: &Colours) -> Style {
    let fg = |index| Style::new().fg(Color::Indexed(index));
    match role {
        Role::Text => Style::new(),
        Role::Accent => fg(colours.accent).add_modifier(Modifier::BOLD),
        Role::Muted => fg(colours.muted),
        Role::Good => fg(colours.good),
        Role::Warn => fg(colours.warn),
        Role::Bad => fg(colours.bad).add_modifier(Modifier::BOLD),
        Role::Selected => fg(colours.selected_text)
            .bg(Color::Indexed(colours.selected))
            .add_modifier(Modifier::BOLD),
        Role::Key => fg(colours.accent).add_modifier(Modifier::BOLD),
        Role::Bar | Role::Menu => fg(colours.bar_text).bg(Color::Indexed(colours.bar)),
        Role::Line => fg(colours.line),
        Role::Heading => fg(colours.muted).add_modifier(Modifier::BOLD),
    }
}

fn sixteen(role: Role) -> Style {
    let fg = |colour| Style::new().fg(colour);
    match role {
        Role::Text => Style::new(),
        Role::Menu => Style::reset(),
        Role::Accent | Role::Key => fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Muted | Role::Line => Style::new().add_modifier(Modifier::DIM),
        Role::Good => fg(Color::Green),
        Role::Warn => fg(Color::Yellow),
        Role::Bad => fg(Color::Red).add_modifier(Modifier::BOLD),
        // Also what was coloured, bold or dim before: reversed, a colour would be the ground of its
        // cell alone, and the row a patchwork.
        Role::Selected | Role::Bar => Style::reset().add_modifier(Modifier::REVERSED),
        Role::Heading => Style::new().add_modifier(Modifier::BOLD),
    }
}

fn plain(role: Role) -> Style {
    match role {
        Role::Text | Role::Muted | Role::Good | Role::Line | Role::Menu => Style::new(),
        Role::Accent | Role::Key | Role::Heading => Style::new().add_modifier(Modifier::BOLD),
        Role::Warn => Style::new().add_modifier(Modifier::UNDERLINED),
        Role::Bad => Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Selected | Role::Bar => Style::new().add_modifier(Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(pairs: &[(&str, &str)]) -> Palette {
        Theme::detect(|name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
        .palette()
    }

    #[test]
    fn the_environment_chooses() {
        assert_eq!(detect(&[("TERM", "xterm-256color")]), Palette::Dark);
        assert_eq!(
            detect(&[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")]),
            Palette::Light
        );
        assert_eq!(detect(&[("TERM", "xterm")]), Palette::Sixteen);
        assert_eq!(detect(&[("TERM", "linux")]), Palette::Sixteen);
        assert_eq!(detect(&[]), Palette::Sixteen);
        assert_eq!(detect(&[("WT_SESSION", "1")]), Palette::Dark);
        assert_eq!(detect(&[("TERM", "xterm-direct")]), Palette::Dark);
        let kitty = [("TERM", "xterm-kitty"), ("COLORTERM", "truecolor")];
        assert_eq!(detect(&kitty), Palette::Dark);
        assert_eq!(
            detect(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]),
            Palette::Plain
        );
        assert_eq!(
            detect(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]),
            Palette::Dark
        );
    }

    /// A selected row of a list with coloured cells is one plain reversed row.
    #[test]
    fn sixteen_colours_are_reversed_plainly() {
        let theme = Theme::new(Palette::Sixteen);
        for role in [Role::Warn, Role::Bad, Role::Muted, Role::Accent] {
            for over in [Role::Selected, Role::Bar] {
                let mut cell = ratatui::buffer::Cell::default();
                cell.set_style(theme.style(role));
                cell.set_style(theme.style(over));
                assert_eq!(
                    (cell.fg, cell.bg, cell.modifier),
                    (Color::Reset, Color::Reset, Modifier::REVERSED),
                    "{role:?} under {over:?}"
                );
            }
            assert_eq!(theme.on_bar(role).fg, Some(Color::Reset));
        }
    }

    #[test]
    fn no_color_means_no_colour() {
        let theme = Theme::new(Palette::Plain);
        for role in [Role::Accent, Role::Bad, Role::Selected, Role::Bar] {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
