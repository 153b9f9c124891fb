//! The command palette: finds every command of the program by its name, what it does, or another
//! word for it. One that works elsewhere is run there.

use strum::IntoEnumIterator;

use super::picker::{Choice, Picker};
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::domain::when::Zone;
use crate::lang::{Lang, Words};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Destination, Effect, ScreenId};
use crate::tui::fuzzy::{Fuzzy, begins_words, matches_word_starts};

/// One command, with the texts it is found by.
struct Entry {
    command: Command,
    /// Where it works, if not here.
    place: Option<Context>,
    name: String,
    help: String,
    synonyms: String,
    /// Its name and synonyms in the other language.
    foreign: String,
}

impl Entry {
    fn new(command: Command, place: Option<Context>, ctx: &Ctx, foreign: &Words) -> Self {
        Self {
            command,
            place,
            name: command.label(&ctx.words),
            help: command.help(&ctx.words),
            synonyms: command.synonyms(&ctx.words),
            foreign: format!("{} {}", command.label(foreign), command.synonyms(foreign)),
        }
    }

    /// How well it fits what was typed, 0 best; `None` when it doesn't.
    fn tier(&self, typed: &str) -> Option<u8> {
        let said = format!("{} {}", self.name, self.help);
        let tiers = [
            fold(&self.help) == fold(typed),
            begins_words(typed, &said),
            begins_words(typed, &format!("{said} {}", self.synonyms)),
            begins_words(typed, &self.foreign),
        ];
        let tier = tiers.into_iter().zip(0..).find(|(fits, _)| *fits);
        tier.map(|(_, tier)| tier)
    }

    /// Whether it resembles what was typed, where nothing fits better.
    fn resembles(&self, typed: &str, fuzzy: &mut Fuzzy) -> bool {
        let all = format!("{} {} {}", self.name, self.synonyms, self.help);
        matches_word_starts(typed, &all) && fuzzy.score(&all).is_some()
    }

    fn choice(&self, ctx: &Ctx) -> Choice<(Command, Option<Context>)> {
        let where_from = match self.place {
            Some(context) => ctx.word(context.label()),
            None => self.command.label(&ctx.words),
        };
        Choice {
            label: self.help.clone(),
            note: format!("{where_from} · {}", self.command.key()),
            value: (self.command, self.place),
        }
    }
}

/// Opens over a screen whose keys are those of `context`.
pub fn palette(context: Context, ctx: &Ctx) -> Picker<(Command, Option<Context>)> {
    let foreign = Words::new(
        match ctx.words.lang() {
            Lang::Id => Lang::En,
            Lang::En => Lang::Id,
        },
        Zone::default(),
    );
    let mut entries: Vec<Entry> = Vec::new();
    let here = context.commands().map(|command| (command, None));
    let elsewhere = Command::iter().map(|command| (command, place(command)));
    for (command, place) in here.chain(elsewhere) {
        // The palette itself and moving by a row are of no use in it.
        let useless = command == Command::Palette || moves(command);
        if !useless && !entries.iter().any(|entry| entry.command == command) {
            entries.push(Entry::new(command, place, ctx, &foreign));
        }
    }
    Picker::search(
        "tui-palette-title",
        move |typed, _, ctx| {
            let mut found: Vec<(u8, &Entry)> = entries
                .iter()
                .filter_map(|entry| Some((entry.tier(typed)?, entry)))
                .collect();
            found.sort_by_key(|(tier, _)| *tier);
            if found.is_empty() {
                let mut fuzzy = Fuzzy::new(typed);
                let alike = entries.iter().filter(|it| it.resembles(typed, &mut fuzzy));
                found = alike.map(|entry| (0, entry)).collect();
            }
            Ok(found.iter().map(|(_, entry)| entry.choice(ctx)).collect())
        },
        |(command, place), ctx| match place {
            None => Effect::Press(*command),
            Some(context) => lead(*command, *context, ctx),
        },
    )
}

/// The context in which a command works that is nearest to a main screen, else the first one.
fn place(command: Command) -> Option<Context> {
    let contexts = command.spec().contexts;
    let main = contexts.iter().find(|context| screen(**context).is_some());
    let near = || contexts.iter().find(|context| is_of_a_row(**context));
    main.or_else(near).or(contexts.first()).copied()
}

/// The main screen whose keys are those of a context.
const fn screen(context: Context) -> Option<ScreenId> {
    use Context as C;
    Some(match context {
        C::Home => ScreenId::Home,
        C::Periods => ScreenId::Periods,
        C::Orders => ScreenId::Orders,
        C::Payments => ScreenId::Payments,
        C::Production => ScreenId::Production,
        C::Shipping => ScreenId::Shipping,
        C::Customers => ScreenId::Customers,
        C::Catalog => ScreenId::Catalog,
        C::Reports => ScreenId::Reports,
        C::Period
        | C::Order
        | C::Recipients
        | C::Review
        | C::Customer
        | C::Messages
        | C::Templates
        | C::Letters
        | C::Always
        | C::Global
        | C::List
        | C::Backups
        | C::Form
        | C::Suggestion
        | C::Picker
        | C::Dialog
        | C::Conflict => return None,
    })
}

/// Whether a context is that of a row which Enter opens on a main screen.
const fn is_of_a_row(context: Context) -> bool {
    matches!(
        context,
        Context::Period | Context::Order | Context::Customer
    )
}

/// Goes to where a command works and runs it there.
fn lead(command: Command, context: Context, ctx: &Ctx) -> Effect {
    let told = Message::new("tui-palette-where")
        .text("place", ctx.word(context.label()))
        .text("key", command.key())
        .text("what", command.help(&ctx.words));
    let selected = |screen| vec![Effect::Switch(screen), Effect::Press(Command::Open)];
    let going = match (context, ctx.period) {
        (Context::Backups, _) => vec![Effect::Press(Command::Backup)],
        (Context::Period, Some(period)) => vec![
            Effect::Switch(ScreenId::Periods),
            Effect::Show(Destination::Period(period)),
        ],
        (Context::Period, None) => selected(ScreenId::Periods),
        // The page of the order leads on to its recipients.
        (Context::Order | Context::Recipients, _) => selected(ScreenId::Orders),
        (Context::Customer, _) => selected(ScreenId::Customers),
        (Context::Messages, _) => vec![Effect::Show(Destination::Messages)],
        (Context::Templates, _) => vec![
            Effect::Show(Destination::Messages),
            Effect::Press(Command::NextView),
        ],
        (Context::Letters, _) => vec![
            Effect::Show(Destination::Messages),
            Effect::Press(Command::Open),
        ],
        // A chat is pasted on the screen of orders.
        (Context::Review, _) => vec![Effect::Switch(ScreenId::Orders)],
        (context, _) => screen(context).map(Effect::Switch).into_iter().collect(),
    };
    Effect::Lead {
        to: going,
        command,
        told,
    }
}

/// Whether a command does nothing but move the selection.
const fn moves(command: Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::Up
            | C::Down
            | C::Left
            | C::Right
            | C::PageUp
            | C::PageDown
            | C::First
            | C::Last
            | C::FieldUp
            | C::FieldDown
    )
}
