//! Splits a paste into messages and messages into orders: at headers of the chat program, at rules
//! (`---`), at a new name, and at blank lines when nothing else decides.

use super::builder::Builder;
use super::clean::{Line, is_rule};
use super::delimited;
use super::headers::{header, sender_line};
use super::items::{Place, read};
use super::labels::{Label, label};
use super::paste::Found;
use super::signs;
use super::tokens::Tokens;
use crate::domain::text::fold;
use crate::intake::assortment::Finder;

/// One message of one sender.
#[derive(Debug, Clone, Default)]
pub(super) struct Message {
    pub sender: Option<String>,
    /// The day in its header, as written.
    pub day: String,
    /// Whether it had a header, so that its end is known.
    pub whole: bool,
    pub lines: Vec<Line>,
}

/// Whether the shop writes under this name. `shop` is its name, folded.
pub(super) fn is_shop(sender: &str, shop: &str) -> bool {
    let sender = fold(sender);
    let role = sender.split(' ').next().unwrap_or_default();
    let by_role = matches!(role, "admin" | "mimin" | "owner" | "cs");
    by_role || !shop.is_empty() && sender == shop
}

/// Longest name before what somebody says, in bytes.
const LONGEST_NAME: usize = 40;

/// The speaker in a line of a conversation that was copied without times: `Bu Ani: nastar 2`.
fn speaker(line: &str) -> Option<(&str, &str)> {
    let (name, said) = line
        .split_once(": ")
        .or_else(|| Some((line.strip_suffix(':')?, "")))?;
    let is_name = name.starts_with(char::is_alphabetic) && name.len() <= LONGEST_NAME;
    let labelled = label(line).is_some_and(|found| found.label.is_some());
    (is_name && !labelled).then_some((name.trim(), said))
}

/// Whether lines are a conversation that was copied without times: the shop and somebody else
/// speak in it.
fn is_bare(lines: &[Line], shop: &str) -> bool {
    let headed = |line: &Line| header(&line.text).is_some() || sender_line(&line.text).is_some();
    let speakers = || lines.iter().filter_map(|line| speaker(&line.text));
    let by_shop = |(name, _): (&str, &str)| is_shop(name, shop);
    speakers().any(by_shop) && !speakers().all(by_shop) && !lines.iter().any(headed)
}

/// The messages of a paste. Lines of the chat program belong to none. `shop` is the shop's name,
/// folded.
pub(super) fn messages(lines: Vec<Line>, shop: &str) -> Vec<Message> {
    let mut messages = vec![Message::default()];
    let mut noise = false;
    let bare = is_bare(&lines, shop);
    for mut line in lines {
        if let Some((sender, said)) = speaker(&line.text).filter(|_| bare) {
            messages.push(Message {
                sender: Some(sender.to_owned()),
                day: String::new(),
                whole: true,
                lines: vec![Line {
                    number: line.number,
                    text: said.to_owned(),
                }],
            });
        } else if let Some(found) = header(&line.text) {
            noise = found.sender.is_none();
            let sender = found.sender.map(str::to_owned);
            let day = found.day.to_owned();
            line.text = found.rest.to_owned();
            if noise {
                continue;
            }
            messages.push(Message {
                sender,
                day,
                whole: true,
                lines: vec![line],
            });
        } else if let Some((sender, day)) = sender_line(&line.text) {
            noise = false;
            messages.push(Message {
                sender: Some(sender.to_owned()),
                day: day.to_owned(),
                whole: true,
                lines: Vec::new(),
            });
        } else if let Some(message) = messages.last_mut().filter(|_| !noise) {
            message.lines.push(line);
        }
    }
    messages.retain(|message| message.lines.iter().any(|line| !line.text.is_empty()));
    messages
}

/// How many tokens of a long line are looked at first.
const LONG: usize = 200;

/// What some lines contain, as far as it helps to find where an order ends.
#[derive(Debug, Clone, Copy, Default)]
struct Sketch {
    name: bool,
    recipient: bool,
    items: bool,
    labelled: bool,
    ordering: bool,
}

impl Sketch {
    fn of(lines: &[Line], finder: &Finder<'_>) -> Self {
        let mut sketch = Self::default();
        let mut tariff = false;
        for line in lines.iter().filter(|line| !line.text.is_empty()) {
            if delimited::is_title(&line.text) {
                continue;
            }
            let fields = delimited::fields(line, finder);
            sketch.name |= fields.is_some_and(|fields| fields.say_who());
            let found = label(&line.text);
            let known = found.as_ref().and_then(|found| found.label);
            sketch.labelled |= known.is_some();
            sketch.name |= known == Some(Label::Name);
            sketch.recipient |= known == Some(Label::Recipient);
            match known {
                Some(Label::Tariff) => tariff = true,
                Some(Label::Items | Label::Product) => tariff = false,
                Some(_) => continue,
                None => {}
            }
            if tariff || sketch.items && sketch.ordering {
                continue;
            }
            let tokens = Tokens::of(line, 0);
            sketch.ordering |= tokens.words().any(signs::is_ordering);
            // The beginning of a long line is usually enough.
            let all = tokens.all.len();
            sketch.items |= [all.min(LONG), all].into_iter().any(|to| {
                let reading = read(&tokens, 0, to, Place::Free, finder);
                reading.items.iter().any(|item| !item.candidates.is_empty())
            });
        }
        sketch
    }

    fn with(self, other: Self) -> Self {
        Self {
            name: self.name || other.name,
            recipient: self.recipient || other.recipient,
            items: self.items || other.items,
            labelled: self.labelled || other.labelled,
            ordering: self.ordering || other.ordering,
        }
    }

    /// Whether `next` starts a new order, after a rule or only a blank line.
    fn ends_before(self, next: Self, rule: bool, whole: bool) -> bool {
        // A second name alone starts no order; it is asked about.
        let anew = next.name && self.items && (self.name || next.items)
            || next.recipient && self.recipient;
        let more = self.items && next.items;
        if rule {
            return anew || more;
        }
        let plain = !self.labelled && !next.labelled;
        anew || more && !whole && (plain || self.name && next.ordering)
    }
}

/// Reads the orders of one message.
pub(super) fn orders(
    sender: Option<&str>,
    whole: bool,
    lines: Vec<Line>,
    finder: &Finder<'_>,
) -> Found {
    let mut found = Found::default();
    let mut groups: Vec<Vec<Line>> = Vec::new();
    let mut sketch = Sketch::default();
    let (mut rule, mut begun) = (false, false);
    for block in blocks(lines) {
        let is_break = block.first().is_some_and(|line| is_break(&line.text));
        if is_break {
            rule |= block.iter().any(|line| !line.text.is_empty());
            if let Some(group) = groups.last_mut() {
                group.extend(block);
            }
            continue;
        }
        let next = Sketch::of(&block, finder);
        if !begun || sketch.ends_before(next, rule, whole) {
            groups.push(block);
            sketch = next;
        } else {
            if let Some(group) = groups.last_mut() {
                group.extend(block);
            }
            sketch = sketch.with(next);
        }
        (rule, begun) = (false, true);
    }
    for group in groups {
        let mut builder = Builder::new(sender, finder, &mut found);
        builder.lines(&group);
        builder.end();
    }
    found
}

fn is_break(line: &str) -> bool {
    line.is_empty() || is_rule(line)
}

/// Splits lines into blocks of text and the breaks between them, alternating.
fn blocks(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let breaks = is_break(&line.text);
        match blocks.last_mut() {
            Some(block)
                if block
                    .first()
                    .is_some_and(|first| is_break(&first.text) == breaks) =>
            {
                block.push(line);
            }
            _ => blocks.push(vec![line]),
        }
    }
    blocks
}
