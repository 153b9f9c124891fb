//! Finds the column of each field in a header: by the mapping, then by aliases of titles, then by
//! what a question asks for, then by words that ask how many.

use strum::IntoEnumIterator;

use super::error::HeaderError;
use super::mapping::Mapping;
use super::meaning::{Meaning, NET_PRICES, Origin};
use super::titles::{asked, counts, fold, fold_whole};

/// The fields found so far.
pub(super) struct FoundColumns {
    /// The folded titles; empty for a row of a grid, which is no field even if its question is
    /// named like one.
    pub(super) folded: Vec<String>,
    /// Columns that hold a field.
    pub(super) taken: Vec<bool>,
    /// Fields and their columns, from 0. A field in parts may have several.
    pub(super) at: Vec<(Meaning, usize)>,
    /// How many of them the mapping names: they come first.
    pub(super) said: usize,
}

impl FoundColumns {
    /// Does all the steps. `grid` says which titles are rows of a question's grid.
    pub(super) fn of(
        header: &[String],
        grid: &[Option<String>],
        mapping: &Mapping,
        fields: &[String],
    ) -> Result<Self, HeaderError> {
        let folded = header.iter().zip(grid).map(|(title, row)| match row {
            Some(_) => String::new(),
            None => fold(title),
        });
        let mut found = Self {
            folded: folded.collect(),
            taken: vec![false; header.len()],
            at: Vec::new(),
            said: 0,
        };
        found.by_mapping(header, mapping)?;
        found.said = found.at.len();
        found.by_origin();
        found.by_alias(header)?;
        found.by_question(header);
        found.by_counting_words(header);
        found.by_fields(fields);
        found.who_is_beside_the_recipient();
        found.recipient_is_customer();
        found.drop_discount_of_net_prices();
        Ok(found)
    }

    pub(super) fn has(&self, field: Meaning) -> bool {
        self.at_of(field).is_some()
    }

    /// The column of a field.
    pub(super) fn at_of(&self, field: Meaning) -> Option<usize> {
        let found = self.at.iter().find(|(known, _)| *known == field);
        found.map(|(_, column)| *column)
    }

    /// Whether the mapping names the field's column.
    pub(super) fn is_said(&self, field: Meaning) -> bool {
        self.at[..self.said]
            .iter()
            .any(|(known, _)| *known == field)
    }

    pub(super) fn take(&mut self, field: Meaning, column: usize) {
        self.taken[column] = true;
        self.at.push((field, column));
    }

    /// Leaves a field's column to other fields.
    pub(super) fn release(&mut self, field: Meaning) {
        let taken = &mut self.taken;
        self.at.retain(|(known, column)| {
            if *known == field {
                taken[*column] = false;
            }
            *known != field
        });
    }

    /// Finds the columns that bear the label of a custom field (rule 67), or the beginning of one label
    /// only: `Nomor` where a product asks for a `Nomor punggung`. Where nobody else is named, a
    /// player is the customer.
    fn by_fields(&mut self, labels: &[String]) {
        let labels: Vec<String> = labels.iter().map(|label| fold(label)).collect();
        for column in 0..self.folded.len() {
            let title = self.folded[column].as_str();
            let begun = labels.iter().filter(|label| label.starts_with(title));
            let bears = labels.iter().any(|label| label == title);
            // A remark or a request is a field where a product has one of that name.
            let asks = self.at.iter().position(|(field, at)| {
                *at == column && matches!(field, Meaning::Customization | Meaning::Note)
            });
            if title.len() < 3 {
                continue;
            }
            if let Some(place) = asks.filter(|place| bears && *place >= self.said) {
                self.at[place].0 = Meaning::Field;
            } else if !self.taken[column] && (bears || begun.count() == 1) {
                self.take(Meaning::Field, column);
            }
        }
        let player = self.at_of(Meaning::ForWhom);
        if let Some(column) = player.filter(|at| self.folded[*at].starts_with("nama"))
            && !self.has(Meaning::Name)
            && !self.has(Meaning::Reference)
        {
            self.release(Meaning::ForWhom);
            self.take(Meaning::Name, column);
        }
    }

    /// Finds the columns whose titles mean something else in this kind of table than elsewhere.
    fn by_origin(&mut self) {
        let Some(origin) = Origin::of(&self.folded) else {
            return;
        };
        for (title, field) in origin.special() {
            let place = self.folded.iter().position(|name| name == title);
            if let Some(column) = place.filter(|at| !self.taken[*at])
                && !self.has(*field)
            {
                self.take(*field, column);
            }
        }
    }

    /// Beside a recipient another person with a name and a phone is the customer, whatever that
    /// person is called: `Nama Sales`, `No HP Sales`.
    fn who_is_beside_the_recipient(&mut self) {
        const PHONES: [&str; 8] = [
            "nohp",
            "hp",
            "nowa",
            "wa",
            "notelp",
            "notelepon",
            "nomorhp",
            "nomorwa",
        ];
        // These take the order to its customer, or make it.
        const OTHERS: [&str; 7] = [
            "kurir",
            "driver",
            "sopir",
            "ekspedisi",
            "toko",
            "penjual",
            "admin",
        ];
        if self.has(Meaning::Name) || !self.has(Meaning::Recipient) {
            return;
        }
        let pairs = (0..self.folded.len()).filter_map(|name| {
            let role = self.folded[name].strip_prefix("nama")?;
            let is_other = role.is_empty() || OTHERS.iter().any(|other| role.starts_with(other));
            let phone = self.folded.iter().position(|title| {
                let kind = title.strip_suffix(role);
                kind.is_some_and(|kind| PHONES.contains(&kind))
            })?;
            let free = !self.taken[name] && !self.taken[phone] && !is_other;
            free.then_some((name, phone))
        });
        let pairs: Vec<(usize, usize)> = pairs.collect();
        if let [(name, phone)] = pairs[..] {
            self.take(Meaning::Name, name);
            if !self.has(Meaning::Phone) {
                self.take(Meaning::Phone, phone);
            }
        }
    }

    /// Where nobody else is named, who receives the order is the customer.
    fn recipient_is_customer(&mut self) {
        for (recipient, customer) in [
            (Meaning::Recipient, Meaning::Name),
            (Meaning::RecipientPhone, Meaning::Phone),
        ] {
            if !self.has(customer) {
                let mut known = self.at.iter_mut();
                if let Some(place) = known.find(|(field, _)| *field == recipient) {
                    place.0 = customer;
                }
            }
        }
    }

    fn by_mapping(&mut self, header: &[String], mapping: &Mapping) -> Result<(), HeaderError> {
        let places = mapping
            .places(&self.folded)
            .map_err(|title| HeaderError::Unmapped {
                title,
                seen: header.to_vec(),
            })?;
        for (field, column) in places {
            self.take(field, column);
        }
        Ok(())
    }

    /// Finds each field by the first of its aliases in the header.
    fn by_alias(&mut self, header: &[String]) -> Result<(), HeaderError> {
        let whole: Vec<String> = header.iter().map(|title| fold_whole(title)).collect();
        for field in Meaning::iter() {
            if self.is_said(field) || self.has(field) && !field.is_in_parts() {
                continue;
            }
            for alias in field.aliases() {
                let mut places = (0..header.len()).filter(|at| {
                    let fits = self.folded[*at] == *alias || whole[*at] == *alias;
                    fits && !self.taken[*at]
                });
                let Some(first) = places.next() else { continue };
                if let Some(second) = places.next() {
                    return Err(HeaderError::Twice {
                        name: header[first].clone(),
                        columns: (first + 1, second + 1),
                    });
                }
                self.take(field, first);
                if !field.is_in_parts() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Finds the missing fields by a question that asks for them, when there is only one.
    fn by_question(&mut self, header: &[String]) {
        let questions = header.iter().zip(&self.folded).map(|(title, name)| {
            // A row of a grid is skipped.
            let asked = (!name.is_empty()).then(|| asked(title));
            asked.filter(|asked| !asked.is_empty() && asked != name)
        });
        let questions: Vec<Option<String>> = questions.collect();
        for field in Meaning::iter() {
            if self.has(field) {
                continue;
            }
            let places = (0..questions.len()).filter(|at| {
                let asked = questions[*at].as_deref();
                !self.taken[*at] && asked.is_some_and(|asked| field.aliases().contains(&asked))
            });
            if let Some(column) = exactly_one(places) {
                self.take(field, column);
            }
        }
    }

    /// Finds the quantity by the only title that asks how many without naming goods.
    fn by_counting_words(&mut self, header: &[String]) {
        if self.has(Meaning::Quantity) {
            return;
        }
        let places = (0..header.len()).filter(|at| {
            let is_title = !self.taken[*at] && !self.folded[*at].is_empty();
            is_title && counts(&header[*at])
        });
        if let Some(column) = exactly_one(places) {
            self.take(Meaning::Quantity, column);
        }
    }

    /// Drops the discount column when the price already includes the discount.
    fn drop_discount_of_net_prices(&mut self) {
        let net = self.at.iter().any(|(field, column)| {
            *field == Meaning::UnitPrice && NET_PRICES.contains(&self.folded[*column].as_str())
        });
        if net {
            self.at.retain(|(field, _)| *field != Meaning::RowDiscount);
        }
    }
}

/// The only match; `None` for none or several.
pub(super) fn exactly_one(mut places: impl Iterator<Item = usize>) -> Option<usize> {
    places.next().filter(|_| places.next().is_none())
}
