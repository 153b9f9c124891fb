//! Renders all user-visible texts in Indonesian or English from `assets/lang`, and prints amounts,
//! counts, dates and moments (rules 60 and 61).

use chrono::NaiveDate;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::message::{Arg, Message};
use crate::domain::money::Rupiah;
use crate::domain::month::Month;
use crate::domain::text;
use crate::domain::when::{Moment, Zone};

mod files;
mod language;
mod templates;

pub use files::sources;
pub use language::{Lang, LangError};
pub use templates::template;

/// Longest text argument printed in a sentence, in bytes; longer ones are cut.
const LONGEST_TEXT: usize = 1_000;

/// The texts of one language.
pub struct Words {
    lang: Lang,
    zone: Zone,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads the texts of `lang`; moments are printed in `zone`.
    pub fn new(lang: Lang, zone: Zone) -> Self {
        let plurals = lang.name().parse::<LanguageIdentifier>();
        let mut bundle = FluentBundle::new_concurrent(vec![plurals.unwrap_or_default()]);
        // Isolating marks are invisible characters, which a terminal may show.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(grouped(number.value as i64)),
            _ => None,
        }));
        for (_, source) in sources(lang) {
            // Unreadable entries are skipped here; tests/lang.rs finds them.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, zone, bundle }
    }

    /// The same words with moments printed in `zone`.
    #[must_use]
    pub fn with_zone(self, zone: Zone) -> Self {
        Self { zone, ..self }
    }

    /// Prints moments in another zone from now on.
    pub fn set_zone(&mut self, zone: Zone) {
        self.zone = zone;
    }

    /// The language of the texts.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The zone moments are printed in.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The text of an entry without arguments; the key itself when there is no such entry.
    pub fn word(&self, key: &str) -> String {
        self.entry(key, None)
    }

    /// Renders a message; gives its key when there is no such entry.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            args.set(name.as_ref(), self.value(arg));
        }
        let mut text = self.entry(&message.key, Some(&args));
        for (name, arg) in &message.args {
            // Where the inner sentence ends the outer one, only one full stop is kept.
            if let (Arg::Say(_), Some(FluentValue::String(inner))) = (arg, args.get(name.as_ref()))
                && inner.ends_with('.')
            {
                text = text.replace(&format!("{inner}."), inner);
            }
        }
        text
    }

    fn entry(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let entry = self.bundle.get_message(key);
        let Some(pattern) = entry.and_then(|entry| entry.value()) else {
            // The history of a book made elsewhere may hold any key.
            return clipped(text::clean_line(key).text);
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            // Text is cleaned when it comes in; text that wasn't must still not reach a terminal
            // (rule 59).
            Arg::Text(text) if text.len() <= LONGEST_TEXT && text::is_clean(text) => {
                FluentValue::from(text.as_str())
            }
            Arg::Text(text) => FluentValue::from(clipped(text::clean_block(text).text)),
            Arg::Count(count) => FluentValue::from(*count),
            Arg::Money(amount) => FluentValue::from(self.rupiah(*amount)),
            Arg::Date(date) => FluentValue::from(self.date(*date)),
            Arg::Moment(moment) => FluentValue::from(self.moment(*moment)),
            Arg::Word(key) => FluentValue::from(self.word(key)),
            Arg::Say(message) => FluentValue::from(self.say(message)),
        }
    }

    /// `Rp125.000`, in both languages (rule 60).
    pub fn rupiah(&self, amount: Rupiah) -> String {
        amount.to_string()
    }

    /// A count with grouped digits: `1.885`. Both languages use dots, as amounts do, so that a dot
    /// means the same everywhere on a screen. What is too large for an `i64` becomes its largest
    /// value.
    pub fn count(&self, count: impl TryInto<i64>) -> String {
        grouped(count.try_into().unwrap_or(i64::MAX))
    }

    /// `Sab 15 Feb 2026` (rule 61).
    pub fn date(&self, date: NaiveDate) -> String {
        self.print(date, "%a %-d %b %Y")
    }

    /// `Februari 2026`.
    pub fn month(&self, month: Month) -> String {
        self.print(month.first(), "%B %Y")
    }

    /// `Feb`.
    pub fn month_short(&self, month: Month) -> String {
        self.print(month.first(), "%b")
    }

    /// An amount for a chart, to two or three digits: `850 rb`, `1,2 jt`; English has `850k`, `1.2m`.
    pub fn rupiah_short(&self, amount: Rupiah) -> String {
        let raw = amount.raw();
        let (key, unit) = match raw.unsigned_abs() {
            0..1_000 => return raw.to_string(),
            1_000..1_000_000 => ("money-thousands", 1_000),
            1_000_000..1_000_000_000 => ("money-millions", 1_000_000),
            _ => ("money-billions", 1_000_000_000),
        };
        let tenths = raw / (unit / 10);
        let digits = match (tenths % 10, tenths.abs() < 1_000) {
            (0, _) | (_, false) => grouped(tenths / 10),
            (tenth, _) => {
                let comma = match self.lang {
                    Lang::Id => ',',
                    Lang::En => '.',
                };
                format!("{}{comma}{}", tenths / 10, tenth.abs())
            }
        };
        self.say(&Message::new(key).text("digits", digits))
    }

    /// `15 Feb`.
    pub fn day_short(&self, date: NaiveDate) -> String {
        self.print(date, "%-d %b")
    }

    /// `Sab 15 Feb 2026 23.59` in the shop's zone; English has `23:59`.
    pub fn moment(&self, moment: Moment) -> String {
        format!(
            "{} {}",
            self.date(moment.date(self.zone)),
            self.clock(moment)
        )
    }

    /// The time of day in the shop's zone: `23.59`; English has `23:59`.
    pub fn clock(&self, moment: Moment) -> String {
        let form = match self.lang {
            Lang::Id => "%H.%M",
            Lang::En => "%H:%M",
        };
        moment.local(self.zone).format(form).to_string()
    }

    /// A moment as it is told: `hari ini 10.12`, `kemarin 10.12`, else `28 Feb 10.12`.
    pub fn lately(&self, moment: Moment, now: Moment) -> String {
        let (day, today) = (moment.date(self.zone), now.date(self.zone));
        let clock = self.clock(moment);
        match today.signed_duration_since(day).num_days() {
            0 => self.say(&Message::new("when-today").text("clock", clock)),
            1 => self.say(&Message::new("when-yesterday").text("clock", clock)),
            _ => format!("{} {clock}", self.day_short(day)),
        }
    }

    /// The time until a moment `seconds` away, in its largest whole unit: `2 hari lagi`, `3 jam
    /// lagi`; for a past moment `lewat 2 hari`.
    pub fn countdown(&self, seconds: i64) -> String {
        let ahead = seconds >= 0;
        let distance = i64::try_from(seconds.unsigned_abs()).unwrap_or(i64::MAX);
        let (key, n) = match (ahead, distance) {
            (true, 0) => ("countdown-now", 0),
            (true, 1..60) => ("countdown-soon", 0),
            (true, 60..3_600) => ("countdown-minutes", distance / 60),
            (true, 3_600..86_400) => ("countdown-hours", distance / 3_600),
            (true, _) => ("countdown-days", distance / 86_400),
            (false, 0..60) => ("countdown-past-just", 0),
            (false, 60..3_600) => ("countdown-past-minutes", distance / 60),
            (false, 3_600..86_400) => ("countdown-past-hours", distance / 3_600),
            (false, _) => ("countdown-past-days", distance / 86_400),
        };
        self.say(&Message::new(key).count("n", n))
    }

    fn print(&self, date: NaiveDate, form: &str) -> String {
        date.format_localized(form, self.lang.locale()).to_string()
    }
}

/// Cuts a text that is too long for a sentence.
fn clipped(mut text: String) -> String {
    if text.len() > LONGEST_TEXT {
        text.truncate(text.floor_char_boundary(LONGEST_TEXT));
        text.push('…');
    }
    text
}

/// Digits in groups of three.
fn grouped(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if count < 0 {
        text.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
