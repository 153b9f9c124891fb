//! The POs of the last weeks, at least one in each stage. Days are relative to today.

use super::goods::Family;
use crate::domain::money::Rupiah;
use crate::domain::policy::DownPayment;

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Something the owner does to a PO.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Closes it before its planned end.
    Close,
    /// Opens it again, for so many days.
    Reopen(i64),
    /// Production begins.
    Production,
    /// Goods are ready.
    Ready,
    /// It is finished.
    Finish,
    /// The shop cancels it, for this reason.
    Cancel(&'static str),
    /// A new estimate: days from the first one to the last, and why.
    Postpone(i64, i64, &'static str),
    /// Sets the quota of a variant, in units per hundred orders of the PO.
    Quota(&'static str, i64),
    /// A new price of a variant, in rupiah.
    Price(&'static str, i64),
    /// Takes a variant off sale.
    Withdraw(&'static str),
}

/// A PO of the sample shop.
pub(super) struct Plan {
    pub(super) family: Family,
    /// Its share of all orders, in percent.
    pub(super) share: i64,
    /// First and last day on which it is open; absent for a draft.
    pub(super) window: Option<(i64, i64)>,
    /// First and last day of the estimate.
    pub(super) ready: Option<(i64, i64)>,
    pub(super) down_payment: DownPayment,
    /// Hours an order has for its down payment.
    pub(super) hours: Option<u32>,
    /// Caps in units per hundred orders of the PO: of a variant, a product, the whole PO.
    pub(super) quotas: &'static [(Cap, i64)],
    /// Orders accepted after the close.
    pub(super) late: usize,
    /// What the owner does: (day, hour, step).
    pub(super) steps: &'static [(i64, i64, Step)],
    pub(super) note: &'static str,
}

/// What a quota limits.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cap {
    Variant(&'static str),
    Product(&'static str),
    Period,
}

const fn rupiah(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

/// All POs that are simulated.
pub(super) const PLANS: &[Plan] = &[
    Plan {
        family: Family::Cookies,
        share: 22,
        window: Some((-76, -62)),
        ready: Some((-54, -52)),
        down_payment: DownPayment::PerOrder(rupiah(50_000)),
        hours: Some(48),
        quotas: &[(Cap::Variant("NAS-KEJU"), 120), (Cap::Period, 600)],
        late: 2,
        steps: &[
            (-66, 9, Step::Quota("NAS-KEJU", 150)),
            (-61, 8, Step::Production),
            (-56, 19, Step::Postpone(2, 2, "oven diservis dua hari")),
            (-52, 15, Step::Ready),
            (-45, 17, Step::Finish),
        ],
        note: "Pengiriman dari Depok, ambil sendiri boleh.",
    },
    Plan {
        family: Family::Frozen,
        share: 11,
        window: Some((-50, -43)),
        ready: Some((-40, -39)),
        down_payment: DownPayment::Full,
        hours: Some(24),
        quotas: &[(Cap::Product("DIM"), 180)],
        late: 0,
        steps: &[
            (-42, 7, Step::Production),
            (-40, 16, Step::Ready),
            (-36, 12, Step::Finish),
        ],
        note: "",
    },
    Plan {
        family: Family::Jerseys,
        share: 15,
        window: Some((-41, -27)),
        ready: Some((-5, -3)),
        down_payment: DownPayment::Percent(50),
        hours: Some(48),
        quotas: &[(Cap::Period, 500)],
        late: 2,
        steps: &[
            (-33, 10, Step::Withdraw("CLN-XL")),
            (-29, 20, Step::Close),
            (-28, 9, Step::Reopen(2)),
            (-25, 10, Step::Production),
            (-6, 18, Step::Postpone(2, 3, "benang sablon telat datang")),
            (-3, 14, Step::Ready),
        ],
        note: "Nama punggung tidak bisa diganti setelah PO tutup.",
    },
    Plan {
        family: Family::Frozen,
        share: 3,
        window: Some((-34, -30)),
        ready: Some((-26, -25)),
        down_payment: DownPayment::PerUnit(rupiah(10_000)),
        hours: None,
        quotas: &[],
        late: 0,
        steps: &[(-29, 11, Step::Cancel("freezer rusak, PO batal"))],
        note: "",
    },
    Plan {
        family: Family::Cookies,
        share: 19,
        window: Some((-24, -9)),
        ready: Some((3, 5)),
        down_payment: DownPayment::Percent(50),
        hours: Some(48),
        quotas: &[(Cap::Product("KAS"), 140), (Cap::Period, 620)],
        late: 3,
        steps: &[
            (-17, 8, Step::Price("NAS-KEJU", 88_000)),
            (-7, 8, Step::Production),
        ],
        note: "Antre produksi sesuai urutan DP.",
    },
    Plan {
        family: Family::Frozen,
        share: 9,
        window: Some((-12, -1)),
        ready: Some((4, 5)),
        down_payment: DownPayment::Full,
        hours: Some(24),
        quotas: &[(Cap::Variant("RIS-SMK"), 35)],
        late: 0,
        steps: &[],
        note: "",
    },
    Plan {
        family: Family::Cookies,
        share: 14,
        window: Some((-6, 8)),
        ready: Some((18, 20)),
        down_payment: DownPayment::Percent(50),
        hours: Some(36),
        quotas: &[
            (Cap::Variant("NAS-KEJU"), 75),
            (Cap::Product("KAS"), 120),
            (Cap::Period, 700),
        ],
        late: 0,
        steps: &[],
        note: "Slot terbatas, yang DP duluan yang dibuatkan.",
    },
    Plan {
        family: Family::Jerseys,
        share: 7,
        window: Some((-3, 11)),
        ready: Some((32, 36)),
        down_payment: DownPayment::PerUnit(rupiah(50_000)),
        hours: Some(48),
        quotas: &[(Cap::Variant("JRS-L-HTM"), 45), (Cap::Period, 450)],
        late: 0,
        steps: &[],
        note: "",
    },
    Plan {
        family: Family::Frozen,
        share: 0,
        window: Some((3, 10)),
        ready: Some((14, 15)),
        down_payment: DownPayment::Full,
        hours: Some(24),
        quotas: &[(Cap::Product("DIM"), 200)],
        late: 0,
        steps: &[],
        note: "",
    },
    Plan {
        family: Family::Cookies,
        share: 0,
        window: None,
        ready: None,
        down_payment: DownPayment::Percent(50),
        hours: Some(36),
        quotas: &[],
        late: 0,
        steps: &[],
        note: "",
    },
];
