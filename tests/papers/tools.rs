//! Looks at PDF files with the tools of poppler and zbar.

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

fn run(program: &str, args: &[&str], folder: &Path) -> String {
    let out = Command::new(program)
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|why| panic!("{program}: {why}"));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn saved(bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("paper.pdf"), bytes).unwrap();
    folder
}

/// All text of a PDF.
pub fn text(bytes: &[u8]) -> String {
    let folder = saved(bytes);
    run("pdftotext", &["-raw", "paper.pdf", "-"], folder.path())
}

/// All text of a PDF without spaces and line ends.
pub fn letters(bytes: &[u8]) -> String {
    text(bytes).split_whitespace().collect()
}

/// What a scanner reads from the pages as they print on a thermal printer.
pub fn scanned(bytes: &[u8]) -> String {
    let folder = saved(bytes);
    run(
        "pdftoppm",
        &["-r", "203", "-gray", "paper.pdf", "page"],
        folder.path(),
    );
    let mut read = String::new();
    let mut pages: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".pgm"))
        .collect();
    pages.sort();
    for page in pages {
        read += &run("zbarimg", &["-q", "--raw", &page], folder.path());
    }
    read
}

/// What a scanner reads from rows of dots.
pub fn scanned_dots(rows: &[Vec<bool>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let margin = 40;
    let mut image = format!(
        "P5 {} {} 255\n",
        width + 2 * margin,
        rows.len() + 2 * margin
    )
    .into_bytes();
    let white = vec![255_u8; width + 2 * margin];
    image.extend((0..margin).flat_map(|_| white.clone()));
    for row in rows {
        let mut line = white.clone();
        for (at, _) in row.iter().enumerate().filter(|(_, black)| **black) {
            line[margin + at] = 0;
        }
        image.extend(line);
    }
    image.extend((0..margin).flat_map(|_| white.clone()));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dots.pgm"), image).unwrap();
    run("zbarimg", &["-q", "--raw", "dots.pgm"], folder.path())
}

/// The drawing commands of a PDF's pages, unpacked.
pub fn drawings(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(start) = find(rest, b"stream\n") {
        let body = &rest[start + 7..];
        let end = find(body, b"\nendstream").unwrap_or(body.len());
        let mut text = Vec::new();
        let read = flate2::read::ZlibDecoder::new(&body[..end]).read_to_end(&mut text);
        // Fonts and maps are streams too; only pages set text or lines.
        let text = String::from_utf8_lossy(&text).into_owned();
        if read.is_ok() && (text.contains("\nET") || text.contains(" re\n")) {
            found.push(text);
        }
        rest = &body[end + 10..];
    }
    found
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

/// The operands of every use of an operator, such as `cm` or `re`.
pub fn operands(drawing: &str, operator: &str) -> Vec<Vec<f64>> {
    drawing
        .lines()
        .filter_map(|line| line.strip_suffix(operator))
        .filter_map(|line| {
            let numbers = line.split_whitespace().map(str::parse);
            numbers.collect::<Result<_, _>>().ok()
        })
        .collect()
}

/// The sizes of all letters of a PDF, in points.
pub fn sizes(bytes: &[u8]) -> Vec<f64> {
    let drawings = drawings(bytes);
    let lines = drawings.iter().flat_map(|drawing| drawing.lines());
    lines
        .filter_map(|line| {
            line.strip_suffix(" Tf")?
                .split(' ')
                .next_back()?
                .parse()
                .ok()
        })
        .collect()
}
