//! Tiers (rule 12): stepped prices of the offers of a period.

use super::keeper::book::Book;
use super::keeper::deed::Done;
use super::keeper::error::Result;
use super::rows::tier::{self, TIER, TierChange};
use super::rows::{offer, period, text};
use super::steps::tally;
use crate::domain::code::Code;
use crate::domain::id::PeriodId;
use crate::domain::pricing::Tier;
use crate::domain::when::Moment;

impl Book {
    /// Adds a tier to an offer, or changes the one with that label. The code is that of a variant,
    /// or of a product for all its variants on sale. Orders already placed keep their prices (rule
    /// 11). Returns the codes of the variants.
    ///
    /// # Errors
    /// A code that is not on sale, a tier without price or end, one that would have ended already,
    /// one to archive that doesn't exist, or a value out of its bounds.
    pub fn set_tier(
        &mut self,
        period: PeriodId,
        code: &Code,
        label: &str,
        edit: &TierChange,
        now: Moment,
    ) -> Result<Done<Vec<String>>> {
        self.transaction(now, |deed| {
            tally::freeze_if_closed(deed, period, now)?;
            let connection = deed.connection();
            let period = period::by_id(connection, period)?;
            let label = text::name("field-tier", label)?;
            let mut offers = Vec::new();
            for variant in offer::variants_to_offer(connection, code)? {
                offers.extend(
                    offer::find_offer(connection, period.id, variant.id)?
                        .filter(|offer| !offer.withdrawn),
                );
            }
            if offers.is_empty() {
                return Err(offer::not_offered(connection, &period, code)?.into());
            }
            for offer in &offers {
                tier::set(deed, offer, &label, edit)?;
            }
            let key = if edit.archived {
                "did-archive-tier"
            } else {
                "did-set-tier"
            };
            let message = period::did(key, &period)
                .text("label", label)
                .text("variant", code.as_str());
            Ok((
                offers.into_iter().map(|offer| offer.code).collect(),
                message,
            ))
        })
    }

    /// The current tiers of all offers of a period with the units sold in them: offer by offer, in
    /// the order they apply.
    pub fn tiers(&self, period: PeriodId) -> Result<Vec<Tier>> {
        let reading = self.reading()?;
        let mut select = reading.prepare_cached(&format!(
            "{TIER} JOIN offers o ON o.id = t.offer_id
             WHERE o.period_id = ?1 AND t.archived_at IS NULL ORDER BY o.id, t.id"
        ))?;
        let rows = select.query_map([period], tier::tier)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
