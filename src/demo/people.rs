//! The customers of the sample shop.

use super::random::Random;
use crate::book::CustomerRef;
use crate::domain::id::CustomerId;

/// Lines of a word list.
pub(super) fn lines(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|line| !line.is_empty()).collect()
}

/// A customer of the sample shop.
pub(super) struct Person {
    /// Name in the book.
    pub(super) name: String,
    /// Name on a bank transfer.
    pub(super) payer: String,
    /// Phone; empty for those who order on Instagram.
    pub(super) phone: String,
    pub(super) address: String,
    /// Id, once the customer is in the book.
    pub(super) known: Option<CustomerId>,
}

impl Person {
    /// The customer as a new order names them.
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

/// All customers of the sample shop.
pub(super) struct People {
    pub(super) people: Vec<Person>,
}

impl People {
    /// Makes `size` people, no two with the same name and phone.
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

    /// Picks who orders next; some people order far more often than others.
    pub(super) fn pick(&self, random: &mut Random) -> usize {
        let (one, other) = (
            random.index(self.people.len()),
            random.index(self.people.len()),
        );
        one.min(other)
    }
}

/// A different phone number for each `number`. No operator uses 0861 to 0865, so that messages sent
/// from the sample shop reach nobody.
fn phone(number: usize) -> String {
    // The factor shares no divisor with 10⁸, so that all numbers differ.
    let spread = (number * 61_803_399 + 20_260_215) % 100_000_000;
    format!(
        "086{}-{:04}-{:04}",
        1 + number % 5,
        spread / 10_000,
        spread % 10_000
    )
}
