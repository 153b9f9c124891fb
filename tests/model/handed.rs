//! Compares where units are, recipients, parcels and claims with the recount.

use proptest::{prop_assert, prop_assert_eq};
use rekap::book::{ClaimFilter, ParcelFilter};
use rekap::domain::claim::ClaimEnding;

use crate::compare::{Compared, Pair};
use crate::deeds::Deed;
use crate::naive::VARIANTS;
use crate::parcels::{At, COURIERS, RECIPIENTS, Units};

/// Units by code of variant, without those of which there are none.
fn by_code(units: Units) -> Vec<(&'static str, i64)> {
    let all = VARIANTS.into_iter().zip(units);
    all.filter(|(_, units)| *units != 0).collect()
}

fn variant(code: &str) -> usize {
    VARIANTS.iter().position(|known| *known == code).unwrap()
}

impl Pair {
    /// Compares what was handed over, and what became of it.
    pub fn compare_handed(&self, deed: &Deed) -> Compared {
        self.compare_whereabouts(deed)?;
        self.compare_parcels(deed)?;
        self.compare_claims(deed)
    }

    fn compare_whereabouts(&self, deed: &Deed) -> Compared {
        let naive = &self.naive;
        let sum = |units: Units| units.iter().sum::<i64>();
        for expected in &naive.orders {
            let id = expected.id;
            let order = self.book.order(id, self.now).unwrap();
            let (row, code) = (&order.row, &order.row.code);
            let (handed, gone) = (naive.handed(id), naive.gone(id));
            let couriered = naive.couriered(id);
            let found = row.units_are;
            prop_assert_eq!(
                (found.pieces, found.aside, found.handed, found.couriered),
                (
                    sum(expected.wants()),
                    sum(expected.aside) + sum(gone) - sum(handed),
                    sum(handed),
                    sum(couriered)
                ),
                "{:?} {}",
                deed,
                code
            );
            let status = naive.fulfilment(expected, self.now.unix());
            prop_assert_eq!(row.fulfilment.code(), status, "{:?} {}", deed, code);
            let is_settled = naive.is_settled(expected);
            prop_assert_eq!(row.is_settled(), is_settled, "{:?} {}", deed, code);
            let found: Vec<_> = order
                .destinations
                .iter()
                .map(|known| {
                    let mut share = [0; 3];
                    for item in &known.items {
                        share[variant(&item.code)] += item.qty;
                    }
                    (known.name.as_str(), share, known.shipping.raw())
                })
                .collect();
            let recipients: Vec<_> = expected
                .recipients
                .iter()
                .map(|known| {
                    let (name, kind) = RECIPIENTS[known.who];
                    let charges = expected.charges.iter().filter(|(of, _)| *of == kind);
                    let shipping: i64 = charges.map(|(_, amount)| amount).sum();
                    (name, known.share, shipping)
                })
                .collect();
            prop_assert_eq!(found, recipients, "{:?} {}", deed, code);
            // What a recipient got is its own.
            for known in &expected.recipients {
                let sent = naive.sent_to(id, known.who);
                let is_own = (0..3).all(|variant| sent[variant] <= known.share[variant]);
                prop_assert!(is_own, "{:?} {} {:?}", deed, code, known);
            }
            let known: Vec<_> = order.parcels.iter().map(|parcel| parcel.id).collect();
            let parcels = naive.parcels.iter();
            let own = parcels.filter(|parcel| parcel.put.iter().any(|(of, _)| *of == id));
            let own: Vec<_> = own.map(|parcel| parcel.id).collect();
            prop_assert_eq!(known, own, "{:?} {}", deed, code);
        }
        Ok(())
    }

    fn compare_parcels(&self, deed: &Deed) -> Compared {
        let mut parcels = self.book.parcels(&ParcelFilter::default()).unwrap();
        parcels.reverse();
        prop_assert_eq!(parcels.len(), self.naive.parcels.len(), "{:?}", deed);
        for (found, parcel) in parcels.iter().zip(&self.naive.parcels) {
            let code = found.code();
            let state = match parcel.at {
                At::Packed => "packed",
                At::Sent => "sent",
                At::Received => "received",
                At::Returned => "returned",
            };
            let of_courier = parcel.courier.map_or("", |courier| COURIERS[courier]);
            let paid = match parcel.paid {
                [None, None] => None,
                [there, back] => Some(there.unwrap_or_default() + back.unwrap_or_default()),
            };
            let billed = self.naive.billed_for(parcel);
            prop_assert_eq!(
                (
                    found.state().code(),
                    found.courier.as_str(),
                    found.cod.raw()
                ),
                (state, of_courier, parcel.cod),
                "{:?} {}",
                deed,
                code
            );
            prop_assert_eq!(
                (
                    found.billed.raw(),
                    found.paid.map(|paid| paid.raw()),
                    found.return_ending
                ),
                (billed, paid, parcel.ending),
                "{:?} {}",
                deed,
                code
            );
            for (id, put) in &parcel.put {
                let mut held: Units = [0; 3];
                for line in found.lines.iter().filter(|line| line.order == *id) {
                    held[variant(&line.code)] += line.qty;
                }
                prop_assert_eq!(by_code(held), by_code(*put), "{:?} {}", deed, code);
            }
            let lines: i64 = found.lines.iter().map(|line| line.qty).sum();
            let put: i64 = parcel
                .put
                .iter()
                .map(|(_, put)| put.iter().sum::<i64>())
                .sum();
            prop_assert_eq!(lines, put, "{:?} {}", deed, code);
        }
        Ok(())
    }

    fn compare_claims(&self, deed: &Deed) -> Compared {
        let mut claims = self.book.claims(&ClaimFilter::default()).unwrap();
        claims.reverse();
        prop_assert_eq!(claims.len(), self.naive.claims.len(), "{:?}", deed);
        for (found, claim) in claims.iter().zip(&self.naive.claims) {
            let code = found.claim_code();
            prop_assert_eq!(
                (found.id, found.order, found.code.as_str(), found.qty),
                (claim.id, claim.order, VARIANTS[claim.variant], claim.units),
                "{:?} {}",
                deed,
                code
            );
            prop_assert_eq!(
                (found.ending, found.amount.raw(), found.difference.raw()),
                (claim.end, claim.amount, claim.difference),
                "{:?} {}",
                deed,
                code
            );
            prop_assert_eq!(
                (
                    found.with.as_deref(),
                    found.goods_back,
                    found.recovered.raw()
                ),
                (
                    claim.with.map(|with| VARIANTS[with]),
                    claim.back,
                    claim.recovered
                ),
                "{:?} {}",
                deed,
                code
            );
            // A replacement is due until all of its order was handed over.
            let wants = self.naive.order(claim.order).wants();
            let is_whole = self.naive.handed(claim.order) == wants;
            let state = match claim.end {
                None => "open",
                Some(ClaimEnding::Replace) if !is_whole => "replacing",
                Some(_) => "ended",
            };
            prop_assert_eq!(found.state().code(), state, "{:?} {}", deed, code);
        }
        Ok(())
    }
}
