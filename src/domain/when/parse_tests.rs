use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// A Monday.
fn today() -> NaiveDate {
    day(2026, 2, 9)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(text: &str) -> Moment {
    Moment::from_unix(
        chrono::DateTime::parse_from_rfc3339(text)
            .unwrap()
            .timestamp(),
    )
}

#[rstest]
#[case("15/2", day(2026, 2, 15))]
#[case("15/02/2026", day(2026, 2, 15))]
#[case("15-2-26", day(2026, 2, 15))]
#[case("15.02.2026", day(2026, 2, 15))]
#[case("3/4/2026", day(2026, 4, 3))]
#[case("2026-02-15", day(2026, 2, 15))]
#[case("15 feb", day(2026, 2, 15))]
#[case("15feb", day(2026, 2, 15))]
#[case("15-Feb-26", day(2026, 2, 15))]
#[case("15 Februari 2026", day(2026, 2, 15))]
#[case("feb 15", day(2026, 2, 15))]
#[case("Feb 15, 2026", day(2026, 2, 15))]
#[case("1 okt", day(2026, 10, 1))]
#[case("17 Agustus", day(2026, 8, 17))]
#[case("17 ags", day(2026, 8, 17))]
#[case("2 mei", day(2026, 5, 2))]
#[case("Min 15 Feb 2026", day(2026, 2, 15))]
#[case("Minggu, 15 Februari 2026", day(2026, 2, 15))]
#[case("Sun 15 Feb 2026", day(2026, 2, 15))]
#[case("hari ini", day(2026, 2, 9))]
#[case("HARI  INI", day(2026, 2, 9))]
#[case("besok", day(2026, 2, 10))]
#[case("lusa", day(2026, 2, 11))]
#[case("kemarin", day(2026, 2, 8))]
#[case("tomorrow", day(2026, 2, 10))]
#[case("sabtu", day(2026, 2, 14))]
#[case("sab", day(2026, 2, 14))]
#[case("Saturday", day(2026, 2, 14))]
#[case("senin", day(2026, 2, 16))]
#[case("+7", day(2026, 2, 16))]
#[case("-3", day(2026, 2, 6))]
#[case("9/2", day(2026, 2, 9))]
#[case("8/2", day(2027, 2, 8))]
#[case("29/2", day(2028, 2, 29))]
#[case("\u{a0}15/2\u{3000}", day(2026, 2, 15))]
fn days_are_read_as_people_type_them(#[case] typed: &str, #[case] expected: NaiveDate) {
    assert_eq!(parse_date(typed, Toward::Future, today()), Ok(expected));
}

#[rstest]
#[case("10/2", day(2025, 2, 10))]
#[case("9/2", day(2026, 2, 9))]
#[case("29/2", day(2024, 2, 29))]
#[case("sabtu", day(2026, 2, 7))]
#[case("senin", day(2026, 2, 2))]
#[case("besok", day(2026, 2, 10))]
fn what_happened_is_looked_for_behind(#[case] typed: &str, #[case] expected: NaiveDate) {
    assert_eq!(parse_date(typed, Toward::Past, today()), Ok(expected));
}

#[rstest]
#[case("31/2")]
#[case("2/13")]
#[case("31/2/2026")]
#[case("29/2/2027")]
#[case("0/1")]
#[case("1/1/1899")]
#[case("1/1/2200")]
#[case("+99999")]
#[case("Sen 15 Feb 2026")]
fn days_that_are_none_are_refused(#[case] typed: &str) {
    assert_eq!(
        parse_date(typed, Toward::Future, today()),
        Err(WhenError::NoSuchDay(typed.into()))
    );
}

#[rstest]
#[case("nanti")]
#[case("15")]
#[case("15.2")]
#[case("15/2-2026")]
#[case("15/2/026")]
#[case("feb 2026")]
#[case("feb")]
#[case("fe 15")]
#[case("+")]
#[case("+7 hari lagi")]
#[case("15/feb/2026/1")]
#[case("１５/２")]
#[case("15 février")]
fn what_is_no_date_is_refused_as_typed(#[case] typed: &str) {
    assert_eq!(
        parse_date(typed, Toward::Future, today()),
        Err(WhenError::Unreadable(typed.into()))
    );
}

#[rstest]
#[case("2026/02/12 9:15:03 AM GMT+7", "2026-02-12T09:15:03+07:00")]
#[case("2026/02/12 9:15:04 PM GMT+7", "2026-02-12T21:15:04+07:00")]
#[case("2026/02/11 12:00:01 AM GMT+8", "2026-02-11T00:00:01+08:00")]
#[case("2026/02/11 12:00:01 pm utc+07:00", "2026-02-11T12:00:01+07:00")]
#[case("2026-02-12T02:15:03.250Z", "2026-02-12T09:15:03+07:00")]
#[case("2026-02-12 02:15:03.250 UTC", "2026-02-12T09:15:03+07:00")]
#[case("11/02/2026 9.15.03 AM", "2026-02-11T09:15:03+07:00")]
#[case("11/02/2026 9.15.03 PM", "2026-02-11T21:15:03+07:00")]
#[case("11/02/26 07.30 malam", "2026-02-11T19:30:00+07:00")]
#[case("11/02/26 1.30 siang (WITA)", "2026-02-11T13:30:00+08:00")]
#[case("11 Februari 2026 pukul 16.20 WIB", "2026-02-11T16:20:00+07:00")]
#[case("Feb 11, 2026, 9:15am", "2026-02-11T09:15:00+07:00")]
#[case(
    "Wed Feb 11 2026 09:15:00 GMT+0700 (Western Indonesia Time)",
    "2026-02-11T09:15:00+07:00"
)]
#[case("Wed, 11 Feb 2026 09:15:00 +0700", "2026-02-11T09:15:00+07:00")]
#[case("15/2", "2026-02-15T23:59:59+07:00")]
#[case("15/2 21.00", "2026-02-15T21:00:00+07:00")]
#[case("15 feb 21:00", "2026-02-15T21:00:00+07:00")]
#[case("15 okt 2026 21:00:05", "2026-10-15T21:00:05+07:00")]
#[case("2026-02-15T21:00", "2026-02-15T21:00:00+07:00")]
#[case("2026-02-15T21:00:00Z", "2026-02-15T21:00:00Z")]
#[case("2026-02-15 21:00 +08:00", "2026-02-15T21:00:00+08:00")]
#[case("2026-02-15T21:00+0900", "2026-02-15T21:00:00+09:00")]
#[case("2026-02-15T21:00:00-05:30", "2026-02-15T21:00:00-05:30")]
#[case("15/2 21.00 WITA", "2026-02-15T21:00:00+08:00")]
#[case("besok jam 9.30", "2026-02-10T09:30:00+07:00")]
#[case("Min 15 Feb 2026 23.59", "2026-02-15T23:59:00+07:00")]
#[case("Minggu, 15 Februari 2026, 23.59", "2026-02-15T23:59:00+07:00")]
#[case("+7 08:00", "2026-02-16T08:00:00+07:00")]
#[case("15.02.26", "2026-02-15T23:59:59+07:00")]
#[case("sekarang", "2026-02-09T10:00:00+07:00")]
fn moments_are_read_in_the_shops_zone(#[case] typed: &str, #[case] expected: &str) {
    let now = at("2026-02-09T10:00:00+07:00");
    assert_eq!(
        parse_moment(typed, Edge::Closing, Toward::Future, now, Zone::Wib),
        Ok(at(expected))
    );
}

#[test]
fn a_bare_date_opens_at_midnight_of_the_zone() {
    let now = at("2026-02-09T10:00:00+07:00");
    let open = parse_moment("15/2", Edge::Opening, Toward::Future, now, Zone::Wit);
    assert_eq!(open, Ok(at("2026-02-15T00:00:00+09:00")));
}

#[rstest]
#[case("15/2 24:00", WhenError::NoSuchTime("15/2 24:00".into()))]
#[case("15/2 23:60", WhenError::NoSuchTime("15/2 23:60".into()))]
#[case("15/2 23:59:60", WhenError::NoSuchTime("15/2 23:59:60".into()))]
#[case("15/2 10:00+99:00", WhenError::NoSuchTime("15/2 10:00+99:00".into()))]
#[case("31/2 10:00", WhenError::NoSuchDay("31/2 10:00".into()))]
#[case("kapan 10:00", WhenError::Unreadable("kapan 10:00".into()))]
#[case("21:00", WhenError::Unreadable("21:00".into()))]
#[case("15/2 9", WhenError::Unreadable("15/2 9".into()))]
#[case("15/2 15:10 AM", WhenError::Unreadable("15/2 15:10 AM".into()))]
#[case("15/2 12.00 malam", WhenError::Unreadable("15/2 12.00 malam".into()))]
#[case("", WhenError::Empty)]
fn bad_moments_say_what_is_wrong(#[case] typed: &str, #[case] error: WhenError) {
    let now = at("2026-02-09T10:00:00+07:00");
    assert_eq!(
        parse_moment(typed, Edge::Closing, Toward::Future, now, Zone::Wib),
        Err(error)
    );
}

#[rstest]
#[case("15/2..20/2", day(2026, 2, 15), day(2026, 2, 20))]
#[case("28 des .. 3 jan", day(2026, 12, 28), day(2027, 1, 3))]
#[case("2026-02-15..2026-02-20", day(2026, 2, 15), day(2026, 2, 20))]
#[case("+7..+14", day(2026, 2, 16), day(2026, 2, 23))]
#[case("minggu..sabtu", day(2026, 2, 15), day(2026, 2, 21))]
#[case("15/2", day(2026, 2, 15), day(2026, 2, 15))]
fn ranges_run_forward(#[case] typed: &str, #[case] from: NaiveDate, #[case] to: NaiveDate) {
    assert_eq!(parse_date_range(typed, today()), Ok((from, to)));
}

#[rstest]
#[case("2026-02-20..2026-02-15", WhenError::Backwards("2026-02-20..2026-02-15".into()))]
#[case("+7..+3", WhenError::Backwards("+7..+3".into()))]
#[case("15/2..", WhenError::Empty)]
#[case("15/2..x", WhenError::Unreadable("x".into()))]
fn bad_ranges_say_what_is_wrong(#[case] typed: &str, #[case] error: WhenError) {
    assert_eq!(parse_date_range(typed, today()), Err(error));
}

#[test]
fn zones_are_read_in_any_case_and_printed_as_such() {
    for zone in [Zone::Wib, Zone::Wita, Zone::Wit] {
        assert_eq!(zone.to_string().to_lowercase().parse(), Ok(zone));
    }
    assert_eq!(
        "WIBB".parse::<Zone>(),
        Err(super::super::ZoneError("WIBB".into()))
    );
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..73_049_i64).prop_map(|days| move_by(day(2000, 1, 1), days).unwrap())
}

proptest! {
    #[test]
    fn printed_days_read_back(date in any_day(), base in any_day()) {
        for form in ["%Y-%m-%d", "%d/%m/%Y", "%-d/%-m/%Y", "%a %-d %b %Y", "%-d %B %Y", "%d-%m-%y"] {
            if form.ends_with("%y") && date.year() > 2099 {
                continue;
            }
            let text = date.format(form).to_string();
            prop_assert_eq!(parse_date(&text, Toward::Future, base), Ok(date), "{}", text);
            let indonesian = date.format_localized(form, chrono::Locale::id_ID).to_string();
            prop_assert_eq!(parse_date(&indonesian, Toward::Past, base), Ok(date), "{}", indonesian);
        }
    }

    #[test]
    fn a_missing_year_is_the_nearest_such_day(date in any_day(), base in any_day()) {
        let text = date.format("%-d/%-m").to_string();
        if let Ok(next) = parse_date(&text, Toward::Future, base) {
            prop_assert!(next >= base && next.month() == date.month() && next.day() == date.day());
        }
        if let Ok(last) = parse_date(&text, Toward::Past, base) {
            prop_assert!(last <= base && last.month() == date.month() && last.day() == date.day());
        }
    }

    #[test]
    fn printed_moments_read_back(seconds in 946_684_800_i64..7_258_000_000, zone in 0..3) {
        let zone = [Zone::Wib, Zone::Wita, Zone::Wit][zone as usize];
        let moment = Moment::from_unix(seconds);
        let now = at("2026-02-09T10:00:00+07:00");
        let text = moment.rfc3339(zone);
        prop_assert_eq!(
            parse_moment(&text, Edge::Closing, Toward::Future, now, Zone::Wib),
            Ok(moment)
        );
        let minute = Moment::from_unix(seconds - seconds % 60);
        let text = minute.local(zone).format("%a %-d %b %Y %H.%M").to_string();
        prop_assert_eq!(
            parse_moment(&text, Edge::Opening, Toward::Past, now, zone),
            Ok(minute)
        );
    }

    #[test]
    fn any_text_is_read_or_refused(
        text in "(\\PC|[0-9tTzé ./:+-]|feb|sab|é){0,20}",
        seconds in any::<i64>(),
    ) {
        let now = Moment::from_unix(seconds);
        let _ = parse_date(&text, Toward::Past, today());
        let _ = parse_date_range(&text, today());
        let _ = parse_moment(&text, Edge::Closing, Toward::Future, now, Zone::Wita);
        let _ = now.rfc3339(Zone::Wita);
    }
}

#[test]
fn a_birthday_may_lie_in_the_last_century() {
    let today = NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    assert_eq!(parse_birthday("15/2/1990", today), Ok(day(1990, 2, 15)));
    assert_eq!(parse_birthday("15/1", today), Ok(day(2026, 1, 15)));
    assert!(parse_birthday("15/2/1890", today).is_err());
    assert!(parse_birthday("31/2", today).is_err());
}
