//! How letters look: face, size and shade.

use super::font::Face;

/// Points in a millimetre.
pub const POINTS: f64 = 72.0 / 25.4;
/// The smallest letters on any paper, in points: what still reads well from a thermal printer and at
/// arm's length (rule 100).
pub const SMALLEST: f64 = 6.0;
/// Height of a line, in letter sizes, and what of it is below the letters' feet.
const LEADING: f64 = 1.3;
const TIGHT: f64 = 1.16;
const BELOW: f64 = 0.3;
const TIGHT_BELOW: f64 = 0.25;

/// Face, size and shade of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Regular or bold.
    pub face: Face,
    /// Size of the letters in points.
    pub size: f64,
    /// 0 is black, 1 is white.
    pub gray: f32,
    /// Whether lines stand close to each other, as on a sticker.
    pub tight: bool,
}

impl Style {
    /// Black letters of a size in points.
    pub const fn regular(size: f64) -> Self {
        Self {
            face: Face::Regular,
            size,
            gray: 0.0,
            tight: false,
        }
    }

    /// Bold black letters of a size in points.
    pub const fn bold(size: f64) -> Self {
        Self {
            face: Face::Bold,
            size,
            gray: 0.0,
            tight: false,
        }
    }

    /// The same in another shade.
    #[must_use]
    pub const fn gray(self, gray: f32) -> Self {
        Self { gray, ..self }
    }

    /// The same with its lines close to each other.
    #[must_use]
    pub const fn tight(self) -> Self {
        Self {
            tight: true,
            ..self
        }
    }

    /// Height of a line in millimetres.
    pub fn leading(self) -> f64 {
        let leading = if self.tight { TIGHT } else { LEADING };
        self.size * leading / POINTS
    }

    /// From the top of a line to where its letters stand, in millimetres.
    pub fn ascent(self) -> f64 {
        let below = if self.tight { TIGHT_BELOW } else { BELOW };
        self.leading() - self.size * below / POINTS
    }

    /// Width of a text in millimetres.
    pub fn width(self, text: &str) -> f64 {
        let font = self.face.font();
        let units: u64 = text.chars().map(|c| u64::from(font.glyph(c).advance)).sum();
        // A text's units are far below 2^52.
        units as f64 * self.size / 1_000.0 / POINTS
    }
}
