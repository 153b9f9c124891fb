//! Writes messages to customers from templates, with a link that opens the chat (rules 52, 102): one message
//! for all orders of a customer that are due to be told the same.

use chrono::NaiveDate;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::customer_texts::{hello, how_to_pay, open_down_payment};
use super::period_fillings::{group_filling, supplier_fillings};
use super::rows::agreed::{deadline, wanted_text};
use crate::book::{Book, BookError, OrderFilter, Tellable};
use crate::domain::catalog::full_name;
use crate::domain::estimate::DelayOffer;
use crate::domain::id::PeriodId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow, OrderStatus};
use crate::domain::payment_stage::StageStatus;
use crate::domain::telling::{DueTelling, TellKind};
use crate::domain::template::{
    Filling, GOODS_PART, Template, TemplateField, TemplateMistake, read_template,
};
use crate::domain::when::Moment;
use crate::lang::{Lang, Words, template};
use crate::output::terms;

/// Longest link that every browser and phone opens, in bytes (rule 102).
pub const MAX_LINK: usize = 2_000;
/// Lines of goods in a text whose link would be longer.
const FEW_GOODS: usize = 5;

/// A message to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it says.
    pub kind: TellKind,
    /// Who it is for: the name, without one the phone.
    pub to: String,
    /// The phone it goes to, `62…` or as typed.
    pub phone: Option<String>,
    /// Its orders, oldest first.
    pub orders: Vec<OrderRow>,
    /// What it says.
    pub text: String,
    /// The link that opens the chat with the text, or asks for the group; absent without a number.
    pub link: Option<String>,
    /// When a message of this kind about one of them left last.
    pub told_at: Option<Moment>,
    /// Whether goods were left out so that the link stays short enough.
    pub shortened: bool,
}

impl Letter {
    /// The codes of its orders.
    pub fn order_codes(&self) -> Vec<&str> {
        let orders = self.orders.iter();
        orders.map(|order| order.code.as_str()).collect()
    }

    /// That goods were left out so that the link stays short enough, or that even so it is too long.
    pub fn shortened_message(&self) -> Message {
        let key = match self.link {
            Some(_) => "tell-shortened",
            None => "tell-too-long",
        };
        Message::new(key).text("orders", self.order_codes().join(", "))
    }
}

/// Writes a message for each customer of these orders, in their order.
pub fn letters(
    kind: TellKind,
    due: &[Tellable],
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Vec<Letter>, BookError> {
    let _snapshot = book.snapshot()?;
    let template = template_of(kind, book, words)?;
    let accounts = how_to_pay(book, words)?.join("\n");
    let mut groups: Vec<Vec<&Tellable>> = Vec::new();
    for tellable in due {
        let same = groups
            .iter_mut()
            .find(|group| group[0].customer.id == tellable.customer.id);
        match same {
            Some(group) => group.push(tellable),
            None => groups.push(vec![tellable]),
        }
    }
    let mut letters = Vec::with_capacity(groups.len());
    for group in groups {
        let orders = group
            .iter()
            .map(|tellable| book.order(tellable.order.id, now));
        let orders = orders.collect::<Result<Vec<Order>, BookError>>()?;
        let writing = Writing {
            kind,
            group: &group,
            orders: &orders,
            accounts: &accounts,
            book,
            words,
            now,
        };
        letters.push(writing.letter(&template)?);
    }
    Ok(letters)
}

/// The text of a kind in force: the shop's own, else the one that comes with the program.
pub fn template_text(kind: TellKind, book: &Book, words: &Words) -> Result<String, BookError> {
    let own = book.template(kind, words.lang().name())?;
    Ok(own.unwrap_or_else(|| template(words.lang(), kind).to_owned()))
}

/// The template of a kind. An own text that can't be read any more, from another hand, gives way to the one
/// that comes with the program: a broken template loses no message.
pub(super) fn template_of(
    kind: TellKind,
    book: &Book,
    words: &Words,
) -> Result<Template, BookError> {
    let own = read_template(&template_text(kind, book, words)?);
    let read = own.or_else(|_| read_template(template(words.lang(), kind)));
    read.map_err(|mistakes| {
        let first = mistakes.first().map(TemplateMistake::message);
        BookError::Storage(first.map(|first| words.say(&first)).unwrap_or_default())
    })
}

/// How a text of a kind reads: in the newest order of a PO, else of the book, else with the names of its fields. The
/// inner error says every mistake in the text.
///
/// # Errors
/// When the book can't be read.
pub fn preview(
    kind: TellKind,
    text: &str,
    period: Option<PeriodId>,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Result<String, String>, BookError> {
    let template = match read_template(text) {
        Ok(template) => template,
        Err(mistakes) => {
            let said = mistakes.iter().map(|mistake| words.say(&mistake.message()));
            return Ok(Err(said.collect::<Vec<_>>().join("\n")));
        }
    };
    if kind.is_of_period() {
        let newest = book.periods()?.into_iter().map(|period| period.id).next();
        if let Some(id) = period.or(newest) {
            let filled = of_period(kind, &template, id, book, words, now)?;
            return Ok(Ok(filled.unwrap_or_else(|| template.fill(&names(words)))));
        }
    }
    let newest = |period: Option<PeriodId>| -> Result<Option<OrderRow>, BookError> {
        let filter = OrderFilter {
            period,
            status: Some(OrderStatus::Active),
            ..OrderFilter::default()
        };
        Ok(book
            .order_rows(&filter, None, 1, now)?
            .rows
            .into_iter()
            .next())
    };
    let order = match period {
        Some(_) => newest(period)?.map_or_else(|| newest(None), |order| Ok(Some(order)))?,
        None => newest(None)?,
    };
    let Some(order) = order else {
        return Ok(Ok(template.fill(&names(words))));
    };
    let tellable = Tellable {
        customer: book.customer(order.customer)?,
        order,
        due: DueTelling {
            subject: 0,
            since: None,
            until: None,
        },
        told_at: None,
    };
    let orders = [book.order(tellable.order.id, now)?];
    let accounts = how_to_pay(book, words)?.join("\n");
    let writing = Writing {
        kind,
        group: &[&tellable],
        orders: &orders,
        accounts: &accounts,
        book,
        words,
        now,
    };
    Ok(Ok(template.fill(&writing.filling(usize::MAX)?)))
}

/// How a template about a PO reads; absent when no supplier makes anything for it.
fn of_period(
    kind: TellKind,
    template: &Template,
    id: PeriodId,
    book: &Book,
    words: &Words,
    now: Moment,
) -> Result<Option<String>, BookError> {
    Ok(match kind {
        TellKind::Supplier => supplier_fillings(id, None, book, words, now)?
            .into_iter()
            .next()
            .map(|(_, filling)| template.fill(&filling)),
        _ => Some(template.fill(&group_filling(kind, id, book, words, now)?)),
    })
}

/// Each field filled with its own name, for a shop without orders.
fn names(words: &Words) -> Filling {
    let name = |field: TemplateField| format!("[{}]", words.word(field.key()));
    let mut filling = Filling::default();
    for field in TemplateField::ALL {
        filling.set(*field, name(*field));
    }
    let [quantity, goods, amount] = [
        TemplateField::Quantity,
        TemplateField::Goods,
        TemplateField::Amount,
    ]
    .map(name);
    filling.add_goods(quantity, goods, amount);
    filling
}

/// The fields that a text can have as they are typed, in the names of the language, each with what it says.
pub fn template_fields(words: &Words) -> Vec<(String, String)> {
    let part = GOODS_PART[usize::from(words.lang() == Lang::En)];
    let fields = TemplateField::ALL.iter().map(|field| {
        let name = match words.lang() {
            Lang::Id => field.code(),
            Lang::En => field.english(),
        };
        (format!("{{{name}}}"), words.word(field.key()))
    });
    let goods = format!("{{{part}}}…{{/{part}}}");
    fields
        .chain([(goods, words.word("template-field-each"))])
        .collect()
}

/// The link that opens the chat with a number in WhatsApp (https://faq.whatsapp.com/5913398998672934), without a
/// text: what fits a QR code (rule 102). `None` without a number in international form.
pub fn number_link(phone: Option<&str>) -> Option<String> {
    let phone = phone?;
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_number = digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let international = phone.starts_with('+') || digits.starts_with("62");
    (is_number && international).then(|| format!("https://wa.me/{digits}"))
}

/// The link that opens the chat with a number and a text.
pub fn chat_link(phone: Option<&str>, text: &str) -> Option<String> {
    number_link(phone).map(|link| with_text(&link, text))
}

/// The link that lets WhatsApp ask for the chat or group that a text goes to; absent where it gets too long.
pub fn group_link(text: &str) -> Option<String> {
    Some(with_text("https://wa.me/", text)).filter(|link| link.len() < MAX_LINK)
}

fn with_text(link: &str, text: &str) -> String {
    /// All but the unreserved characters of RFC 3986.
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    format!("{link}?text={}", utf8_percent_encode(text, RESERVED))
}

/// What is needed to write one message.
struct Writing<'a> {
    kind: TellKind,
    group: &'a [&'a Tellable],
    orders: &'a [Order],
    accounts: &'a str,
    book: &'a Book,
    words: &'a Words,
    now: Moment,
}

impl Writing<'_> {
    fn letter(&self, template: &Template) -> Result<Letter, BookError> {
        let customer = &self.group[0].customer;
        let mut text = template.fill(&self.filling(usize::MAX)?);
        let phone = customer.phone.as_deref();
        let mut link = chat_link(phone, &text);
        let mut shortened = false;
        if link.as_ref().is_some_and(|link| link.len() >= MAX_LINK) {
            shortened = true;
            for goods in [FEW_GOODS, 0] {
                text = template.fill(&self.filling(goods)?);
                link = chat_link(phone, &text).filter(|link| link.len() < MAX_LINK);
                if link.is_some() {
                    break;
                }
            }
        }
        let to = crate::domain::customer::name_or_phone(&customer.name, phone);
        Ok(Letter {
            kind: self.kind,
            to: to.unwrap_or_default(),
            phone: customer.phone.clone(),
            orders: self.orders.iter().map(|order| order.row.clone()).collect(),
            text,
            link,
            told_at: self
                .group
                .iter()
                .filter_map(|tellable| tellable.told_at)
                .max(),
            shortened,
        })
    }

    /// The fields, with at most so many lines of goods.
    fn filling(&self, most: usize) -> Result<Filling, BookError> {
        let words = self.words;
        let customer = &self.group[0].customer;
        let mut filling = Filling::default()
            .with(TemplateField::Greeting, hello(&customer.name, words))
            .with(TemplateField::Name, &customer.name)
            .with(TemplateField::Shop, self.book.shop()?.name)
            .with(
                TemplateField::Order,
                self.each(|order| order.row.code.clone()),
            )
            .with(
                TemplateField::Wanted,
                self.each(|order| wanted_text(&order.agreed.wanted, words)),
            );
        self.goods(&mut filling, most);
        self.money(&mut filling)?;
        self.period(&mut filling)?;
        self.parcels(&mut filling);
        Ok(filling)
    }

    /// What is said of each order, the same only once.
    fn each(&self, said: impl Fn(&Order) -> String) -> String {
        let mut all: Vec<String> = Vec::new();
        for order in self.orders {
            let said = said(order);
            if !said.is_empty() && !all.contains(&said) {
                all.push(said);
            }
        }
        all.join(", ")
    }

    fn goods(&self, filling: &mut Filling, most: usize) {
        let lines = self.orders.iter().flat_map(|order| &order.lines);
        let lines: Vec<_> = lines.collect();
        for line in lines.iter().take(most) {
            let mut name = full_name(&line.product, &line.variant);
            for more in [&line.customization, &line.for_whom] {
                if !more.is_empty() {
                    name.push_str(&format!(" ({more})"));
                }
            }
            let amount = line.amount().map(|amount| self.words.rupiah(amount));
            filling.add_goods(self.words.count(line.qty), name, amount.unwrap_or_default());
        }
        let charges = self.orders.iter().flat_map(|order| &order.charges);
        let mut charges: Vec<String> = charges
            .map(|charge| {
                let name = self.words.say(&charge.name());
                format!("{name}: {}", self.words.rupiah(charge.amount))
            })
            .collect();
        let left_out = lines.len().saturating_sub(most);
        if left_out > 0 {
            let more = Message::new("tell-more-goods").count("count", left_out);
            charges.insert(0, self.words.say(&more));
        }
        filling.set(TemplateField::Charges, charges.join("\n"));
    }

    fn money(&self, filling: &mut Filling) -> Result<(), BookError> {
        let words = self.words;
        let (mut total, mut paid, mut rest, mut asked, mut open) = (
            Rupiah::ZERO,
            Rupiah::ZERO,
            Rupiah::ZERO,
            Rupiah::ZERO,
            Rupiah::ZERO,
        );
        let mut by: Vec<Moment> = Vec::new();
        let mut stages = Vec::new();
        for order in self.orders {
            let row = &order.row;
            total = total.plus(row.bill.total)?;
            paid = paid.plus(row.bill.paid)?;
            rest = rest.plus(row.rest())?;
            let down_payment = open_down_payment(row);
            open = open.plus(down_payment.unwrap_or_default())?;
            asked = asked.plus(down_payment.unwrap_or(row.rest()))?;
            by.extend(match down_payment {
                Some(_) => row.down_payment_by,
                None => deadline(row),
            });
            let billed = row
                .stages
                .iter()
                .filter(|stage| stage.status() == StageStatus::Open);
            stages.extend(billed.map(|stage| words.say(&stage.message())));
        }
        let some = |amount: Rupiah| match amount > Rupiah::ZERO {
            true => words.rupiah(amount),
            false => String::new(),
        };
        filling.set(TemplateField::Total, words.rupiah(total));
        filling.set(TemplateField::Paid, some(paid));
        filling.set(TemplateField::Balance, some(rest));
        filling.set(TemplateField::DownPayment, some(open));
        filling.set(TemplateField::Asked, some(asked));
        filling.set(TemplateField::Stage, stages.join("\n"));
        let credit = self.book.credit(self.group[0].customer.id)?;
        filling.set(TemplateField::Credit, some(credit));
        if asked > Rupiah::ZERO {
            filling.set(TemplateField::Accounts, self.accounts);
            let by = by.into_iter().min().filter(|by| *by > self.now);
            filling.set(
                TemplateField::PayBy,
                by.map(|by| words.moment(by)).unwrap_or_default(),
            );
        }
        let mut back = Rupiah::ZERO;
        for tellable in self.group {
            if let (TellKind::Refund, Some(amount)) = (
                self.kind,
                self.book
                    .refund_to(tellable.due.subject, tellable.order.id)?,
            ) {
                back = back.plus(amount)?;
            }
        }
        filling.set(TemplateField::Refund, some(back));
        Ok(())
    }

    fn period(&self, filling: &mut Filling) -> Result<(), BookError> {
        let mut periods: Vec<PeriodId> = Vec::new();
        for order in self.orders {
            if !periods.contains(&order.row.period) {
                periods.push(order.row.period);
            }
        }
        let (mut names, mut ready, mut why, mut collect) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::<NaiveDate>::new());
        let mut offer = DelayOffer::default();
        for id in periods {
            let period = self.book.period_by_id(id)?;
            ready.extend(
                Some(terms::ready_days(&period, self.words)).filter(|text| !text.is_empty()),
            );
            let estimate = self.book.estimates(id)?.into_iter().next();
            if let Some(newest) = &estimate {
                offer.compensation = offer.compensation.max(newest.offer.compensation);
                offer.asks |= newest.offer.asks;
            }
            why.extend(
                estimate
                    .map(|estimate| estimate.why)
                    .filter(|why| !why.is_empty()),
            );
            collect.extend(period.collect_by(self.words.zone()));
            names.push(period.name);
        }
        filling.set(TemplateField::Period, names.join(", "));
        filling.set(TemplateField::Ready, ready.join(", "));
        filling.set(TemplateField::Reason, why.join(", "));
        if offer.compensation > Rupiah::ZERO {
            let off = Message::new("tell-compensation").money("amount", offer.compensation);
            filling.set(TemplateField::Compensation, self.words.say(&off));
        }
        if offer.asks {
            filling.set(TemplateField::Choice, self.words.word("tell-choice"));
        }
        let collect = collect.into_iter().min();
        let collect = collect.map(|day| self.words.date(day)).unwrap_or_default();
        filling.set(TemplateField::CollectBy, collect);
        Ok(())
    }

    fn parcels(&self, filling: &mut Filling) {
        let mut couriers: Vec<String> = Vec::new();
        let mut tracking: Vec<String> = Vec::new();
        for parcel in self.orders.iter().flat_map(|order| &order.parcels) {
            if parcel.sent_at.is_none() || parcel.returned_at.is_some() {
                continue;
            }
            let courier = format!("{} {}", parcel.courier, parcel.service);
            let courier = courier.trim().to_owned();
            if !courier.is_empty() && !couriers.contains(&courier) {
                couriers.push(courier);
            }
            if !parcel.tracking.is_empty() && !tracking.contains(&parcel.tracking) {
                tracking.push(parcel.tracking.clone());
            }
        }
        filling.set(TemplateField::Courier, couriers.join(", "));
        filling.set(TemplateField::Tracking, tracking.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Some("6281234567890"), true)]
    #[case(Some("+6591234567"), true)]
    #[case(Some("+65 9123-4567"), true)]
    #[case(Some("@sari"), false)]
    #[case(Some("12345"), false)]
    #[case(None, false)]
    fn a_link_needs_a_whole_number(#[case] phone: Option<&str>, #[case] linked: bool) {
        assert_eq!(chat_link(phone, "Halo").is_some(), linked);
    }

    #[test]
    fn the_link_holds_the_text_as_it_is() {
        let text = "Halo *Kak* & 50% #1\n\"tes\" + نستر 🎉";
        let link = chat_link(Some("6281234567890"), text).unwrap();
        let query = link.strip_prefix("https://wa.me/6281234567890?").unwrap();
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        assert_eq!(pairs, [("text".to_owned(), text.to_owned())]);
    }
}
