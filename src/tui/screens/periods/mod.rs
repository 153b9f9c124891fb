//! POs: the list, and one PO with what it has on sale.

mod detail;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use detail::Detail;

use crate::book::{OrderFilter, PeriodFigures};
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::period::Period;
use crate::domain::stage::Stage;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen, Thing};
use crate::tui::forms::export::Export;
use crate::tui::forms::{period, period_deeds, plan};
use crate::tui::fuzzy;
use crate::tui::keeper::{self, Book, BookError};
use crate::tui::theme::Role;
use crate::tui::widgets::bars;
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{Part, below, columns, empty_state, top};

/// Columns of the bar beside what is sold.
const GAUGE: u16 = 10;

/// A PO with its figures.
struct Shown {
    period: Period,
    figures: PeriodFigures,
}

impl Row for Shown {
    type Id = PeriodId;
    fn id(&self) -> PeriodId {
        self.period.id
    }
}

/// The list of POs.
#[derive(Default)]
pub struct Periods {
    list: Listing<Shown>,
    filter: Filter,
}

/// The role a stage is shown in; the word says it too.
fn role(stage: Stage) -> Role {
    match stage {
        Stage::Open => Role::Good,
        Stage::Closed | Stage::InProduction | Stage::Ready => Role::Accent,
        Stage::Draft | Stage::Scheduled => Role::Text,
        Stage::Finished | Stage::Cancelled => Role::Muted,
    }
}

/// `38/50`, with a mark and a word for the colour-blind when it is full or beyond.
fn sold(sold: i64, quota: Option<i64>, ctx: &Ctx) -> Part {
    let Some(quota) = quota else {
        return Part::text(ctx.words.count(sold));
    };
    let text = format!("{}/{}", ctx.words.count(sold), ctx.words.count(quota));
    match sold.cmp(&quota) {
        std::cmp::Ordering::Greater => Part::new(
            format!(
                "! {text} {}",
                ctx.say(&Message::new("period-deficit").count("count", sold - quota))
            ),
            Role::Bad,
        ),
        std::cmp::Ordering::Equal => {
            Part::new(format!("{text} {}", ctx.word("period-full")), Role::Warn)
        }
        std::cmp::Ordering::Less => Part::text(text),
    }
}

impl Screen for Periods {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-periods")
    }

    fn context(&self) -> Context {
        Context::Periods
    }

    fn refresh(&mut self, book: &Book, _: &Ctx) -> Result<(), BookError> {
        let mut rows = Vec::new();
        let periods = book.periods()?;
        let texts: Vec<String> = periods
            .iter()
            .map(|period| format!("{} {}", period.code, period.name))
            .collect();
        let mut places = fuzzy::rank(&self.filter.text(), texts.iter().map(String::as_str));
        places.sort_unstable();
        for period in places.into_iter().filter_map(|at| periods.get(at)) {
            rows.push(Shown {
                figures: book.figures(period.id)?,
                period: period.clone(),
            });
        }
        self.list.replace(rows, false);
        Ok(())
    }

    fn list_filter(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        if self.list.moves(command) {
            return Ok(Effect::None);
        }
        match command {
            Command::NewPeriod => return Ok(Effect::open(period::new_form(ctx))),
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.refresh(book, ctx)?,
            _ => {
                return match self.list.selected_id() {
                    Some(id) if command == Command::Open => Ok(Effect::Many(vec![
                        Effect::SetPeriod(Some(id)),
                        Effect::Show(Thing::Period(id)),
                    ])),
                    Some(id) => obey(command, id, book, ctx),
                    None => Ok(Effect::Pass),
                };
            }
        }
        Ok(Effect::None)
    }

    fn footer(&self) -> Option<Vec<Command>> {
        // There is one view only.
        let mut commands = Context::Periods.footer();
        commands.retain(|command| *command != Command::NextView);
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut rest = area;
        if self.filter.is_shown() {
            self.filter.draw(frame, top(rest, 1), &ctx.theme);
            rest = below(rest, 1);
        }
        if self.list.is_empty() {
            let (text, hint) = if self.filter.is_shown() {
                ("tui-nothing-found", "orders-none-found-hint")
            } else {
                ("periods-empty", "periods-empty-hint")
            };
            let (text, hint) = (ctx.word(text), ctx.word(hint));
            empty_state(frame.buffer_mut(), rest, &text, &hint, &ctx.theme);
            return;
        }
        let codes = self.list.rows().iter();
        let code = codes
            .map(|row| columns(row.period.code.as_str()))
            .max()
            .unwrap_or(4);
        let code = u16::try_from(code).unwrap_or(14).clamp(4, 14);
        let shown = [
            Column::new(ctx.word("field-code"), code, code),
            Column::new(ctx.word("field-name"), 12, 26),
            Column::new(ctx.word("period-stage"), 19, 26),
            Column::figures(ctx.word("cmd-orders"), 7).rank(3),
            Column::new(ctx.word("period-sold"), 9, 22).rank(1),
            Column::new("", GAUGE, GAUGE).rank(5),
            Column::figures(ctx.word("period-turnover"), 14).rank(2),
            Column::figures(ctx.word("form-order-paid-so-far"), 14).rank(4),
        ];
        table::draw(
            frame.buffer_mut(),
            rest,
            &shown,
            &self.list,
            &ctx.theme,
            |Shown { period, figures }| {
                let stage = period.stage(ctx.now);
                vec![
                    Part::text(period.code.as_str()),
                    Part::new(period.name.clone(), Role::Accent),
                    Part::new(keeper::stage(period, ctx.now, &ctx.words), role(stage)),
                    Part::text(ctx.words.count(figures.orders)),
                    sold(figures.units, period.quota, ctx),
                    period
                        .quota
                        .map(|quota| bars::cell(figures.units, quota, GAUGE))
                        .unwrap_or_default(),
                    Part::text(ctx.words.rupiah(figures.total)),
                    Part::text(ctx.words.rupiah(figures.paid)),
                ]
            },
        );
    }
}

/// What can be done with one PO, in the list and on its own page.
fn obey(command: Command, id: PeriodId, book: &Book, ctx: &Ctx) -> Outcome {
    Ok(match command {
        Command::Edit => period::edit(id, book, ctx)?,
        Command::ClonePeriod => period::clone(id, book, ctx)?,
        Command::OpenPeriod => period_deeds::open(id, book)?,
        Command::ClosePeriod => period_deeds::close(id, book, ctx)?,
        Command::ReopenPeriod => period_deeds::reopen(id, book, ctx)?,
        Command::MarkPeriod => period_deeds::mark(id, ctx),
        Command::PostponePeriod => plan::postpone(id, book, ctx)?,
        Command::TellMoved => plan::tell(id, book, ctx)?,
        Command::DecideMinimum => plan::minimum(id, book, ctx)?,
        Command::CancelPeriod => period_deeds::cancel(id, book)?,
        Command::Export => {
            let name = format!("{} {}", ctx.word("cmd-orders"), book.period_by_id(id)?.code);
            let orders = OrderFilter {
                period: Some(id),
                ..OrderFilter::default()
            };
            Export::orders(name, orders).dialog(book, ctx)
        }
        Command::OrderForm => Export::order_form(id, book, ctx)?,
        Command::Announce | Command::Copy => period_deeds::announce(id, book, ctx)?,
        _ => Effect::Pass,
    })
}
