//! What the owner must decide today, over all POs: a line with a count for each kind of decision.
//! Each kind is one function in [`DECISIONS`], which returns nothing when there is nothing to
//! decide.

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::Late;
use crate::domain::period::Period;
use crate::domain::policy::DownPayment;
use crate::domain::stage::Stage;
use crate::domain::telling::TellKind;
use crate::tui::effect::{Ctx, Destination};
use crate::tui::order_group::OrderGroup;
use crate::tui::shipping_group::{ClaimGroup, ParcelGroup, QueueGroup};
use crate::tui::theme::Role;

/// One line with a decision.
pub struct Decision {
    /// Key of its subject, one word.
    pub about: &'static str,
    /// The text, with the count.
    pub what: Message,
    /// The colour, by urgency.
    pub role: Role,
    /// What to open to decide it.
    pub place: Destination,
}

type Decide = fn(&Book, &[Period], &Ctx) -> Result<Vec<Decision>, BookError>;

/// Every kind of decision, the most urgent first.
const DECISIONS: &[Decide] = &[
    past_deadline,
    late_stages,
    overdue,
    wanted_today,
    to_hand_over,
    returned_parcels,
    open_claims,
    uncollected,
    unapproved,
    minimums,
    deficits,
    waiting_that_fit,
    moved_dates,
    with_couriers,
    money,
    messages,
];

/// All decisions over `periods` (newest first), the most urgent first.
pub fn decisions(book: &Book, periods: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let mut found = Vec::new();
    for decide in DECISIONS {
        found.extend(decide(book, periods, ctx)?);
    }
    Ok(found)
}

/// Orders past the deadline of their down payment (rule 16).
fn past_deadline(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let late = book.late_count(Late::DownPayment, None, ctx.now)?;
    Ok(Vec::from_iter((late > 0).then(|| Decision {
        about: "home-about-dp",
        what: Message::new("home-past-deadline").count("count", late),
        role: Role::Bad,
        place: Destination::Orders(None, OrderGroup::PastDeadline),
    })))
}

/// Orders with a stage not paid by its deadline (rule 63).
fn late_stages(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let late = book.late_count(Late::Stage, None, ctx.now)?;
    Ok(Vec::from_iter((late > 0).then(|| Decision {
        about: "home-about-stage",
        what: Message::new("home-late-stages").count("count", late),
        role: Role::Bad,
        place: Destination::Orders(None, OrderGroup::LateStage),
    })))
}

/// Orders past the last moment for their whole bill (rules 1, 112).
fn overdue(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let (late, owed) = book.overdue(None, ctx.now)?;
    Ok(Vec::from_iter((late > 0).then(|| {
        Decision {
            about: "home-about-overdue",
            what: Message::new("home-overdue")
                .count("count", late)
                .money("amount", owed),
            role: Role::Bad,
            place: Destination::Orders(None, OrderGroup::Overdue),
        }
    })))
}

/// Orders that are wanted today (rule 77).
fn wanted_today(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let wanted = book.wanted_on(ctx.now.date(ctx.zone))?;
    Ok(Vec::from_iter((wanted > 0).then(|| Decision {
        about: "home-about-today",
        what: Message::new("home-wanted-today").count("count", wanted),
        role: Role::Warn,
        place: Destination::Orders(None, OrderGroup::WantedToday),
    })))
}

/// Orders with goods to hand over that are wanted by today (rules 46, 77).
fn to_hand_over(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let due = in_queue(QueueGroup::Due, book, ctx)?;
    Ok(Vec::from_iter((due > 0).then(|| Decision {
        about: "home-about-hand-over",
        what: Message::new("home-hand-over").count("count", due),
        role: Role::Warn,
        place: Destination::HandOver(QueueGroup::Due),
    })))
}

/// Parcels that came back, of which nothing was decided (rule 82).
fn returned_parcels(book: &Book, _: &[Period], _: &Ctx) -> Result<Vec<Decision>, BookError> {
    let back = book.undecided_parcels()?;
    Ok(Vec::from_iter((back > 0).then(|| Decision {
        about: "home-about-parcel",
        what: Message::new("home-parcels-back").count("count", back),
        role: Role::Warn,
        place: Destination::Parcels(ParcelGroup::Undecided),
    })))
}

/// Claims that wait for an answer (rule 83).
fn open_claims(book: &Book, _: &[Period], _: &Ctx) -> Result<Vec<Decision>, BookError> {
    let open = book.open_claims()?;
    Ok(Vec::from_iter((open > 0).then(|| Decision {
        about: "home-about-claim",
        what: Message::new("home-open-claims").count("count", open),
        role: Role::Warn,
        place: Destination::Claims(ClaimGroup::Open),
    })))
}

/// COD that couriers have not handed in (rule 91).
fn with_couriers(book: &Book, _: &[Period], _: &Ctx) -> Result<Vec<Decision>, BookError> {
    let held = book.with_couriers()?;
    Ok(Vec::from_iter((held > Rupiah::ZERO).then(|| Decision {
        about: "home-about-cod",
        what: Message::new("home-with-couriers").money("amount", held),
        role: Role::Warn,
        place: Destination::Accounts,
    })))
}

/// Goods that wait for their customers longer than their POs let them (rule 82).
fn uncollected(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let late = in_queue(QueueGroup::Uncollected, book, ctx)?;
    Ok(Vec::from_iter((late > 0).then(|| Decision {
        about: "home-about-uncollected",
        what: Message::new("home-uncollected").count("count", late),
        role: Role::Warn,
        place: Destination::HandOver(QueueGroup::Uncollected),
    })))
}

/// How many orders of all POs are in a group of those to hand over.
fn in_queue(group: QueueGroup, book: &Book, ctx: &Ctx) -> Result<usize, BookError> {
    let today = ctx.now.date(ctx.zone);
    Ok(group.rows(None, book, (ctx.now, today))?.len())
}

/// Orders that wait for the approval of a design (rule 79).
fn unapproved(book: &Book, _: &[Period], _: &Ctx) -> Result<Vec<Decision>, BookError> {
    let waiting = book.unapproved(None)?;
    Ok(Vec::from_iter((waiting > 0).then(|| Decision {
        about: "home-about-design",
        what: Message::new("home-unapproved").count("count", waiting),
        role: Role::Warn,
        place: Destination::Orders(None, OrderGroup::Unapproved),
    })))
}

/// Minimums not reached when the order window closed (rules 8, 68).
fn minimums(book: &Book, periods: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let mut found = Vec::new();
    for period in periods {
        if period.stage(ctx.now) != Stage::Closed {
            continue;
        }
        for (code, minimum) in book.undecided_minimums(period)? {
            found.push(Decision {
                about: "home-about-minimum",
                what: Message::new("home-minimum")
                    .text("code", code)
                    .count("sold", minimum.sold)
                    .count("units", minimum.units),
                role: Role::Warn,
                place: Destination::Period(period.id),
            });
        }
    }
    Ok(found)
}

/// Orders whose customers have not been told about a moved date (rules 5, 53).
fn moved_dates(book: &Book, periods: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let mut found = Vec::new();
    for period in periods {
        if period.stage(ctx.now).is_over() {
            continue;
        }
        let count = book.to_tell_count(period.id)?;
        if count > 0 {
            found.push(Decision {
                about: "home-about-moved",
                what: Message::new("home-moved")
                    .text("code", period.code.as_str())
                    .count("count", count),
                role: Role::Warn,
                place: Destination::ToTell(period.id),
            });
        }
    }
    Ok(found)
}

/// Messages that are due, without those of moved dates, which have a line of their own (rules 52, 64).
fn messages(book: &Book, _: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let due = book.due_tellings(ctx.now)?.into_iter();
    let due = due.filter(|row| row.kind != TellKind::Delay);
    // An announcement is one message.
    let count: i64 = due.map(|row| row.orders.max(1)).sum();
    Ok(Vec::from_iter((count > 0).then(|| Decision {
        about: "home-about-messages",
        what: Message::new("home-messages").count("count", count),
        role: Role::Text,
        place: Destination::Messages,
    })))
}

/// Quotas that are oversold, a line for each PO (rules 17, 18).
fn deficits(book: &Book, periods: &[Period], ctx: &Ctx) -> Result<Vec<Decision>, BookError> {
    let mut found: Vec<Decision> = Vec::new();
    let deficits = book.deficits(periods, ctx.now)?;
    for of_period in deficits.chunk_by(|a, b| a.period == b.period) {
        let [first, ..] = of_period else { continue };
        let codes: Vec<&str> = of_period.iter().map(|one| one.code.as_str()).collect();
        let over = of_period.iter().map(crate::book::Deficit::over).max();
        found.push(Decision {
            about: "home-about-deficit",
            what: Message::new("home-deficit")
                .text("period", first.period_code.clone())
                .count("over", over.unwrap_or_default())
                .text("codes", codes.join(", ")),
            role: Role::Bad,
            place: Destination::Period(first.period),
        });
    }
    Ok(found)
}

/// Waiting orders that would fit now, in POs where the owner serves the list by hand (rule 20).
fn waiting_that_fit(
    book: &Book,
    periods: &[Period],
    ctx: &Ctx,
) -> Result<Vec<Decision>, BookError> {
    let fit = book.waitlist_matches(periods, ctx.now)?;
    let place = match fit.as_slice() {
        [] => return Ok(Vec::new()),
        [only] => Destination::Order(*only),
        _ => Destination::Orders(None, OrderGroup::WaitingThatFit),
    };
    Ok(vec![Decision {
        about: "home-about-waitlist",
        what: Message::new("home-waitlist-fits").count("count", fit.len()),
        role: Role::Warn,
        place,
    }])
}

/// Of a PO that takes orders or has just closed: its orders without down payment (rule 25), and those
/// that wait for a slot (rule 20).
pub fn before_close(
    period: &Period,
    book: &Book,
    ctx: &Ctx,
) -> Result<Vec<(Message, Destination)>, BookError> {
    let mut found = Vec::new();
    if !matches!(period.stage(ctx.now), Stage::Open | Stage::Closed) {
        return Ok(found);
    }
    let place = |group| Destination::Orders(Some(period.id), group);
    if period.down_payment != DownPayment::None {
        let lack = book.without_down_payment(period.id, ctx.now)?;
        if lack > 0 {
            let said = Message::new("home-no-dp").count("count", lack);
            found.push((said, place(OrderGroup::WithoutDownPayment)));
        }
    }
    let waiting = book.figures(period.id)?.waiting;
    if waiting > 0 {
        let said = Message::new("home-waiting-orders").count("count", waiting);
        found.push((said, place(OrderGroup::Waitlist)));
    }
    Ok(found)
}

/// Refunds due (rule 32), and unpaid bills.
fn money(book: &Book, _: &[Period], _: &Ctx) -> Result<Vec<Decision>, BookError> {
    let sums = book.open_sums(None)?;
    let refunds = (sums.refunding > 0).then(|| Decision {
        about: "home-about-refund",
        what: Message::new("home-refunds")
            .count("count", sums.refunding)
            .money("amount", sums.refund),
        role: Role::Warn,
        place: Destination::RefundsDue,
    });
    let owing = (sums.owing > 0).then(|| Decision {
        about: "home-about-owing",
        what: Message::new("home-owing")
            .count("count", sums.owing)
            .money("amount", sums.owed),
        role: Role::Text,
        place: Destination::Bills,
    });
    Ok(refunds.into_iter().chain(owing).collect())
}
