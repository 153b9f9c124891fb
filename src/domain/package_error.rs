//! Why a package is not one, or can't be ordered so (rules 21, 65).

use thiserror::Error;

use super::level::Level;
use super::message::Message;

/// Why a package is not one, or can't be ordered so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message().key)]
pub enum PackageError {
    /// A choice can't be read.
    ChoiceUnreadable {
        /// What was typed.
        text: String,
    },
    /// One variant stands in two choices, so that a pick of it would mean either.
    InTwoChoices {
        /// Code of the variant.
        code: String,
    },
    /// A package would hold itself.
    Itself {
        /// Its code.
        code: String,
    },
    /// A package would hold a package.
    PackageInside {
        /// Code of the outer one.
        package: String,
        /// Code of the inner one.
        inner: String,
    },
    /// It is ordered in a PO that still runs, where it must stay what it is.
    Ordered {
        /// Its code.
        code: String,
        /// Code of the PO.
        period: String,
    },
    /// The variant is no package.
    NotOne {
        /// Its code.
        code: String,
    },
    /// The picks typed are not as many as the choice has.
    Choose {
        /// Code of the package.
        package: String,
        /// Picks to make.
        pick: i64,
        /// Picks typed.
        picked: i64,
        /// Codes of what can be picked.
        among: Vec<String>,
        /// How the item is typed.
        example: String,
    },
    /// What was picked is in no choice of the package.
    NotAmong {
        /// Code of the package.
        package: String,
        /// What was typed.
        text: String,
        /// Codes of what can be picked.
        among: Vec<String>,
    },
    /// Something was picked where nothing can be.
    NothingToChoose {
        /// Code of the variant.
        code: String,
    },
    /// An order has the package with several choices; one must be named.
    WhichChoice {
        /// Code of the order.
        order: String,
        /// Code of the package.
        package: String,
        /// The choices it has.
        has: Vec<String>,
    },
    /// A quota has no room for what is in the packages (rules 15, 21).
    QuotaFull {
        /// The tightest level.
        level: Level,
        /// Code of what carries the quota.
        code: String,
        /// Units wanted.
        wanted: i64,
        /// Units left there.
        left: i64,
        /// Code of the package.
        package: String,
        /// Packages there is room for.
        fits: i64,
    },
}

impl PackageError {
    /// The sentence, without a language.
    pub fn message(&self) -> Message {
        let m = Message::new;
        match self {
            Self::ChoiceUnreadable { text } => m("package-choice-unreadable").text("text", text),
            Self::InTwoChoices { code } => m("package-in-two-choices").text("code", code),
            Self::Itself { code } => m("package-itself").text("code", code),
            Self::PackageInside { package, inner } => m("package-inside")
                .text("package", package)
                .text("inner", inner),
            Self::Ordered { code, period } => m("package-ordered")
                .text("code", code)
                .text("period", period),
            Self::NotOne { code } => m("package-not-one").text("code", code),
            Self::Choose {
                package,
                pick,
                picked,
                among,
                example,
            } => m(if *picked == 0 {
                "package-choose"
            } else {
                "package-choose-other"
            })
            .text("package", package)
            .count("pick", *pick)
            .count("picked", *picked)
            .text("among", among.join(", "))
            .text("example", example),
            Self::NotAmong {
                package,
                text,
                among,
            } => m("package-not-among")
                .text("package", package)
                .text("text", text)
                .text("among", among.join(", ")),
            Self::NothingToChoose { code } => m("package-nothing-to-choose").text("code", code),
            Self::WhichChoice {
                order,
                package,
                has,
            } => m("package-which-choice")
                .text("order", order)
                .text("package", package)
                .text("has", has.join(" / ")),
            Self::QuotaFull {
                level,
                code,
                wanted,
                left,
                package,
                fits,
            } => m(match level {
                Level::Variant => "package-quota-variant",
                Level::Product => "package-quota-product",
                // Orders are not in packages.
                Level::Period | Level::Orders => "package-quota-period",
            })
            .text("code", code)
            .count("wanted", *wanted)
            .count("left", *left)
            .text("package", package)
            .count("fits", *fits),
        }
    }
}
