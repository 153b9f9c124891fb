//! A nota: what an order's customer bought, paid and owes. Without its bill it is a delivery note,
//! which shows no price (rule 80).

mod page;
mod rows;

pub use rows::{Nota, NotaBill, NotaLine, NotaPrice, ShopHead};

use super::a4::pages_or_strip;
use super::lost::{Medium, Texts, printable};
use super::paper::{Paper, PaperError, Printed, Roll};
use super::strip::{self, Part, Strip, Tone};
use crate::domain::text::printable as clean;
use crate::lang::Words;
use crate::output::pdf::document::Document;

/// Notas as PDF: each on pages of its own, A4 or as long as a roll needs.
///
/// # Errors
/// [`PaperError::Nothing`] without notas, [`PaperError::NotFor`] for a label sheet.
pub fn pdf(notas: &[Nota], paper: &Paper, words: &Words) -> Result<Printed, PaperError> {
    let first = notas.first().ok_or(PaperError::Nothing)?;
    let (notas, warnings) = printable(notas, Medium::Fonts);
    let mut document = Document::new(&first.title(words), words.lang().name());
    for nota in &notas {
        let pages = pages_or_strip(paper, || page::pages(nota, words), || strip(nota, words))?;
        pages.into_iter().for_each(|page| document.push(page));
    }
    Ok(Printed {
        bytes: document.finish(),
        warnings,
    })
}

/// Notas for a receipt printer.
///
/// # Errors
/// [`PaperError::Nothing`] without notas.
pub fn escpos(notas: &[Nota], roll: Roll, words: &Words) -> Result<Printed, PaperError> {
    if notas.is_empty() {
        return Err(PaperError::Nothing);
    }
    let (notas, warnings) = printable(notas, Medium::Ascii);
    let strips: Vec<Strip> = notas.iter().map(|nota| strip(nota, words)).collect();
    Ok(Printed {
        bytes: strip::escpos(&strips, roll),
        warnings,
    })
}

/// Notas as plain text, 48 columns wide.
///
/// # Errors
/// [`PaperError::Nothing`] without notas.
pub fn text(notas: &[Nota], words: &Words) -> Result<String, PaperError> {
    if notas.is_empty() {
        return Err(PaperError::Nothing);
    }
    let strips: Vec<Strip> = notas
        .iter()
        .map(|nota| {
            let mut nota = nota.clone();
            nota.each(&mut |text| *text = clean(text).into_owned());
            strip(&nota, words)
        })
        .collect();
    Ok(strip::text(&strips, Roll::Mm80.columns()))
}

fn strip(nota: &Nota, words: &Words) -> Strip {
    let mut strip = Strip::default();
    strip.centred(&nota.shop.name, Tone::Large);
    strip.centred(&nota.shop.address, Tone::Small);
    strip.centred(&nota.shop.phone, Tone::Small);
    strip.push(Part::Rule);
    let date = nota.placed.map(|at| words.date(at.date(words.zone())));
    strip.pair(
        format!("{} {}", nota.title(words), nota.number),
        date.unwrap_or_default(),
        Tone::Strong,
    );
    strip.line(&nota.period, Tone::Plain);
    strip.push(Part::Gap);
    strip.line(&nota.customer.name, Tone::Strong);
    strip.line(&nota.customer.phone, Tone::Plain);
    strip.line(&nota.address, Tone::Plain);
    strip.line(&nota.wanted, Tone::Plain);
    strip.push(Part::Rule);
    for line in &nota.lines {
        let count = words.count(line.qty);
        match line.price {
            Some(price) => {
                strip.line(&line.goods, Tone::Plain);
                let units = match price.unit {
                    Some(unit) => format!("{count} × {}", words.rupiah(unit)),
                    None => format!("{count} ×"),
                };
                strip.pair(units, words.rupiah(price.amount), Tone::Plain);
            }
            None => strip.line(&format!("{count} × {}", line.goods), Tone::Plain),
        }
        strip.line(&line.customization, Tone::Small);
        for note in &line.notes {
            strip.line(note, Tone::Small);
        }
        strip.push(Part::Hair);
    }
    strip.push(Part::Rule);
    if let Some(bill) = &nota.bill {
        for (label, amount) in &bill.charges {
            strip.pair(label, words.rupiah(*amount), Tone::Plain);
        }
        let (last, balance) = bill.last(words);
        strip.pair(
            words.word("papers-total"),
            words.rupiah(bill.total),
            Tone::Strong,
        );
        strip.pair(
            words.word("papers-paid"),
            words.rupiah(bill.paid),
            Tone::Plain,
        );
        strip.pair(last, words.rupiah(balance), Tone::Strong);
        if !bill.status.is_empty() {
            strip.push(Part::Framed(bill.status.clone()));
        }
        if !nota.shop.pay.is_empty() {
            strip.line(&words.word("papers-pay"), Tone::Small);
            for account in &nota.shop.pay {
                strip.line(account, Tone::Plain);
            }
        }
    }
    if let Some(payload) = nota.qris.as_ref().filter(|payload| !payload.is_empty()) {
        strip.push(Part::Qr(payload.clone()));
    }
    strip.line(&nota.note, Tone::Plain);
    if !nota.shop.foot.is_empty() {
        strip.push(Part::Gap);
        strip.centred(&nota.shop.foot, Tone::Small);
    }
    strip
}
