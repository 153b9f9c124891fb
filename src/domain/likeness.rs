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

/// Whether each word typed begins a word of a name, which may have a phone after it; forms of address
/// don't count, unless one is a woman's and the other a man's. Both texts are folded.
pub fn begins_name(typed: &str, name: &str) -> bool {
    let begins = |part: &&str| name.split(' ').any(|word| word.starts_with(part));
    !is_addressed_otherwise(typed, name) && own_words(typed).iter().all(begins)
}

/// Whether one name begins as a woman's and the other as a man's: Bu Sari, Pak Sari.
fn is_addressed_otherwise(one: &str, other: &str) -> bool {
    const OF_WOMEN: [&str; 9] = [
        "bu", "ibu", "bunda", "mbak", "mba", "tante", "teh", "ci", "sis",
    ];
    const OF_MEN: [&str; 7] = ["pak", "bapak", "mas", "bang", "abang", "om", "ko"];
    let begins = |name: &str, forms: &[&str]| {
        let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
        !rest.is_empty() && forms.contains(&first)
    };
    begins(one, &OF_WOMEN) && begins(other, &OF_MEN)
        || begins(one, &OF_MEN) && begins(other, &OF_WOMEN)
}

/// Whether the first own words of two folded names are one letter apart: Sri, Siri.
pub fn is_one_letter_apart(one: &str, other: &str) -> bool {
    let (one, other) = (own_words(one), own_words(other));
    let (Some(one), Some(other)) = (one.first(), other.first()) else {
        return false;
    };
    let begins_alike = one.chars().next() == other.chars().next();
    begins_alike && one.len().abs_diff(other.len()) <= 1 && strsim::osa_distance(one, other) <= 1
}

/// How near two names are that are equally alike, with their forms of address.
pub fn nearness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(&fold(one), &fold(other))
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
    #[case("bu sari", "bu sari 6281234567811", true)]
    #[case("ibu sar", "mbak sari", true)]
    #[case("sari 0812", "bu sari 081234567811", true)]
    #[case("bu", "bu sari", true)]
    #[case("bu sri", "bu sari", false)]
    #[case("sri", "bu sari", false)]
    #[case("pak sari", "bu sari", false)]
    #[case("kak sari", "bu sari", true)]
    fn a_typed_name_begins_a_known_one(
        #[case] typed: &str,
        #[case] name: &str,
        #[case] begins: bool,
    ) {
        assert_eq!(begins_name(typed, name), begins);
    }

    #[test]
    fn one_letter_makes_another_name() {
        assert!(is_one_letter_apart("bu siri", "bu sri wahyuni 0812"));
        assert!(is_one_letter_apart("sri", "bu sari"));
        assert!(!is_one_letter_apart("ani", "dani"));
        assert!(!is_one_letter_apart("sri", "siska"));
        assert!(!is_one_letter_apart("", "siska"));
    }

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
