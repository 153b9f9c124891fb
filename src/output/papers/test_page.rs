//! The test page of a label sheet.

use super::paper::Printed;
use super::sheet::Sheet;
use crate::lang::Words;
use crate::output::pdf::document::Document;
use crate::output::pdf::page::{Area, Page};
use crate::output::pdf::style::Style;

/// A page that shows where labels will be printed: their outlines, and rulers of the whole sheet. The
/// owner holds it against a real sheet and sets the offsets.
pub fn pdf(sheet: &Sheet, words: &Words) -> Printed {
    let mut page = Page::new(sheet.size.0, sheet.size.1);
    rulers(&mut page, sheet.size);
    for index in 0..sheet.count() {
        let (x, y) = sheet.place(index);
        let (width, height) = sheet.label;
        page.outline(
            Area {
                x,
                y,
                width,
                height,
            },
            0.2,
            0.0,
        );
        let style = Style::bold(8.0);
        page.text(
            x + 2.0,
            y + 2.0 + style.ascent(),
            &words.count(i64::try_from(index + 1).unwrap_or(i64::MAX)),
            style,
        );
        if index == 0 {
            let told = [
                sheet.name.clone(),
                format!("{} × {} mm", sheet.label.0, sheet.label.1),
                words.word("papers-test-scale"),
            ];
            let style = Style::regular(6.0);
            for (nth, line) in (1..).zip(told) {
                page.text(
                    x + 7.0,
                    y + 1.5 + f64::from(nth) * style.leading(),
                    &line,
                    style,
                );
            }
        }
    }
    let mut document = Document::new(&sheet.name, words.lang().name());
    document.push(page);
    Printed {
        bytes: document.finish(),
        warnings: Vec::new(),
    }
}

/// Ticks for every millimetre along the top and the left edge, with a figure for each centimetre.
fn rulers(page: &mut Page, size: (f64, f64)) {
    let gray = 0.35;
    let style = Style::regular(6.0).gray(gray);
    for (length, across) in [(size.0, true), (size.1, false)] {
        let mut mm = 1.0;
        while mm < length {
            let whole = |step: f64| mm % step < 0.5;
            let tick = if whole(10.0) {
                3.0
            } else if whole(5.0) {
                2.0
            } else {
                1.2
            };
            let (from, to) = if across {
                ((mm, 0.0), (mm, tick))
            } else {
                ((0.0, mm), (tick, mm))
            };
            page.line(from, to, 0.1, gray);
            if whole(10.0) {
                let figure = format!("{mm:.0}");
                if across {
                    page.text(mm + 0.4, 3.2, &figure, style);
                } else {
                    page.text(2.0, mm - 0.4, &figure, style);
                }
            }
            mm += 1.0;
        }
    }
}
