//! Why a package is not one, or can't be ordered so (rules 21, 65).

use super::message::messages;
use super::quota_level::QuotaLevel;

messages! {
    /// Why a package is not one, or can't be ordered so. `package`, `code`, `order` and `period` are
    /// codes; `among` are the codes of what can be picked.
    pub enum PackageError {
        /// A choice can't be read.
        ChoiceUnreadable { text: String } = "package-choice-unreadable",
        /// One variant stands in two choices, so that a pick of it would mean either.
        InTwoChoices { code: String } = "package-in-two-choices",
        /// A package would hold itself.
        Itself { code: String } = "package-itself",
        /// A package would hold a package.
        PackageInside { package: String, inner: String } = "package-inside",
        /// It is ordered in a PO that still runs, where it must stay what it is.
        Ordered { code: String, period: String } = "package-ordered",
        /// The variant is no package.
        NotOne { code: String } = "package-not-one",
        /// The picks typed, none or `picked`, are not as many as the choice has. `example` is how the
        /// item is typed.
        Choose {
            package: String, pick: i64, picked: Option<i64>, among: Vec<String>, example: String,
        } = if picked.is_none() { "package-choose" } else { "package-choose-other" },
        /// What was picked is in no choice of the package.
        NotAmong { package: String, text: String, among: Vec<String> } = "package-not-among",
        /// Something was picked where nothing can be.
        NothingToChoose { code: String } = "package-nothing-to-choose",
        /// An order has the package with several choices, `has`; one must be named.
        WhichChoice { order: String, package: String, has: String } = "package-which-choice",
        /// A quota has no room for what is in the packages (rules 15, 21). `code` is of what carries
        /// the quota, `fits` the packages there is room for.
        QuotaFull {
            level: QuotaLevel, code: String, wanted: i64, left: i64, package: String, fits: i64,
        } = match level {
            QuotaLevel::Variant => "package-quota-variant",
            QuotaLevel::Product => "package-quota-product",
            // Orders are not in packages.
            QuotaLevel::Period | QuotaLevel::Orders => "package-quota-period",
        },
    }
}
