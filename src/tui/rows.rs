//! Draws lists from the row descriptions in `tasks::rows`, and gives their rows an identity.

use std::hash::Hash;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::effect::Ctx;
use super::theme::Role;
use super::widgets::listing::{Listing, Row};
use super::widgets::marks::Marks;
use super::widgets::{Part, after, charts, columns as width, put, rows as places, table};
use crate::book::{Account, Action, HandOver, Supplier};
use crate::domain::claim::Claim;
use crate::domain::customer::CustomerRow;
use crate::domain::destination::Destination;
use crate::domain::id::{
    AccountId, ActionId, ClaimId, CustomerId, DestinationId, OrderId, ParcelId, PaymentId,
    SupplierId,
};
use crate::domain::order::OrderRow;
use crate::domain::parcel::Parcel;
use crate::domain::payment::Payment;
use crate::tasks::rows::column::{Column, Screen, Shown, Tone};

/// Implements [`Row`] by the field `id`.
macro_rules! known_by_id {
    ($($row:ty: $id:ty),+ $(,)?) => {$(
        impl Row for $row {
            type Id = $id;
            fn id(&self) -> $id {
                self.id
            }
        }
    )+};
}

known_by_id! {
    Account: AccountId,
    Action: ActionId,
    Claim: ClaimId,
    CustomerRow: CustomerId,
    Destination: DestinationId,
    OrderRow: OrderId,
    Parcel: ParcelId,
    Payment: PaymentId,
    Supplier: SupplierId,
}

impl Row for HandOver {
    type Id = OrderId;
    fn id(&self) -> OrderId {
        self.row.id
    }
}

impl From<Tone> for Role {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Plain => Self::Text,
            Tone::Strong => Self::Accent,
            Tone::Muted => Self::Muted,
            Tone::Good => Self::Good,
            Tone::Warn => Self::Warn,
            Tone::Bad => Self::Bad,
        }
    }
}

impl From<Shown> for Part {
    fn from(shown: Shown) -> Self {
        Self::new(shown.text, shown.tone.into()).short(shown.short)
    }
}

/// Draws a list with the columns that are meant for the screen.
pub fn draw<R>(frame: &mut Frame, area: Rect, columns: &[Column<R>], rows: &Listing<R>, ctx: &Ctx) {
    let shown = || {
        columns
            .iter()
            .filter_map(|column| Some((column, column.screen.as_ref()?)))
    };
    let titled: Vec<_> = shown()
        .map(|(column, screen)| titled(column, screen, rows, ctx))
        .collect();
    let view = ctx.view();
    table::draw(frame.buffer_mut(), area, &titled, rows, &ctx.theme, |row| {
        shown()
            .map(|(column, screen)| match screen.gauge {
                Some(gauge) => gauge(row)
                    .map(|(used, whole)| bar(used, whole, screen))
                    .unwrap_or_default(),
                None => column.shown(row, &view).into(),
            })
            .collect()
    });
}

/// A bar: coloured by how full it is, or in the tone of its column.
fn bar<R>(used: i64, whole: i64, screen: &Screen<R>) -> Part {
    let bar = charts::cell(used, whole, screen.max);
    match screen.tone() {
        Tone::Plain => bar,
        tone => Part::new(bar.text, tone.into()),
    }
}

/// Draws a list as [`draw`] does, with a sign before each marked row while there are any.
pub fn draw_marked<R: Row<Id: Eq + Hash>>(
    frame: &mut Frame,
    area: Rect,
    columns: &[Column<R>],
    rows: &Listing<R>,
    marks: &Marks<R::Id>,
    ctx: &Ctx,
) {
    if marks.is_empty() {
        return draw(frame, area, columns, rows, ctx);
    }
    draw(frame, after(area, 2), columns, rows, ctx);
    let body = table::body(table::under_headings(area), rows);
    let (_, visible) = rows.visible(body.height);
    for (place, row) in places(body).zip(visible) {
        if marks.contains(&row.id()) {
            put(frame.buffer_mut(), place, "✓", ctx.theme.style(Role::Key));
        }
    }
}

fn titled<R>(
    column: &Column<R>,
    screen: &Screen<R>,
    rows: &Listing<R>,
    ctx: &Ctx,
) -> table::Column {
    let (mut min, mut max) = (screen.min, screen.max);
    if let Some(text) = screen.fitted {
        let longest = rows.rows().iter().map(|row| width(text(row))).max();
        let longest = u16::try_from(longest.unwrap_or_default()).unwrap_or(max);
        min = longest.clamp(min, max);
        max = min;
    }
    let title = match screen.title {
        "" => String::new(),
        title => ctx.word(title),
    };
    let titled = if column.is_number() {
        table::Column::numbers(title, min, max)
    } else {
        table::Column::new(title, min, max)
    };
    titled.rank(screen.rank).short(screen.short)
}
