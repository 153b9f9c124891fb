//! How claims end: goods that come anew or in exchange, money, or nothing (rule 83).

use super::claimed::{check_left, portions};
use crate::book::keeper::deed::Deed;
use crate::book::keeper::error::Result;
use crate::book::rows::claim::{self as rows, Claimed, Ended};
use crate::book::rows::destination::{self as recipients, Share};
use crate::book::rows::entry::{self, EntryFor, NewEntry};
use crate::book::rows::offer::{self, OfferRow};
use crate::book::rows::order_full::live;
use crate::book::rows::unit::{self, Move, Place};
use crate::book::rows::{order, package, parcel, period, text};
use crate::book::steps::order::bill::{add_of_claim, check_bill};
use crate::book::steps::order::codes::keep_apart;
use crate::book::steps::order::item::NewItem;
use crate::book::steps::order::items::whoever_for;
use crate::book::steps::order::resolve::offer_for;
use crate::book::steps::order::slices::slices_of;
use crate::book::steps::order::substitute::{Substituting, settle, substitute, substitute_part};
use crate::book::steps::units::Portion;
use crate::book::steps::{destination, tally, waitlist};
use crate::domain::charge::ChargeKind;
use crate::domain::claim::{ClaimEnding, claim_code};
use crate::domain::code::Code;
use crate::domain::id::{AccountId, ClaimId, OfferId, ParcelId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::moving::removed_slices;
use crate::domain::order::Order;
use crate::domain::parcel::GoodsBack;
use crate::domain::period::Period;
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::pricing::{Slice, lowered, units};
use crate::domain::refusal::Refusal;

/// How a claim ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimEnd {
    /// With what.
    pub ending: ClaimEnding,
    /// What is given, in rupiah; of a refund, the price of the goods when absent.
    pub amount: Option<Rupiah>,
    /// The variant that is given in exchange, as many units as are claimed.
    pub with: Option<ItemText>,
    /// Whether the exchange bills what the new variant costs more, or gives back what it costs less.
    pub difference: bool,
    /// What becomes of the goods; what is usual for the claim when absent.
    pub back: Option<GoodsBack>,
    /// What insurance or a courier paid for it, in rupiah, and the account it went to.
    pub recovered: Option<(Rupiah, AccountId)>,
    /// A new note of the shop; absent for the one it has.
    pub note: Option<String>,
}

impl ClaimEnd {
    /// An ending without anything special.
    pub fn of(ending: ClaimEnding) -> Self {
        Self {
            ending,
            amount: None,
            with: None,
            difference: false,
            back: None,
            recovered: None,
            note: None,
        }
    }
}

/// A claim that is being ended.
struct Ending<'a> {
    order: &'a Order,
    period: &'a Period,
    claimed: &'a Claimed,
    id: ClaimId,
    /// Its number, which is the reason of all it causes.
    code: String,
}

/// Ends a claim. Returns the orders served from the waiting list with units that came free.
pub(super) fn end(deed: &Deed<'_>, id: ClaimId, how: &ClaimEnd) -> Result<Vec<String>> {
    let connection = deed.connection();
    let claim = rows::by_id(connection, id)?;
    let code = claim_code(id);
    if claim.ending.is_some() {
        return Err(Refusal::ClaimEnded { claim: code }.into());
    }
    let order = live(connection, claim.order, deed.now)?;
    deed.touches(claim.order)?;
    let period = period::by_id(connection, order.row.period)?;
    let mut of_order = rows::of_order(connection, claim.order)?.into_iter();
    let claimed = of_order.find(|known| known.id == id).ok_or(Refusal::Gone)?;
    check_how(how)?;
    let ending = Ending {
        order: &order,
        period: &period,
        claimed: &claimed,
        id,
        code,
    };
    if let Some(note) = &how.note {
        rows::set_note(deed, id, &text::note("field-note", note)?)?;
    }
    let mut ended = Ended {
        ending: how.ending,
        amount: Rupiah::ZERO,
        with: None,
        difference: Rupiah::ZERO,
        goods: GoodsBack::None,
    };
    let mut served = Vec::new();
    match how.ending {
        ClaimEnding::Refuse => {}
        ClaimEnding::Replace => {
            check_left(connection, &order, &claimed)?;
            ended.goods = how.back.unwrap_or(claimed.kind.usual_goods());
            tally::freeze_if_closed(deed, period.id, deed.now)?;
            let came_in = match claimed.package.is_some() && how.with.is_some() {
                true => last_parcel(deed, &ending)?,
                false => take_back(deed, &ending, ended.goods)?,
            };
            if let Some(typed) = &how.with {
                let (with, difference) = exchange(deed, &ending, typed, &came_in)?;
                if claimed.package.is_some() && ended.goods == GoodsBack::Stock {
                    put_on_shelf(deed, &ending)?;
                }
                ended.with = Some(with.id);
                if how.difference && difference != Rupiah::ZERO {
                    bill_difference(deed, &ending, &with, difference)?;
                    ended.difference = difference;
                }
                settle(deed, order.row.id)?;
                keep_apart(deed, order.row.id)?;
                served = waitlist::serve(deed, period.id)?;
            }
        }
        ClaimEnding::Refund | ClaimEnding::Compensate => {
            if how.ending == ClaimEnding::Refund {
                check_left(connection, &order, &claimed)?;
            }
            ended.goods = match (how.ending, how.back) {
                (ClaimEnding::Refund, back) => back.unwrap_or(claimed.kind.usual_goods()),
                _ => GoodsBack::None,
            };
            ended.amount = give(deed, &ending, how)?;
            if ended.goods == GoodsBack::Stock {
                put_on_shelf(deed, &ending)?;
            }
        }
    }
    rows::end(deed, id, &ended)?;
    if let Some((amount, account)) = how.recovered {
        recover(deed, id, amount, account)?;
    }
    Ok(served)
}

/// The history's sentence with the orders that were served.
pub(super) fn told(message: Message, served: &[String]) -> Message {
    waitlist::told(message, served)
}

/// Refuses what doesn't belong to an ending.
fn check_how(how: &ClaimEnd) -> Result<()> {
    let money = matches!(how.ending, ClaimEnding::Refund | ClaimEnding::Compensate);
    let stays = matches!(how.ending, ClaimEnding::Compensate | ClaimEnding::Refuse);
    let refusal = if how.amount.is_some() && !money {
        Refusal::ClaimWithoutAmount
    } else if how.with.is_some() && how.ending != ClaimEnding::Replace
        || how.difference && how.with.is_none()
    {
        Refusal::ClaimExchangeOnly
    } else if stays && how.back.is_some_and(|back| back != GoodsBack::None) {
        Refusal::ClaimGoodsStay
    } else {
        return Ok(());
    };
    Err(refusal.into())
}

/// Parcels that claimed units reached their customer in, the last first, with how many of the claimed item came
/// in each.
type CameIn = Vec<(ParcelId, i64)>;

/// Takes the claimed units from the customer, so that they are due again: to the shelf, or out of the shop's
/// hands. They leave the parcels they came in last; returns those.
fn take_back(deed: &Deed<'_>, ending: &Ending<'_>, goods: GoodsBack) -> Result<CameIn> {
    let connection = deed.connection();
    let order = ending.order.row.id;
    let (to, why) = match goods {
        GoodsBack::Stock => (Place::Shelf, ""),
        GoodsBack::Lost | GoodsBack::None => (Place::Outside, ending.code.as_str()),
    };
    let mut came_in: CameIn = Vec::new();
    let all = portions(connection, ending.order, ending.claimed)?;
    for (at, Portion { thing, qty }) in all.into_iter().enumerate() {
        // Of a package the first part says how many came in a parcel.
        let each = (qty / ending.claimed.qty).max(1);
        let mut rest = qty;
        let key = (thing.offer, thing.customization.as_str(), thing.package);
        for (parcel, there) in rows::parcels_of(connection, order, key)? {
            let qty = rest.min(there);
            if qty == 0 {
                break;
            }
            rest -= qty;
            if at == 0 {
                came_in.extend(parcel.map(|parcel| (parcel, qty / each)));
            }
            let made = Move {
                offer: thing.offer,
                customization: &thing.customization,
                qty,
                from: Place::Customer,
                to,
                order,
                package: thing.package,
                parcel,
                claim: Some(ending.id),
                why,
            };
            unit::record(deed, &made)?;
        }
    }
    // One that came in parts counts with the last of them.
    let whole: i64 = came_in.iter().map(|(_, units)| units).sum();
    if let Some((_, units)) = came_in.first_mut() {
        *units += ending.claimed.qty - whole;
    }
    Ok(came_in)
}

/// The parcel in which the claimed units reached their customer last.
fn last_parcel(deed: &Deed<'_>, ending: &Ending<'_>) -> Result<CameIn> {
    let connection = deed.connection();
    let mut claimed = portions(connection, ending.order, ending.claimed)?.into_iter();
    let Some(Portion { thing, .. }) = claimed.next() else {
        return Ok(CameIn::new());
    };
    let key = (thing.offer, thing.customization.as_str(), thing.package);
    let parcels = rows::parcels_of(connection, ending.order.row.id, key)?;
    let last = parcels.first().and_then(|(parcel, _)| *parcel);
    Ok(last
        .map(|parcel| (parcel, ending.claimed.qty))
        .into_iter()
        .collect())
}

/// Replaces the claimed units of the order by another variant at the promised price (rule 44). Goods out of a
/// package are given besides it, for nothing. Returns the variant, and what it costs more today.
fn exchange(
    deed: &Deed<'_>,
    ending: &Ending<'_>,
    typed: &ItemText,
    came_in: &[(ParcelId, i64)],
) -> Result<(OfferRow, Rupiah)> {
    let connection = deed.connection();
    let Ending {
        order,
        period,
        claimed,
        ..
    } = ending;
    let from = offer::offer_by_id(connection, claimed.offer)?;
    if typed.qty != claimed.qty {
        return Err(Refusal::ClaimExchangeQty {
            claimed: claimed.qty,
            with: typed.qty,
        }
        .into());
    }
    let to = offer_for(connection, period, &Code::read(&typed.variant)?)?;
    if to.id == from.id {
        return Err(Refusal::from(PlanRefusal::SameVariant { code: to.code }).into());
    }
    let mut rest = claimed.qty;
    let mut more = Rupiah::ZERO;
    let item = item_of(claimed, &from);
    let all = match claimed.package {
        Some(_) => vec![item],
        None => whoever_for(connection, order.row.id, (&from, &item))?,
    };
    for whose in all {
        let qty = rest.min(whose.qty);
        if qty == 0 {
            break;
        }
        rest -= qty;
        let substituting = Substituting {
            order,
            period,
            from: (&from, &whose),
            to: &to,
            qty,
            reprice: false,
            agreed_by: &ending.code,
            overbook: Some(&ending.code),
        };
        let prices = match claimed.package {
            Some(_) => substitute_part(deed, &substituting, &ending.code)?,
            None => substitute(deed, &substituting)?,
        };
        more = more.plus(worth(&prices.today)?.minus(worth(&prices.promised)?)?)?;
    }
    follow_recipients(deed, ending, &to, came_in)?;
    Ok((to, more))
}

/// The recipients who got the goods get the new ones.
fn follow_recipients(
    deed: &Deed<'_>,
    ending: &Ending<'_>,
    to: &OfferRow,
    came_in: &[(ParcelId, i64)],
) -> Result<()> {
    let connection = deed.connection();
    let claimed = ending.claimed;
    for (parcel, qty) in came_in {
        let Some(recipient) = parcel::by_id(connection, *parcel)?.destination else {
            continue;
        };
        let item: (OfferId, &str, &str, i64) =
            (claimed.offer, &claimed.customization, &claimed.chosen, *qty);
        let taken = match claimed.package {
            Some(_) => *qty,
            None => destination::take(deed, ending.order.row.id, recipient, item)?,
        };
        let more = Share {
            destination: recipient,
            offer: to.id,
            customization: claimed.customization.clone(),
            chosen: package::chosen(connection, to, "")?,
            qty: taken,
        };
        if taken > 0 {
            recipients::add(deed, &more)?;
        }
    }
    Ok(())
}

fn item_of(claimed: &Claimed, offer: &OfferRow) -> NewItem {
    NewItem {
        code: Code::from_stored(offer.code.clone()),
        qty: claimed.qty,
        customization: claimed.customization.clone(),
        for_whom: String::new(),
        chosen: claimed.chosen.clone(),
    }
}

fn worth(slices: &[Slice]) -> Result<Rupiah> {
    let mut sum = Rupiah::ZERO;
    for slice in slices {
        sum = sum.plus(slice.unit_price.times(slice.qty)?)?;
    }
    Ok(sum)
}

/// Bills what the new variant costs more, or takes off what it costs less.
fn bill_difference(
    deed: &Deed<'_>,
    ending: &Ending<'_>,
    to: &OfferRow,
    difference: Rupiah,
) -> Result<()> {
    let from = offer::offer_by_id(deed.connection(), ending.claimed.offer)?;
    let names = match from.product_id == to.product_id && !from.variant.is_empty() {
        true => (from.variant, to.variant.clone()),
        false => (from.code, to.code.clone()),
    };
    let label = text::line("field-charge-label", &format!("{} → {}", names.0, names.1))?;
    let kind = match difference > Rupiah::ZERO {
        true => ChargeKind::Surcharge,
        false => ChargeKind::Discount,
    };
    let order = ending.order.row.id;
    add_of_claim(deed, order, ending.id, (kind, &label), difference)
}

/// Takes what the customer gets off the bill, so that it is due to be refunded. Never more than was paid and
/// not given back by a claim already.
fn give(deed: &Deed<'_>, ending: &Ending<'_>, how: &ClaimEnd) -> Result<Rupiah> {
    let connection = deed.connection();
    let order = ending.order;
    let amount = match (how.amount, how.ending) {
        (Some(amount), _) => amount,
        (None, ClaimEnding::Refund) if ending.claimed.package.is_none() => price_of(deed, ending)?,
        (None, _) => {
            return Err(Refusal::Missing {
                field: "field-amount",
            }
            .into());
        }
    };
    if amount <= Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-amount",
        }
        .into());
    }
    let earlier = rows::all(connection, Some(order.row.id), None)?;
    let earlier = Rupiah::sum(earlier.iter().map(|claim| claim.amount))?;
    let bill = &order.row.bill;
    let most = bill.paid.plus(bill.refunded)?.minus(earlier)?;
    let most = most.min(bill.paid).max(Rupiah::ZERO);
    if amount > most {
        return Err(Refusal::ClaimTooMuch {
            order: order.row.code.clone(),
            most,
        }
        .into());
    }
    let kind = ChargeKind::Compensation;
    add_of_claim(deed, order.row.id, ending.id, (kind, ""), amount.negated())?;
    check_bill(deed, order.row.id)?;
    keep_apart(deed, order.row.id)?;
    Ok(amount)
}

/// What the claimed units were sold for: the dearest first, after those that were refunded before.
fn price_of(deed: &Deed<'_>, ending: &Ending<'_>) -> Result<Rupiah> {
    let connection = deed.connection();
    let order = ending.order.row.id;
    let from = offer::offer_by_id(connection, ending.claimed.offer)?;
    let mut slices = Vec::new();
    for whose in whoever_for(connection, order, (&from, &item_of(ending.claimed, &from)))? {
        slices.extend(slices_of(connection, order, &from, &whose)?);
    }
    let claimed = ending.claimed;
    let earlier = rows::of_order(connection, order)?.into_iter();
    let refunded = earlier.filter(|other| {
        other.ending == Some(ClaimEnding::Refund)
            && (
                other.offer,
                &other.customization,
                &other.chosen,
                other.package,
            ) == (
                claimed.offer,
                &claimed.customization,
                &claimed.chosen,
                claimed.package,
            )
    });
    let refunded: i64 = refunded.map(|other| other.qty).sum();
    let refunded = refunded.min(units(&slices) - claimed.qty).max(0);
    let slices = lowered(slices, refunded);
    let rest = lowered(slices.clone(), claimed.qty);
    worth(&removed_slices(&slices, &rest))
}

/// Puts goods that were given back for money, or out of a package, on the shelf. The ledger goes on saying that they were handed
/// over, as they were.
fn put_on_shelf(deed: &Deed<'_>, ending: &Ending<'_>) -> Result<()> {
    for Portion { thing, qty } in portions(deed.connection(), ending.order, ending.claimed)? {
        let made = Move {
            offer: thing.offer,
            customization: &thing.customization,
            qty,
            from: Place::Outside,
            to: Place::Shelf,
            order: ending.order.row.id,
            package: thing.package,
            parcel: None,
            claim: Some(ending.id),
            why: &ending.code,
        };
        unit::record(deed, &made)?;
    }
    Ok(())
}

/// Books what was paid for a claim.
pub(super) fn recover(
    deed: &Deed<'_>,
    id: ClaimId,
    amount: Rupiah,
    account: AccountId,
) -> Result<()> {
    if amount <= Rupiah::ZERO {
        return Err(Refusal::NotPositive {
            field: "field-recovered",
        }
        .into());
    }
    let claim = rows::by_id(deed.connection(), id)?;
    deed.touches(claim.order)?;
    let period = order::row(deed.connection(), claim.order, deed.now)?.period;
    let entry = NewEntry {
        period: Some(period),
        ..NewEntry::of(account, EntryFor::Recovery(id), amount)
    };
    entry::add(deed, &entry)?;
    Ok(())
}
