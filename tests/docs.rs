//! The Markdown files: their links lead somewhere, and the READMEs stay short.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Most lines of a README.
const README_LINES: usize = 150;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Markdown files of the repository's root and of docs/.
fn papers() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["", "docs"]
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    found
}

/// The lines outside code blocks.
fn outside_code(text: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            lines.push(line);
        }
    }
    lines
}

/// Removes what is between backticks from a line.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect()
}

/// The targets of the links and pictures in a line, `[words](target)`.
fn targets(line: &str) -> Vec<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .collect()
}

/// The anchors of the headings, as web sites that show Markdown make them.
fn anchors(text: &str) -> BTreeSet<String> {
    outside_code(text)
        .iter()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

/// Returns what is wrong with a link.
fn fault(paper: &Path, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = match file {
        "" => paper.to_owned(),
        file => paper.parent().unwrap().join(file),
    };
    let shown = paper.strip_prefix(root()).unwrap().display().to_string();
    if !path.exists() {
        return Some(format!("{shown}: {target} is not there"));
    }
    if anchor.is_empty() {
        return None;
    }
    let known = anchors(&fs::read_to_string(path).unwrap());
    (!known.contains(anchor)).then(|| format!("{shown}: {target} has no such heading"))
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for paper in papers() {
        let text = fs::read_to_string(&paper).unwrap();
        for line in outside_code(&text) {
            for target in targets(&without_code(line)) {
                seen += 1;
                faults.extend(fault(&paper, target));
            }
        }
    }
    assert!(seen > 20, "only {seen} links were found");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The files and folders named between backticks, relative to the root or to src/.
fn named(text: &str) -> Vec<&str> {
    text.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|word| word.trim_end_matches('/').contains('/'))
        .filter(|word| word.ends_with(".rs") || word.ends_with('/'))
        .filter(|word| !word.contains([' ', '*']))
        .collect()
}

#[test]
fn the_files_that_developers_are_told_of_are_there() {
    let mut gone = Vec::new();
    let mut seen = 0;
    for paper in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/performance.md"] {
        let text = fs::read_to_string(root().join(paper)).unwrap();
        // Files of planned work don't exist yet.
        let present = text.split("## Where the next thing goes").next().unwrap();
        for name in named(present) {
            seen += 1;
            let there = ["", "src"]
                .iter()
                .any(|folder| root().join(folder).join(name).exists());
            if !there {
                gone.push(format!("{paper}: {name}"));
            }
        }
    }
    assert!(seen > 15, "only {seen} files were found");
    assert!(gone.is_empty(), "\n{}\n", gone.join("\n"));
}

#[test]
fn a_dead_link_is_found() {
    let readme = root().join("README.md");
    assert!(fault(&readme, "docs/nowhere.md").is_some());
    assert!(fault(&readme, "docs/keys.md#nowhere").is_some());
    assert!(fault(&readme, "docs/keys.md#keys").is_none());
}

#[test]
fn the_readmes_are_short_and_begin_with_the_two_commands() {
    for name in ["README.md", "README.id.md"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let lines = text.lines().count();
        assert!(lines <= README_LINES, "{name} has {lines} lines");
        let first = text.split("```").nth(1).unwrap();
        assert_eq!(first, "\ncargo run --release\ncargo test\n", "{name}");
    }
}
