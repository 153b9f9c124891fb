//! Saving a form. Another desk may have saved something since the form was filled: only what was
//! changed here is written, and what was changed here and there is asked about.

use super::conflict::Conflict;
use super::field::{Content, Field, InputError, Kind, Saved, Values};
use super::form::{Form, Replaces, Suggestions};
use crate::book::{Book, BookError};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::tui::effect::{Ctx, Effect, Outcome, Premise};

impl Form {
    /// Checks the fields, asks about what another desk changed too, and returns the effect of
    /// saving.
    pub(super) fn save(&mut self, book: &Book, ctx: &Ctx) -> Outcome {
        self.suggestions = Default::default();
        self.premise = None;
        let wanted = self.wanted();
        for (at, field) in self.fields.iter_mut().enumerate() {
            field.error = None;
            if wanted.contains(&at) {
                field.validate(ctx, true);
            }
        }
        if let Some(at) = self.fields.iter().position(|field| field.error.is_some()) {
            self.go_to(at);
            return Ok(Effect::None);
        }
        if wanted.into_iter().any(|at| self.asks_at(at, ctx)) {
            return Ok(Effect::None);
        }
        if let Some(refusal) = self.catch_up(book, ctx)? {
            self.error = Some(refusal);
            return Ok(Effect::None);
        }
        if self.state != self.state_now {
            self.show(book, ctx)?;
            self.state.clone_from(&self.state_now);
            if self.state.is_some() {
                // Told once: saving again goes on.
                self.error.clone_from(&self.state);
                return Ok(Effect::None);
            }
        }
        let (values, mut conflicts) = self.merged(book, ctx)?;
        conflicts.extend(self.replaced(&values, ctx));
        let Some(submit) = &self.submit else {
            return Ok(Effect::Back);
        };
        // First what is wrong with it: that has to be mended whatever another desk did.
        let effect = match submit(&values, book, ctx) {
            Ok(effect) => effect,
            Err(wrong) => {
                self.show_error(wrong);
                self.propose_answers(book, ctx)?;
                return Ok(Effect::None);
            }
        };
        if let Some(conflict) = conflicts.into_iter().next() {
            if let Some(at) = self.place(conflict.field) {
                self.go_to(at);
            }
            self.asked = Some(conflict);
            return Ok(Effect::None);
        }
        self.premise = self.premise_of(values);
        Ok(effect)
    }

    /// Shows an error at its field, or under the form.
    pub(super) fn show_error(&mut self, wrong: InputError) {
        match wrong.field.and_then(|id| self.place(id)) {
            Some(at) => {
                self.go_to(at);
                self.fields[at].error = Some(wrong.message);
            }
            None => self.error = Some(wrong.message),
        }
    }

    /// Proposes the goods that the focused field may mean, where an error asks which one.
    fn propose_answers(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let values = self.values();
        let Some(field) = self.fields.get(self.focus) else {
            return Ok(());
        };
        let candidates = field.proposals(&values, book, ctx)?;
        if candidates
            .first()
            .is_some_and(|first| first.doubt.is_some())
        {
            self.suggestions = Suggestions {
                candidates,
                at: None,
            };
        }
        Ok(())
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    fn go_to(&mut self, at: usize) {
        self.focus = at;
        self.more |= self.fields[at].optional;
        self.enter();
    }

    /// Reads again what is saved. Returns why that can't be read any more, when the thing the form
    /// is about is gone.
    pub(super) fn catch_up(
        &mut self,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<Option<Message>, BookError> {
        let Some(make) = &self.make else {
            return Ok(None);
        };
        let fresh = match make(book, ctx) {
            Ok(fresh) => fresh,
            Err(BookError::Refused(why)) => return Ok(Some(why.message())),
            Err(error) => return Err(error),
        };
        for new in fresh.fields {
            match self.place(new.id) {
                Some(at) => self.fields[at].catch_up(new, at == self.focus),
                None => self.fields.push(new),
            }
        }
        self.title = fresh.title;
        self.heading = fresh.heading;
        self.panel = fresh.panel;
        self.submit = fresh.submit;
        self.state_now = fresh.state;
        self.replaces_now = fresh.replaces;
        Ok(None)
    }

    /// What would be saved now, and the fields that the owner must be asked about.
    pub(super) fn merged(
        &self,
        book: &Book,
        ctx: &Ctx,
    ) -> Result<(Values, Vec<Conflict>), BookError> {
        let mut values = self.values();
        let mut conflicts = Vec::new();
        for (field, value) in self.fields.iter().zip(&mut values.fields) {
            let Some(Saved { content: saved, .. }) = &field.saved else {
                continue;
            };
            let (mine, theirs) = match &field.join {
                _ if !value.changed => (saved.clone(), saved.clone()),
                Some(join) => {
                    let joined = join(&value.text, book, ctx)?;
                    let content = |text| Content { text, picked: None };
                    (content(joined.mine), content(joined.theirs))
                }
                None => (field.content(), saved.clone()),
            };
            value.text.clone_from(&mine.text);
            value.picked.clone_from(&mine.picked);
            value.changed = mine != *saved;
            if mine != theirs {
                conflicts.push(conflict(field, mine, theirs, ctx));
            }
        }
        Ok((values, conflicts))
    }

    /// What another desk changed of the values that saving would replace, and the owner hasn't been
    /// asked about.
    fn replaced(&self, values: &Values, ctx: &Ctx) -> Vec<Conflict> {
        let (Some(before), Some(now)) = (&self.replaces, &self.replaces_now) else {
            return Vec::new();
        };
        let before = before(values);
        let mut conflicts = Vec::new();
        for (id, saved) in now(values) {
            let seen = before.iter().any(|(of, text)| *of == id && *text == saved);
            let settled = self
                .settled
                .iter()
                .any(|(of, text)| *of == id && *text == saved);
            if seen || settled || is_same(values.get(id), &saved) {
                continue;
            }
            if let Some(at) = self.place(id) {
                let field = &self.fields[at];
                let theirs = Content {
                    text: saved,
                    picked: None,
                };
                conflicts.push(conflict(field, field.content(), theirs, ctx));
            }
        }
        conflicts
    }

    /// Goes on saving with one of the two contents of a field.
    pub(super) fn answer(
        &mut self,
        conflict: Conflict,
        keeps_mine: bool,
        book: &Book,
        ctx: &Ctx,
    ) -> Outcome {
        if let Some(at) = self.place(conflict.field) {
            let field = &mut self.fields[at];
            match field.saved.take() {
                Some(saved) => {
                    field.initial = saved.content;
                    field.join = saved.join;
                }
                None => {
                    let asked = (conflict.field, conflict.theirs.text.clone());
                    self.settled.push(asked);
                }
            }
            let content = if keeps_mine {
                conflict.mine
            } else {
                conflict.theirs
            };
            if field.content() != content {
                field.fill(&content);
            }
        }
        self.save(book, ctx)
    }

    /// What must still be saved when the deed is done that these values are for.
    fn premise_of(&self, values: Values) -> Option<Premise> {
        let make = self.make.clone()?;
        let saved: Vec<(&'static str, Content)> = self
            .fields
            .iter()
            .map(|field| (field.id, field.saved_now().clone()))
            .collect();
        let read = |replaces: &Option<Replaces>| replaces.as_ref().map(|read| read(&values));
        let replaced = read(&self.replaces_now);
        let state = self.state_now.clone();
        Some(Box::new(move |book, ctx| {
            let fresh = make(book, ctx)?;
            let is_saved = |field: &Field| {
                let mut saved = saved.iter();
                saved.any(|(id, content)| *id == field.id && *content == field.initial)
            };
            let read = |replaces: &Option<Replaces>| replaces.as_ref().map(|read| read(&values));
            Ok(fresh.fields.iter().all(is_saved)
                && read(&fresh.replaces) == replaced
                && fresh.state == state)
        }))
    }
}

fn conflict(field: &Field, mine: Content, theirs: Content, ctx: &Ctx) -> Conflict {
    Conflict {
        field: field.id,
        name: field.title(ctx),
        shown: [&mine, &theirs].map(|content| field.shown(&content.text).to_owned()),
        mine,
        theirs,
    }
}

/// Whether two texts are the same, or the same figure: `20rb` and `20000`.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    one == other
        || matches!(
            (Rupiah::parse(one), Rupiah::parse(other)),
            (Ok(one), Ok(other)) if one == other
        )
}

impl Field {
    /// What is saved, as far as is known.
    fn saved_now(&self) -> &Content {
        let saved = self.saved.as_ref();
        saved.map_or(&self.initial, |saved| &saved.content)
    }

    /// Takes notice of what is saved by now. An untouched field shows it, except under the cursor;
    /// what was typed is never changed.
    fn catch_up(&mut self, new: Self, focused: bool) {
        let mine = self.content();
        let untouched = mine == self.initial;
        if let (Kind::Choice { options, .. }, Kind::Choice { options: new, .. }) =
            (&mut self.kind, new.kind)
        {
            let is_mine = |option: &&(String, String)| option.0 == mine.text;
            // What was chosen stays a choice, though it may not be offered any more.
            let kept = match new.iter().any(|option| is_mine(&option)) {
                true => None,
                false => options.iter().find(is_mine).cloned(),
            };
            *options = new;
            options.extend(kept);
            self.set(&mine.text);
        }
        self.check = new.check;
        self.suggest = new.suggest;
        let is_line = matches!(self.kind, Kind::Text(_));
        // Fields with a check hold figures and dates, which can be written in several ways.
        let shown =
            new.initial == mine || self.check.is_some() && is_same(&new.initial.text, &mine.text);
        if new.initial == self.initial || shown || (untouched && !(focused && is_line)) {
            self.saved = None;
            self.join = new.join;
            self.initial = new.initial;
            if untouched && mine != self.initial {
                self.reset();
            }
        } else {
            self.saved = Some(Saved {
                content: new.initial,
                join: new.join,
            });
        }
    }
}
