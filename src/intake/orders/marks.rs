//! What marks of a workbook say about its rows: hidden, struck through, commented, or in a colour
//! that a legend in the sheet explains. Where the legend says that such rows are cancelled they are;
//! what else speaks against a row is asked about.

use std::collections::BTreeMap;

use super::remarks::against;
use crate::domain::message::Message;
use crate::domain::text::excerpt;
use crate::intake::columns::status::{Standing, plain};
use crate::intake::file::cell::{Marks, Row, Value};

/// The marks of a sheet that speak against rows.
#[derive(Default)]
pub(super) struct MarkedRows {
    /// The sentence for each row that is asked about.
    asked: BTreeMap<u64, Message>,
    /// The line of the legend that says a row is cancelled.
    cancelled: BTreeMap<u64, String>,
}

/// Longest text of a legend, in bytes.
const LEGEND: usize = 80;

/// Names of colours, and the hues they stand for: from and to, in degrees.
const COLOURS: &[(&str, i32, i32)] = &[
    ("merah", 340, 20),
    ("red", 340, 20),
    ("pink", 300, 350),
    ("oranye", 20, 45),
    ("orange", 20, 45),
    ("jingga", 20, 45),
    ("kuning", 45, 70),
    ("yellow", 45, 70),
    ("hijau", 70, 170),
    ("green", 70, 170),
    ("biru", 170, 260),
    ("blue", 170, 260),
    ("ungu", 260, 300),
    ("purple", 260, 300),
];

/// Names of grey.
const GREYS: [&str; 5] = ["abu", "abu2", "grey", "gray", "kelabu"];

impl MarkedRows {
    /// Reads the marks; `rows` are the first rows of the sheet, with titles above the header.
    pub(super) fn of<'a>(marks: &Marks, rows: impl Iterator<Item = Row<'a>>) -> Self {
        let mut found = BTreeMap::new();
        let mut cancelled = BTreeMap::new();
        for row in &marks.hidden {
            found.insert(*row, Message::new("intake-hidden-row"));
        }
        for row in &marks.struck {
            found.insert(*row, Message::new("intake-struck"));
        }
        for (row, comment) in &marks.comments {
            if against(comment).is_some() {
                let told = Message::new("intake-comment").text("text", excerpt(comment.trim()));
                found.insert(*row, told);
            }
        }
        if !marks.fills.is_empty() || !marks.struck.is_empty() {
            let legend = Legend::of(marks, rows);
            let whole = |row: &u64| marks.whole.contains(row) && !marks.hidden.contains(row);
            if let Some(said) = &legend.struck {
                let rows = marks.struck.iter().filter(|row| whole(row));
                cancelled.extend(rows.map(|row| (*row, said.clone())));
            }
            for (said, colour) in &legend.against {
                for (row, _) in marks.fills.iter().filter(|(_, fill)| colour.is(**fill)) {
                    if whole(row) && says_cancelled(said) {
                        cancelled.insert(*row, said.clone());
                        continue;
                    }
                    let told = Message::new("intake-coloured").text("legend", excerpt(said));
                    found.entry(*row).or_insert(told);
                }
            }
            // Few rows in red that nothing explains.
            let red = |fill: (u8, u8, u8)| fill.0 >= 192 && fill.1 <= 96 && fill.2 <= 96;
            let rows: Vec<u64> = (marks.fills.iter())
                .filter(|(_, fill)| red(**fill) && !legend.explains(**fill))
                .map(|(row, _)| *row)
                .collect();
            if 3 * rows.len() <= legend.rows {
                for row in rows {
                    found
                        .entry(row)
                        .or_insert_with(|| Message::new("intake-red"));
                }
            }
        }
        Self {
            asked: found,
            cancelled,
        }
    }

    /// What the marks say against a row.
    pub(super) fn against(&self, row: u64) -> Option<&Message> {
        self.asked.get(&row)
    }

    /// The line of the legend that says a row is cancelled.
    pub(super) fn cancels(&self, row: u64) -> Option<&str> {
        self.cancelled.get(&row).map(String::as_str)
    }
}

/// Whether a side of a line such as `abu-abu = BATAL` is a word for cancelled orders.
fn says_cancelled(legend: &str) -> bool {
    let mut sides = legend.split([':', '=']);
    sides.any(|side| Standing::of(side, false) == Standing::Cancelled)
}

/// A colour that a legend explains.
enum Colour {
    Exact((u8, u8, u8)),
    Named(i32, i32),
    Grey,
}

impl Colour {
    fn is(&self, fill: (u8, u8, u8)) -> bool {
        match self {
            Self::Exact(colour) => *colour == fill,
            Self::Named(from, to) => hue(fill).is_some_and(|hue| match from <= to {
                true => (*from..*to).contains(&hue),
                false => hue >= *from || hue < *to,
            }),
            Self::Grey => {
                let light = fill.0.max(fill.1).max(fill.2);
                hue(fill).is_none() && (40..=245).contains(&light)
            }
        }
    }
}

/// What a sheet says about its colours.
#[derive(Default)]
struct Legend {
    /// Lines that speak against the rows of their colour: `merah = batal`.
    against: Vec<(String, Colour)>,
    /// The line that says struck rows are cancelled: `dicoret = batal`.
    struck: Option<String>,
    /// Colours that a line explains, whatever they mean.
    explained: Vec<Colour>,
    /// Rows that were looked at.
    rows: usize,
}

impl Legend {
    /// Finds the lines of a legend: short texts in a cell of the colour, or with its name.
    fn of<'a>(marks: &Marks, rows: impl Iterator<Item = Row<'a>>) -> Self {
        let mut legend = Self::default();
        for row in rows {
            legend.rows += 1;
            let filled = (0..row.len()).filter(|at| row.get(*at) != Value::Empty);
            let filled = filled.count();
            for at in 0..row.len() {
                let Value::Text(text) = row.get(at) else {
                    continue;
                };
                if text.len() > LEGEND {
                    continue;
                }
                let words = plain(text);
                let mut words = words.split(' ');
                let strikes = ["dicoret", "tercoret", "coret", "strikethrough"];
                if text.contains([':', '='])
                    && says_cancelled(text)
                    && words.clone().any(|word| strikes.contains(&word))
                {
                    legend.struck.get_or_insert_with(|| text.to_owned());
                }
                let named = words.find_map(|word| {
                    if GREYS.contains(&word) {
                        return Some(Colour::Grey);
                    }
                    let found = COLOURS.iter().find(|(name, ..)| *name == word);
                    found.map(|(_, from, to)| Colour::Named(*from, *to))
                });
                // A line of its own in a colour.
                let own = || marks.fills.get(&row.number).filter(|_| filled <= 2);
                let colour = match (named, text.contains([':', '='])) {
                    (Some(named), _) => named,
                    (None, said) => match own() {
                        Some(fill) if said || against(text).is_some() => Colour::Exact(*fill),
                        _ => continue,
                    },
                };
                if against(text).is_some() {
                    legend.against.push((text.to_owned(), colour));
                } else {
                    legend.explained.push(colour);
                }
            }
        }
        legend
    }

    fn explains(&self, fill: (u8, u8, u8)) -> bool {
        self.explained.iter().any(|colour| colour.is(fill))
    }
}

/// The hue of a colour in degrees; `None` for grey.
fn hue((red, green, blue): (u8, u8, u8)) -> Option<i32> {
    let (red, green, blue) = (i32::from(red), i32::from(green), i32::from(blue));
    let most = red.max(green).max(blue);
    let range = most - red.min(green).min(blue);
    if range < 20 {
        return None;
    }
    let degrees = if most == red {
        60 * (green - blue) / range
    } else if most == green {
        120 + 60 * (blue - red) / range
    } else {
        240 + 60 * (red - green) / range
    };
    Some(degrees.rem_euclid(360))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_by_their_hue() {
        let named = |name: &str| {
            let (_, from, to) = COLOURS.iter().find(|(known, ..)| *known == name).unwrap();
            Colour::Named(*from, *to)
        };
        assert!(named("merah").is((255, 0, 0)));
        assert!(named("merah").is((255, 199, 206)));
        assert!(named("hijau").is((0, 176, 80)));
        assert!(named("kuning").is((255, 255, 0)));
        assert!(!named("merah").is((255, 255, 0)));
        assert!(!named("biru").is((217, 217, 217)));
        assert!(Colour::Grey.is((217, 217, 217)));
        assert!(!Colour::Grey.is((255, 0, 0)));
    }
}
