//! The two faces that papers are set in: Noto Sans Regular and Bold (OFL, `assets/fonts`), with the
//! glyph and the width of every character they have.

use std::sync::LazyLock;

use ttf_parser::Face as Table;

/// A weight of Noto Sans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// For reading.
    Regular,
    /// For names, titles and sums.
    Bold,
}

/// One character's glyph in its font.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font; 0 is the box for what the font lacks.
    pub id: u16,
    /// How far the next character stands from it, in thousandths of the letter size.
    pub advance: u16,
}

/// What a PDF says of a font.
pub struct Font {
    /// The font file.
    pub data: &'static [u8],
    /// Its name, without spaces.
    pub name: &'static str,
    /// Of each character below [`END`], its glyph.
    glyphs: Vec<Glyph>,
    /// The box for what the font lacks.
    lacking: Glyph,
    /// Number of glyphs.
    pub count: u16,
    /// The box around all glyphs: left, bottom, right, top, in thousandths of the letter size.
    pub bounds: [f32; 4],
    /// Height of capitals, of what reaches highest, and of what hangs below the line.
    pub heights: [f32; 3],
}

/// No character from here on is in the fonts but U+FB01, U+FB02 and U+FFFD, which texts don't need.
const END: u32 = 0x2600;

static REGULAR: LazyLock<Font> = LazyLock::new(|| {
    Font::read(
        include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
        "NotoSans-Regular",
    )
});
static BOLD: LazyLock<Font> = LazyLock::new(|| {
    Font::read(
        include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
        "NotoSans-Bold",
    )
});

impl Face {
    /// Both faces, in the order of their resource names.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// The font.
    pub fn font(self) -> &'static Font {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }

    /// The place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Bold => 1,
        }
    }
}

impl Font {
    fn read(data: &'static [u8], name: &'static str) -> Self {
        let mut font = Self {
            data,
            name,
            glyphs: Vec::new(),
            lacking: Glyph::default(),
            count: 0,
            bounds: [0.0; 4],
            heights: [0.0; 3],
        };
        // The file is part of the program, and a test reads both: it can't be unreadable here.
        let Ok(table) = Table::parse(data, 0) else {
            return font;
        };
        let glyph = |id: u16| Glyph {
            id,
            advance: table
                .glyph_hor_advance(ttf_parser::GlyphId(id))
                .unwrap_or_default(),
        };
        font.lacking = glyph(0);
        font.glyphs = (0..END)
            .map(|code| {
                let found = char::from_u32(code).and_then(|c| table.glyph_index(c));
                found.map_or(font.lacking, |id| glyph(id.0))
            })
            .collect();
        font.count = table.number_of_glyphs();
        let bounds = table.global_bounding_box();
        font.bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(f32::from);
        font.heights = [
            table.capital_height().unwrap_or_default(),
            table.ascender(),
            table.descender(),
        ]
        .map(f32::from);
        font
    }

    /// The glyph of a character; the box where the font lacks it.
    pub fn glyph(&self, c: char) -> Glyph {
        let index = usize::try_from(u32::from(c)).unwrap_or(usize::MAX);
        self.glyphs.get(index).copied().unwrap_or(self.lacking)
    }

    /// Whether the font has the character.
    pub fn has(&self, c: char) -> bool {
        self.glyph(c).id != 0
    }
}
