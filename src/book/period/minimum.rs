//! Minimums of a period and of its offers, and the decision to produce below them (rules 8, 68).

use rusqlite::params;

use crate::book::keeper::book::Book;
use crate::book::keeper::deed::Done;
use crate::book::keeper::error::Result;
use crate::book::rows::goods_named::variant_named;
use crate::book::rows::offer::{self, find_offer};
use crate::book::rows::period::{by_id, did, not_over};
use crate::book::steps::order::quotas;
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::minimum::Minimum;
use crate::domain::period::Period;
use crate::domain::plan_refusal::PlanRefusal;
use crate::domain::refusal::Refusal;
use crate::domain::when::Moment;

impl Book {
    /// The minimum of a period and the units sold so far (rule 8).
    pub fn minimum(&self, period: &Period) -> Result<Option<Minimum>> {
        let Some(units) = period.minimum else {
            return Ok(None);
        };
        let sold = quotas::pieces_sold(&*self.reading()?, period.id)?;
        Ok(Some(Minimum {
            units,
            sold,
            waived_at: period.minimum_waived_at,
        }))
    }

    /// The minimums of a period that were neither reached nor waived, so that the owner must decide
    /// (rules 8, 68): the code of the period or variant, and the minimum.
    pub fn undecided_minimums(&self, period: &Period) -> Result<Vec<(String, Minimum)>> {
        let _snapshot = self.snapshot()?;
        let whole = self
            .minimum(period)?
            .map(|minimum| (period.code.to_string(), minimum));
        let offers = self.goods_offered(period.id)?;
        let of_offers = offers
            .iter()
            .filter(|offer| !offer.withdrawn)
            .filter_map(|offer| Some((offer.code.clone(), offer.minimum()?)));
        Ok(whole
            .into_iter()
            .chain(of_offers)
            .filter(|(_, minimum)| !minimum.decided())
            .collect())
    }

    /// Records the decision to produce below the minimum of a whole period or of one variant (rules
    /// 8, 68).
    ///
    /// # Errors
    /// A period that is over, a code that is not on sale, or no minimum.
    pub fn produce_anyway(
        &mut self,
        id: PeriodId,
        variant: Option<&Code>,
        now: Moment,
    ) -> Result<Done<()>> {
        self.transaction(now, |deed| {
            let connection = deed.connection();
            let period = by_id(connection, id)?;
            not_over(&period, now)?;
            let (code, changed) = match variant {
                Some(code) => {
                    let offer = match variant_named(connection, code)? {
                        Some(variant) => find_offer(connection, id, variant.id)?,
                        None => None,
                    };
                    let Some(offer) = offer else {
                        return Err(offer::not_offered(connection, &period, code)?.into());
                    };
                    let changed = connection
                        .prepare_cached(
                            "UPDATE offers SET minimum_waived_at = ?2 WHERE id = ?1 AND minimum IS NOT NULL",
                        )?
                        .execute(params![offer.id, now])?;
                    (offer.code, changed)
                }
                None => {
                    let changed = connection
                        .prepare_cached(
                            "UPDATE periods SET minimum_waived_at = ?2 WHERE id = ?1 AND minimum IS NOT NULL",
                        )?
                        .execute(params![id, now])?
                        + connection
                            .prepare_cached(
                                "UPDATE offers SET minimum_waived_at = ?2
                                 WHERE period_id = ?1 AND minimum IS NOT NULL",
                            )?
                            .execute(params![id, now])?;
                    (period.code.to_string(), changed)
                }
            };
            if changed == 0 {
                return Err(Refusal::from(PlanRefusal::NoMinimum { code }).into());
            }
            Ok(((), did("did-produce-anyway", &period).text("what", code)))
        })
    }
}
