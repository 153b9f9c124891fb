//! A power cut at any moment. The writes and syncs of the real program are recorded, and its files
//! rebuilt as a disk may hold them after a cut at any point: unsynced changes kept, dropped, partly
//! kept or torn, and changes of names before or after those of contents.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::thread;

use super::shim;
use super::shop::{Draw, Shop, order, sound, times};

/// One operation of the program on its files.
#[derive(Debug, Clone)]
pub enum Act {
    Write(String, usize, Vec<u8>),
    Truncate(String, usize),
    Remove(String),
    Rename(String, String),
    Sync(String),
}

/// Reads the operations that the shim recorded.
pub fn read(mut log: &[u8]) -> Vec<Act> {
    let mut acts = Vec::new();
    let take = |length: usize, log: &mut &[u8]| {
        let (taken, rest) = log.split_at(length);
        *log = rest;
        taken.to_vec()
    };
    let number = |bytes: Vec<u8>| {
        let mut whole = [0; 8];
        whole[..bytes.len()].copy_from_slice(&bytes);
        usize::try_from(u64::from_le_bytes(whole)).unwrap()
    };
    while !log.is_empty() {
        let op = take(1, &mut log)[0];
        let length = number(take(4, &mut log));
        let path = String::from_utf8(take(length, &mut log)).unwrap();
        let offset = number(take(8, &mut log));
        let length = number(take(4, &mut log));
        let data = take(length, &mut log);
        acts.push(match op {
            b'w' => Act::Write(path, offset, data),
            b't' => Act::Truncate(path, offset),
            b'u' => Act::Remove(path),
            b'r' => Act::Rename(path, String::from_utf8(data).unwrap()),
            _ => Act::Sync(path),
        });
    }
    acts
}

/// Content of one file: what is surely on disk, and unsynced changes.
#[derive(Debug, Clone, Default)]
struct Content {
    synced: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(at, data) => {
            if bytes.len() < at + data.len() {
                bytes.resize(at + data.len(), 0);
            }
            bytes[*at..at + data.len()].copy_from_slice(data);
        }
        Change::Truncate(length) => bytes.resize(*length, 0),
    }
}

/// A change of the folder: a name gets a content, or is removed.
type Naming = (String, Option<usize>);

/// A disk: contents, the names surely on it, and unsynced changes of names.
#[derive(Debug, Clone, Default)]
struct Disk {
    contents: Vec<Content>,
    names: BTreeMap<String, usize>,
    on_the_way: Vec<Naming>,
    /// The names as the program sees them.
    seen: BTreeMap<String, usize>,
}

impl Disk {
    fn content(&mut self, path: &str) -> &mut Content {
        let at = *self.seen.entry(path.to_owned()).or_insert_with(|| {
            self.contents.push(Content::default());
            let new = self.contents.len() - 1;
            self.on_the_way.push((path.to_owned(), Some(new)));
            new
        });
        &mut self.contents[at]
    }

    fn act(&mut self, act: &Act, folder: &str, syncs: bool) {
        match act {
            Act::Write(path, at, data) => {
                let change = Change::Write(*at, data.clone());
                self.content(path).pending.push(change);
            }
            Act::Truncate(path, length) => {
                let change = Change::Truncate(*length);
                self.content(path).pending.push(change);
            }
            Act::Remove(path) => {
                self.seen.remove(path);
                self.on_the_way.push((path.clone(), None));
            }
            Act::Rename(from, to) => {
                let moved = self.seen.remove(from);
                self.on_the_way.push((from.clone(), None));
                if let Some(moved) = moved {
                    self.seen.insert(to.clone(), moved);
                    self.on_the_way.push((to.clone(), Some(moved)));
                }
            }
            Act::Sync(_) if !syncs => {}
            Act::Sync(path) if path == folder => {
                for (name, content) in self.on_the_way.drain(..) {
                    match content {
                        Some(content) => self.names.insert(name, content),
                        None => self.names.remove(&name),
                    };
                }
            }
            Act::Sync(path) => {
                let content = self.content(path);
                for change in content.pending.drain(..) {
                    apply(&mut content.synced, &change);
                }
            }
        }
    }

    /// The files after a cut: `keep` says which changes of contents are on disk and how much of
    /// each write, `names` how many changes of names.
    fn image(
        &self,
        mut keep: impl FnMut(&Change) -> Option<Change>,
        names: usize,
    ) -> BTreeMap<String, Vec<u8>> {
        let mut there = self.names.clone();
        for (name, content) in self.on_the_way.iter().take(names) {
            match content {
                Some(content) => there.insert(name.clone(), *content),
                None => there.remove(name),
            };
        }
        there
            .into_iter()
            .map(|(name, content)| {
                let mut bytes = self.contents[content].synced.clone();
                for change in &self.contents[content].pending {
                    if let Some(change) = keep(change) {
                        apply(&mut bytes, &change);
                    }
                }
                (name, bytes)
            })
            .collect()
    }
}

/// The recorded operations, and after how many of them each deed was acknowledged.
struct Recording {
    base: Vec<u8>,
    acts: Vec<Act>,
    acknowledged: Vec<usize>,
    deeds_before: usize,
    folder: String,
    book: String,
}

fn record(orders: usize) -> Recording {
    let shop = Shop::open();
    let base = fs::read(shop.book()).unwrap();
    let deeds_before = shop.deeds();
    let log = shop.file("log");
    let mut acknowledged = Vec::new();
    for number in 1..=orders {
        let code = format!("P-{number:03}");
        let steps: [Vec<&str>; 3] = [
            order("Bu Sari").to_vec(),
            vec!["pay", &code, "30rb"],
            vec!["order", "edit", &code, "--item", "+1 NAS"],
        ];
        for step in steps {
            let mut command = shop.command(&step);
            let done = shop
                .under(&mut command)
                .env("SHIM_LOG", &log)
                .output()
                .unwrap();
            assert!(done.status.success(), "{step:?}");
            acknowledged.push(read(&fs::read(&log).unwrap()).len());
        }
    }
    Recording {
        base,
        acts: read(&fs::read(&log).unwrap()),
        acknowledged,
        deeds_before,
        folder: shop.folder.path().to_str().unwrap().to_owned(),
        book: shop.book().to_str().unwrap().to_owned(),
    }
}

/// Part of a write: some of its sectors, as a disk may leave it on power loss.
fn torn(change: &Change, draw: &mut Draw) -> Option<Change> {
    match change {
        _ if draw.below(3) == 0 => None,
        Change::Write(at, data) if draw.below(3) == 0 => {
            let sectors = data.len().div_ceil(512) as u64;
            let kept = usize::try_from(draw.below(sectors + 1)).unwrap() * 512;
            let kept = kept.min(data.len());
            Some(Change::Write(*at, data[..kept].to_vec()))
        }
        whole => Some(whole.clone()),
    }
}

/// Checks the files after every cut. Returns how many there were, and what was wrong.
fn look(recording: &Recording, syncs: bool, torn_each: usize) -> (usize, Vec<String>) {
    let mut disk = Disk::default();
    disk.contents.push(Content {
        synced: recording.base.clone(),
        pending: Vec::new(),
    });
    disk.names.insert(recording.book.clone(), 0);
    disk.seen = disk.names.clone();
    // One folder for each image of a cut: they are opened side by side.
    let places: Vec<Shop> = (0..4 + torn_each).map(|_| Shop::empty()).collect();
    let (mut images, mut wrong) = (0, Vec::new());
    let mut known: HashMap<u64, Result<usize, String>> = HashMap::new();
    let mut cuts = HashSet::new();
    let mut draw = Draw(7);
    for at in 0..=recording.acts.len() {
        if at > 0 {
            disk.act(&recording.acts[at - 1], &recording.folder, syncs);
        }
        let promised = recording.acknowledged.iter().filter(|acts| **acts <= at);
        let promised = recording.deeds_before + promised.count();
        let all = disk.on_the_way.len();
        let mut found = vec![
            disk.image(|change| Some(change.clone()), all),
            disk.image(|_| None, 0),
            disk.image(|change| Some(change.clone()), 0),
            disk.image(|_| None, all),
        ];
        for _ in 0..torn_each {
            let names = usize::try_from(draw.below(all as u64 + 1)).unwrap();
            found.push(disk.image(|change| torn(change, &mut draw), names));
        }
        images += found.len();
        let found: Vec<u64> = thread::scope(|scope| {
            let mut opening = HashMap::new();
            let mut hashes = Vec::new();
            for (image, place) in found.iter().zip(&places) {
                let mut hasher = DefaultHasher::new();
                image.hash(&mut hasher);
                let hash = hasher.finish();
                hashes.push(hash);
                if !known.contains_key(&hash) {
                    let open = || scope.spawn(|| opened(image, place.folder.path()));
                    opening.entry(hash).or_insert_with(open);
                }
            }
            for (hash, opening) in opening {
                known.insert(hash, opening.join().unwrap());
            }
            hashes
        });
        for hash in found {
            let deeds = &known[&hash];
            let fine = matches!(deeds, Ok(deeds) if *deeds == promised || *deeds == promised + 1);
            if !fine && cuts.insert((at, hash)) {
                wrong.push(format!("cut after {at}: {deeds:?}, promised {promised}"));
            }
        }
        if !syncs && wrong.len() > 20 {
            break;
        }
    }
    (images, wrong)
}

/// Opens the files as the next start would.
fn opened(image: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Result<usize, String> {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::remove_file(path).unwrap();
        }
    }
    for (name, bytes) in image {
        let name = Path::new(name).file_name().unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }
    sound(&folder.join("toko.rekap"))
}

#[test]
fn a_power_cut_loses_nothing_acknowledged() {
    if shim::built().is_none() {
        return;
    }
    let recording = record(times(2, 4));
    let (images, wrong) = look(&recording, true, times(1, 8));
    assert!(wrong.is_empty(), "{images} images:\n{}", wrong.join("\n"));
    assert!(
        images >= 2_000,
        "{images} images of {} acts",
        recording.acts.len()
    );
    println!("{images} images, none damaged, nothing acknowledged lost");
    // Checks this test: with the same writes but no syncs, as with `synchronous = OFF`,
    // acknowledged deeds are lost and books damaged.
    let (images, wrong) = look(&recording, false, 4);
    assert!(wrong.len() > 20, "{wrong:?}");
    let damaged = wrong.iter().filter(|wrong| wrong.contains("Err")).count();
    println!(
        "without syncs: of the first {images} images {} are wrong, {damaged} of them damaged",
        wrong.len()
    );
}
