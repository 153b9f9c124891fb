//! The catalogue of the sample shop (three families of goods) and the random items people order.

use super::people::lines;
use super::random::Random;
use crate::book::{Book, NewItem, NewProduct, Result, VariantChange};
use crate::domain::code::Code;
use crate::domain::id::SupplierId;
use crate::domain::money::Rupiah;
use crate::domain::when::Moment;

/// The families of goods. Each PO sells one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Kue kering.
    Cookies,
    /// Jersey futsal.
    Jerseys,
    /// Frozen food.
    Frozen,
}

impl Family {
    pub(super) const ALL: [Self; 3] = [Self::Cookies, Self::Frozen, Self::Jerseys];

    /// The beginning of the family's PO codes.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Cookies => "KUE",
            Self::Jerseys => "JER",
            Self::Frozen => "FRZ",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Cookies => "Kue Kering",
            Self::Jerseys => "Jersey Futsal",
            Self::Frozen => "Frozen Food",
        }
    }
}

/// A product with its variants: suffix, name, price and cost in rupiah.
pub(super) struct SampleProduct {
    pub(super) family: Family,
    pub(super) code: &'static str,
    name: &'static str,
    /// Index in [`SUPPLIERS`]; the shop itself when absent.
    supplier: Option<usize>,
    /// Weight of the product when one is chosen at random.
    liked: i64,
    variants: &'static [(&'static str, &'static str, i64, i64)],
}

/// The suppliers.
pub(super) const SUPPLIERS: [(&str, &str); 3] = [
    ("Dapur Bu Yati", "0861-9000-0001"),
    ("Konveksi Maju Jaya", "0862-9000-0002"),
    ("Sumber Beku", "0863-9000-0003"),
];

/// The catalogue.
pub(super) const GOODS: &[SampleProduct] = &[
    SampleProduct {
        family: Family::Cookies,
        code: "NAS",
        name: "Nastar",
        supplier: None,
        liked: 40,
        variants: &[
            ("KEJU", "Keju", 85_000, 46_000),
            ("ORI", "Original", 80_000, 43_000),
            ("COK", "Coklat", 85_000, 47_000),
        ],
    },
    SampleProduct {
        family: Family::Cookies,
        code: "KAS",
        name: "Kastengel",
        supplier: Some(0),
        liked: 25,
        variants: &[
            ("500", "Toples 500 g", 95_000, 58_000),
            ("250", "Toples 250 g", 52_000, 32_000),
        ],
    },
    SampleProduct {
        family: Family::Cookies,
        code: "PTS",
        name: "Putri Salju",
        supplier: None,
        liked: 18,
        variants: &[("", "", 75_000, 38_000)],
    },
    SampleProduct {
        family: Family::Cookies,
        code: "LK",
        name: "Lidah Kucing",
        supplier: Some(0),
        liked: 12,
        variants: &[
            ("ORI", "Original", 65_000, 33_000),
            ("PEL", "Pelangi", 68_000, 35_000),
        ],
    },
    SampleProduct {
        family: Family::Cookies,
        code: "SAG",
        name: "Sagu Keju",
        supplier: Some(0),
        liked: 8,
        variants: &[("", "", 70_000, 34_000)],
    },
    SampleProduct {
        family: Family::Jerseys,
        code: "JRS",
        name: "Jersey Futsal",
        supplier: Some(1),
        liked: 80,
        variants: &[
            ("L-HTM", "L / Hitam", 135_000, 82_000),
            ("M-HTM", "M / Hitam", 135_000, 82_000),
            ("XL-HTM", "XL / Hitam", 145_000, 88_000),
            ("S-HTM", "S / Hitam", 135_000, 82_000),
            ("L-PTH", "L / Putih", 135_000, 82_000),
            ("M-PTH", "M / Putih", 135_000, 82_000),
            ("XL-PTH", "XL / Putih", 145_000, 88_000),
            ("S-PTH", "S / Putih", 135_000, 82_000),
            ("L-MRH", "L / Merah", 135_000, 82_000),
            ("M-MRH", "M / Merah", 135_000, 82_000),
            ("XL-MRH", "XL / Merah", 145_000, 88_000),
            ("S-MRH", "S / Merah", 135_000, 82_000),
        ],
    },
    SampleProduct {
        family: Family::Jerseys,
        code: "CLN",
        name: "Celana Futsal",
        supplier: Some(1),
        liked: 20,
        variants: &[
            ("M", "M", 75_000, 44_000),
            ("L", "L", 75_000, 44_000),
            ("XL", "XL", 80_000, 47_000),
        ],
    },
    SampleProduct {
        family: Family::Frozen,
        code: "DIM",
        name: "Dimsum Ayam",
        supplier: Some(2),
        liked: 40,
        variants: &[
            ("20", "Isi 20", 48_000, 29_000),
            ("50", "Isi 50", 110_000, 68_000),
        ],
    },
    SampleProduct {
        family: Family::Frozen,
        code: "RIS",
        name: "Risol Mayo",
        supplier: None,
        liked: 30,
        variants: &[
            ("AYM", "Ayam", 38_000, 20_000),
            ("SMK", "Smoked Beef", 42_000, 24_000),
        ],
    },
    SampleProduct {
        family: Family::Frozen,
        code: "PMP",
        name: "Pempek Campur",
        supplier: Some(2),
        liked: 20,
        variants: &[
            ("KCL", "Paket Kecil", 60_000, 37_000),
            ("BSR", "Paket Besar", 115_000, 72_000),
        ],
    },
    SampleProduct {
        family: Family::Frozen,
        code: "CRG",
        name: "Cireng Isi",
        supplier: None,
        liked: 10,
        variants: &[("", "", 25_000, 12_000)],
    },
];

/// Adds the catalogue to the book.
pub(super) fn add_catalogue(book: &mut Book, suppliers: &[SupplierId], now: Moment) -> Result<()> {
    for goods in GOODS {
        let [(suffix, _, price, cost), ..] = goods.variants else {
            continue;
        };
        let mut variants = Vec::new();
        if !suffix.is_empty() {
            for (suffix, name, ..) in goods.variants {
                variants.push((Code::read(suffix)?, (*name).to_owned()));
            }
        }
        let new = NewProduct {
            code: Code::read(goods.code)?,
            name: goods.name.to_owned(),
            price: Rupiah::new(*price),
            cost: Rupiah::new(*cost),
            supplier: goods.supplier.and_then(|at| suppliers.get(at).copied()),
            variants,
        };
        book.add_product(&new, now)?;
        for (suffix, _, own_price, own_cost) in goods.variants {
            if (own_price, own_cost) != (price, cost) {
                let variant = book.variant(&code_of(goods, suffix)?)?;
                let change = VariantChange {
                    price: Some(Rupiah::new(*own_price)),
                    cost: Some(Rupiah::new(*own_cost)),
                    ..VariantChange::default()
                };
                book.edit_variant(variant.id, &change, now)?;
            }
        }
    }
    Ok(())
}

fn code_of(goods: &SampleProduct, suffix: &str) -> Result<Code> {
    Ok(if suffix.is_empty() {
        Code::read(goods.code)?
    } else {
        Code::read(&format!("{}-{suffix}", goods.code))?
    })
}

/// Chooses at random what people order.
pub(super) struct RandomItems {
    cookies: Vec<&'static str>,
    frozen: Vec<&'static str>,
    wearers: Vec<&'static str>,
}

impl RandomItems {
    pub(super) fn new() -> Self {
        Self {
            cookies: lines(include_str!("../../assets/demo/cookies.txt")),
            frozen: lines(include_str!("../../assets/demo/frozen.txt")),
            wearers: lines(include_str!("../../assets/demo/men.txt")),
        }
    }

    /// The items of one order.
    pub(super) fn items(&self, family: Family, random: &mut Random) -> Result<Vec<NewItem>> {
        let count = 1 + random.weighted(&[16, 28, 28, 18, 10]);
        let mut items: Vec<NewItem> = Vec::new();
        for _ in 0..count {
            let item = self.item(family, random)?;
            if !items.iter().any(|other| {
                other.code == item.code
                    && other.customization == item.customization
                    && other.for_whom == item.for_whom
            }) {
                items.push(item);
            }
        }
        Ok(items)
    }

    fn item(&self, family: Family, random: &mut Random) -> Result<NewItem> {
        let goods: Vec<&SampleProduct> = GOODS
            .iter()
            .filter(|goods| goods.family == family)
            .collect();
        let liked: Vec<i64> = goods.iter().map(|goods| goods.liked).collect();
        let goods = goods[random.weighted(&liked)];
        // The first variants are chosen more often.
        let (one, other) = (
            random.index(goods.variants.len()),
            random.index(goods.variants.len()),
        );
        let (suffix, ..) = goods.variants[one.min(other)];
        let mut item = NewItem {
            code: code_of(goods, suffix)?,
            qty: 1,
            customization: String::new(),
            for_whom: String::new(),
            chosen: String::new(),
        };
        match family {
            Family::Cookies => {
                item.qty = [1, 2, 3, 4, 6, 12][random.weighted(&[40, 32, 12, 8, 6, 2])];
                if random.chance(14) {
                    item.customization = self.cookies[random.index(self.cookies.len())].to_owned();
                }
            }
            Family::Frozen => {
                item.qty = [1, 2, 3, 5][random.weighted(&[45, 32, 15, 8])];
                if random.chance(9) {
                    item.customization = self.frozen[random.index(self.frozen.len())].to_owned();
                }
            }
            Family::Jerseys if goods.code == "JRS" && random.chance(75) => {
                let wearer = self.wearers[random.index(self.wearers.len())];
                let number = random.between(1, 99);
                item.customization = format!("{} {number}", wearer.to_uppercase());
                if random.chance(25) {
                    item.for_whom = wearer.to_owned();
                }
            }
            Family::Jerseys => {}
        }
        Ok(item)
    }
}
