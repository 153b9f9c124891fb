use rstest::rstest;

use super::*;

fn words(lang: Lang) -> Words {
    Words::new(lang, Zone::Wib)
}

/// Saturday, 14 February 2026, 23:59:59 in WIB.
const CLOSING: Moment = Moment::from_unix(1_771_088_399);

#[test]
fn days_and_moments_are_printed_by_rule_61() {
    let (id, en) = (words(Lang::Id), words(Lang::En));
    assert_eq!(id.moment(CLOSING), "Sab 14 Feb 2026 23.59");
    assert_eq!(en.moment(CLOSING), "Sat 14 Feb 2026 23:59");
    let wit = id.with_zone(Zone::Wit);
    assert_eq!(wit.moment(CLOSING), "Min 15 Feb 2026 01.59");
    let day = CLOSING.date(Zone::Wib);
    assert_eq!(wit.day_short(day), "14 Feb");
}

#[test]
fn every_printed_day_is_read_back() {
    use crate::domain::when::{Toward, parse_date};
    for lang in [Lang::Id, Lang::En] {
        let words = words(lang);
        for day in CLOSING.date(Zone::Wib).iter_days().take(366) {
            assert_eq!(parse_date(&words.date(day), Toward::Past, day), Ok(day));
            let next = parse_date(&words.day_short(day), Toward::Future, day);
            assert_eq!(next, Ok(day));
        }
    }
}

#[rstest]
#[case(2 * 86_400 + 5, "2 hari lagi", "in 2 days")]
#[case(86_400, "1 hari lagi", "in 1 day")]
#[case(3 * 3_600, "3 jam lagi", "in 3 hours")]
#[case(12 * 60 + 59, "12 menit lagi", "in 12 minutes")]
#[case(59, "sebentar lagi", "any moment now")]
#[case(0, "sekarang", "now")]
#[case(-1, "baru saja lewat", "just now")]
#[case(-2 * 86_400, "lewat 2 hari", "2 days ago")]
#[case(-1_885 * 86_400, "lewat 1.885 hari", "1.885 days ago")]
fn countdowns_say_the_largest_unit(#[case] seconds: i64, #[case] id: &str, #[case] en: &str) {
    assert_eq!(words(Lang::Id).countdown(seconds), id);
    assert_eq!(words(Lang::En).countdown(seconds), en);
    words(Lang::Id).countdown(i64::MIN);
}

#[test]
fn a_message_carries_its_arguments() {
    let refused = Rupiah::parse("1.500,5").unwrap_err().message();
    assert_eq!(
        words(Lang::Id).say(&refused),
        "“1.500,5” bisa dibaca dua cara. Maksudnya Rp1.500 / Rp1.500.500?"
    );
    let large = Rupiah::parse("9999999jt").unwrap_err().message();
    assert_eq!(
        words(Lang::En).say(&large),
        "The amount is too large, at most Rp1.000.000.000.000."
    );
}

#[test]
fn a_message_may_stand_inside_another() {
    let inner = Message::new("countdown-days").count("n", 1_885);
    let outer = Message::new("money-unreadable").say("text", inner);
    assert!(words(Lang::En).say(&outer).starts_with("“in 1.885 days”"));
}

#[test]
fn nothing_hostile_is_said_and_a_missing_entry_does_no_harm() {
    let words = words(Lang::En);
    let message = Message::new("when-zone").text("text", "\u{1b}[2Jx\u{202e}");
    assert_eq!(
        words.say(&message),
        "“x” is not a time zone. Choose WIB, WITA or WIT."
    );
    let message = Message::new("when-zone").text("text", "satu\u{2028}d\u{200d}ua");
    assert!(!words.say(&message).contains(['\u{2028}', '\u{200d}']));
    assert_eq!(words.word("\u{1b}]52;c;x\u{7}kunci\u{202e}"), "kunci");
    assert_eq!(words.word("of-a-newer-book"), "of-a-newer-book");
    assert_eq!(
        words.say(&Message::new("of-a-newer-book")),
        "of-a-newer-book"
    );
}

#[test]
fn english_is_chosen_by_flag_or_locale() {
    let system = |vars: &'static [(&str, &str)]| {
        move |name: &str| {
            let found = vars.iter().find(|(var, _)| *var == name);
            found.map(|(_, value)| (*value).to_owned())
        }
    };
    assert_eq!(Lang::choose(None, system(&[])), Lang::Id);
    assert_eq!(Lang::choose(None, system(&[("LANG", "C.UTF-8")])), Lang::Id);
    assert_eq!(
        Lang::choose(None, system(&[("LANG", "en_US.UTF-8")])),
        Lang::En
    );
    let mixed = system(&[("LC_ALL", ""), ("LC_MESSAGES", "id_ID"), ("LANG", "en_US")]);
    assert_eq!(Lang::choose(None, mixed), Lang::Id);
    assert_eq!(Lang::choose(Some(Lang::En), system(&[])), Lang::En);
    assert_eq!("EN".parse(), Ok(Lang::En));
    assert!("jv".parse::<Lang>().is_err());
}
