//! `rekap order paste`: reads orders from a chat or a group list. Without `--yes` it only shows
//! what it read; with it, all drafts without open questions become orders in one deed (rule 56).

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::book::{Book, BookError, Opening, Pasted};
use crate::domain::chat::ChatDraft;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;
use crate::intake::assortment::GoodsLookup;
use crate::intake::chat;
use crate::intake::chat::MAX_BYTES;
use crate::intake::file::fault::{Fault, TableError};
use crate::output::chat::{draft_json, item_line, lines};
use crate::tasks::paste_chat::{self, ReadChat};

use super::console::{Console, Failure, period};
use super::values::Shape;

/// The text, and whether to save its orders.
#[derive(Debug, Args)]
pub struct Paste {
    #[arg(value_name = "FILE")]
    chat_file: Option<PathBuf>,
    #[arg(long = "po", required = true, value_name = "PO")]
    into_po: String,
    #[arg(long, conflicts_with = "json")]
    yes: bool,
    #[command(flatten)]
    shape: Shape,
}

/// A draft, checked against the book and the other drafts.
struct CheckedDraft {
    draft: ChatDraft,
    /// The code of the order that it has become already.
    known: Option<String>,
    /// Its total, if all its prices are known.
    total: Option<Rupiah>,
    /// The balance of that order when the draft is ticked as paid; otherwise 0.
    unpaid: Rupiah,
    /// Index of the earlier draft in this paste with the same content.
    same_as: Option<usize>,
}

impl Paste {
    /// Reads the text, then shows or saves its orders.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        let opening = if self.yes {
            Opening::Existing
        } else {
            Opening::Look
        };
        let mut opened = console.open(opening)?;
        // Before the first question: somebody may still be typing.
        let text = read_text(self.chat_file.as_deref())?;
        let snapshot = opened.book.snapshot()?;
        let period = period(&opened, &self.into_po)?;
        let mut chat = ReadChat::default();
        chat.read(&text, period.id, &opened.book)?;
        let ReadChat { goods, read, .. } = chat;
        let seen = check_drafts(&opened.book, period.id, read.orders, opened.now)?;
        if self.shape.json {
            let messages: Vec<_> = seen
                .iter()
                .map(|seen| {
                    let mut message = draft_json(&seen.draft, console.words());
                    message["known_as"] = json!(seen.known);
                    message["same_as"] = json!(seen.same_as.map(|other| other + 1));
                    message
                })
                .collect();
            let passed = read.passed.iter();
            let passed: Vec<_> = passed
                .map(|(line, text)| json!({ "line": line, "text": text }))
                .collect();
            return console.json(&json!({
                "period": period.code.as_str(), "messages": messages, "passed": passed,
            }));
        }
        if !self.yes {
            for (nth, seen) in seen.iter().enumerate() {
                show(nth, seen, &goods, console)?;
            }
        }
        if !read.passed.is_empty() {
            console.say(&Message::new("cli-paste-passed").count("count", read.passed.len()));
        }
        if let Some(unset) = ticks_unset(&opened.book, &seen)? {
            console.say(&unset);
        }
        drop(snapshot);
        if !self.yes {
            console.say(&Message::new("cli-paste-hint"));
            return Ok(());
        }
        save(&mut opened.book, period.id, &seen, opened.now, console)
    }
}

/// Reads a file or stdin, at most one byte more than the limit.
pub(super) fn read_text(path: Option<&Path>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    match path.filter(|path| *path != Path::new("-")) {
        None => io::stdin().lock().take(most).read_to_end(&mut bytes)?,
        Some(path) => {
            let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
            read.map_err(|error| {
                let told = unreadable(path, &error);
                anyhow::Error::new(error).context(told)
            })?
        }
    };
    if bytes.len() > MAX_BYTES {
        return Err(chat::ChatError::TooLong.message().into());
    }
    let text = String::from_utf8(bytes).map_err(|_| Message::new("cli-not-text"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Returns the sentence for a file that can't be read.
fn unreadable(path: &Path, error: &io::Error) -> Message {
    match Fault::of_read(error) {
        Fault::NotATable => Message::new("cli-not-text"),
        fault => {
            let file = path.display().to_string();
            TableError { file, fault }.message()
        }
    }
}

fn check_drafts(
    book: &Book,
    period: PeriodId,
    drafts: Vec<ChatDraft>,
    now: Moment,
) -> Result<Vec<CheckedDraft>, Failure> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut seen = Vec::with_capacity(drafts.len());
    let ticks_pay = book.shop()?.ticks_pay;
    for (nth, mut draft) in drafts.into_iter().enumerate() {
        let known = paste_chat::look_up(&mut draft, period, book, now)?;
        let total = book.draft_total(period, &draft, now)?;
        let unpaid = match &known {
            Some(order) if draft.ticked && ticks_pay => balance(book, order, now)?,
            _ => Rupiah::ZERO,
        };
        let same_as = first.get(&draft.fingerprint).copied();
        first.entry(draft.fingerprint.clone()).or_insert(nth);
        seen.push(CheckedDraft {
            draft,
            known,
            total,
            unpaid,
            same_as,
        });
    }
    Ok(seen)
}

/// Returns the balance of an order.
fn balance(book: &Book, order: &str, now: Moment) -> Result<Rupiah, BookError> {
    Ok(book.order_row(book.order_id(order)?, now)?.bill.balance()?)
}

/// Prints one draft.
fn show(
    nth: usize,
    seen: &CheckedDraft,
    goods: &GoodsLookup,
    console: &mut Console,
) -> Result<(), Failure> {
    let draft = &seen.draft;
    let state = match (&seen.known, draft.sureness()) {
        (Some(_), _) => "cli-paste-known",
        (None, "certain") => "cli-paste-certain",
        (None, "assumed") => "cli-paste-assumed",
        (None, _) => "cli-paste-unclear",
    };
    let (first, last) = lines(draft);
    let head = Message::new("cli-paste-head")
        .count("nth", nth + 1)
        .text("first", first.to_string())
        .text("last", last.to_string())
        .word("state", state);
    let head = console.words().say(&head);
    console.line(&head)?;
    let value = |field: &Option<crate::domain::chat::Read<String>>| {
        field
            .as_ref()
            .map(|read| read.value.clone())
            .unwrap_or_default()
    };
    console.facts(&[
        ("cli-col-customer", value(&draft.name)),
        ("cli-col-phone", value(&draft.phone)),
        ("cli-col-recipient", value(&draft.recipient)),
        ("cli-col-address", value(&draft.address)),
        ("cli-col-note", value(&draft.note)),
    ])?;
    for item in &draft.items {
        let line = item_line(item, |code| {
            goods.by_code(code).map(|good| good.name.clone())
        });
        console.line(&format!("  {line}"))?;
    }
    if let Some(total) = seen.total {
        let total = Message::new("review-total").money("total", total);
        console.line(&format!("  {}", console.words().say(&total)))?;
    }
    let mut sentences: Vec<(char, String)> = Vec::new();
    let words = console.words();
    sentences.extend(
        draft
            .unclear()
            .into_iter()
            .map(|asked| ('?', words.say(asked))),
    );
    sentences.extend(
        draft
            .assumed()
            .into_iter()
            .map(|taken| ('~', words.say(taken))),
    );
    if let Some(pays) = &draft.pays {
        sentences.push((pays.sign(), words.say(&pays.message())));
    }
    if let Some(known) = repeated(nth, seen) {
        sentences.push(('=', words.say(&known)));
    }
    for (sign, sentence) in sentences {
        console.line(&format!("  {sign} {sentence}"))?;
    }
    console.line("")
}

/// Returns the sentence for a draft that is an order already or repeats another draft.
fn repeated(nth: usize, seen: &CheckedDraft) -> Option<Message> {
    let nth = nth + 1;
    match (&seen.known, seen.same_as) {
        (Some(order), _) if seen.unpaid > Rupiah::ZERO => Some(
            Message::new("cli-paste-again-ticked")
                .count("nth", nth)
                .text("order", order.as_str())
                .money("lacks", seen.unpaid),
        ),
        (Some(order), _) => Some(
            Message::new("cli-paste-again")
                .count("nth", nth)
                .text("order", order.as_str()),
        ),
        (None, Some(other)) => Some(
            Message::new("cli-paste-twice")
                .count("nth", nth)
                .count("other", other + 1),
        ),
        (None, None) => None,
    }
}

/// Says that ticks are not recorded as payments, and how to change that.
fn ticks_unset(book: &Book, seen: &[CheckedDraft]) -> Result<Option<Message>, Failure> {
    let ticks = seen.iter().filter(|seen| seen.draft.ticked).count();
    Ok((ticks > 0 && !book.shop()?.ticks_pay)
        .then(|| Message::new("chat-ticks-unset").count("ticks", ticks)))
}

/// Saves the drafts without open questions; says which ones were not saved and why.
fn save(
    book: &mut Book,
    period: PeriodId,
    seen: &[CheckedDraft],
    now: Moment,
    console: &mut Console,
) -> Result<(), Failure> {
    let mut wanted = Vec::new();
    let mut missed = false;
    for (nth, seen) in seen.iter().enumerate() {
        if let Some(sentence) = repeated(nth, seen) {
            console.say(&sentence);
        } else if let Some(asked) = seen.draft.unclear().first() {
            missed = true;
            console.say(&not_saved(nth, &seen.draft, asked, console));
        } else {
            wanted.push((nth, &seen.draft));
        }
    }
    let drafts: Vec<&ChatDraft> = wanted.iter().map(|(_, draft)| *draft).collect();
    let told = if drafts.is_empty() {
        Vec::new()
    } else {
        book.place_drafts(period, &drafts, now)?.made
    };
    for ((nth, draft), pasted) in wanted.iter().zip(told) {
        match pasted {
            Pasted::Placed(order) => {
                console.line(&order)?;
                // Nobody saw a preview, so what was assumed is told now.
                for taken in draft.assumed() {
                    let said = Message::new("cli-paste-order-says")
                        .text("order", order.as_str())
                        .say("what", taken.clone());
                    console.say(&said);
                }
            }
            Pasted::Known(order) => console.say(
                &Message::new("cli-paste-again")
                    .count("nth", nth + 1)
                    .text("order", order),
            ),
            Pasted::Refused(why) => {
                missed = true;
                console.say(&not_saved(*nth, draft, &why.message(), console));
            }
        }
    }
    if missed {
        Err(Failure::Findings)
    } else {
        Ok(())
    }
}

fn not_saved(nth: usize, draft: &ChatDraft, why: &Message, console: &Console) -> Message {
    let who = draft
        .who()
        .map_or_else(|| console.words().word("cli-paste-nobody"), str::to_owned);
    Message::new("cli-paste-not-saved")
        .count("nth", nth + 1)
        .text("first", lines(draft).0.to_string())
        .text("who", who)
        .say("why", why.clone())
}
