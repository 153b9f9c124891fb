//! Reports on A4, to show a partner: figures, how the profit is made, charts and tables, on one page or
//! two (rule 103).

use super::a4::{A4, numbered, stack};
use super::lost::{Medium, Texts, all, printable};
use super::paper::Printed;
use crate::lang::Words;
use crate::output::pdf::block::{Align, Block, Chart, ChartBar};
use crate::output::pdf::document::Document;
use crate::output::pdf::flow::Flow;
use crate::output::pdf::style::Style;
use crate::output::table::{Cell, Sheet};
use crate::output::text::shown;

/// A report to print. Empty texts and lists are left off.
#[derive(Debug, Clone, Default)]
pub struct ReportPaper {
    /// Name of the shop.
    pub shop: String,
    /// What it is of: a PO's name, a month.
    pub title: String,
    /// How it is counted.
    pub about: String,
    /// The one figure to see first, with its name: the profit.
    pub main: (String, String),
    /// Figures beside it, by name.
    pub facts: Vec<(String, String)>,
    /// What stands below the tables, such as advice.
    pub notes: Vec<String>,
    /// The charts, each with its title.
    pub charts: Vec<(String, Vec<ChartBar>)>,
    /// The tables in the order of the page; the last row of a table with `sums` is its sum.
    pub tables: Vec<PaperTable>,
}

/// A table on paper, its cells as people read them.
#[derive(Debug, Clone, Default)]
pub struct PaperTable {
    /// Its name.
    pub name: String,
    /// Titles, each with whether its cells are numbers.
    pub columns: Vec<(String, bool)>,
    /// Its cells by row.
    pub rows: Vec<Vec<String>>,
    /// Whether the last row is the sum of the others.
    pub sums: bool,
}

impl PaperTable {
    /// A table of at most `most` rows; the rest is counted in a last line.
    pub fn of(sheet: &Sheet, most: usize, sums: bool, words: &Words) -> Self {
        let cell = |(cell, column): (&Cell, &crate::output::table::Column)| {
            shown(cell, column.kind, words)
        };
        let row = |row: &Vec<Cell>| row.iter().zip(&sheet.columns).map(cell).collect();
        let mut rows: Vec<Vec<String>> = sheet.rows.iter().take(most).map(row).collect();
        let left = sheet.rows.len().saturating_sub(most);
        if left > 0 {
            let more =
                crate::domain::message::Message::new("papers-more-rows").count("count", left);
            rows.push(vec![words.say(&more)]);
        }
        Self {
            name: sheet.name.clone(),
            columns: sheet
                .columns
                .iter()
                .map(|column| (column.title.clone(), column.kind.is_number()))
                .collect(),
            rows,
            sums,
        }
    }
}

impl Texts for ReportPaper {
    fn order(&self) -> String {
        self.title.clone()
    }

    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        all([&mut self.shop, &mut self.title, &mut self.about], change);
        all([&mut self.main.0, &mut self.main.1], change);
        for (name, fact) in &mut self.facts {
            all([name, fact], change);
        }
        all(&mut self.notes, change);
        for (title, bars) in &mut self.charts {
            change(title);
            for bar in bars {
                all([&mut bar.label, &mut bar.said], change);
            }
        }
        for table in &mut self.tables {
            change(&mut table.name);
            all(table.columns.iter_mut().map(|(title, _)| title), change);
            all(table.rows.iter_mut().flatten(), change);
        }
    }
}

const MARGIN: (f64, f64) = (18.0, 16.0);
const SMALL: Style = Style::regular(8.5).gray(0.35);
const TEXT: Style = Style::regular(9.5);
const STRONG: Style = Style::bold(9.5);
const HEADING: Style = Style::bold(11.0);

/// A report as PDF.
pub fn pdf(paper: &ReportPaper, words: &Words) -> Printed {
    let (mut papers, warnings) = printable(std::slice::from_ref(paper), Medium::Fonts);
    let paper = papers.pop().unwrap_or_default();
    let mut flow = Flow::new(A4, MARGIN);
    flow.put(Block::Row(vec![
        stack([
            (paper.title.as_str(), Style::bold(16.0)),
            (paper.about.as_str(), SMALL),
        ])
        .rest(),
        Block::Gap(0.0).wide(8.0),
        Block::text(&paper.shop, SMALL)
            .aligned(Align::Right)
            .wide(60.0),
    ]));
    flow.put(Block::Stack(vec![
        Block::Gap(4.0),
        Block::Rule(0.5, 0.0),
        Block::Gap(4.0),
    ]));
    flow.put(head(&paper));
    for (title, bars) in &paper.charts {
        flow.put(Block::Stack(vec![
            Block::Gap(5.0),
            Block::text(title, HEADING),
            Block::Gap(2.0),
            Block::Chart(Chart::new(bars.clone(), 34.0)),
        ]));
    }
    for table in &paper.tables {
        put_table(&mut flow, table);
    }
    if !paper.notes.is_empty() {
        flow.put(Block::Gap(4.0));
    }
    for note in &paper.notes {
        flow.put(Block::text(note, TEXT));
    }
    let title = format!("{} – {}", paper.title, paper.shop);
    let mut document = Document::new(&title, words.lang().name());
    for page in numbered(flow.finish(), &paper.title, MARGIN.0) {
        document.push(page);
    }
    Printed {
        bytes: document.finish(),
        warnings,
    }
}

/// The main figure, and the others in two columns beside it.
fn head(paper: &ReportPaper) -> Block {
    let (name, figure) = &paper.main;
    let main = stack([(name.as_str(), SMALL), (figure.as_str(), Style::bold(18.0))]);
    let half = paper.facts.len().div_ceil(2);
    let column = |facts: &[(String, String)]| {
        let rows = facts.iter().map(|(name, fact)| {
            Block::Row(vec![
                Block::text(name, SMALL).wide(29.0),
                Block::text(fact, TEXT).rest(),
            ])
        });
        Block::Stack(rows.collect())
    };
    Block::Row(vec![
        main.wide(52.0),
        column(&paper.facts[..half]).rest(),
        Block::Gap(0.0).wide(4.0),
        column(&paper.facts[half..]).rest(),
    ])
}

/// Space between the columns of a table, in millimetres.
const BETWEEN: f64 = 5.0;

/// The widest that a column of texts beside others may be, in millimetres.
const WIDEST_TEXT: f64 = 45.0;

/// The widths of a table's columns: as wide as their widest cell, but for the widest column of texts, which
/// takes the rest.
fn widths(table: &PaperTable) -> Vec<Option<f64>> {
    let cells = |at: usize| {
        let rows = table
            .rows
            .iter()
            .filter(|row| row.len() == table.columns.len());
        rows.filter_map(move |row| row.get(at))
            .map(|cell| STRONG.width(cell))
    };
    let mut widths: Vec<f64> = Vec::with_capacity(table.columns.len());
    for (at, (title, _)) in table.columns.iter().enumerate() {
        widths.push(cells(at).fold(SMALL.width(title), f64::max) + 0.1);
    }
    let texts = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, (_, number))| !number);
    let open = texts
        .map(|(at, _)| at)
        .max_by(|one, other| widths[*one].total_cmp(&widths[*other]));
    let known = widths.into_iter().enumerate();
    known
        .map(|(at, width)| match table.columns[at].1 {
            true => Some(width),
            false => (Some(at) != open).then_some(width.min(WIDEST_TEXT)),
        })
        .collect()
}

/// A table with its name; its head is repeated where a page ends.
fn put_table(flow: &mut Flow, table: &PaperTable) {
    if table.rows.is_empty() {
        return;
    }
    let widths = widths(table);
    let line = |cells: &[String], style: Style| {
        if cells.len() != table.columns.len() {
            return Block::Stack(cells.iter().map(|cell| Block::text(cell, style)).collect());
        }
        let columns = cells.iter().zip(table.columns.iter().zip(&widths));
        let columns = columns.flat_map(|(cell, ((_, number), width))| {
            let text = Block::text(cell, style).aligned(match number {
                true => Align::Right,
                false => Align::Left,
            });
            let column = match width {
                Some(width) => text.wide(*width),
                None => text.rest(),
            };
            [column, Block::Gap(0.0).wide(BETWEEN)]
        });
        Block::Row(columns.take(cells.len() * 2 - 1).collect())
    };
    let titles: Vec<String> = table
        .columns
        .iter()
        .map(|(title, _)| title.clone())
        .collect();
    let heading = Block::Stack(vec![
        line(&titles, SMALL),
        Block::Gap(0.8),
        Block::Rule(0.3, 0.0),
        Block::Gap(0.8),
    ]);
    // Name, head and the first rows stay together.
    let mut first = vec![
        Block::Gap(5.0),
        Block::text(&table.name, HEADING),
        Block::Gap(2.0),
        heading.clone(),
    ];
    let last = table.rows.len() - 1;
    let row = |(at, cells): (usize, &Vec<String>)| match table.sums && at == last {
        true => Block::Stack(vec![
            Block::Gap(0.6),
            Block::Rule(0.2, 0.4),
            Block::Gap(0.6),
            line(cells, STRONG),
        ]),
        false => line(cells, TEXT),
    };
    let mut rows = table.rows.iter().enumerate().map(row);
    first.extend(rows.by_ref().take(2));
    flow.put(Block::Stack(first));
    flow.set_heading(Some(heading));
    for row in rows {
        flow.put(row);
    }
    flow.set_heading(None);
}
