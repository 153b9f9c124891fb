//! Writes the order form: one HTML page that needs no server and no network, works from a phone's
//! download folder, and composes a chat message (format in `domain::form`) that
//! `intake::form_message` reads back exactly.
//!
//! Markup, style and script come from `assets/form`; the goods on sale are added as JSON. The
//! script inserts all texts as text, never as markup, and the JSON contains no `<`, so that no name
//! can end the script element. The page's content security policy names the hashes of its style and
//! its script: a browser runs nothing else, wherever it came from.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{json, terms};
use crate::domain::catalog::full_name;
use crate::domain::form::{FormChoice, FormGood, FormPart, LABELS};
use crate::domain::message::{Message, messages};
use crate::domain::period::Period;
use crate::domain::phone::Phone;
use crate::domain::pricing::{FurtherPrice, Tier};
use crate::domain::shop::Shop;
use crate::domain::text::printable;
use crate::domain::when::Moment;
use crate::lang::{Lang, Words};

const PAGE: &str = include_str!("../../assets/form/form.html");
const STYLE: &str = include_str!("../../assets/form/form.css");
const SCRIPT: &str = include_str!("../../assets/form/form.js");

/// Texts of the page: (name in the script, key).
const WORDS: &[(&str, &str)] = &[
    ("items", "page-items"),
    ("who", "page-who"),
    ("name", "page-name"),
    ("phone", "page-phone"),
    ("address", "page-address"),
    ("note", "page-note"),
    ("customization", "page-customization"),
    ("chosen", "page-chosen"),
    ("another", "page-another"),
    ("full", "page-full"),
    ("total", "page-total"),
    ("send", "page-send"),
    ("copy", "page-copy"),
    ("copied", "page-copied"),
    ("preview", "page-preview"),
    ("closed", "page-closed"),
    ("not-open", "page-not-open"),
    ("wrong-nothing", "page-wrong-nothing"),
    ("wrong-phone", "page-wrong-phone"),
];

/// Texts of the page with placeholders that the script fills in (`{name}`, `{n}`, …).
const PATTERNS: &[(&str, &str, &[&str])] = &[
    ("quantity", "page-quantity", &["name"]),
    ("less", "page-less", &["name"]),
    ("more", "page-more", &["name"]),
    ("writing", "page-writing", &["name"]),
    ("then", "page-then", &["price"]),
    ("from", "page-from", &["n", "price"]),
    ("from-across", "page-from-across", &["n", "price"]),
    ("least", "page-least", &["n"]),
    ("multiple", "page-multiple", &["n"]),
    ("contents", "page-contents", &["text"]),
    ("choose", "page-choose", &["n"]),
    ("choose-of", "page-choose-of", &["name", "n"]),
    ("choose-left", "page-choose-left", &["n"]),
    ("wrong-choose", "page-wrong-choose", &["name", "n"]),
    ("wrong-least", "page-wrong-least", &["name", "n"]),
    ("wrong-multiple", "page-wrong-multiple", &["name", "n"]),
    ("wrong-empty", "page-wrong-empty", &["name"]),
    ("wrong-digits", "page-wrong-digits", &["name"]),
    ("wrong-short", "page-wrong-short", &["name", "n"]),
    ("wrong-long", "page-wrong-long", &["name", "n"]),
];

messages! {
    /// Why a form can't be made.
    pub enum FormError {
        /// The shop has no phone number to send the message to.
        NoPhone = "output-form-no-phone",
        /// Nothing is on sale.
        NothingOnSale = "output-form-nothing",
    }
}

/// Makes the page for a period: what is on sale at `now`, in both languages.
///
/// # Errors
/// [`FormError`] when the shop has no phone number or nothing is on sale.
pub fn page(
    shop: &Shop,
    period: &Period,
    goods: &[FormGood],
    now: Moment,
) -> Result<String, FormError> {
    let phone = shop
        .phone
        .as_deref()
        .and_then(|phone| Phone::read(phone).normal().map(str::to_owned))
        .ok_or(FormError::NoPhone)?;
    if goods.is_empty() {
        return Err(FormError::NothingOnSale);
    }
    let both = [Lang::Id, Lang::En].map(|lang| Words::new(lang, shop.zone));
    let title = match shop.name.as_str() {
        "" => period.name.clone(),
        shop => format!("{} — {shop}", period.name),
    };
    let milestones = period.milestones;
    let opens = (milestones.opened_at.is_none())
        .then_some(milestones.opens_at)
        .flatten()
        .filter(|opens| *opens > now);
    let closes = milestones.close(now).or(milestones.closes_at);
    let data = json!({
        "po": {
            "code": period.code.as_str(),
            "name": period.name,
            "title": title,
            "opens": opens.map(Moment::unix),
            "opening": each(&both, |words| opens.map_or(Value::Null, |at| Value::from(words.moment(at)))),
            "closes": closes.map(Moment::unix),
        },
        "shop": { "name": shop.name, "phone": phone },
        "facts": each(&both, |words| Value::from(facts(period, closes, words))),
        "offers": goods.iter().map(|good| good_json(good, now, &both)).collect::<Vec<_>>(),
        "grammar": each(&both, labels),
        "words": each(&both, said),
    });
    let noscript: Vec<String> = both
        .iter()
        .map(|words| markup(&words.word("page-noscript")))
        .collect();
    // Each placeholder is searched after the one before it, so that none is found in the shop's
    // texts.
    let mut page = String::new();
    let mut rest = PAGE;
    for (mark, text) in [
        ("%SCRIPT-HASH%", hash(SCRIPT)),
        ("%STYLE-HASH%", hash(STYLE)),
        ("%TITLE%", markup(&printable(&title))),
        ("%CSS%", STYLE.to_owned()),
        ("%NOSCRIPT%", noscript.join(" ")),
        ("%DATA%", script_data(&data)),
        ("%JS%", SCRIPT.to_owned()),
    ] {
        let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
        page.push_str(before);
        page.push_str(&text);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// A JSON object with a value for each language.
fn each(both: &[Words], value: impl Fn(&Words) -> Value) -> Value {
    let values = both
        .iter()
        .map(|words| (words.lang().name().to_owned(), value(words)));
    Value::Object(values.collect())
}

fn labels(words: &Words) -> Value {
    let [id, en] = LABELS;
    let labels = match words.lang() {
        Lang::Id => id,
        Lang::En => en,
    };
    json!({
        "order": labels.order, "total": labels.total, "name": labels.name, "phone": labels.phone,
        "address": labels.address, "note": labels.note, "code": labels.code,
    })
}

fn said(words: &Words) -> Value {
    let plain = WORDS
        .iter()
        .map(|(name, key)| ((*name).to_owned(), Value::from(words.word(key))));
    let patterns = PATTERNS.iter().map(|(name, key, args)| {
        let message = args.iter().fold(Message::new(key), |message, arg| {
            message.text(arg, format!("{{{arg}}}"))
        });
        ((*name).to_owned(), Value::from(words.say(&message)))
    });
    Value::Object(plain.chain(patterns).collect::<Map<_, _>>())
}

/// The sentences a customer should read before ordering.
fn facts(period: &Period, closes: Option<Moment>, words: &Words) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(at) = closes {
        facts.push(words.say(&Message::new("announce-closes").moment("at", at)));
    }
    facts.extend(terms::ready(period, words));
    facts.extend(terms::rules(period, words));
    facts.extend(
        period
            .note
            .lines()
            .map(str::to_owned)
            .filter(|line| !line.is_empty()),
    );
    facts
}

fn good_json(good: &FormGood, now: Moment, both: &[Words]) -> Value {
    let tiers: Vec<Value> = good
        .tiers
        .iter()
        .filter(|tier| tier.left(now) > 0)
        .map(|tier| {
            json!({
                "label": tier.label,
                "price": json::amount(tier.price),
                "until": tier.until.map(Moment::unix),
                "left": tier.first.map(|_| tier.left(now)),
                "about": each(both, |words| Value::from(tier_terms(tier, words))),
            })
        })
        .collect();
    let fields: Vec<Value> = good
        .fields
        .iter()
        .map(|field| {
            json!({
                "label": field.label, "required": field.required, "digits": field.digits,
                "least": field.least, "most": field.most, "price": json::amount(field.price),
            })
        })
        .collect();
    json!({
        "code": good.code,
        "of": good.product_code,
        "product": good.product,
        "variant": good.variant,
        "name": full_name(&good.product, &good.variant),
        "price": json::amount(good.price),
        "tiers": tiers,
        "from": good.from.iter().map(further_json).collect::<Vec<_>>(),
        "least": good.least,
        "multiple": good.multiple,
        "contents": contents(&good.parts),
        "choices": good.choices.iter().map(choice_json).collect::<Vec<_>>(),
        "fields": fields,
        "full": good.full,
    })
}

/// A price from so many units of the variant, or of all variants of its product (rule 66).
fn further_json(further: &FurtherPrice) -> Value {
    json!({
        "qty": further.from, "price": json::amount(further.price), "across": further.across,
    })
}

/// The fixed contents of a package: `2 Nastar Keju, 1 Lidah Kucing`.
fn contents(parts: &[FormPart]) -> String {
    let parts = parts
        .iter()
        .map(|part| format!("{} {}", part.qty, part.name));
    parts.collect::<Vec<_>>().join(", ")
}

fn choice_json(choice: &FormChoice) -> Value {
    let among = choice.among.iter().map(|part| {
        let name = match part.qty {
            1 => part.name.clone(),
            qty => format!("{qty} {}", part.name),
        };
        json!({ "code": part.code, "name": name, "full": part.full })
    });
    json!({ "name": choice.name, "pick": choice.pick, "among": among.collect::<Vec<_>>() })
}

/// `Early bird · 50 pcs pertama · s.d. Sab 15 Feb 2026 23.59`.
fn tier_terms(tier: &Tier, words: &Words) -> String {
    let mut terms = vec![tier.label.clone()];
    if let Some(first) = tier.first {
        terms.push(words.say(&Message::new("announce-tier-first").count("count", first)));
    }
    if let Some(until) = tier.until {
        terms.push(words.say(&Message::new("announce-tier-until").moment("at", until)));
    }
    terms.join(" · ")
}

/// JSON escaped for a script element: no text in it can end the element, open a comment or break a
/// line of script (HTML Standard, "Restrictions for contents of script elements").
fn script_data(data: &Value) -> String {
    let mut safe = String::new();
    for c in json::line(data).chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            _ => safe.push(c),
        }
    }
    safe
}

/// The hash of an element's text, as a content security policy names it (CSP Level 3, "hash-source").
fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text))
}

/// Escapes text for use between tags.
fn markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
