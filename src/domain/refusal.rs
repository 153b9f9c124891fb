//! Why the shop's rules say no: one case per reason, each with the figures its sentence needs.
//! `lang` renders the sentence; here is only its key.

use super::channel::Channel;
use super::fields::FieldError;
use super::level::Level;
use super::message::{Arg, Message};
use super::money::{MoneyError, Rupiah};
use super::package_error::PackageError;
use super::plan::PlanRefusal;
use super::stage::Stage;
use super::text::excerpt;
use super::when::{Moment, WhenError};

use thiserror::Error;

/// What a code or a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// An account.
    Account,
    /// A supplier.
    Supplier,
    /// A product.
    Product,
    /// A variant.
    Variant,
    /// A PO period.
    Period,
    /// A tier of an offer.
    Tier,
    /// A bonus of a period.
    Bonus,
    /// A custom field of a product.
    CustomField,
    /// A further price of a variant.
    FurtherPrice,
    /// A customer.
    Customer,
    /// An order.
    Order,
    /// A payment.
    Payment,
    /// A choice of a package.
    Choice,
    /// A numbered tally.
    TallyVersion,
    /// A word for goods that the owner taught.
    Alias,
}

impl Noun {
    /// Key of its name in `assets/lang`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Account => "noun-account",
            Self::Supplier => "noun-supplier",
            Self::Product => "noun-product",
            Self::Variant => "noun-variant",
            Self::Period => "noun-period",
            Self::Tier => "noun-tier",
            Self::Bonus => "noun-bonus",
            Self::CustomField => "noun-custom-field",
            Self::FurtherPrice => "noun-further-price",
            Self::Customer => "noun-customer",
            Self::Order => "noun-order",
            Self::Payment => "noun-payment",
            Self::Choice => "noun-choice",
            Self::TallyVersion => "noun-tally-version",
            Self::Alias => "noun-alias",
        }
    }
}

/// A reason to refuse a deed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message().key)]
pub enum Refusal {
    /// A field holds something that can't be read; the problem says what and what would be right.
    Field {
        /// Key of the field's name.
        field: &'static str,
        /// What is wrong with it.
        problem: Message,
    },
    /// An order of a table is refused.
    InTable {
        /// The row, as a spreadsheet counts.
        row: u64,
        /// Who ordered.
        who: String,
        /// Why.
        why: Box<Refusal>,
    },
    /// An amount can't be read or is too large.
    Money(#[from] MoneyError),
    /// A date can't be read.
    When(#[from] WhenError),
    /// A change of plan is not possible.
    Plan(#[from] PlanRefusal),
    /// A package is not one, or can't be ordered so (rules 21, 65).
    Package(#[from] PackageError),
    /// A customization does not hold what its product asks for (rule 67).
    Fields(#[from] FieldError),
    /// A down-payment rule can't be read (rule 25).
    DownPaymentUnreadable {
        /// What was typed.
        text: String,
    },
    /// A cancellation rule can't be read (rule 33).
    CancellationUnreadable {
        /// What was typed.
        text: String,
    },
    /// A cancellation rule gives back more the later one cancels (rule 33).
    CancellationRises {
        /// The rule as it was read.
        rule: String,
        /// The rule if what is kept was typed for what is given back.
        meant: String,
    },
    /// More would be kept of a cancelled order than was paid (rule 33).
    KeepTooMuch {
        /// Net paid, in rupiah.
        paid: Rupiah,
    },
    /// The shop cancels, so nothing can be kept (rule 33).
    KeepByShop,
    /// The order is not cancelled, so nothing is kept of it.
    NotCancelled {
        /// Code of the order.
        order: String,
    },
    /// What would go back is kept as the cancellation fee (rule 33).
    RefundKept {
        /// Code of the order.
        order: String,
        /// What is kept, in rupiah.
        kept: Rupiah,
        /// What can go back, in rupiah.
        most: Rupiah,
    },
    /// Money of the payment was sent back or moved since; without it, it can't be reversed.
    PaymentGivenBack {
        /// Number of the payment.
        payment: i64,
        /// What would be missing, in rupiah.
        amount: Rupiah,
    },
    /// Another open bill of the same amount has this unique code (rule 31).
    CodeTaken {
        /// The code.
        code: i64,
        /// Code of the order that has it.
        order: String,
        /// The smallest that is free.
        free: Option<i64>,
    },
    /// Every unique code is taken for bills of this amount (rule 31).
    CodesUsedUp {
        /// The amount without the code, in rupiah.
        base: Rupiah,
    },
    /// The difference is more than the shop rounds away (rule 71).
    RoundingTooLarge {
        /// The difference, in rupiah.
        difference: Rupiah,
        /// The most that is rounded away, in rupiah.
        limit: Rupiah,
    },
    /// The bill is met exactly, or not paid at all.
    NothingToRound {
        /// Code of the order.
        order: String,
    },
    /// Nothing too much was paid for the order.
    NothingToMove {
        /// Code of the order.
        order: String,
    },
    /// More would be moved than lies on the order (rule 28).
    MoveTooLarge {
        /// Code of the order.
        order: String,
        /// The most that can be moved, in rupiah.
        most: Rupiah,
    },
    /// Nothing is missing on the order that credit could pay (rule 28).
    NothingMissing {
        /// Code of the order.
        order: String,
    },
    /// The customer has less credit than is to be used (rule 28).
    CreditTooSmall {
        /// Name of the customer.
        customer: String,
        /// What there is, in rupiah.
        credit: Rupiah,
    },
    /// A field that must be filled is empty.
    Missing {
        /// Key of the field's name.
        field: &'static str,
    },
    /// A text is longer than its field takes.
    TooLong {
        /// Key of the field's name.
        field: &'static str,
        /// Characters allowed.
        limit: i64,
    },
    /// A number is out of its bounds.
    OutOfRange {
        /// Key of the field's name.
        field: &'static str,
        /// Least allowed.
        least: i64,
        /// Most allowed.
        most: i64,
    },
    /// Nothing goes by this code or name.
    Unknown {
        /// What was looked for.
        noun: Noun,
        /// What was typed.
        code: String,
        /// The nearest one there is.
        near: Option<String>,
    },
    /// Several go by this name.
    Ambiguous {
        /// What was looked for.
        noun: Noun,
        /// What was typed.
        code: String,
        /// Those that go by it.
        matches: Vec<String>,
    },
    /// The code is another's already.
    Taken {
        /// What carries the code.
        noun: Noun,
        /// The code.
        code: String,
    },
    /// It was archived (rule 55).
    Archived {
        /// What was archived.
        noun: Noun,
        /// Its code or name.
        code: String,
    },
    /// A quota has no room (rule 15), or a period takes no more orders (rule 1).
    QuotaFull {
        /// The tightest level.
        level: Level,
        /// Code of what carries the quota.
        code: String,
        /// Units or orders it allows.
        quota: i64,
        /// Units wanted.
        wanted: i64,
        /// Units left there.
        left: i64,
        /// Units kept there for other channels (rule 69).
        kept: Vec<(Channel, i64)>,
    },
    /// The window has closed; a late order needs a reason (rule 7).
    PeriodClosed {
        /// Code of the period.
        period: String,
        /// When it closed.
        closed_at: Option<Moment>,
    },
    /// The window has not opened.
    PeriodNotOpen {
        /// Code of the period.
        period: String,
        /// When it will, if that is planned.
        opens_at: Option<Moment>,
    },
    /// The period is finished or cancelled.
    PeriodOver {
        /// Code of the period.
        period: String,
        /// Its stage.
        stage: Stage,
    },
    /// The deed does not fit the period's stage.
    WrongStage {
        /// Code of the period.
        period: String,
        /// Its stage.
        stage: Stage,
    },
    /// The window would close before it opens.
    ClosesBeforeOpening {
        /// Planned opening.
        opens_at: Moment,
        /// Planned closing.
        closes_at: Moment,
    },
    /// The variant is not on sale in the period.
    NotOffered {
        /// Code that was asked for.
        code: String,
        /// Code of the period.
        period: String,
        /// Some codes that are.
        offered: Vec<String>,
    },
    /// A tier has neither a moment nor a number of units that ends it (rule 12).
    TierWithoutEnd {
        /// Label of the tier.
        label: String,
    },
    /// A tier would be over before it began.
    TierOver {
        /// Label of the tier.
        label: String,
        /// The moment it was to hold until.
        until: Moment,
    },
    /// The product has several variants; one must be named.
    ChooseVariant {
        /// Code of the product.
        product: String,
        /// Codes of its variants.
        variants: Vec<String>,
    },
    /// The offer was sold and can't be taken back.
    OfferSold {
        /// Code of the variant.
        code: String,
        /// Units sold.
        sold: i64,
    },
    /// The words to be taught are what other goods are called.
    AliasIsName {
        /// What customers are to say.
        text: String,
        /// Name of the goods called so.
        name: String,
    },
    /// The order of this message is in the book already.
    MessageKnown {
        /// Code of the order.
        order: String,
    },
    /// An order needs at least one item.
    NoItems,
    /// The change would leave an order without items; cancelling is the deed for that.
    NothingLeft {
        /// Code of the order.
        order: String,
    },
    /// The order has fewer units of it than should be taken away.
    FewerInOrder {
        /// Code of the order.
        order: String,
        /// Code of the variant.
        code: String,
        /// Units it has.
        has: i64,
    },
    /// The order has the variant with several customizations; one must be named.
    ChooseCustomization {
        /// Code of the order.
        order: String,
        /// Code of the variant.
        code: String,
    },
    /// A further price would be for everybody and any number (rule 66).
    PriceWithoutReason,
    /// An order would have fewer units of a variant than it is sold by (rule 66).
    BelowLeast {
        /// Code of the variant.
        code: String,
        /// Units it would have.
        wanted: i64,
        /// The fewest it may have.
        least: i64,
    },
    /// An order would have units of a variant that make no whole steps (rule 66).
    NotMultiple {
        /// Code of the variant.
        code: String,
        /// Units it would have.
        wanted: i64,
        /// Units of one step.
        multiple: i64,
        /// The next right number below, 0 when there is none.
        below: i64,
        /// The next right number above.
        above: i64,
    },
    /// The order is cancelled.
    OrderCancelled {
        /// Code of the order.
        order: String,
    },
    /// There is no quota of which units could be kept for a channel (rule 69).
    NoQuotaToReserve {
        /// Code of the variant or period.
        code: String,
    },
    /// Nothing is kept for the channel (rule 69).
    NothingReserved {
        /// Code of the period.
        period: String,
        /// The channel.
        channel: Channel,
    },
    /// The order is not past the deadline of its down payment (rule 16).
    NotPastDeadline {
        /// Code of the order.
        order: String,
    },
    /// A new deadline lies in the past.
    DeadlinePassed {
        /// The deadline.
        until: Moment,
    },
    /// The order is on the waiting list: no down payment is asked of it yet.
    OrderWaits {
        /// Code of the order.
        order: String,
    },
    /// The order is confirmed already.
    OrderCounts {
        /// Code of the order.
        order: String,
    },
    /// What lowers the bill is more than the bill (rule 24).
    BelowZero {
        /// Code of the order.
        order: String,
        /// What may be taken off at most, in rupiah.
        most: Rupiah,
    },
    /// An amount must be more than zero.
    NotPositive {
        /// Key of the field's name.
        field: &'static str,
    },
    /// More would go back than was paid (rule 32).
    RefundTooLarge {
        /// Net paid, in rupiah.
        paid: Rupiah,
    },
    /// The parts of a split are more than the payment (rule 28).
    SplitTooLarge {
        /// The payment, in rupiah.
        amount: Rupiah,
        /// Its parts together, in rupiah.
        parts: Rupiah,
    },
    /// The order belongs to somebody else than the payer of a split.
    OtherCustomer {
        /// Code of the order.
        order: String,
    },
    /// The payment was reversed already, or is a reversal.
    AlreadyVoided {
        /// Number of the payment.
        payment: i64,
    },
    /// Another customer has this phone number or handle (rules 50, 85).
    ContactTaken {
        /// The number or handle.
        contact: String,
        /// Who has it.
        customer: String,
    },
    /// What the deed is about is not in the book any more: undone, perhaps in another window.
    Gone,
    /// A customer can't be merged with itself.
    SameCustomer,
    /// There is nothing left to undo.
    NothingToUndo,
    /// There is nothing left to redo.
    NothingToRedo,
    /// What the action changed is not kept any more.
    HistoryPruned,
    /// Something newer was done meanwhile, perhaps in another window.
    NotNewest,
}

impl Refusal {
    /// A refusal about one field.
    pub fn field(field: &'static str, problem: Message) -> Self {
        Self::Field { field, problem }
    }

    /// Nothing goes by `code`; `known` are the codes there are, for "did you mean".
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

    /// The same of an order in a table; the place that was said first is the closest.
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

    /// The sentence, without a language.
    #[allow(clippy::too_many_lines)]
    pub fn message(&self) -> Message {
        let m = Message::new;
        match self {
            Self::Field { field, problem } => m("refusal-field")
                .word("field", field)
                .with("problem", Arg::Say(Box::new(problem.clone()))),
            Self::InTable { row, who, why } => m("refusal-in-table")
                .text("row", row.to_string())
                .text("who", who)
                .with("why", Arg::Say(Box::new(why.message()))),
            Self::Money(error) => error.message(),
            Self::When(error) => error.message(),
            Self::Plan(refusal) => refusal.message(),
            Self::Package(error) => error.message(),
            Self::Fields(error) => error.message(),
            Self::DownPaymentUnreadable { text } => {
                m("refusal-down-payment-unreadable").text("text", text)
            }
            Self::CancellationUnreadable { text } => {
                m("refusal-cancellation-unreadable").text("text", text)
            }
            Self::CancellationRises { rule, meant } => m("refusal-cancellation-rises")
                .text("rule", rule)
                .text("meant", meant),
            Self::KeepTooMuch { paid } => m("refusal-keep-too-much").money("paid", *paid),
            Self::KeepByShop => m("refusal-keep-by-shop"),
            Self::NotCancelled { order } => m("refusal-not-cancelled").text("order", order),
            Self::RefundKept { order, kept, most } => m("refusal-refund-kept")
                .text("order", order)
                .money("kept", *kept)
                .money("most", *most),
            Self::PaymentGivenBack { payment, amount } => m("refusal-payment-given-back")
                .text("payment", payment.to_string())
                .money("amount", *amount),
            Self::CodeTaken { code, order, free } => match free {
                Some(free) => m("refusal-code-taken")
                    .text("code", code.to_string())
                    .text("order", order)
                    .text("free", free.to_string()),
                None => m("refusal-code-taken-all")
                    .text("code", code.to_string())
                    .text("order", order),
            },
            Self::CodesUsedUp { base } => m("refusal-codes-used-up").money("base", *base),
            Self::RoundingTooLarge { difference, limit } => m("refusal-rounding-too-large")
                .money("difference", *difference)
                .money("limit", *limit),
            Self::NothingToRound { order } => m("refusal-nothing-to-round").text("order", order),
            Self::NothingToMove { order } => m("refusal-nothing-to-move").text("order", order),
            Self::MoveTooLarge { order, most } => m("refusal-move-too-large")
                .text("order", order)
                .money("most", *most),
            Self::NothingMissing { order } => m("refusal-nothing-missing").text("order", order),
            Self::CreditTooSmall { customer, credit } => m("refusal-credit-too-small")
                .text("customer", customer)
                .money("credit", *credit),
            Self::Missing { field } => m("refusal-missing").word("field", field),
            Self::TooLong { field, limit } => m("refusal-too-long")
                .word("field", field)
                .count("limit", *limit),
            Self::OutOfRange { field, least, most } => m("refusal-out-of-range")
                .word("field", field)
                .count("least", *least)
                .count("most", *most),
            Self::Unknown { noun, code, near } => match near {
                Some(near) => m("refusal-unknown-near")
                    .word("noun", noun.key())
                    .text("code", code)
                    .text("near", near),
                None => m("refusal-unknown")
                    .word("noun", noun.key())
                    .text("code", code),
            },
            Self::Ambiguous {
                noun,
                code,
                matches,
            } => m("refusal-ambiguous")
                .word("noun", noun.key())
                .text("code", code)
                .text("matches", matches.join(", ")),
            Self::Taken { noun, code } => m("refusal-taken")
                .word("noun", noun.key())
                .text("code", code),
            Self::Archived { noun, code } => m("refusal-archived")
                .word("noun", noun.key())
                .text("code", code),
            Self::QuotaFull {
                level,
                code,
                quota,
                wanted,
                left,
                kept,
            } => {
                let full = m(match level {
                    Level::Variant => "refusal-quota-variant",
                    Level::Product => "refusal-quota-product",
                    Level::Period => "refusal-quota-period",
                    Level::Orders => "refusal-orders-full",
                })
                .text("code", code)
                .count("quota", *quota)
                .count("wanted", *wanted)
                .count("left", *left);
                let mut told: Option<Message> = None;
                for (channel, units) in kept {
                    let one = m("quota-kept-for")
                        .word("channel", channel.key())
                        .count("units", *units);
                    told = Some(match told {
                        None => one,
                        Some(before) => m("quota-kept-and")
                            .with("before", Arg::Say(Box::new(before)))
                            .with("one", Arg::Say(Box::new(one))),
                    });
                }
                let Some(kept) = told else {
                    return full;
                };
                m("refusal-quota-kept")
                    .with("full", Arg::Say(Box::new(full)))
                    .with("kept", Arg::Say(Box::new(kept)))
            }
            Self::PeriodClosed { period, closed_at } => match closed_at {
                Some(closed_at) => m("refusal-period-closed-at")
                    .text("period", period)
                    .moment("at", *closed_at),
                None => m("refusal-period-closed").text("period", period),
            },
            Self::PeriodNotOpen { period, opens_at } => match opens_at {
                Some(opens_at) => m("refusal-period-opens-at")
                    .text("period", period)
                    .moment("at", *opens_at),
                None => m("refusal-period-draft").text("period", period),
            },
            Self::PeriodOver { period, stage } => m("refusal-period-over")
                .text("period", period)
                .word("stage", stage.key()),
            Self::WrongStage { period, stage } => m("refusal-wrong-stage")
                .text("period", period)
                .word("stage", stage.key()),
            Self::ClosesBeforeOpening {
                opens_at,
                closes_at,
            } => m("refusal-closes-before-opening")
                .moment("opens", *opens_at)
                .moment("closes", *closes_at),
            Self::NotOffered {
                code,
                period,
                offered,
            } => match offered.as_slice() {
                [] => m("refusal-nothing-offered")
                    .text("code", code)
                    .text("period", period),
                some => m("refusal-not-offered")
                    .text("code", code)
                    .text("period", period)
                    .text("offered", some.join(", ")),
            },
            Self::TierWithoutEnd { label } => m("refusal-tier-without-end").text("label", label),
            Self::TierOver { label, until } => m("refusal-tier-over")
                .text("label", label)
                .moment("until", *until),
            Self::ChooseVariant { product, variants } => m("refusal-choose-variant")
                .text("product", product)
                .text("variants", variants.join(", ")),
            Self::OfferSold { code, sold } => m("refusal-offer-sold")
                .text("code", code)
                .count("sold", *sold),
            Self::AliasIsName { text, name } => m("refusal-alias-is-name")
                .text("text", text)
                .text("name", name),
            Self::MessageKnown { order } => m("refusal-message-known").text("order", order),
            Self::NoItems => m("refusal-no-items"),
            Self::NothingLeft { order } => m("refusal-nothing-left").text("order", order),
            Self::FewerInOrder { order, code, has } => m("refusal-fewer-in-order")
                .text("order", order)
                .text("code", code)
                .count("has", *has),
            Self::ChooseCustomization { order, code } => m("refusal-choose-customization")
                .text("order", order)
                .text("code", code),
            Self::PriceWithoutReason => m("refusal-price-without-reason"),
            Self::BelowLeast {
                code,
                wanted,
                least,
            } => m("refusal-below-least")
                .text("code", code)
                .count("wanted", *wanted)
                .count("least", *least),
            Self::NotMultiple {
                code,
                wanted,
                multiple,
                below,
                above,
            } => m("refusal-not-multiple")
                .text("code", code)
                .count("wanted", *wanted)
                .count("multiple", *multiple)
                .count("below", *below)
                .count("above", *above),
            Self::OrderCancelled { order } => m("refusal-order-cancelled").text("order", order),
            Self::NoQuotaToReserve { code } => m("refusal-no-quota-to-reserve").text("code", code),
            Self::NothingReserved { period, channel } => m("refusal-nothing-reserved")
                .text("period", period)
                .word("channel", channel.key()),
            Self::NotPastDeadline { order } => m("refusal-not-past-deadline").text("order", order),
            Self::DeadlinePassed { until } => m("refusal-deadline-passed").moment("until", *until),
            Self::OrderWaits { order } => m("refusal-order-waits").text("order", order),
            Self::OrderCounts { order } => m("refusal-order-counts").text("order", order),
            Self::BelowZero { order, most } => m("refusal-below-zero")
                .text("order", order)
                .money("most", *most),
            Self::NotPositive { field } => m("refusal-not-positive").word("field", field),
            Self::RefundTooLarge { paid } => m("refusal-refund-too-large").money("paid", *paid),
            Self::SplitTooLarge { amount, parts } => m("refusal-split-too-large")
                .money("amount", *amount)
                .money("parts", *parts),
            Self::OtherCustomer { order } => m("refusal-other-customer").text("order", order),
            Self::AlreadyVoided { payment } => {
                m("refusal-already-voided").text("payment", payment.to_string())
            }
            Self::ContactTaken { contact, customer } => m("refusal-contact-taken")
                .text("contact", contact)
                .text("customer", customer),
            Self::Gone => m("refusal-gone"),
            Self::SameCustomer => m("refusal-same-customer"),
            Self::NothingToUndo => m("refusal-nothing-to-undo"),
            Self::NothingToRedo => m("refusal-nothing-to-redo"),
            Self::HistoryPruned => m("refusal-history-pruned"),
            Self::NotNewest => m("refusal-not-newest"),
        }
    }
}
