//! Finds circles of files that name each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::arrows::Arrows;

/// Arrows by source and target, each with its real files, which differ where two files count as
/// one.
type Graph = BTreeMap<usize, BTreeMap<usize, (usize, usize)>>;

/// Files that reach each other.
pub struct Knot {
    /// The arrows of a shortest circle.
    pub circle: Vec<String>,
    pub files: Vec<String>,
    /// Every arrow between them.
    pub arrows: Vec<String>,
}

/// Returns the files that can be reached from `at`; `at` itself only through a circle.
fn reach(graph: &Graph, at: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![at];
    while let Some(at) = waiting.pop() {
        for to in graph.get(&at).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(*to) {
                waiting.push(*to);
            }
        }
    }
    reached
}

/// Returns the arrows of a shortest circle through `start`.
fn shortest(graph: &Graph, start: usize) -> Vec<(usize, usize)> {
    let mut ways = VecDeque::from([(start, Vec::new())]);
    let mut seen = BTreeSet::new();
    while let Some((at, way)) = ways.pop_front() {
        for (to, arrow) in graph.get(&at).into_iter().flatten() {
            let mut longer = way.clone();
            longer.push(*arrow);
            if *to == start {
                return longer;
            }
            if seen.insert(*to) {
                ways.push_back((*to, longer));
            }
        }
    }
    unreachable!("only files in a circle are asked about")
}

impl Arrows<'_> {
    /// Returns each group of files in a room that reach each other. `pairs` are two files that
    /// count as one.
    pub fn knots(&self, room: &str, pairs: &[(&str, &str)]) -> Vec<Knot> {
        let inside: Vec<usize> = (0..self.sources.len())
            .filter(|index| self.sources[*index].room().as_deref() == Some(room))
            .collect();
        let one = |index: usize| {
            let path = self.sources[index].path.as_str();
            let first = pairs.iter().find(|(_, second)| *second == path);
            first
                .and_then(|(first, _)| self.sources.iter().position(|s| s.path == *first))
                .unwrap_or(index)
        };
        // The arrows between files where a pair is one, with the real files of each.
        let mut graph = Graph::new();
        for from in &inside {
            for to in self.from[*from].keys().filter(|to| inside.contains(to)) {
                if one(*from) != one(*to) {
                    graph
                        .entry(one(*from))
                        .or_default()
                        .entry(one(*to))
                        .or_insert((*from, *to));
                }
            }
        }
        let reached: BTreeMap<usize, BTreeSet<usize>> =
            graph.keys().map(|at| (*at, reach(&graph, *at))).collect();
        let together = |a: usize, b: usize| reached[&a].contains(&b) && reached[&b].contains(&a);
        let mut seen = BTreeSet::<usize>::new();
        let mut knots = Vec::new();
        for at in graph.keys() {
            if seen.contains(at) || !together(*at, *at) {
                continue;
            }
            let knot: Vec<usize> = reached[at]
                .iter()
                .copied()
                .filter(|other| reached.contains_key(other) && together(*at, *other))
                .collect();
            seen.extend(&knot);
            let circle = knot
                .iter()
                .map(|start| shortest(&graph, *start))
                .min_by_key(Vec::len)
                .unwrap_or_default();
            let files = |index: &usize| self.sources[*index].path.clone();
            knots.push(Knot {
                circle: circle.iter().map(|(a, b)| self.shown(*a, *b)).collect(),
                files: knot.iter().map(files).collect(),
                arrows: graph
                    .iter()
                    .filter(|(from, _)| knot.contains(from))
                    .flat_map(|(_, to)| to.iter().filter(|(to, _)| knot.contains(to)))
                    .map(|(_, (a, b))| self.shown(*a, *b))
                    .collect(),
            });
        }
        knots
    }
}
