//! The texts for messages to customers that come with the program, from `assets/templates` (rule 52).

use super::language::Lang;
use crate::domain::telling::TellKind;

macro_rules! texts {
    ($lang:ident, $kind:ident: $($case:ident = $name:literal),* $(,)?) => {
        match ($lang, $kind) {
            $(
                (Lang::Id, TellKind::$case) => {
                    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/templates/id/", $name, ".txt"))
                }
                (Lang::En, TellKind::$case) => {
                    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/templates/en/", $name, ".txt"))
                }
            )*
        }
    };
}

/// The text of a kind of message, as it comes with the program.
pub fn template(lang: Lang, kind: TellKind) -> &'static str {
    texts! { lang, kind:
        Confirm = "confirm",
        DownPayment = "dp",
        Reminder = "reminder",
        Bill = "bill",
        Progress = "progress",
        Price = "price",
        Delay = "delay",
        Ready = "ready",
        Uncollected = "uncollected",
        Shipped = "shipped",
        Refund = "refund",
        Announcement = "announcement",
        Recap = "recap",
        Supplier = "supplier",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::template::read_template;

    #[test]
    fn every_text_that_comes_with_the_program_can_be_read() {
        for kind in TellKind::ALL {
            let fields = [Lang::Id, Lang::En].map(|lang| {
                let text = template(lang, *kind);
                assert!(text.is_ascii(), "{kind:?} {lang:?}: no emoji (rule 102)");
                read_template(text).unwrap().fields()
            });
            assert_eq!(fields[0], fields[1], "{kind:?}: the languages say the same");
        }
    }
}
