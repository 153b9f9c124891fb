//! Makes pictures of the screens with the program itself: runs the app over the sample shop with a
//! pinned clock, presses keys, and writes the screen as SVG with its real colours.
//!
//! `cargo run --example shots [FOLDER]` — without a folder, into `assets/shots`.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use rekap::book::{Book, Opening};
use rekap::demo;
use rekap::domain::when::{Moment, Zone};
use rekap::lang::{Lang, Words};
use rekap::tui::app::{self, App};
use rekap::tui::input::{Input, Key};
use rekap::tui::screens;
use rekap::tui::theme::{Palette, Theme};

/// The pinned clock: Wednesday 25 February 2026, 10:20 in Jakarta.
const NOW: Moment = Moment::from_unix(1_771_989_600);
const SEED: u64 = 7;
const ORDERS: usize = 400;

/// One picture: file name, size in columns and rows, theme, and the keys that lead to it.
struct Shot {
    name: &'static str,
    size: (u16, u16),
    palette: Palette,
    lang: Lang,
    keys: &'static str,
}

const fn shot(name: &'static str, size: (u16, u16), keys: &'static str) -> Shot {
    Shot {
        name,
        size,
        palette: Palette::Dark,
        lang: Lang::Id,
        keys,
    }
}

const fn light(shot: Shot) -> Shot {
    Shot {
        palette: Palette::Light,
        ..shot
    }
}

const fn english(shot: Shot) -> Shot {
    Shot {
        lang: Lang::En,
        ..shot
    }
}

/// The pictures in the README and the guides.
const SHOTS: &[Shot] = &[
    shot("beranda", (100, 30), ""),
    shot(
        "pesanan-baru",
        (100, 30),
        "p k u e 3 Enter 3 n s a r Tab 2 Space n a s t a r Space k e j u , Space 1 Space l i d Down Tab d p",
    ),
    shot("pesanan", (100, 30), "p k u e 3 Enter 3"),
    shot("produksi", (100, 30), "p j e r 2 Enter 5 Tab Tab Tab"),
    light(shot(
        "pesanan-rinci-terang",
        (100, 30),
        "p k u e 3 Enter 3 Enter",
    )),
    english(shot("payments-english", (100, 30), "p k u e 3 Enter 4")),
];

/// Every screen at every size and in every theme, to check before a release.
fn gallery() -> Vec<Shot> {
    let screens = [
        ("1-beranda", "1"),
        ("2-po", "2"),
        ("2-po-rinci", "2 Enter"),
        ("2-po-baru", "2 n"),
        ("3-pesanan", "3"),
        ("3-pesanan-rinci", "3 Enter"),
        ("3-pesanan-baru", "3 n"),
        ("3-pesanan-bayar", "3 b"),
        ("4-bayar", "4"),
        ("5-produksi", "5"),
        ("5-produksi-opsi", "5 Tab Tab Tab"),
        ("7-pelanggan", "7"),
        ("7-pelanggan-rinci", "7 Enter"),
        ("8-katalog", "8"),
        ("8-katalog-baru", "8 n"),
        ("bantuan", "3 ?"),
        ("perintah", "Ctrl-P"),
        ("riwayat", "h"),
        ("ekspor", "3 x"),
    ];
    let looks = [
        ((80, 24), Palette::Dark),
        ((60, 20), Palette::Dark),
        ((120, 40), Palette::Light),
        ((80, 24), Palette::Plain),
        ((200, 60), Palette::Dark),
    ];
    let mut shots = Vec::new();
    for (name, keys) in screens {
        for (size, palette) in looks {
            let name = format!("{name}-{}x{}-{palette:?}", size.0, size.1).to_lowercase();
            shots.push(Shot {
                palette,
                ..shot(Box::leak(name.into_boxed_str()), size, keys)
            });
        }
    }
    shots
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let all = args.first().is_some_and(|arg| arg == "--all");
    if all {
        args.remove(0);
    }
    let folder = args.pop().unwrap_or_else(|| "assets/shots".to_owned());
    fs::create_dir_all(&folder)?;
    let shop = tempfile::tempdir()?;
    let book = shop.path().join("toko.rekap");
    demo::create(&book, SEED, ORDERS, NOW, |_, _| {})?;
    let gallery = if all { gallery() } else { Vec::new() };
    for shot in SHOTS.iter().chain(&gallery) {
        let path = Path::new(&folder).join(format!("{}.svg", shot.name));
        fs::write(&path, svg(&take(shot, &book)?, shot.palette))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Opens the app on the book, presses the keys and returns the screen.
fn take(shot: &Shot, book: &Path) -> Result<Buffer, Box<dyn Error>> {
    let (width, height) = shot.size;
    let words = Words::new(shot.lang, Zone::Wib);
    let theme = Theme::new(shot.palette);
    let book = Book::open(book, Opening::Existing)?;
    let mut app = App::new(book, words, theme, NOW, true, screens::makers())?;
    let mut terminal = Terminal::new(TestBackend::new(width, height))?;
    terminal.draw(|frame| app::draw(&app, frame))?;
    for key in shot.keys.split_whitespace() {
        let key = Key::parse(key).ok_or_else(|| format!("{}: no key {key}", shot.name))?;
        app.handle(Input::Key(key));
        // Some screens load as many rows as the last drawing had room for.
        terminal.draw(|frame| app::draw(&app, frame))?;
    }
    Ok(terminal.backend().buffer().clone())
}

/// Width and height of a cell and the position of its baseline, in pixels.
const CELL: (f32, f32) = (8.4, 17.0);
const BASELINE: f32 = 13.0;
const MARGIN: f32 = 14.0;

/// Background and text colour of the terminal.
const fn ground(palette: Palette) -> (&'static str, &'static str) {
    match palette {
        Palette::Light => ("#fbf8f1", "#24292f"),
        Palette::Dark | Palette::Sixteen | Palette::Plain => ("#16181d", "#d8dbe0"),
    }
}

fn svg(buffer: &Buffer, palette: Palette) -> String {
    let (ground, ink) = ground(palette);
    let area = buffer.area;
    let width = f32::from(area.width) * CELL.0 + 2.0 * MARGIN;
    let height = f32::from(area.height) * CELL.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,monospace\" font-size=\"14\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{ground}\"/>\n"
    );
    for y in 0..area.height {
        row(&mut out, buffer, y, (ground, ink));
    }
    out.push_str("</svg>\n");
    out
}

/// Neighbouring cells of a row with the same look, drawn together.
struct Run {
    start: u16,
    columns: u16,
    text: String,
    look: Look,
}

#[derive(PartialEq)]
struct Look {
    ink: String,
    ground: Option<String>,
    modifier: Modifier,
}

fn row(out: &mut String, buffer: &Buffer, y: u16, terminal: (&str, &str)) {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else {
            break;
        };
        let columns = u16::try_from(cell.symbol().width().max(1)).unwrap_or(1);
        let look = look(cell, terminal);
        match runs.last_mut() {
            // A wide character is drawn alone, as fonts disagree about its width.
            Some(run) if run.look == look && columns == 1 && !run.text.is_empty() => {
                run.columns += 1;
                run.text.push_str(cell.symbol());
            }
            _ => runs.push(Run {
                start: x,
                columns,
                text: cell.symbol().to_owned(),
                look,
            }),
        }
        x += columns;
    }
    let top = MARGIN + f32::from(y) * CELL.1;
    for run in &runs {
        let left = MARGIN + f32::from(run.start) * CELL.0;
        let width = f32::from(run.columns) * CELL.0;
        if let Some(ground) = &run.look.ground {
            let _ = writeln!(
                out,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{ground}\" shape-rendering=\"crispEdges\"/>",
                CELL.1
            );
        }
    }
    for run in &runs {
        let mut column = run.start;
        for piece in pieces(&run.text) {
            let columns = u16::try_from(piece.width()).unwrap_or(0);
            if !piece.trim().is_empty() {
                let left = MARGIN + f32::from(column) * CELL.0;
                match drawing(piece, left, top) {
                    Some(path) => {
                        let _ = writeln!(out, "{}", path.replace("INK", &run.look.ink));
                    }
                    None => text(out, piece, (left, top), columns, &run.look),
                }
            }
            column += columns;
        }
    }
}

/// Splits a text into words, gaps and single symbols, so that a symbol with a wrong width in some
/// font shifts nothing else.
fn pieces(text: &str) -> Vec<&str> {
    let is_symbol = |c: char| !c.is_ascii() && !c.is_alphanumeric();
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let gap_ends =
            before == ' ' && c != ' ' && text.get(..at).is_some_and(|t| t.ends_with("  "));
        let gap_begins =
            c == ' ' && text.get(at..).is_some_and(|t| t.starts_with("  ")) && before != ' ';
        if at > start && (is_symbol(c) || is_symbol(before) || gap_begins || gap_ends) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = c;
    }
    pieces.extend(text.get(start..));
    pieces
}

/// Draws frames and bars as shapes, so that they join in any font.
fn drawing(piece: &str, left: f32, top: f32) -> Option<String> {
    let mut chars = piece.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let (right, bottom) = (left + CELL.0, top + CELL.1);
    let (middle, centre) = (left + CELL.0 / 2.0, top + CELL.1 / 2.0);
    let path = match c {
        '─' => format!("M{left:.1} {centre:.1}H{right:.1}"),
        '│' => format!("M{middle:.1} {top:.1}V{bottom:.1}"),
        '╭' => format!("M{middle:.1} {bottom:.1}Q{middle:.1} {centre:.1} {right:.1} {centre:.1}"),
        '╮' => format!("M{middle:.1} {bottom:.1}Q{middle:.1} {centre:.1} {left:.1} {centre:.1}"),
        '╰' => format!("M{middle:.1} {top:.1}Q{middle:.1} {centre:.1} {right:.1} {centre:.1}"),
        '╯' => format!("M{middle:.1} {top:.1}Q{middle:.1} {centre:.1} {left:.1} {centre:.1}"),
        '\u{2581}'..='\u{2588}' => {
            let height = CELL.1 * (f32::from(u8::try_from(c as u32 - 0x2580).ok()?) / 8.0);
            return Some(block(left, bottom - height, CELL.0, height));
        }
        '\u{2589}'..='\u{258f}' => {
            let width = CELL.0 * (f32::from(u8::try_from(0x2590 - c as u32).ok()?) / 8.0);
            return Some(block(left, top, width, CELL.1));
        }
        _ => return None,
    };
    Some(format!("<path d=\"{path}\" fill=\"none\" stroke=\"INK\"/>"))
}

fn block(x: f32, y: f32, width: f32, height: f32) -> String {
    format!(
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"INK\"/>"
    )
}

fn text(out: &mut String, words: &str, (left, top): (f32, f32), columns: u16, look: &Look) {
    let mut style = String::new();
    let modifier = look.modifier;
    if modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if modifier.contains(Modifier::ITALIC) {
        style.push_str(" font-style=\"italic\"");
    }
    if modifier.contains(Modifier::DIM) {
        style.push_str(" opacity=\"0.65\"");
    }
    if modifier.contains(Modifier::UNDERLINED) {
        style.push_str(" text-decoration=\"underline\"");
    }
    if modifier.contains(Modifier::CROSSED_OUT) {
        style.push_str(" text-decoration=\"line-through\"");
    }
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" fill=\"{}\"{style}>{}</text>",
        top + BASELINE,
        f32::from(columns) * CELL.0,
        look.ink,
        escaped(words),
    );
}

fn look(cell: &Cell, (ground, ink): (&str, &str)) -> Look {
    let mut front = colour(cell.fg);
    let mut back = colour(cell.bg);
    if cell.modifier.contains(Modifier::REVERSED) {
        (front, back) = (
            Some(back.unwrap_or_else(|| ground.to_owned())),
            Some(front.unwrap_or_else(|| ink.to_owned())),
        );
    }
    Look {
        ink: front.unwrap_or_else(|| ink.to_owned()),
        ground: back,
        modifier: cell.modifier,
    }
}

/// Returns the colour a terminal shows; `None` for its default.
fn colour(colour: Color) -> Option<String> {
    const NAMED: [&str; 16] = [
        "#1d1f21", "#cc4b4b", "#5fa05f", "#c49a3a", "#5a8fc7", "#a86fb5", "#4ba3a3", "#c5c8c6",
        "#707880", "#e06c6c", "#8cc98c", "#e6c35c", "#81b3e8", "#c893d6", "#73c9c9", "#ffffff",
    ];
    let index: usize = match colour {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(index) => index.into(),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    if let Some(named) = NAMED.get(index) {
        return Some((*named).to_owned());
    }
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return Some(format!("#{grey:02x}{grey:02x}{grey:02x}"));
    }
    let level = |part: usize| if part == 0 { 0 } else { 55 + 40 * part };
    let cube = index - 16;
    let (red, green, blue) = (level(cube / 36), level(cube / 6 % 6), level(cube % 6));
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
