//! Reads the program's source as tokens, for tests of the source: comments and strings are told
//! apart from code; `#[cfg(test)]` items and test files are left out.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "only tests read the source")]

pub mod arrows;
pub mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// A piece of Rust source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Ident(String),
    /// A string literal, with simple escapes resolved.
    Text(String),
    Punct(char),
    Comment(String),
    /// A number, a character or a lifetime.
    Other,
}

/// One file of `src`.
pub struct Source {
    /// Path from the repository's root, with `/`: `src/domain/money.rs`.
    pub path: String,
    pub text: String,
    /// Tokens with their line numbers, comments left out.
    pub tokens: Vec<(Token, usize)>,
    pub comments: Vec<(String, usize)>,
}

impl Source {
    /// Returns the modules from the crate's root to this file.
    pub fn module(&self) -> Vec<String> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut parts: Vec<String> = inside.split('/').map(str::to_owned).collect();
        if matches!(
            parts.last().map(String::as_str),
            Some("mod" | "lib" | "main")
        ) {
            parts.pop();
        }
        parts
    }

    /// Returns the room of the file; `None` for `lib.rs` and `main.rs`.
    pub fn room(&self) -> Option<String> {
        self.module().into_iter().next()
    }

    pub fn ident(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some((Token::Ident(name), _)) => Some(name),
            _ => None,
        }
    }

    pub fn is(&self, at: usize, punct: char) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|(token, _)| *token == Token::Punct(punct))
    }

    pub fn text_at(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some((Token::Text(text), _)) => Some(text),
            _ => None,
        }
    }

    /// Whether the tokens from `at` on are these identifiers and signs.
    pub fn reads(&self, at: usize, expected: &[&str]) -> bool {
        expected
            .iter()
            .enumerate()
            .all(|(i, part)| match self.tokens.get(at + i) {
                Some((Token::Ident(name), _)) => name == part,
                Some((Token::Punct(sign), _)) => part.len() == 1 && part.starts_with(*sign),
                _ => false,
            })
    }

    /// Returns every path into the crate with its line, as modules: `crate::a::{b, c::D}` gives
    /// `a::b` and `a::c::D`; `super`, `self` and imported names are resolved.
    pub fn paths(&self) -> Vec<(Vec<String>, usize)> {
        arrows::paths(self)
    }
}

/// Returns every file of `src` except tests, sorted by path.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let path = file
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            read(path, fs::read_to_string(&file).unwrap())
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                collect(&path, files);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" && !name.ends_with("_tests.rs") {
            files.push(path);
        }
    }
}

/// Reads a file's tokens from its text.
pub fn read(path: String, text: String) -> Source {
    let mut tokens = Vec::new();
    let mut comments = Vec::new();
    for (token, line) in lex(&text) {
        match token {
            Token::Comment(comment) => comments.push((comment, line)),
            token => tokens.push((token, line)),
        }
    }
    let mut source = Source {
        path,
        text,
        tokens,
        comments,
    };
    source.drop_tests();
    source
}

impl Source {
    /// Removes every item under `#[cfg(test)]`.
    fn drop_tests(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.reads(at, &["#", "[", "cfg", "(", "test", ")", "]"]) {
                at += 1;
                continue;
            }
            let mut end = at + 7;
            let mut depth = 0_usize;
            while end < self.tokens.len() {
                match self.tokens[end].0 {
                    Token::Punct('{' | '(' | '[') => depth += 1,
                    Token::Punct('}' | ')' | ']') => depth = depth.saturating_sub(1),
                    _ => {}
                }
                let ends = match self.tokens[end].0 {
                    Token::Punct('}' | ';') => depth == 0,
                    _ => false,
                };
                end += 1;
                if ends {
                    break;
                }
            }
            self.tokens.drain(at..end);
        }
    }
}

fn lex(text: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    let word = |c: char| c.is_alphanumeric() || c == '_';
    while at < chars.len() {
        let start = at;
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        let token = match chars[at] {
            c if c.is_whitespace() => {
                at += 1;
                None
            }
            '/' if next == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                Some(Token::Comment(chars[start..at].iter().collect()))
            }
            '/' if next == '*' => {
                let mut depth = 0;
                loop {
                    match (chars.get(at), chars.get(at + 1)) {
                        (Some('/'), Some('*')) => (depth, at) = (depth + 1, at + 2),
                        (Some('*'), Some('/')) => (depth, at) = (depth - 1, at + 2),
                        (None, _) => break,
                        _ => at += 1,
                    }
                    if depth == 0 {
                        break;
                    }
                }
                Some(Token::Comment(
                    chars[start..at.min(chars.len())].iter().collect(),
                ))
            }
            '"' => Some(Token::Text(string(&chars, &mut at))),
            '\'' => {
                if next == '\\' {
                    at += 3;
                    while at < chars.len() && chars[at] != '\'' {
                        at += 1;
                    }
                    at += 1;
                } else if chars.get(at + 2) == Some(&'\'') {
                    at += 3;
                } else {
                    at += 1;
                    while at < chars.len() && word(chars[at]) {
                        at += 1;
                    }
                }
                Some(Token::Other)
            }
            c if c.is_ascii_digit() => {
                while at < chars.len() && word(chars[at]) {
                    at += 1;
                }
                Some(Token::Other)
            }
            c if word(c) => {
                while at < chars.len() && word(chars[at]) {
                    at += 1;
                }
                let name: String = chars[start..at].iter().collect();
                match (name.as_str(), chars.get(at)) {
                    ("r" | "br" | "cr", Some('"' | '#')) => {
                        let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
                        if chars.get(at + hashes) == Some(&'"') {
                            let from = at + hashes + 1;
                            let close: String = std::iter::once('"')
                                .chain("#".repeat(hashes).chars())
                                .collect();
                            let rest: String = chars[from..].iter().collect();
                            let found = rest.find(&close).map(|i| rest[..i].to_owned());
                            let inside = found.unwrap_or(rest);
                            at = from + inside.chars().count() + 1 + hashes;
                            Some(Token::Text(inside))
                        } else {
                            at += hashes;
                            Some(Token::Ident(name))
                        }
                    }
                    ("b" | "c", Some('"')) => Some(Token::Text(string(&chars, &mut at))),
                    _ => Some(Token::Ident(name)),
                }
            }
            c => {
                at += 1;
                Some(Token::Punct(c))
            }
        };
        let at_line = line;
        let end = at.min(chars.len());
        line += chars[start..end].iter().filter(|c| **c == '\n').count();
        if let Some(token) = token {
            tokens.push((token, at_line));
        }
    }
    tokens
}

/// Reads the string literal at `at` and moves `at` behind it.
fn string(chars: &[char], at: &mut usize) -> String {
    let mut text = String::new();
    *at += 1;
    while let Some(c) = chars.get(*at) {
        *at += 1;
        match c {
            '"' => break,
            '\\' => {
                match chars.get(*at) {
                    Some('\n') => {
                        while chars.get(*at).is_some_and(|c| c.is_whitespace()) {
                            *at += 1;
                        }
                        continue;
                    }
                    Some('u') => {
                        while chars.get(*at).is_some_and(|c| *c != '}') {
                            *at += 1;
                        }
                        text.push('\u{fffd}');
                    }
                    Some('n' | 't' | 'r') => text.push(' '),
                    Some(c) => text.push(*c),
                    None => break,
                }
                *at += 1;
            }
            c => text.push(*c),
        }
    }
    text
}
