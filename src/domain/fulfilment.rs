//! The fulfilment status of an order (the third status axis), computed from where its units are.

use super::coded::coded;
use super::stage::Stage;
use super::when::Moment;

coded! {
    /// The fulfilment status of an order.
    pub enum Fulfilment {
        /// Nothing has begun.
        None = "none" => "fulfilment-none",
        /// Being made.
        InProgress = "in_progress" => "fulfilment-in-progress",
        /// Made.
        Ready = "ready" => "fulfilment-ready",
        /// Handed over in part.
        Partial = "partial" => "fulfilment-partial",
        /// On its way.
        Shipped = "shipped" => "fulfilment-shipped",
        /// Fetched.
        PickedUp = "picked_up" => "fulfilment-picked-up",
        /// Over.
        Done = "done" => "fulfilment-done",
    }
}

/// Where the units of an order are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Units to hand over: single ones and the contents of packages, not the packages themselves.
    pub pieces: i64,
    /// Units set aside for it or packed.
    pub aside: i64,
    /// Units handed over.
    pub handed: i64,
    /// Of those, units that a courier took.
    pub couriered: i64,
    /// When its newest parcel that is under way was sent.
    pub on_way_since: Option<Moment>,
    /// Whether its PO follows its goods by batches; else they are ready when the PO is.
    pub followed: bool,
}

impl Whereabouts {
    /// Units that are still to be handed over.
    pub const fn left(&self) -> i64 {
        self.pieces - self.handed
    }
}

impl Fulfilment {
    /// The fulfilment of an order in a PO at this stage; `counts` says whether it is confirmed and not cancelled. A
    /// parcel that nobody complained of for `parcel_days` days has arrived (rule 82).
    pub fn of(
        units: &Whereabouts,
        (stage, counts): (Stage, bool),
        parcel_days: i64,
        now: Moment,
    ) -> Self {
        if !counts {
            return Self::None;
        }
        let under_way = units
            .on_way_since
            .is_some_and(|since| now.unix() < since.unix() + parcel_days * 86_400);
        match units {
            Whereabouts { handed: 1.., .. } if units.left() > 0 => Self::Partial,
            Whereabouts {
                handed: 1..,
                couriered: ..=0,
                ..
            } => Self::PickedUp,
            Whereabouts { handed: 1.., .. } if under_way => Self::Shipped,
            Whereabouts { handed: 1.., .. } => Self::Done,
            Whereabouts { pieces, aside, .. } if aside >= pieces && *aside > 0 => Self::Ready,
            Whereabouts { aside: 1.., .. } => Self::InProgress,
            Whereabouts { followed: true, .. } => match stage {
                Stage::InProduction | Stage::Ready => Self::InProgress,
                Stage::Finished => Self::Done,
                _ => Self::None,
            },
            _ => match stage {
                Stage::InProduction => Self::InProgress,
                Stage::Ready => Self::Ready,
                Stage::Finished => Self::Done,
                _ => Self::None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_unix(1_772_334_000);

    fn of(units: Whereabouts, stage: Stage) -> Fulfilment {
        Fulfilment::of(&units, (stage, true), 7, NOW)
    }

    fn units(aside: i64, handed: i64, couriered: i64) -> Whereabouts {
        Whereabouts {
            pieces: 10,
            aside,
            handed,
            couriered,
            on_way_since: (couriered > 0).then_some(NOW),
            followed: false,
        }
    }

    #[test]
    fn what_was_handed_over_says_it_whatever_the_stage() {
        for stage in [Stage::Open, Stage::Ready, Stage::Finished] {
            assert_eq!(of(units(0, 3, 0), stage), Fulfilment::Partial);
            assert_eq!(of(units(0, 10, 0), stage), Fulfilment::PickedUp);
            assert_eq!(of(units(0, 10, 10), stage), Fulfilment::Shipped);
        }
    }

    /// Rule 82: a parcel is done N days after sending without complaint.
    #[test]
    fn a_parcel_is_done_after_its_days() {
        let sent = Moment::from_unix(NOW.unix() - 7 * 86_400);
        let mut units = units(0, 10, 10);
        units.on_way_since = Some(sent);
        assert_eq!(of(units, Stage::Ready), Fulfilment::Done);
        units.on_way_since = Some(Moment::from_unix(sent.unix() + 1));
        assert_eq!(of(units, Stage::Ready), Fulfilment::Shipped);
        units.on_way_since = None;
        assert_eq!(of(units, Stage::Ready), Fulfilment::Done);
    }

    /// A PO without batches is ready as a whole; one with them, order by order.
    #[test]
    fn ready_comes_from_the_stage_or_from_what_is_set_aside() {
        assert_eq!(of(units(0, 0, 0), Stage::Ready), Fulfilment::Ready);
        assert_eq!(of(units(10, 0, 0), Stage::Open), Fulfilment::Ready);
        assert_eq!(of(units(4, 0, 0), Stage::Ready), Fulfilment::InProgress);
        let followed = Whereabouts {
            followed: true,
            ..units(0, 0, 0)
        };
        assert_eq!(of(followed, Stage::Ready), Fulfilment::InProgress);
        assert_eq!(of(followed, Stage::Open), Fulfilment::None);
    }

    #[test]
    fn an_order_that_does_not_count_has_none() {
        let is = |counts| Fulfilment::of(&units(0, 0, 0), (Stage::Ready, counts), 7, NOW);
        assert_eq!((is(true), is(false)), (Fulfilment::Ready, Fulfilment::None));
    }
}
