//! Finds name, phone and address in a sentence: `kak nastar keju 2 ya, an Budi, hp 0812…, alamat
//! Jl. Melati 5`. Where such a part ends is a guess, so nothing found here is certain.

use crate::domain::chat::{Read, Sureness};
use crate::domain::message::Message;

use super::numbers;
use super::signs;
use super::tokens::{Kind, Tokens};
use super::vocabulary;

/// The parts of a sentence.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub names: Vec<Read<String>>,
    pub addresses: Vec<Read<String>>,
    pub phones: Vec<Read<String>>,
    /// Names of account holders.
    pub holders: Vec<Read<String>>,
    /// The token ranges that are left for items.
    pub items: Vec<(usize, usize)>,
}

/// Splits a line into its parts.
pub(super) fn parts(tokens: &Tokens<'_>) -> Sentence {
    let mut sentence = Sentence::default();
    let count = tokens.all.len();
    let (mut at, mut start) = (0, 0);
    while at < count {
        let end = if let Some(begin) = address_begins(tokens, at) {
            let end = (begin..count).find(|at| {
                name_begins(tokens, *at).is_some()
                    || phone_begins(tokens, *at).is_some()
                    || *at > begin && is_sent(tokens, *at)
            });
            let end = end.unwrap_or(count);
            let begin = if is_sent(tokens, at) {
                recipient_ends(tokens, begin, end).map_or(begin, |street| {
                    let names = &mut sentence.names;
                    found(names, tokens, begin, street, "chat-name-sentence");
                    street
                })
            } else {
                begin
            };
            // `… Jl. Dahlia 9 ya. Makasih`
            let polite = |at: &usize| {
                matches!(tokens.kind(*at), Some(Kind::Sep | Kind::Mark))
                    || tokens.word(*at).is_some_and(vocabulary::is_filler)
            };
            let tail = (begin..end).rev().take_while(polite).count();
            let address = &mut sentence.addresses;
            found(address, tokens, begin, end - tail, "chat-address-sentence");
            Some(end)
        } else if let Some(phone) = phone_begins(tokens, at) {
            let number = tokens.number(phone);
            let why = Message::new("chat-phone-loose").text("text", number);
            sentence.phones.push(Read {
                value: number.to_owned(),
                span: Some(tokens.span(phone, phone + 1)),
                sureness: Sureness::Assumed(why),
            });
            Some(phone + 1)
        } else {
            name_begins(tokens, at).and_then(|begin| {
                let end = name_ends(tokens, begin);
                if is_holder(tokens, at) {
                    found(&mut sentence.holders, tokens, at, end, "chat-note").then_some(end)
                } else {
                    found(
                        &mut sentence.names,
                        tokens,
                        begin,
                        end,
                        "chat-name-sentence",
                    )
                    .then_some(end)
                }
            })
        };
        match end {
            Some(end) => {
                sentence.items.push((start, at));
                (at, start) = (end, end);
            }
            None => at += 1,
        }
    }
    sentence.items.push((start, count));
    sentence.items.retain(|(from, to)| from < to);
    sentence
}

/// Whether the name at a token is the holder of an account just before it: `transfer ke bca 123 an
/// Siti`.
fn is_holder(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = (0..at).rev().take(4);
    let mut before = before.take_while(|at| !matches!(tokens.kind(*at), Some(Kind::Sep)));
    before.any(|at| tokens.word(at).is_some_and(vocabulary::pays))
}

fn found(
    field: &mut Vec<Read<String>>,
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
    why: &'static str,
) -> bool {
    let text = tokens.raw(from, to).trim_matches([' ', ',', '.', ':', '-']);
    if text.is_empty() {
        return false;
    }
    field.push(Read {
        value: text.to_owned(),
        span: Some(tokens.span(from, to)),
        sureness: Sureness::Assumed(Message::new(why).text("text", text)),
    });
    true
}

/// Skips colons and the given words.
fn past(tokens: &Tokens<'_>, mut at: usize, words: &[&str]) -> usize {
    while matches!(
        tokens.kind(at),
        Some(Kind::Colon | Kind::Sep | Kind::Dash | Kind::Mark)
    ) || tokens.word(at).is_some_and(|word| words.contains(&word))
    {
        at += 1;
    }
    at
}

/// The first token of an address introduced at a token.
fn address_begins(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let words = ["nya", "saya", "ke", "di", "lengkap", "kirim", "pengiriman"];
    match tokens.word(at)? {
        "alamat" | "alamatnya" | "almt" => Some(past(tokens, at + 1, &words)),
        _ if is_sent(tokens, at) => Some(past(tokens, at + 2, &["alamat"])),
        "jl" | "jln" => Some(at),
        "ke" | "di" if matches!(tokens.word(at + 1), Some("jl" | "jln")) => Some(at + 1),
        _ => None,
    }
    .filter(|begin| *begin < tokens.all.len())
}

/// The street behind the name of whom it is sent to: `kirim ke Novita Sari Jl. Kenanga`.
fn recipient_ends(tokens: &Tokens<'_>, begin: usize, end: usize) -> Option<usize> {
    let street = |at: &usize| matches!(tokens.word(*at), Some("jl" | "jln" | "jalan"));
    let street = (begin..end.min(begin + 5)).find(street)?;
    let is_name = |at: usize| {
        let plain = tokens.word(at).is_some_and(vocabulary::is_calm);
        is_name_word(tokens, at) && !plain && tokens.raw(at, at + 1).starts_with(char::is_uppercase)
    };
    (street > begin && (begin..street).all(is_name)).then_some(street)
}

/// `kirim ke`: an address follows.
fn is_sent(tokens: &Tokens<'_>, at: usize) -> bool {
    let sends = ["kirim", "dikirim", "antar", "diantar", "kirimin"];
    tokens.word(at).is_some_and(|word| sends.contains(&word)) && tokens.word(at + 1) == Some("ke")
}

/// The token of a phone number that is introduced at a token or is the token itself.
fn phone_begins(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if matches!(tokens.kind(at), Some(Kind::Phone)) {
        return Some(at);
    }
    let announces = |at: usize| {
        matches!(
            tokens.word(at),
            Some(
                "no" | "nomor"
                    | "hp"
                    | "wa"
                    | "telp"
                    | "tlp"
                    | "telpon"
                    | "telepon"
                    | "whatsapp"
                    | "kontak"
                    | "hpnya"
            )
        )
    };
    let mut end = at;
    while announces(end) && end < at + 3 {
        end += 1;
    }
    let end = if end > at { past(tokens, end, &[]) } else { at };
    (end > at && matches!(tokens.kind(end), Some(Kind::Phone))).then_some(end)
}

/// The first token of a name introduced at a token.
fn name_begins(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let by_wish = matches!(tokens.word(at)?, "saya" | "aku" | "ini");
    let begin = match tokens.word(at)? {
        "nama" if matches!(tokens.word(at + 1), Some("punggung" | "produk" | "barang")) => {
            return None;
        }
        "nama" | "namanya" => past(tokens, at + 1, &["saya", "aku", "penerima", "pemesan"]),
        "atas" if tokens.word(at + 1) == Some("nama") => past(tokens, at + 2, &[]),
        "an" => past(tokens, at + 1, &[]),
        "a" if tokens.word(at + 2) == Some("n")
            && matches!(tokens.kind(at + 1), Some(Kind::Slash | Kind::Sep)) =>
        {
            past(tokens, at + 3, &[])
        }
        // `saya budi mau pesan`, `ini Budi,`
        "saya" | "aku" | "ini" => {
            let wants = tokens.word(at + 2).is_some_and(signs::is_ordering);
            let stops =
                tokens.word(at) != Some("aku") && matches!(tokens.kind(at + 2), Some(Kind::Sep));
            if !(wants || stops) {
                return None;
            }
            at + 1
        }
        _ => return None,
    };
    let plain = tokens.word(begin).is_some_and(|word| {
        signs::is_known(word)
            || vocabulary::is_calm(word) && !vocabulary::is_polite(word)
            || vocabulary::is_polite(word) && tokens.word(begin + 1).is_none_or(signs::is_ordering)
    });
    (is_name_word(tokens, begin) && !(by_wish && plain)).then_some(begin)
}

fn is_name_word(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.word(at).is_some_and(|word| {
        vocabulary::is_polite(word)
            || !(vocabulary::is_filler(word)
                || vocabulary::tells(word)
                || vocabulary::joins(word)
                || numbers::counts(word))
    })
}

/// The end of a name, which has up to four words.
fn name_ends(tokens: &Tokens<'_>, begin: usize) -> usize {
    let mut end = begin;
    while end < begin + 4
        && is_name_word(tokens, end)
        && phone_begins(tokens, end).is_none()
        && address_begins(tokens, end).is_none()
    {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::clean::Line;
    use super::*;

    #[rstest]
    #[case(
        "nastar 2 ya, an Budi Santoso, hp 081234567890, alamat Jl. Melati 5, Coblong",
        "Budi Santoso",
        "081234567890",
        "Jl. Melati 5, Coblong"
    )]
    #[case("nama saya ani, mau nastar 2", "ani", "", "")]
    #[case(
        "saya budi mau pesan 2 nastar kirim ke Jl. A no 3",
        "budi",
        "",
        "Jl. A no 3"
    )]
    #[case("atas nama: Siti no wa 0812 3456 7890", "Siti", "0812 3456 7890", "")]
    #[case("saya mau nastar 2", "", "", "")]
    #[case("a.n Budi 2 nastar a.n Sari 1 lk", "Budi / Sari", "", "")]
    #[case("2 lk an Budi, transfer dari bca an Siti", "Budi", "", "")]
    #[case("an Budi wa.me/6281234567890", "Budi", "6281234567890", "")]
    fn who_and_where(
        #[case] text: &str,
        #[case] name: &str,
        #[case] phone: &str,
        #[case] address: &str,
    ) {
        let line = Line {
            number: 1,
            text: text.to_owned(),
        };
        let found = parts(&Tokens::of(&line, 0));
        let value = |field: &[Read<String>]| {
            let values: Vec<&str> = field.iter().map(|read| read.value.as_str()).collect();
            values.join(" / ")
        };
        assert_eq!(
            (
                value(&found.names),
                value(&found.phones),
                value(&found.addresses)
            ),
            (name.into(), phone.into(), address.into())
        );
        for read in [found.names, found.phones, found.addresses]
            .into_iter()
            .flatten()
        {
            assert!(!read.sureness.is_certain());
        }
    }
}
