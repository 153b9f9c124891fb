//! The files of `assets/lang`, compiled into the program. A new file needs a line in the list below
//! and must exist in the folder of each language.

use super::language::Lang;

/// A file with its text in each language.
struct File {
    name: &'static str,
    id: &'static str,
    en: &'static str,
}

macro_rules! files {
    ($($name:literal)*) => {
        &[$(File {
            name: $name,
            id: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lang/id/", $name, ".ftl")),
            en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lang/en/", $name, ".ftl")),
        }),*]
    };
}

const FILES: &[File] = files! {
    "accounts"
    "agreed"
    "backup"
    "bonus"
    "book"
    "cancellation"
    "chat"
    "check"
    "claim"
    "cli"
    "cli-help"
    "cmd"
    "debts"
    "designs"
    "destination"
    "did"
    "intake"
    "goods"
    "handover"
    "item"
    "lang"
    "money"
    "money-matters"
    "output"
    "packages"
    "papers"
    "plan"
    "page"
    "refusal"
    "report"
    "sets"
    "stages"
    "supplier"
    "synonyms"
    "telling"
    "text"
    "trade"
    "weight"
    "tui"
    "tui-catalog"
    "tui-claims"
    "tui-customers"
    "tui-export"
    "tui-home"
    "tui-import"
    "tui-order"
    "tui-orders"
    "tui-payments"
    "tui-periods"
    "tui-plan"
    "tui-print"
    "tui-production"
    "tui-recipients"
    "tui-review"
    "tui-shipping"
    "tui-shop"
    "waiting"
    "wearers"
    "when"
    "wholesale"
};

/// The (name, text) of all files of one language.
pub fn sources(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(move |file| {
        let text = match lang {
            Lang::Id => file.id,
            Lang::En => file.en,
        };
        (file.name, text)
    })
}
