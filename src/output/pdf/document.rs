//! Pages as one PDF file, with the letters that were used. Viewers are told to print it at its true
//! size, because labels must meet their sheet.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;

use super::font::{Face, Font};
use super::page::{FACES, Page};
use super::style::POINTS;

/// How codes of two bytes are glyph numbers.
const IDENTITY: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// Pages that are to become one file.
pub struct Document {
    title: String,
    lang: &'static str,
    pages: Vec<Page>,
}

impl Document {
    /// An empty document. `lang` is a code such as `id`.
    pub fn new(title: &str, lang: &'static str) -> Self {
        Self {
            title: title.to_owned(),
            lang,
            pages: Vec::new(),
        }
    }

    /// Adds a page.
    pub fn push(&mut self, page: Page) {
        self.pages.push(page);
    }

    /// The pages so far, to write page numbers on when their count is known.
    pub fn pages(&mut self) -> &mut [Page] {
        &mut self.pages
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let mut next = Ref::new(1);
        let mut new = || next.bump();
        let (catalog, tree, info, resources) = (new(), new(), new(), new());
        let mut pdf = Pdf::new();
        let mut used: [BTreeMap<u16, char>; 2] = [BTreeMap::new(), BTreeMap::new()];
        let mut kids = Vec::with_capacity(self.pages.len());
        for page in self.pages {
            let (kid, drawing) = (new(), new());
            kids.push(kid);
            let size = [page.width, page.height].map(|mm| (mm * POINTS) as f32);
            let mut leaf = pdf.page(kid);
            leaf.parent(tree)
                .media_box(Rect::new(0.0, 0.0, size[0], size[1]))
                .contents(drawing)
                .pair(Name(b"Resources"), resources);
            leaf.finish();
            let (bytes, glyphs) = page.finish();
            for (all, of_page) in used.iter_mut().zip(glyphs) {
                for (glyph, c) in of_page {
                    all.entry(glyph).or_insert(c);
                }
            }
            let packed = deflated(&bytes);
            pdf.stream(drawing, &packed).filter(Filter::FlateDecode);
        }
        let fonts: Vec<(usize, Ref)> = Face::ALL
            .into_iter()
            .filter(|face| !used[face.index()].is_empty())
            .map(|face| {
                let id = new();
                write_font(&mut pdf, face, id, &mut new, &used[face.index()]);
                (face.index(), id)
            })
            .collect();
        let mut dict = pdf.indirect(resources).dict();
        let mut faces = dict.insert(Name(b"Font")).dict();
        for (face, id) in fonts {
            faces.pair(Name(FACES[face]), id);
        }
        faces.finish();
        dict.finish();
        let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
        pdf.pages(tree).kids(kids).count(count);
        pdf.document_info(info)
            .title(TextStr(&self.title))
            .producer(TextStr("rekap"));
        let mut root = pdf.catalog(catalog);
        root.pages(tree).lang(TextStr(self.lang));
        root.viewer_preferences()
            .pair(Name(b"PrintScaling"), Name(b"None"));
        root.finish();
        pdf.finish()
    }
}

/// Writes a face with the glyphs that were used, under the number `id`.
fn write_font(
    pdf: &mut Pdf,
    face: Face,
    id: Ref,
    new: &mut impl FnMut() -> Ref,
    used: &BTreeMap<u16, char>,
) {
    let font: &Font = face.font();
    let (cid, descriptor, program, map, unicode) = (new(), new(), new(), new(), new());
    let mut kept = GlyphRemapper::new();
    for glyph in used.keys() {
        kept.remap(*glyph);
    }
    // A font that can't be reduced is embedded whole; then its glyphs keep their numbers.
    let reduced = subsetter::subset(font.data, 0, &kept).ok();
    let number = |glyph: u16| match &reduced {
        Some(_) => kept.get(glyph).unwrap_or_default(),
        None => glyph,
    };
    let name = match &reduced {
        // Six letters before the name tell readers that the font is reduced.
        Some(_) => format!("REKAPA+{}", font.name),
        None => font.name.to_owned(),
    };
    pdf.type0_font(id)
        .base_font(Name(name.as_bytes()))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(unicode);
    let mut entry = pdf.cid_font(cid);
    entry
        .subtype(CidFontType::Type2)
        .base_font(Name(name.as_bytes()))
        .system_info(IDENTITY)
        .font_descriptor(descriptor)
        .default_width(0.0)
        .cid_to_gid_map_stream(map);
    let mut widths = entry.widths();
    for (glyph, c) in used {
        widths.consecutive(*glyph, [f32::from(font.glyph(*c).advance)]);
    }
    widths.finish();
    entry.finish();
    let [left, bottom, right, top] = font.bounds;
    let [capitals, ascent, descent] = font.heights;
    pdf.font_descriptor(descriptor)
        .name(Name(name.as_bytes()))
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(ascent)
        .descent(descent)
        .cap_height(capitals)
        .stem_v(if face == Face::Bold { 140.0 } else { 80.0 })
        .font_file2(program);
    let data = reduced.as_deref().unwrap_or(font.data);
    let length = i32::try_from(data.len()).unwrap_or(i32::MAX);
    let packed = deflated(data);
    pdf.stream(program, &packed)
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), length);
    // Codes on the pages are the glyph numbers of the whole font.
    let last = used.keys().next_back().copied().unwrap_or_default();
    let numbers: Vec<u8> = (0..=last)
        .flat_map(|glyph| {
            let to = if used.contains_key(&glyph) {
                number(glyph)
            } else {
                0
            };
            to.to_be_bytes()
        })
        .collect();
    let packed = deflated(&numbers);
    pdf.stream(map, &packed).filter(Filter::FlateDecode);
    let mut cmap = UnicodeCmap::new(Name(b"Unicode"), IDENTITY);
    for (glyph, c) in used {
        cmap.pair(*glyph, if *glyph == 0 { '\u{fffd}' } else { *c });
    }
    let packed = deflated(&cmap.finish().into_vec());
    pdf.cmap(unicode, &packed).filter(Filter::FlateDecode);
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory doesn't fail.
    let packed = packer.write_all(bytes).and_then(|()| packer.finish());
    packed.unwrap_or_default()
}
