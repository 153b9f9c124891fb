//! Why a package can't be saved, or can't be ordered as typed (rules 21, 65).

use super::message::messages;
use super::quota_level::QuotaLevel;

messages! {
    /// Why a package can't be saved, or can't be ordered as typed. `package`, `code`, `order` and
    /// `period` are codes; `among` is what can be picked, as it is typed.
    pub enum PackageError {
        /// A choice can't be read.
        ChoiceUnreadable { text: String } = "package-choice-unreadable",
        /// One variant is in two choices, so that a pick of it would be ambiguous.
        InTwoChoices { code: String } = "package-in-two-choices",
        /// The package would contain itself.
        Itself { code: String } = "package-itself",
        /// The package would contain another package.
        PackageInside { package: String, inner: String } = "package-inside",
        /// It is ordered in a PO that still runs, so that its contents can't change.
        Ordered { code: String, period: String } = "package-ordered",
        /// The variant is no package.
        NotOne { code: String } = "package-not-one",
        /// The number of picks typed is not what the choice needs. `example` shows how to type the
        /// item.
        Choose {
            package: String, pick: i64, picked: Option<i64>, among: Vec<String>, example: String,
        } = if picked.is_none() { "package-choose" } else { "package-choose-other" },
        /// A pick is in no choice of the package.
        NotAmong { package: String, text: String, among: Vec<String> } = "package-not-among",
        /// Something was picked for a package without choices.
        NothingToChoose { code: String } = "package-nothing-to-choose",
        /// The order has the package with several different picks (`has`); one must be named.
        WhichChoice { order: String, package: String, has: String } = "package-which-choice",
        /// A quota has no room for the contents of the packages (rules 15, 21). `code` is the code
        /// of what carries the quota, `each` the pcs of it in one package, `fits` the number of
        /// packages there is room for.
        QuotaFull {
            level: QuotaLevel, code: String, left: i64, package: String, each: i64, fits: i64,
        } = match level {
            QuotaLevel::Variant | QuotaLevel::Package => "package-quota-variant",
            QuotaLevel::Product => "package-quota-product",
            // A cap on orders never counts contents of packages.
            QuotaLevel::Period | QuotaLevel::Orders => "package-quota-period",
        },
    }
}
