//! Who orders in the sample shop: neighbours, colleagues, followers.

use super::random::Random;
use crate::book::CustomerRef;
use crate::domain::id::CustomerId;

/// Lines of a word list.
pub(super) fn lines(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.is_empty()).collect()
}

/// Somebody who orders now and then.
pub(super) struct Person {
    /// As the shop calls them.
    pub(super) name: String,
    /// As it stands on a transfer.
    pub(super) payer: String,
    /// Empty for those who write on Instagram.
    pub(super) phone: String,
    pub(super) address: String,
    /// Set once they are in the book.
    pub(super) known: Option<CustomerId>,
}

impl Person {
    /// How an order names them.
    pub(super) fn reference(&self) -> CustomerRef {
        match self.known {
            Some(id) => CustomerRef::Known(id),
            None => CustomerRef::Described {
                name: self.name.clone(),
                phone: self.phone.clone(),
                address: self.address.clone(),
            },
        }
    }
}

/// Everybody.
pub(super) struct Crowd {
    pub(super) people: Vec<Person>,
}

impl Crowd {
    /// So many people, no two with the same name and phone.
    pub(super) fn new(size: usize, random: &mut Random) -> Self {
        let women = lines(include_str!("../../assets/demo/women.txt"));
        let men = lines(include_str!("../../assets/demo/men.txt"));
        let streets = lines(include_str!("../../assets/demo/streets.txt"));
        let areas = lines(include_str!("../../assets/demo/areas.txt"));
        let people = (0..size).map(|number| {
            let woman = random.chance(72);
            let (titles, names) = if woman {
                (["Bu", "Bu", "Mbak", "Kak", ""], &women)
            } else {
                (["Pak", "Pak", "Mas", "Kak", ""], &men)
            };
            let first = names[random.index(names.len())];
            let last = if random.chance(35) {
                names[random.index(names.len())]
            } else {
                ""
            };
            let area = areas[random.index(areas.len())];
            let tag = if random.chance(30) { area } else { "" };
            let title = titles[random.index(titles.len())];
            let joined = [title, first, last, tag]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let street = streets[random.index(streets.len())];
            let (house, rt, rw) = (
                random.between(1, 88),
                random.between(1, 9),
                random.between(1, 12),
            );
            let address = format!("{street} No. {house}, RT {rt:02}/{rw:02}, {area}");
            Person {
                payer: format!("{first} {last}").trim().to_uppercase(),
                name: joined,
                phone: if random.chance(94) {
                    phone(number)
                } else {
                    String::new()
                },
                address: if random.chance(70) {
                    address
                } else {
                    String::new()
                },
                known: None,
            }
        });
        Self {
            people: people.collect(),
        }
    }

    /// Who orders next: some come again and again.
    pub(super) fn pick(&self, random: &mut Random) -> usize {
        let (one, other) = (
            random.index(self.people.len()),
            random.index(self.people.len()),
        );
        one.min(other)
    }
}

/// A number of its own for everybody. No operator gives out 0861 to 0865, so that a message sent
/// from the sample shop reaches nobody.
fn phone(number: usize) -> String {
    // The factor shares no divisor with 10⁸, so that no two numbers meet.
    let spread = (number * 61_803_399 + 20_260_215) % 100_000_000;
    format!(
        "086{}-{:04}-{:04}",
        1 + number % 5,
        spread / 10_000,
        spread % 10_000
    )
}
