//! Finds which file names which: follows every path of every file to the file that defines the
//! name.
//!
//! - A re-exported name counts as the file that defines it: `super::Order` through the `pub use` of
//!   a `mod.rs` is an arrow to `order.rs`.
//! - `mod x;`, and a `pub use` by which a `mod.rs` re-exports a file below it, are no arrows,
//!   unless the `mod.rs` uses the name itself.
//! - Method calls are no arrows, only written paths and imports.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, Token};

/// How many re-exports of a name are followed.
const MOST_STEPS: usize = 8;

/// The names of other files in a file.
#[derive(Default)]
struct Names {
    /// Names in this file, and the full paths they stand for.
    imported: BTreeMap<String, Vec<String>>,
    /// Modules that are imported with `*`.
    globs: Vec<Vec<String>>,
    defined: BTreeSet<String>,
    /// Identifiers outside of `use` items.
    used: BTreeSet<String>,
}

/// A path written in a file.
struct Mention {
    path: Vec<String>,
    line: usize,
    /// Its new name, for a `pub use`.
    passed_on: Option<String>,
}

/// Files by index, and the arrows between them with the line where each first occurs.
pub struct Arrows<'a> {
    pub(super) sources: &'a [Source],
    pub(super) from: Vec<BTreeMap<usize, usize>>,
}

impl<'a> Arrows<'a> {
    /// Reads the arrows of these files.
    pub fn read(sources: &'a [Source]) -> Self {
        let files: BTreeMap<Vec<String>, usize> = sources
            .iter()
            .enumerate()
            .map(|(index, source)| (source.module(), index))
            .filter(|(module, _)| !module.is_empty())
            .collect();
        let read: Vec<(Names, Vec<Mention>)> =
            sources.iter().map(|source| names(source, &files)).collect();
        let house = House { files, read: &read };
        let from = sources
            .iter()
            .enumerate()
            .map(|(index, source)| house.arrows(index, &source.module()))
            .collect();
        Self { sources, from }
    }

    /// Returns each arrow as (file, line, file).
    pub fn all(&self) -> impl Iterator<Item = (&'a Source, usize, &'a Source)> + '_ {
        self.from
            .iter()
            .enumerate()
            .flat_map(move |(from, arrows)| {
                arrows
                    .iter()
                    .map(move |(to, line)| (&self.sources[from], *line, &self.sources[*to]))
            })
    }

    pub(super) fn shown(&self, from: usize, to: usize) -> String {
        let (source, line) = (&self.sources[from], self.from[from][&to]);
        format!("{}:{line} → {}", source.path, self.sources[to].path)
    }
}

/// Returns every path of a file into the crate, with its line.
pub fn paths(source: &Source) -> Vec<(Vec<String>, usize)> {
    let (_, mentions) = names(source, &BTreeMap::new());
    mentions
        .into_iter()
        .map(|mention| (mention.path, mention.line))
        .collect()
}

/// The files by module, and the names in each.
struct House<'a> {
    files: BTreeMap<Vec<String>, usize>,
    read: &'a [(Names, Vec<Mention>)],
}

impl House<'_> {
    /// Returns the file that defines the name at the end of a path.
    fn definer(&self, path: &[String], steps: usize) -> Option<usize> {
        let (at, rest) = (0..=path.len())
            .rev()
            .find_map(|end| Some((*self.files.get(&path[..end])?, &path[end..])))?;
        let Some((name, deeper)) = rest.split_first() else {
            return Some(at);
        };
        let (names, _) = &self.read[at];
        if steps == MOST_STEPS || names.defined.contains(name) {
            return Some(at);
        }
        if let Some(elsewhere) = names.imported.get(name) {
            let full = [elsewhere, deeper].concat();
            if full != path {
                return self.definer(&full, steps + 1).or(Some(at));
            }
        }
        for glob in &names.globs {
            let full = [glob, rest].concat();
            if let Some(found) = self.definer(&full, steps + 1) {
                let (names, _) = &self.read[found];
                if names.defined.contains(rest.last().unwrap_or(name)) {
                    return Some(found);
                }
            }
        }
        Some(at)
    }

    /// Returns the files that a file names, with the first line that does.
    fn arrows(&self, index: usize, module: &[String]) -> BTreeMap<usize, usize> {
        let (names, mentions) = &self.read[index];
        let mut arrows = BTreeMap::new();
        for mention in mentions {
            let all = mention.path.last().is_some_and(|last| last == "*");
            let path = &mention.path[..mention.path.len() - usize::from(all)];
            let found = if all {
                self.by_glob(path, &names.used)
            } else {
                self.definer(path, 0).into_iter().collect()
            };
            for to in found.into_iter().filter(|to| *to != index) {
                let only_passed_on = mention
                    .passed_on
                    .as_ref()
                    .is_some_and(|name| !names.used.contains(name));
                let (target, _) = self.files.iter().find(|(_, at)| **at == to).unwrap();
                if !(only_passed_on && target.starts_with(module)) {
                    arrows.entry(to).or_insert(mention.line);
                }
            }
        }
        arrows
    }

    /// Returns the files that define those of these names that `use path::*` imports.
    fn by_glob(&self, path: &[String], used: &BTreeSet<String>) -> BTreeSet<usize> {
        let Some(at) = self.files.get(path) else {
            return self.definer(path, 0).into_iter().collect();
        };
        let (names, _) = &self.read[*at];
        let mut found = BTreeSet::new();
        for name in used {
            if names.defined.contains(name) {
                found.insert(*at);
            } else if let Some(full) = names.imported.get(name) {
                found.extend(self.definer(full, 1));
            }
        }
        for glob in names.globs.iter().filter(|glob| glob.as_slice() != path) {
            found.extend(self.by_glob(glob, used));
        }
        found
    }
}

/// Reads a file's names and paths.
fn names(source: &Source, files: &BTreeMap<Vec<String>, usize>) -> (Names, Vec<Mention>) {
    let module = source.module();
    let mut names = Names::default();
    let mut uses = Vec::new();
    let mut paths = Vec::new();
    let mut at = 0;
    while at < source.tokens.len() {
        let line = source.tokens[at].1;
        if source.ident(at) == Some("use") && !source.is(at + 1, '<') {
            let public = at > 0 && (source.ident(at - 1) == Some("pub") || source.is(at - 1, ')'));
            let mut leaves = Vec::new();
            at = tree(source, at + 1, &[], &mut leaves);
            uses.extend(leaves.into_iter().map(|leaf| (leaf, line, public)));
            continue;
        }
        let Some(name) = source.ident(at) else {
            at += 1;
            continue;
        };
        let begins = !(at > 0 && (source.is(at - 1, ':') && source.is(at - 2, ':')));
        let defines = at > 0
            && source.ident(at - 1).is_some_and(|word| {
                let words = [
                    "fn", "struct", "enum", "trait", "type", "const", "static", "union",
                ];
                words.contains(&word)
            });
        if defines
            || (source.is(at.wrapping_sub(1), '!')
                && source.ident(at.wrapping_sub(2)) == Some("macro_rules"))
        {
            names.defined.insert(name.to_owned());
            at += 1;
            continue;
        }
        if !(at > 0 && source.ident(at - 1) == Some("mod")) {
            names.used.insert(name.to_owned());
        }
        let scope = at > 0 && source.ident(at - 1) == Some("in");
        if begins && !scope && source.reads(at + 1, &[":", ":"]) {
            let mut path = vec![name.to_owned()];
            let mut end = at + 1;
            while source.reads(end, &[":", ":"]) {
                let Some(next) = source.ident(end + 2) else {
                    break;
                };
                path.push(next.to_owned());
                end += 3;
            }
            paths.push((path, line));
        }
        at += 1;
    }
    let below = |name: &String| {
        let full = [module.as_slice(), std::slice::from_ref(name)].concat();
        files.contains_key(&full).then_some(full)
    };
    let mut mentions = Vec::new();
    for ((written, name), line, public) in uses {
        let Some(full) = full(&written, &module, |head| below(head)) else {
            continue;
        };
        match full.last().map(String::as_str) {
            Some("*") => names.globs.push(full[..full.len() - 1].to_vec()),
            _ => {
                names.imported.insert(name.clone(), full.clone());
            }
        }
        mentions.push(Mention {
            path: full,
            line,
            passed_on: public.then_some(name),
        });
    }
    for (written, line) in paths {
        let head = |head: &String| names.imported.get(head).cloned().or_else(|| below(head));
        if let Some(path) = full(&written, &module, head) {
            mentions.push(Mention {
                path,
                line,
                passed_on: None,
            });
        }
    }
    (names, mentions)
}

/// Returns a path from the crate's root; `None` for a path to another crate.
fn full(
    written: &[String],
    module: &[String],
    head: impl Fn(&String) -> Option<Vec<String>>,
) -> Option<Vec<String>> {
    let (first, rest) = written.split_first()?;
    let (base, rest) = match first.as_str() {
        "crate" | "rekap" => (Vec::new(), rest),
        "self" => (module.to_vec(), rest),
        "super" => {
            let ups = written.iter().take_while(|part| *part == "super").count();
            let kept = module.len().checked_sub(ups)?;
            (module[..kept].to_vec(), &written[ups..])
        }
        _ => (head(first)?, rest),
    };
    Some([base.as_slice(), rest].concat())
}

/// Reads a use tree into its leaves, each a path and its new name; returns where it ends.
fn tree(
    source: &Source,
    mut at: usize,
    base: &[String],
    leaves: &mut Vec<(Vec<String>, String)>,
) -> usize {
    let mut path = base.to_vec();
    while at < source.tokens.len() {
        match &source.tokens[at].0 {
            Token::Ident(word) if word == "as" => {
                if let Some(name) = source.ident(at + 1) {
                    leaves.push((path, name.to_owned()));
                }
                return at + 2;
            }
            Token::Ident(word) => {
                if word != "self" || path.is_empty() {
                    path.push(word.clone());
                }
                at += 1;
            }
            Token::Punct('*') => {
                path.push("*".to_owned());
                at += 1;
            }
            Token::Punct(':') => at += 1,
            Token::Punct('{') => {
                at += 1;
                while at < source.tokens.len() && !source.is(at, '}') {
                    if source.is(at, ',') {
                        at += 1;
                    } else {
                        at = tree(source, at, &path, leaves);
                    }
                }
                return at + 1;
            }
            _ => break,
        }
    }
    if let Some(name) = path.last().cloned() {
        leaves.push((path, name));
    }
    at
}
