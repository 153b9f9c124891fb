//! A nota on A4.

use super::rows::{Nota, NotaBill, NotaLine};
use crate::domain::money::Rupiah;
use crate::lang::Words;
use crate::output::papers::a4::{A4, numbered, stack};
use crate::output::pdf::block::{Align, Block, Column};
use crate::output::pdf::flow::Flow;
use crate::output::pdf::page::Page;
use crate::output::pdf::style::Style;

const MARGIN: (f64, f64) = (20.0, 18.0);

const FAINT: f32 = 0.42;
const HAIR: f32 = 0.78;
const TEXT: Style = Style::regular(9.5);
const SMALL: Style = Style::regular(8.0).gray(FAINT);
const STRONG: Style = Style::bold(9.5);

/// The pages of a nota.
pub fn pages(nota: &Nota, words: &Words) -> Vec<Page> {
    let mut flow = Flow::new(A4, MARGIN);
    flow.put(head(nota, words));
    flow.put(parties(nota, words, flow.width()));
    let table = Table::of(nota, words);
    let titles = table.titles(words);
    flow.put(titles.clone());
    flow.set_heading(Some(titles));
    for (nth, line) in (1_i64..).zip(&nota.lines) {
        flow.put(table.line(nth, line, words));
    }
    flow.set_heading(None);
    flow.put(Block::Gap(4.0));
    flow.put(end(nota, words));
    if !nota.note.is_empty() {
        flow.put(Block::Gap(6.0));
        flow.put(Block::text(words.word("papers-note"), SMALL));
        flow.put(Block::text(&nota.note, TEXT));
    }
    if !nota.shop.foot.is_empty() {
        flow.put(Block::Gap(8.0));
        flow.put(Block::text(&nota.shop.foot, SMALL).aligned(Align::Centre));
    }
    numbered(flow.finish(), &nota.number, MARGIN.0)
}

fn head(nota: &Nota, words: &Words) -> Block {
    let shop = &nota.shop;
    let left = stack([
        (shop.name.as_str(), Style::bold(17.0)),
        (shop.address.as_str(), SMALL),
        (shop.phone.as_str(), SMALL),
    ]);
    let title = nota.title(words).to_uppercase();
    let right = Block::Stack(vec![
        Block::text(title, Style::bold(17.0)).aligned(Align::Right),
        Block::text(&nota.number, Style::bold(11.0)).aligned(Align::Right),
    ]);
    Block::Stack(vec![
        Block::Row(vec![
            left.rest(),
            Block::Gap(0.0).wide(8.0),
            right.wide(70.0),
        ]),
        Block::Gap(5.0),
        Block::Rule(0.5, 0.0),
        Block::Gap(5.0),
    ])
}

/// Who bought, and what the order is about.
fn parties(nota: &Nota, words: &Words, width: f64) -> Block {
    let customer = stack([
        (words.word("papers-for").as_str(), SMALL),
        (nota.customer.name.as_str(), Style::bold(11.5)),
        (nota.customer.phone.as_str(), TEXT),
        (nota.address.as_str(), TEXT),
    ]);
    let date = nota.placed.map(|at| words.date(at.date(words.zone())));
    let status = nota.bill.as_ref().map(|bill| bill.status.clone());
    let facts = [
        ("papers-period", nota.period.clone(), TEXT),
        ("papers-date", date.unwrap_or_default(), TEXT),
        ("papers-wanted", nota.wanted.clone(), TEXT),
        ("papers-status", status.unwrap_or_default(), STRONG),
    ];
    let facts: Vec<Block> = facts
        .into_iter()
        .filter(|(_, fact, _)| !fact.is_empty())
        .map(|(key, fact, style)| {
            Block::Row(vec![
                Block::text(words.word(key), SMALL).wide(24.0),
                Block::text(fact, style).rest(),
            ])
        })
        .collect();
    Block::Stack(vec![
        Block::Row(vec![
            customer.wide(width * 0.5 - 6.0),
            Block::Gap(0.0).wide(12.0),
            Block::Stack(facts).rest(),
        ]),
        Block::Gap(8.0),
    ])
}

/// The columns of the goods, wide enough that no figure is broken.
struct Table {
    number: f64,
    qty: f64,
    /// Price of a unit and of a line; `None` where no price is printed.
    money: Option<(f64, f64)>,
}

impl Table {
    fn of(nota: &Nota, words: &Words) -> Self {
        let wide = |texts: &mut dyn Iterator<Item = String>, least: f64| {
            texts.map(|text| STRONG.width(&text)).fold(least, f64::max) + 5.0
        };
        let prices = || nota.lines.iter().filter_map(|line| line.price);
        let money = nota.bill.as_ref().map(|_| {
            (
                wide(
                    &mut prices()
                        .filter_map(|price| price.unit)
                        .map(|unit| words.rupiah(unit)),
                    16.0,
                ),
                wide(&mut prices().map(|price| words.rupiah(price.amount)), 18.0),
            )
        });
        let last = i64::try_from(nota.lines.len()).unwrap_or(i64::MAX);
        Self {
            number: wide(&mut std::iter::once(words.count(last)), 3.0),
            qty: wide(
                &mut nota.lines.iter().map(|line| words.count(line.qty)),
                9.0,
            ),
            money,
        }
    }

    fn row(&self, number: Block, goods: Block, qty: Block, money: [Block; 2]) -> Block {
        let right = |block: Block, width| block.aligned(Align::Right).wide(width);
        let mut columns: Vec<Column> =
            vec![number.wide(self.number), goods.rest(), right(qty, self.qty)];
        if let Some((unit, amount)) = self.money {
            let [of_unit, of_line] = money;
            columns.push(right(of_unit, unit));
            columns.push(right(of_line, amount));
        }
        Block::Row(columns)
    }

    fn titles(&self, words: &Words) -> Block {
        let title = |key: &'static str| Block::text(words.word(key), SMALL);
        Block::Stack(vec![
            self.row(
                title("papers-number"),
                title("papers-goods"),
                title("papers-qty"),
                [title("papers-unit"), title("papers-amount")],
            ),
            Block::Gap(1.2),
            Block::Rule(0.3, 0.0),
        ])
    }

    fn line(&self, nth: i64, line: &NotaLine, words: &Words) -> Block {
        let notes = std::iter::once(&line.customization).chain(&line.notes);
        let mut goods = vec![Block::text(&line.goods, TEXT)];
        goods.extend(
            notes
                .filter(|note| !note.is_empty())
                .map(|note| Block::text(note, SMALL)),
        );
        let money = |amount: Option<Rupiah>| {
            let text = amount.map(|amount| words.rupiah(amount));
            Block::text(text.unwrap_or_default(), TEXT)
        };
        Block::Stack(vec![
            Block::Gap(1.4),
            self.row(
                Block::text(words.count(nth), TEXT.gray(FAINT)),
                Block::Stack(goods),
                Block::text(words.count(line.qty), TEXT),
                [
                    money(line.price.and_then(|price| price.unit)),
                    money(line.price.map(|price| price.amount)),
                ],
            ),
            Block::Gap(1.4),
            Block::Rule(0.1, HAIR),
        ])
    }
}

/// Where to pay at the left, the sums at the right.
fn end(nota: &Nota, words: &Words) -> Block {
    let Some(bill) = &nota.bill else {
        return Block::Gap(0.0);
    };
    let mut pay = Vec::new();
    if !nota.shop.pay.is_empty() {
        pay.push(Block::text(words.word("papers-pay"), SMALL));
        pay.extend(
            nota.shop
                .pay
                .iter()
                .map(|account| Block::text(account, TEXT)),
        );
    }
    let payload = nota.qris.as_ref().filter(|payload| !payload.is_empty());
    if let Some(qr) = payload.and_then(|payload| Block::qr(payload, 36.0)) {
        pay.push(Block::Gap(3.0));
        pay.push(qr);
    }
    Block::Row(vec![
        Block::Stack(pay).rest(),
        Block::Gap(0.0).wide(10.0),
        sums(bill, words).wide(82.0),
    ])
}

fn sums(bill: &NotaBill, words: &Words) -> Block {
    let pair = |label: &str, amount: Rupiah, style: Style| {
        let figure = words.rupiah(amount);
        let width = style.width(&figure) + 0.01;
        Block::Stack(vec![
            Block::Row(vec![
                Block::text(label, style).rest(),
                Block::Gap(0.0).wide(3.0),
                Block::text(figure, style).aligned(Align::Right).wide(width),
            ]),
            Block::Gap(0.8),
        ])
    };
    let mut sums: Vec<Block> = bill
        .charges
        .iter()
        .map(|(label, amount)| pair(label, *amount, TEXT))
        .collect();
    let large = Style::bold(11.5);
    let (last, balance) = bill.last(words);
    sums.extend([
        Block::Gap(0.8),
        Block::Rule(0.3, 0.0),
        Block::Gap(1.4),
        pair(&words.word("papers-total"), bill.total, large),
        pair(&words.word("papers-paid"), bill.paid, TEXT),
        pair(&last, balance, STRONG),
    ]);
    Block::Stack(sums)
}
