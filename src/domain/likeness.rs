//! Tells names that may belong to one person: "Dewi", "Mbak Dewi", "Dewi Lestari", "Dewii".

use super::text::fold;

/// Words that a name may begin with and that don't tell people apart.
pub const FORMS_OF_ADDRESS: [&str; 18] = [
    "kak", "kakak", "bu", "ibu", "bunda", "pak", "bapak", "mbak", "mba", "mas", "bang", "abang",
    "om", "tante", "teh", "ci", "ko", "sis",
];

/// Whether a name begins with a form of address.
pub fn begins_with_address(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches('.').to_lowercase();
    FORMS_OF_ADDRESS.contains(&first.as_str())
}

/// From this likeness on two names may belong to one person.
pub const SIMILAR: f64 = 0.93;

/// How alike two names are, from 0 to 1, which is the same name; forms of address don't count. A
/// name that has all words of the other is nearly the same.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (fold(one), fold(other));
    let (one, other) = (own_words(&one), own_words(&other));
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    if short.is_empty() {
        return 0.0;
    }
    if short == long {
        return 1.0;
    }
    if short.iter().all(|word| long.contains(word)) {
        return 0.98;
    }
    // Another first letter is another name; most names end here, without being compared in full.
    let first = |words: &[&str]| words.first().and_then(|word| word.chars().next());
    if first(&short) != first(&long) {
        return 0.0;
    }
    // A letter more or less changes a short name into another: Ani, Andi.
    let (short, long) = (short.join(" "), long.join(" "));
    match short.chars().count().min(long.chars().count()) {
        0..4 => 0.0,
        _ => strsim::jaro_winkler(&short, &long),
    }
}

/// The words of a folded name that are its own; all of them when it has nothing but forms of
/// address.
fn own_words(name: &str) -> Vec<&str> {
    let words = || name.split(' ').filter(|word| !word.is_empty());
    let own: Vec<&str> = words()
        .filter(|word| !FORMS_OF_ADDRESS.contains(word))
        .collect();
    match own.is_empty() {
        true => words().collect(),
        false => own,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Dewi", "Mbak Dewi", true)]
    #[case("dewi", "DEWI", true)]
    #[case("Dewi Lestari", "Bu Dewi", true)]
    #[case("Soekardjo", "sukarjo", true)]
    #[case("Rahmawati", "Rahmawaty", true)]
    #[case("Dewi", "Devi", false)]
    #[case("Ani", "Andi", false)]
    #[case("Sari", "Siti", false)]
    #[case("Bu", "Bu Sari", false)]
    #[case("", "Sari", false)]
    fn similar_names(#[case] one: &str, #[case] other: &str, #[case] similar: bool) {
        assert_eq!(likeness(one, other) >= SIMILAR, similar);
        assert_eq!(likeness(other, one) >= SIMILAR, similar);
    }
}
