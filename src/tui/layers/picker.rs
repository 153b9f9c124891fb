//! The picker: a list that a few typed letters narrow, to choose a PO, a customer or a command
//! from.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::fuzzy;
use crate::tui::input::Input;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::Listing;
use crate::tui::widgets::text::TextField;
use crate::tui::widgets::{after, below, columns, popup, put, put_right, rows, top, wrap};

/// One entry to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// Its name; the typed letters are searched in it.
    pub label: String,
    /// What tells it from others of the same name; searched too.
    pub note: String,
    /// The value passed on when it is chosen.
    pub value: T,
}

/// Most choices shown at once.
const MOST_ROWS: usize = 14;
/// Width where nothing needs more, and the most it takes.
const WIDTHS: (usize, usize) = (64, 110);

type Source<T> = Box<dyn Fn(&str, &Book, &Ctx) -> Result<Vec<Choice<T>>, BookError>>;
type Chosen<T> = Box<dyn Fn(&T, &Ctx) -> Effect>;

/// Where the choices come from.
enum From<T> {
    /// A fixed list, filtered here.
    All(Vec<Choice<T>>),
    /// A search run again after each letter; its order is kept.
    Search(Source<T>),
}

/// A picker over choices of one type.
pub struct Picker<T> {
    title: Message,
    text: TextField,
    from: From<T>,
    shown: Listing<Choice<T>>,
    /// The most rows and the widest row there were: the frame fits them, and doesn't jump while one
    /// types.
    size: (usize, usize),
    /// What is said where nothing fits what is typed: a key of `assets/lang`.
    nothing: &'static str,
    chosen: Chosen<T>,
}

impl<T: Clone> Picker<T> {
    /// A picker over a fixed list; the effect of `chosen` runs after the picker has closed.
    pub fn new(
        title: &'static str,
        choices: Vec<Choice<T>>,
        chosen: impl Fn(&T, &Ctx) -> Effect + 'static,
    ) -> Self {
        Self::from(title, From::All(choices), Box::new(chosen))
    }

    /// A picker over what `source` finds in the book for the typed letters.
    pub fn search(
        title: &'static str,
        source: impl Fn(&str, &Book, &Ctx) -> Result<Vec<Choice<T>>, BookError> + 'static,
        chosen: impl Fn(&T, &Ctx) -> Effect + 'static,
    ) -> Self {
        Self::from(title, From::Search(Box::new(source)), Box::new(chosen))
    }

    fn from(title: &'static str, from: From<T>, chosen: Chosen<T>) -> Self {
        Self {
            title: Message::new(title),
            text: TextField::line(""),
            from,
            shown: Listing::default(),
            size: (1, WIDTHS.0),
            nothing: "tui-nothing-found",
            chosen,
        }
    }

    /// Replaces the title, by one with arguments.
    #[must_use]
    pub fn titled(mut self, title: Message) -> Self {
        self.title = title;
        self
    }

    /// Says this sentence, a key of `assets/lang`, where nothing fits what is typed.
    #[must_use]
    pub fn nothing(self, nothing: &'static str) -> Self {
        Self { nothing, ..self }
    }

    fn find(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let text = self.text.text();
        let found = match &self.from {
            From::All(choices) => {
                let texts: Vec<String> = choices
                    .iter()
                    .map(|choice| format!("{} {}", choice.label, choice.note))
                    .collect();
                fuzzy::rank(&text, texts.iter().map(String::as_str))
                    .into_iter()
                    .filter_map(|at| choices.get(at).cloned())
                    .collect()
            }
            From::Search(source) => source(&text, book, ctx)?,
        };
        self.shown.put(found);
        let found = self.shown.rows().iter();
        let widest = found.map(|choice| columns(&choice.label) + columns(&choice.note) + 5);
        let (rows, width) = self.size;
        self.size = (
            rows.max(self.shown.len()).min(MOST_ROWS),
            widest.max().unwrap_or(0).max(width).min(WIDTHS.1),
        );
        Ok(())
    }
}

impl<T: Clone> Screen for Picker<T> {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(&self.title)
    }

    fn context(&self) -> Context {
        Context::Picker
    }

    fn is_layer(&self) -> bool {
        true
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.find(book, ctx)
    }

    fn typed(
        &mut self,
        input: &Input,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Effect>, BookError> {
        let took = match input {
            // Home and End move in the list.
            Input::Key(key) => {
                use crossterm::event::KeyCode as K;
                !matches!(key.code, K::Home | K::End) && self.text.key(*key)
            }
            Input::Paste(text) => {
                self.text.insert(text);
                true
            }
            Input::Resize(_, _) | Input::Tick | Input::Hangup => false,
        };
        if !took {
            return Ok(None);
        }
        self.find(book, ctx)?;
        self.shown.select_index(0);
        Ok(Some(Effect::None))
    }

    fn update(&mut self, command: Command, _: &Book, ctx: &Ctx) -> Outcome {
        if self.shown.move_selection(command) {
            return Ok(Effect::None);
        }
        Ok(match command {
            Command::Choose => match self.shown.rows().get(self.shown.index()) {
                Some(choice) => Effect::Many(vec![Effect::Back, (self.chosen)(&choice.value, ctx)]),
                None => Effect::None,
            },
            Command::Back => Effect::Back,
            _ => Effect::Pass,
        })
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let (height, width) = self.size;
        let size = [width, height + 2].map(|size| u16::try_from(size).unwrap_or(u16::MAX));
        let popup = popup::open(frame, area, size.into(), &self.title(ctx), &ctx.theme);
        let inside = popup.inside;
        let line = top(inside, 1);
        put(frame.buffer_mut(), line, "›", ctx.theme.style(Role::Key));
        self.text
            .draw(frame, after(line, 2), ctx.theme.style(Role::Text), true);
        let list = below(inside, if inside.height > 3 { 2 } else { 1 });
        let buffer = frame.buffer_mut();
        if self.shown.is_empty() && !list.is_empty() {
            let none = match self.text.text().trim() {
                "" => "tui-nothing-to-choose",
                _ => self.nothing,
            };
            let said = wrap(&ctx.word(none), usize::from(list.width));
            for (row, line) in rows(list).zip(said) {
                put(buffer, row, &line, ctx.theme.style(Role::Muted));
            }
        }
        let (first, visible) = self.shown.visible(list.height);
        for (i, (choice, row)) in visible.iter().zip(rows(list)).enumerate() {
            // The note may take half of the row, and what the name leaves.
            let name = u16::try_from(columns(&choice.label)).unwrap_or(row.width);
            let note = u16::try_from(columns(&choice.note))
                .unwrap_or(row.width)
                .min(row.width.saturating_sub(name + 5).max(row.width / 2));
            let name = Rect {
                width: row.width.saturating_sub(note + 3),
                ..row
            };
            put(
                buffer,
                after(name, 2),
                &choice.label,
                ctx.theme.style(Role::Text),
            );
            put_right(
                buffer,
                after(row, row.width - note),
                &choice.note,
                ctx.theme.style(Role::Muted),
            );
            if first + i == self.shown.index() {
                put(buffer, row, "▸", ctx.theme.style(Role::Selected));
                buffer.set_style(
                    row.intersection(buffer.area),
                    ctx.theme.style(Role::Selected),
                );
            }
        }
        popup.note(buffer, self.shown.position().as_deref(), &ctx.theme);
    }
}
