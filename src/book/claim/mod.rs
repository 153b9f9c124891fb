//! Claims on goods that were handed over: adding, ending and listing them (rule 83).

mod claimed;
mod ending;

pub use ending::ClaimEnd;

use self::claimed::{check_left, claimed};
use self::ending::recover;
use super::keeper::book::Book;
use super::keeper::deed::{Deed, Done};
use super::keeper::error::Result;
use super::rows::claim as rows;
use super::rows::order_full::live;
use super::rows::{order, period, text};
use crate::domain::claim::{Claim, ClaimEnding, ClaimKind, ClaimState, read_claim_code};
use crate::domain::id::{AccountId, ClaimId, OrderId, PeriodId};
use crate::domain::item::ItemText;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Bill;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::when::Moment;

/// A claim to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim {
    /// The goods: units and variant, as the order has them.
    pub item: ItemText,
    /// What is wrong.
    pub kind: ClaimKind,
    /// How it ends, when that is decided already.
    pub end: Option<ClaimEnd>,
    /// What insurance or a courier paid for it, in rupiah, and the account it went to.
    pub recovered: Option<(Rupiah, AccountId)>,
    /// Note of the shop.
    pub note: String,
}

/// What claims on one order would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimsForeseen {
    /// The claims as they would be.
    pub claims: Vec<Claim>,
    /// The bill of its order as it would be.
    pub bill: Bill,
}

/// Which claims a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Of orders of this PO.
    pub period: Option<PeriodId>,
    /// Of this order.
    pub order: Option<OrderId>,
    /// Only those that are not over.
    pub open: bool,
}

impl Book {
    /// Records a claim on goods of an order, and how it ends when that is decided. Returns the claim.
    ///
    /// # Errors
    /// More units than were handed over and are not claimed yet, and those of [`Self::end_claim`].
    pub fn add_claim(
        &mut self,
        order: OrderId,
        new: &NewClaim,
        now: Moment,
    ) -> Result<Done<Claim>> {
        self.transaction(now, |deed| {
            let (claim, served) = add(deed, order, new)?;
            let message = ending::told(said(deed, &claim)?, &served);
            Ok((claim, message))
        })
    }

    /// Records claims on several goods of an order together. Returns them.
    ///
    /// # Errors
    /// As [`Self::add_claim`].
    pub fn add_claims(
        &mut self,
        order: OrderId,
        new: &[NewClaim],
        now: Moment,
    ) -> Result<Done<Vec<Claim>>> {
        self.transaction(now, |deed| {
            let (claims, served) = add_all(deed, order, new)?;
            let message = match claims.as_slice() {
                [only] => said(deed, only)?,
                several => said_of_several(deed, several)?,
            };
            Ok((claims, ending::told(message, &served)))
        })
    }

    /// What [`Self::add_claims`] would make of the claims and of their order's bill.
    ///
    /// # Errors
    /// As [`Self::add_claims`].
    pub fn claims_if_added(
        &self,
        order: OrderId,
        new: &[NewClaim],
        now: Moment,
    ) -> Result<ClaimsForeseen> {
        self.rehearse(now, |deed| {
            let (claims, _) = add_all(deed, order, new)?;
            foreseen(deed, order, claims)
        })
    }

    /// Ends a claim: with a replacement, an exchange, money, or nothing. Returns the claim.
    ///
    /// # Errors
    /// A claim that ended already, a variant that is not on sale, more money than is left of what was paid.
    pub fn end_claim(&mut self, id: ClaimId, end: &ClaimEnd, now: Moment) -> Result<Done<Claim>> {
        self.transaction(now, |deed| {
            let served = ending::end(deed, id, end)?;
            let claim = rows::by_id(deed.connection(), id)?;
            let message = ending::told(said(deed, &claim)?, &served);
            Ok((claim, message))
        })
    }

    /// What [`Self::end_claim`] would make of the claim and of its order's bill.
    ///
    /// # Errors
    /// As [`Self::end_claim`].
    pub fn claim_if_ended(
        &self,
        id: ClaimId,
        end: &ClaimEnd,
        now: Moment,
    ) -> Result<ClaimsForeseen> {
        self.rehearse(now, |deed| {
            ending::end(deed, id, end)?;
            let claim = rows::by_id(deed.connection(), id)?;
            foreseen(deed, claim.order, vec![claim])
        })
    }

    /// Records what insurance or a courier paid for a claim, also after it ended. Returns the claim.
    ///
    /// # Errors
    /// An amount that is not more than zero.
    pub fn recover_claim(
        &mut self,
        id: ClaimId,
        amount: Rupiah,
        account: AccountId,
        now: Moment,
    ) -> Result<Done<Claim>> {
        self.transaction(now, |deed| {
            recover(deed, id, amount, account)?;
            let claim = rows::by_id(deed.connection(), id)?;
            let message = Message::new("did-recover-claim")
                .text("claim", claim.claim_code())
                .text("order", claim.order_code.as_str())
                .money("amount", amount);
            Ok((claim, message))
        })
    }

    /// The claims that match, newest first.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<Claim>> {
        let mut all = rows::all(&*self.reading()?, filter.order, filter.period)?;
        if filter.open {
            all.retain(|claim| claim.state() != ClaimState::Ended);
        }
        Ok(all)
    }

    /// One claim.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn claim(&self, id: ClaimId) -> Result<Claim> {
        rows::by_id(&*self.reading()?, id)
    }

    /// How many claims wait for an answer.
    pub fn open_claims(&self) -> Result<i64> {
        rows::open(&*self.reading()?)
    }

    /// The claim with this number: `K3`.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn claim_id(&self, code: &str) -> Result<ClaimId> {
        let id = read_claim_code(code).ok_or_else(|| Refusal::unknown(Noun::Claim, code, []))?;
        Ok(rows::by_id(&*self.reading()?, id)?.id)
    }
}

/// Records a claim, and how it ends when that is decided. Returns it, and the orders that were served from the
/// waiting list.
fn add(deed: &Deed<'_>, order: OrderId, new: &NewClaim) -> Result<(Claim, Vec<String>)> {
    let connection = deed.connection();
    let of = live(connection, order, deed.now)?;
    deed.touches(order)?;
    let period = period::by_id(connection, of.row.period)?;
    let claimed = claimed(connection, (&period, &of), &new.item, new.kind)?;
    check_left(connection, &of, &claimed)?;
    let note = text::note("field-note", &new.note)?;
    let id = rows::insert(deed, order, &claimed, &note)?;
    let served = match &new.end {
        Some(end) => ending::end(deed, id, end)?,
        None => Vec::new(),
    };
    if let Some((amount, account)) = new.recovered {
        recover(deed, id, amount, account)?;
    }
    Ok((rows::by_id(connection, id)?, served))
}

/// Records several claims; see [`add`].
fn add_all(deed: &Deed<'_>, order: OrderId, new: &[NewClaim]) -> Result<(Vec<Claim>, Vec<String>)> {
    let (mut claims, mut served) = (Vec::new(), Vec::new());
    for new in new {
        let (claim, let_in) = add(deed, order, new)?;
        claims.push(claim);
        served.extend(let_in);
    }
    Ok((claims, served))
}

/// Claims with their order's bill as it is now.
fn foreseen(deed: &Deed<'_>, order: OrderId, claims: Vec<Claim>) -> Result<ClaimsForeseen> {
    let bill = order::row(deed.connection(), order, deed.now)?.bill;
    Ok(ClaimsForeseen { claims, bill })
}

/// What the history says of several claims on one order.
fn said_of_several(deed: &Deed<'_>, claims: &[Claim]) -> Result<Message> {
    let first = claims.first().ok_or(Refusal::Missing {
        field: "field-goods",
    })?;
    let order = order::row(deed.connection(), first.order, deed.now)?;
    let goods = claims
        .iter()
        .map(|claim| format!("{} {}", claim.qty, claim.goods));
    Ok(Message::new("did-add-claims")
        .count("claims", claims.len())
        .text("order", first.order_code.as_str())
        .with("customer", order.customer_arg())
        .text("goods", goods.collect::<Vec<_>>().join(", "))
        .word("kind", first.kind.key()))
}

/// What the history says of a claim as it is now.
fn said(deed: &Deed<'_>, claim: &Claim) -> Result<Message> {
    let order = order::row(deed.connection(), claim.order, deed.now)?;
    let key = match (claim.ending, &claim.with) {
        (None, _) => "did-add-claim",
        (Some(ClaimEnding::Replace), None) => "did-end-claim-replace",
        (Some(ClaimEnding::Replace), Some(_)) => "did-end-claim-exchange",
        (Some(ClaimEnding::Refund), _) => "did-end-claim-refund",
        (Some(ClaimEnding::Compensate), _) => "did-end-claim-compensate",
        (Some(ClaimEnding::Refuse), _) => "did-end-claim-refuse",
    };
    Ok(Message::new(key)
        .text("claim", claim.claim_code())
        .text("order", claim.order_code.as_str())
        .with("customer", order.customer_arg())
        .count("qty", claim.qty)
        .text("goods", claim.goods.as_str())
        .word("kind", claim.kind.key())
        .text("with", claim.with.as_deref().unwrap_or_default())
        .money("amount", claim.amount))
}
