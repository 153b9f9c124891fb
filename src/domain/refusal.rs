//! Reasons why a deed is refused: one case per reason, with the figures its sentence needs. `lang`
//! renders the sentence; here is only its key.

use super::channel::Channel;
use super::charge::ChargeKind;
use super::coded::coded;
use super::custom_fields::CustomFieldError;
use super::id::{ActionId, EntryId, PaymentId};
use super::message::{Arg, Message, ToArg, messages};
use super::money::{MoneyError, Rupiah};
use super::package_error::PackageError;
use super::parcel::ParcelState;
use super::plan_refusal::PlanRefusal;
use super::quota_level::QuotaLevel;
use super::sharing::ShareBy;
use super::stage::Stage;
use super::text::excerpt;
use super::when::{Moment, WhenError};

coded! {
    /// The kinds of things that have a code or a name.
    pub enum Noun {
        /// An account.
        Account => "noun-account",
        /// A supplier.
        Supplier => "noun-supplier",
        /// A product.
        Product => "noun-product",
        /// A variant.
        Variant => "noun-variant",
        /// A PO period.
        Period => "noun-period",
        /// A tier of an offer.
        Tier => "noun-tier",
        /// A bonus of a period.
        Bonus => "noun-bonus",
        /// A payment stage of a period.
        PaymentStage => "noun-payment-stage",
        /// A custom field of a product.
        CustomField => "noun-custom-field",
        /// A further price of a variant.
        FurtherPrice => "noun-further-price",
        /// A customer.
        Customer => "noun-customer",
        /// An order.
        Order => "noun-order",
        /// A payment.
        Payment => "noun-payment",
        /// An expense.
        Expense => "noun-expense",
        /// A parcel.
        Parcel => "noun-parcel",
        /// A claim.
        Claim => "noun-claim",
        /// A choice of a package.
        Choice => "noun-choice",
        /// One of those an order is for.
        Wearer => "noun-wearer",
        /// One of several recipients of an order.
        Destination => "noun-destination",
        /// A numbered tally.
        TallyVersion => "noun-tally-version",
        /// An alias that the owner taught.
        Alias => "noun-alias",
        /// A deed in the history.
        Deed => "noun-deed",
    }
}

messages! {
    /// A reason to refuse a deed.
    ///
    /// Common arguments: `order`, `period`, `code`, `product` are codes, `customer` and `who` are
    /// names, `text` is what was typed, `field` is the key of a field's name.
    pub enum Refusal {
        /// A field can't be read; `problem` says why and what would be right.
        Field { field: &'static str, problem: Message } = "refusal-field",
        /// An order of an imported table is refused.
        InTable { row: u64, who: String, why: Box<Refusal> } = "refusal-in-table",
        /// A down-payment rule can't be read (rule 25).
        DownPaymentUnreadable { text: String } = "refusal-down-payment-unreadable",
        /// A cancellation rule can't be read (rule 33).
        CancellationUnreadable { text: String } = "refusal-cancellation-unreadable",
        /// A cancellation rule refunds more at a later stage (rule 33).
        CancellationRises { rule: String, meant: String } = "refusal-cancellation-rises",
        /// More than was paid would be kept of a cancelled order (rule 33).
        KeepTooMuch { paid: Rupiah } = "refusal-keep-too-much",
        /// The shop cancels, so nothing can be kept (rule 33).
        KeepByShop = "refusal-keep-by-shop",
        /// The order is not cancelled, so nothing is kept of it.
        NotCancelled { order: String } = "refusal-not-cancelled",
        /// The refund would include money that is kept as cancellation fee (rule 33).
        RefundKept { order: String, kept: Rupiah, most: Rupiah } = "refusal-refund-kept",
        /// Money of the payment was refunded or moved since, so that it can't be reversed.
        PaymentGivenBack { payment: PaymentId, amount: Rupiah } = "refusal-payment-given-back",
        /// Another open bill of the same amount has this unique code (rule 31).
        CodeTaken { code: i64, order: String, free: Option<i64> }
            = if free.is_some() { "refusal-code-taken" } else { "refusal-code-taken-all" },
        /// No design of an order has to be approved (rule 79).
        NothingToApprove { order: String } = "refusal-nothing-to-approve",
        /// Everything of one of those an order is for is paid (rule 74).
        WearerPaid { order: String, name: String } = "refusal-wearer-paid",
        /// Every unique code is taken for bills of this amount (rule 31).
        CodesUsedUp { base: Rupiah } = "refusal-codes-used-up",
        /// A charge of this kind has no label (rule 23).
        ChargeUnlabelled { kind: ChargeKind } = "refusal-charge-unlabelled",
        /// A charge of this kind is for no single recipient (rule 80).
        ChargeUndestined { kind: ChargeKind } = "refusal-charge-undestined",
        /// A charge of this kind is made by a deed of its own (rules 63, 94).
        ChargeElsewhere { kind: ChargeKind } = "refusal-charge-elsewhere",
        /// The order does not count in this period, so it has no part of a stage's bill (rule 63).
        StageOrder { order: String, period: String } = "refusal-stage-order",
        /// A part of a stage's bill would be less than its customer paid of it (rule 63).
        StagePartPaid { order: String, stage: String, paid: Rupiah } = "refusal-stage-part-paid",
        /// There is nothing to divide a bill by: no orders, or all of them zero (rule 75).
        NothingToShareBy { period: String, by: ShareBy } = "refusal-nothing-to-share-by",
        /// Variants without a weight, so that nothing can be divided by weight (rule 75).
        WeightMissing { codes: String } = "refusal-weight-missing",
        /// An order with a bill of a stage stays in its period (rules 45, 63).
        StageStays { order: String, period: String, stage: String, amount: Rupiah } = "refusal-stage-stays",
        /// The difference is larger than the shop's rounding limit (rule 71).
        RoundingTooLarge { difference: Rupiah, limit: Rupiah } = "refusal-rounding-too-large",
        /// The bill is paid exactly, or not at all.
        NothingToRound { order: String } = "refusal-nothing-to-round",
        /// Goods left already, so that the order can't have fewer (rule 45).
        HandedOver { order: String, goods: String, handed: i64, wanted: i64 } = "refusal-handed-over",
        /// Goods left already, so that the order can't be cancelled or moved whole (rule 45).
        HandedOverWhole { order: String, goods: String, handed: i64 } = "refusal-handed-over-whole",
        /// The order is not settled: handing it over needs a reason (rule 46).
        Unsettled { order: String, rest: Rupiah } = "refusal-unsettled",
        /// The order waits for the bill of a stage: handing it over needs a reason (rule 46).
        UnsettledStage { order: String } = "refusal-unsettled-stage",
        /// The order waits for its down payment, so it does not count yet (rule 62).
        OrderUnconfirmed { order: String } = "refusal-order-unconfirmed",
        /// Everything of the order was handed over or packed.
        NothingToHandOver { order: String } = "refusal-nothing-to-hand-over",
        /// More would be handed over of an item than is left of it.
        FewerToHandOver { order: String, goods: String, wanted: i64, left: i64 } = "refusal-fewer-to-hand-over",
        /// Goods that are followed by batches are not set aside for the order yet.
        NotThere { order: String, goods: String, wanted: i64, there: i64 } = "refusal-not-there",
        /// A parcel would go to two customers (rule 81).
        ParcelOfTwo { order: String, customer: String, other: String, another: String } = "refusal-parcel-of-two",
        /// A part, or one recipient, of several orders is meant.
        PartOfSeveral = "refusal-part-of-several",
        /// The courier would collect more than is due (rule 91).
        CodTooMuch { rest: Rupiah } = "refusal-cod-too-much",
        /// The deed is not possible in the parcel's state.
        ParcelState { parcel: String, state: ParcelState } = "refusal-parcel-state",
        /// The parcel was fetched, so it has no courier.
        ParcelFetched { parcel: String } = "refusal-parcel-fetched",
        /// All that is left of the order is for its recipients; one must be named (rule 80).
        ChooseDestination { order: String, names: Vec<String> } = "refusal-choose-destination",
        /// Its recipients would have more of an item than the order has (rule 80).
        DestinationsHaveMore { order: String, goods: String, shared: i64, ordered: i64 }
            = "refusal-destinations-have-more",
        /// A table of recipients leaves something of the order to nobody (rule 80).
        DestinationsHaveFewer { order: String, goods: String, shared: i64, ordered: i64 }
            = "refusal-destinations-have-fewer",
        /// Something was packed for the recipient, or sent to it (rule 80).
        DestinationPacked { order: String, name: String } = "refusal-destination-packed",
        /// More would be claimed than was handed over and is not claimed yet (rule 83).
        ClaimTooMany { order: String, goods: String, wanted: i64, left: i64 } = "refusal-claim-too-many",
        /// Nothing of the goods was handed over that is not claimed yet (rule 83).
        ClaimNothing { order: String, goods: String } = "refusal-claim-none",
        /// The claim ended already.
        ClaimEnded { claim: String } = "refusal-claim-ended",
        /// More would be given by the claim than is left of what was paid (rule 83).
        ClaimTooMuch { order: String, most: Rupiah } = "refusal-claim-too-much",
        /// Only money that is given has an amount.
        ClaimWithoutAmount = "refusal-claim-without-amount",
        /// Only a replacement can be another variant, and only that one can cost a difference.
        ClaimExchangeOnly = "refusal-claim-exchange-only",
        /// An exchange is of as many units as were claimed.
        ClaimExchangeQty { claimed: i64, with: i64 } = "refusal-claim-exchange-qty",
        /// Goods that nothing is given for stay with the customer.
        ClaimGoodsStay = "refusal-claim-goods-stay",
        /// What was recovered needs an account to go to.
        ClaimRecoveredWhere = "refusal-claim-recovered-where",
        /// Money would move from a place to itself, or from the owner to the owner.
        MoveNowhere = "refusal-move-nowhere",
        /// More would be paid out than is held for an account (rule 91).
        HeldLess { account: String, held: Rupiah } = "refusal-held-less",
        /// What is held for an account is handed in or paid out, not counted (rule 91).
        CountHeld { account: String } = "refusal-count-held",
        /// A count that doesn't agree needs its reason (rule 92).
        CountWhy { difference: Rupiah } = "refusal-count-why",
        /// An account begins in the future.
        OpeningAhead = "refusal-opening-ahead",
        /// An expense was voided already.
        ExpenseVoided { id: EntryId } = "refusal-expense-voided",
        /// The order's goods do not wait longer than its PO lets them, or something of them is packed (rule 82).
        NotUncollected { order: String } = "refusal-not-uncollected",
        /// The order is not overpaid.
        NothingToMove { order: String } = "refusal-nothing-to-move",
        /// More would be moved than was paid on the order (rule 28).
        MoveTooLarge { order: String, most: Rupiah } = "refusal-move-too-large",
        /// The order has no balance due that credit could pay (rule 28).
        NothingMissing { order: String } = "refusal-nothing-missing",
        /// The customer has less credit than the sum asked for (rule 28).
        CreditTooSmall { customer: String, credit: Rupiah } = "refusal-credit-too-small",
        /// A required field is empty.
        Missing { field: &'static str } = "refusal-missing",
        /// A text is longer than its field allows.
        TooLong { field: &'static str, limit: i64 } = "refusal-too-long",
        /// A number is out of its bounds.
        OutOfRange { field: &'static str, least: i64, most: i64 } = "refusal-out-of-range",
        /// Nothing has this code or name.
        Unknown { noun: Noun, code: String, near: Option<String> }
            = if near.is_some() { "refusal-unknown-near" } else { "refusal-unknown" },
        /// Several things have this name.
        Ambiguous { noun: Noun, code: String, matches: Vec<String> } = "refusal-ambiguous",
        /// The code is already in use.
        Taken { noun: Noun, code: String } = "refusal-taken",
        /// It was archived (rule 55).
        Archived { noun: Noun, code: String } = "refusal-archived",
        /// The window has closed; a late order needs a reason (rule 7).
        PeriodClosed { period: String, at: Option<Moment> }
            = if at.is_some() { "refusal-period-closed-at" } else { "refusal-period-closed" },
        /// The window has not opened.
        PeriodNotOpen { period: String, at: Option<Moment> }
            = if at.is_some() { "refusal-period-opens-at" } else { "refusal-period-draft" },
        /// The period is finished or cancelled.
        PeriodOver { period: String, stage: Stage } = "refusal-period-over",
        /// The deed is not possible in the period's stage.
        WrongStage { period: String, stage: Stage } = "refusal-wrong-stage",
        /// The window would close before it opens.
        ClosesBeforeOpening { opens: Moment, closes: Moment } = "refusal-closes-before-opening",
        /// The variant is not on sale in the period.
        NotOffered { code: String, period: String, offered: Vec<String> }
            = if offered.is_empty() { "refusal-nothing-offered" } else { "refusal-not-offered" },
        /// The tier has neither a last moment nor a number of units (rule 12).
        TierWithoutEnd { label: String } = "refusal-tier-without-end",
        /// The tier's last moment has already passed.
        TierOver { label: String, until: Moment } = "refusal-tier-over",
        /// The product has several variants; one must be named.
        ChooseVariant { product: String, variants: Vec<String> } = "refusal-choose-variant",
        /// The alias is the name of other goods.
        AliasIsName { text: String, name: String } = "refusal-alias-is-name",
        /// The order of this chat message is already in the book.
        MessageKnown { order: String } = "refusal-message-known",
        /// An order needs at least one item.
        NoItems = "refusal-no-items",
        /// The change would leave the order without items; that is a cancellation.
        NothingLeft { order: String } = "refusal-nothing-left",
        /// Goods leave the order after the close, which is a part cancellation and needs a reason (rule 33).
        PartNeedsReason { order: String } = "refusal-part-needs-reason",
        /// A price in an order whose goods cost nothing (rule 109).
        FreePriced { code: String } = "refusal-free-priced",
        /// The variant isn't sold by weight (rule 94).
        NotByWeight { code: String } = "refusal-not-by-weight",
        /// The order has no units of the variant; `has` are those it could be.
        NotInOrder { order: String, code: String, has: Vec<String> }
            = if has.is_empty() { "refusal-not-in-order" } else { "refusal-not-in-order-but" },
        /// Packages that were sold contain the offer, so that it can't be dropped alone (rule 68).
        OfferInPackages { code: String, order: String } = "refusal-offer-in-packages",
        /// More units would be removed than the order has.
        FewerInOrder { order: String, code: String, has: i64 } = "refusal-fewer-in-order",
        /// The order has the variant with several customizations; one must be named.
        ChooseCustomization { order: String, code: String } = "refusal-choose-customization",
        /// The further price has neither a price level nor a number of units (rule 66).
        PriceWithoutReason = "refusal-price-without-reason",
        /// The order would have fewer units of a variant than its minimum (rule 66).
        BelowLeast { code: String, wanted: i64, least: i64 } = "refusal-below-least",
        /// The order's units of a variant would not be a multiple of its step (rule 66).
        NotMultiple { code: String, wanted: i64, multiple: i64, below: i64, above: i64 }
            = "refusal-not-multiple",
        /// The order is cancelled.
        OrderCancelled { order: String } = "refusal-order-cancelled",
        /// There is no quota from which units could be reserved for a channel (rule 69).
        NoQuotaToReserve { code: String } = "refusal-no-quota-to-reserve",
        /// Nothing is reserved for the channel (rule 69).
        NothingReserved { period: String, channel: Channel } = "refusal-nothing-reserved",
        /// The order's down-payment deadline has not passed (rule 16).
        NotPastDeadline { order: String } = "refusal-not-past-deadline",
        /// The new deadline is in the past.
        DeadlinePassed { until: Moment } = "refusal-deadline-passed",
        /// The order is on the waiting list, where no down payment is asked yet.
        OrderOnWaitlist { order: String } = "refusal-order-waits",
        /// The order is already confirmed.
        OrderConfirmed { order: String } = "refusal-order-counts",
        /// The bill would go below zero (rule 24).
        BelowZero { order: String, most: Rupiah } = "refusal-below-zero",
        /// An amount must be more than zero.
        NotPositive { field: &'static str } = "refusal-not-positive",
        /// The refund is larger than what was paid (rule 32).
        RefundTooLarge { paid: Rupiah } = "refusal-refund-too-large",
        /// The parts of a split are more than the payment (rule 28).
        SplitTooLarge { amount: Rupiah, parts: Rupiah } = "refusal-split-too-large",
        /// The order doesn't belong to the payer of the split payment.
        OtherCustomer { order: String } = "refusal-other-customer",
        /// The payment is already reversed, or is a reversal.
        AlreadyVoided { payment: PaymentId } = "refusal-already-voided",
        /// Another customer has this phone number or handle (rules 50, 85).
        ContactTaken { contact: String, customer: String } = "refusal-contact-taken",
        /// The row that the deed changes is no longer in the book: it was undone, perhaps in
        /// another window.
        Gone = "refusal-gone",
        /// Nobody is to be told this of an order; `why` says the reason (rule 102).
        NotToTell { order: String, why: Message } = "refusal-not-to-tell",
        /// A template has mistakes, which are all named (rule 52).
        Template { mistakes: Message } = "refusal-template",
        /// What a deed was decided by was changed in another window before the deed was done.
        ChangedMeanwhile = "refusal-changed-meanwhile",
        /// A customer can't be merged with itself.
        SameCustomer = "refusal-same-customer",
        /// There is nothing left to undo.
        NothingToUndo = "refusal-nothing-to-undo",
        /// There is nothing left to redo.
        NothingToRedo = "refusal-nothing-to-redo",
        /// The before-images of the action were pruned.
        HistoryPruned = "refusal-history-pruned",
        /// The book was restored from a copy at this moment, and undo stops there. `kept` is the file
        /// of the book that was replaced.
        Restored { at: Moment, kept: Option<String> }
            = if kept.is_some() { "refusal-restored" } else { "refusal-restored-lost" },
        /// The deed is not the newest that stands: `newer` is, and `after` deeds in all came after
        /// it, perhaps from another window.
        NotNewest { deed: ActionId, after: i64, newer: ActionId, at: Moment, what: Message } = "refusal-not-newest",
        /// The order's goods were not promised for an earlier date (rule 52).
        NoDelay { order: String } = "refusal-no-delay",
        /// The customer answered so already (rule 52).
        AnsweredSo { order: String } = "refusal-answered-so",
        /// A month that isn't over can't be closed (rule 110).
        MonthNotOver { month: String } = "refusal-month-not-over",
        /// The month is closed already (rule 110).
        MonthClosed { month: String } = "refusal-month-closed",
        /// The month is not closed (rule 110).
        MonthOpen { month: String } = "refusal-month-open",
        /// The deed is already undone.
        AlreadyUndone { deed: ActionId } = "refusal-already-undone",
    }
    from {
        /// An amount can't be read or is too large.
        Money(MoneyError),
        /// A date can't be read.
        When(WhenError),
        /// A change of plan is not possible.
        Plan(PlanRefusal),
        /// A package can't be saved, or can't be ordered as typed (rules 21, 65).
        Package(PackageError),
        /// A customization doesn't fit its product's fields (rule 67).
        Fields(CustomFieldError),
    }
    said {
        /// A quota has no room (rule 15), or the order cap of a period is reached (rule 1). `code`
        /// is the code of what has the quota; `kept` are units reserved there for other channels
        /// (rule 69).
        QuotaFull {
            level: QuotaLevel, code: String, quota: i64, wanted: i64, left: i64,
            kept: Vec<(Channel, i64)>,
        } => quota_full(*level, code, [*quota, *wanted, *left], kept),
    }
}

/// The message about a full quota and what is reserved of it for other channels.
fn quota_full(
    level: QuotaLevel,
    code: &str,
    [quota, wanted, left]: [i64; 3],
    kept: &[(Channel, i64)],
) -> Message {
    let full = Message::new(match level {
        QuotaLevel::Variant => "refusal-quota-variant",
        QuotaLevel::Package => "refusal-quota-package",
        QuotaLevel::Product => "refusal-quota-product",
        QuotaLevel::Period => "refusal-quota-period",
        QuotaLevel::Orders => "refusal-orders-full",
    })
    .text("code", code)
    .count("quota", quota)
    .count("wanted", wanted)
    .count("left", left);
    let kept = kept
        .iter()
        .map(|(channel, units)| {
            Message::new("quota-kept-for")
                .word("channel", channel.key())
                .count("units", *units)
        })
        .reduce(|before, one| {
            Message::new("quota-kept-and")
                .say("before", before)
                .say("one", one)
        });
    match kept {
        Some(kept) => Message::new("refusal-quota-kept")
            .say("full", full)
            .say("kept", kept),
        None => full,
    }
}

impl ToArg for Refusal {
    fn to_arg(&self) -> Option<Arg> {
        self.message().to_arg()
    }
}

impl Refusal {
    /// A refusal about one field.
    pub fn field(field: &'static str, problem: Message) -> Self {
        Self::Field { field, problem }
    }

    /// Nothing has this code; `known` are the existing codes, for "did you mean".
    pub fn unknown<'a>(noun: Noun, code: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = code.to_lowercase();
        let near = known
            .into_iter()
            .map(|other| (strsim::jaro_winkler(&folded, &other.to_lowercase()), other))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, other)| other.to_owned());
        Self::Unknown {
            noun,
            code: excerpt(code),
            near,
        }
    }

    /// Adds the row of the table to a refusal; one that has a row already is left as it is.
    #[must_use]
    pub fn at_row(self, row: u64, who: &str) -> Self {
        match self {
            Self::InTable { .. } => self,
            why => Self::InTable {
                row,
                who: excerpt(who),
                why: Box::new(why),
            },
        }
    }
}
