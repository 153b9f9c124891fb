//! Earlier months of a large sample shop: finished POs whose orders and payments are imported as
//! tables.

use super::accounts::Accounts;
use super::goods::{Family, GOODS, RandomItems};
use super::people::People;
use super::plan::DAY;
use super::random::Random;
use crate::book::{
    Book, Milestone, Movement, NewPayment, NewPeriod, OfferChange, OrderFilter, PeriodChange,
    Result,
};
use crate::domain::code::Code;
use crate::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use crate::domain::id::PeriodId;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, OrderRow, OrderStatus};
use crate::domain::payment::Method;
use crate::domain::policy::DownPayment;
use crate::domain::when::{Moment, Zone};

/// Most orders imported in one deed.
const BATCH: usize = 10_000;
/// Days from one PO to the next.
const APART: i64 = 26;

/// How many orders each of the earlier POs has, oldest first.
pub(super) struct Past(Vec<usize>);

impl Past {
    /// Divides `orders` among a plausible number of POs. One of them, before Lebaran, gets two
    /// fifths.
    pub(super) fn new(orders: usize) -> Self {
        if orders == 0 {
            return Self(Vec::new());
        }
        let periods = (orders / 400).clamp(1, 12);
        let mut sizes = vec![orders * 3 / 5 / periods; periods];
        sizes[periods / 2] += orders - sizes.iter().sum::<usize>();
        Self(sizes)
    }

    /// How many days all of them take.
    pub(super) fn days(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(0) * APART
    }

    /// How many of the POs each family has.
    pub(super) fn made(&self) -> [usize; 3] {
        let mut made = [0; 3];
        for number in 0..self.0.len() {
            made[number % 3] += 1;
        }
        made
    }

    /// Adds the POs with their orders and payments to the book.
    pub(super) fn fill(
        &self,
        book: &mut Book,
        crowd: &People,
        accounts: &Accounts,
        now: Moment,
        random: &mut Random,
        mut progress: impl FnMut(usize),
    ) -> Result<()> {
        let today = Moment::opening(now.date(Zone::Wib), Zone::Wib).unix();
        let wishes = RandomItems::new();
        let mut done = 0;
        for (number, size) in self.0.iter().enumerate() {
            let family = Family::ALL[number % 3];
            let ahead = i64::try_from(number).unwrap_or(0) * APART;
            let opens = today - (86 + self.days() - ahead) * DAY;
            let period = open(book, family, number / 3 + 1, opens)?;
            let closes = opens + 10 * DAY - 1;
            let mut left = *size;
            while left > 0 {
                let orders = (0..left.min(BATCH))
                    .map(|_| order(&wishes, family, crowd, (opens, closes), random))
                    .collect::<Result<Vec<_>>>()?;
                let batch = orders.len();
                let at = Moment::from_unix(closes - 60);
                book.import_orders(period, orders.into_iter().map(Ok), at, |_| {})?;
                left -= batch;
                done += batch;
                progress(done);
            }
            book.mark_period(
                period,
                Milestone::Production,
                Moment::from_unix(closes + DAY),
            )?;
            pay(book, period, accounts, closes, random)?;
            for (milestone, days) in [(Milestone::Ready, 5), (Milestone::Finished, 12)] {
                book.mark_period(period, milestone, Moment::from_unix(closes + days * DAY))?;
            }
        }
        Ok(())
    }
}

/// Creates a PO of a family with all its goods.
fn open(book: &mut Book, family: Family, number: usize, opens: i64) -> Result<PeriodId> {
    let before = Moment::from_unix(opens - 2 * DAY);
    let new = NewPeriod {
        code: Code::read(&format!("{}{number}", family.prefix()))?,
        name: format!("{} Batch {number}", family.name()),
        settings: PeriodChange {
            opens_at: Some(Some(Moment::from_unix(opens))),
            closes_at: Some(Some(Moment::from_unix(opens + 10 * DAY - 1))),
            down_payment: Some(DownPayment::Percent(50)),
            ..PeriodChange::default()
        },
    };
    let period = book.add_period(&new, before)?.made;
    for goods in GOODS.iter().filter(|goods| goods.family == family) {
        book.set_offer(
            period,
            &Code::read(goods.code)?,
            &OfferChange::default(),
            before,
        )?;
    }
    Ok(period)
}

fn order(
    wishes: &RandomItems,
    family: Family,
    crowd: &People,
    (opens, closes): (i64, i64),
    random: &mut Random,
) -> Result<OrderDraft> {
    let mut person = &crowd.people[crowd.pick(random)];
    // An import doesn't recognise a customer by name alone.
    while person.phone.is_empty() {
        person = &crowd.people[crowd.pick(random)];
    }
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let lines = wishes
        .items(family, random)?
        .into_iter()
        .map(|item| LineDraft {
            row: 0,
            code: Some(item.code),
            product: String::new(),
            variant: None,
            known: None,
            qty: u32::try_from(item.qty).unwrap_or(1),
            unit_price: None,
            customization: text(&item.customization),
            for_whom: None,
        });
    Ok(OrderDraft {
        reference: None,
        placed_at: Some(Moment::from_unix(random.between(opens, closes - 3_600))),
        customer: CustomerDraft {
            name: person.name.clone(),
            phone: text(&person.phone),
            address: text(&person.address),
        },
        lines: lines.collect(),
        cancelled: random.chance(4),
        channel: Some(
            [
                Channel::Wa,
                Channel::Ig,
                Channel::Shopee,
                Channel::Tokopedia,
            ][random.weighted(&[70, 14, 10, 6])],
        ),
        code: None,
        recipient: None,
        recipient_phone: None,
        note: String::new(),
        charges: Vec::new(),
        unasked: false,
        free: None,
    })
}

/// Pays nearly every order of a PO: most in two parts, some at once, a few never.
fn pay(
    book: &mut Book,
    period: PeriodId,
    accounts: &Accounts,
    closes: i64,
    random: &mut Random,
) -> Result<()> {
    let filter = OrderFilter {
        period: Some(period),
        status: Some(OrderStatus::Active),
        ..OrderFilter::default()
    };
    let settled_at = Moment::from_unix(closes + 3 * DAY);
    let mut rows: Vec<OrderRow> = Vec::new();
    book.each_order(&filter, None, settled_at, |row| {
        rows.push(row);
        true
    })?;
    rows.reverse();
    let mut payments = Vec::with_capacity(rows.len() * 2);
    let mut part = |row: &OrderRow, amount: Rupiah, at: i64, random: &mut Random| {
        if amount > Rupiah::ZERO {
            let (method, account) = accounts.method(random);
            let movement = Movement {
                amount,
                method,
                account: Some(account),
                at: Some(Moment::from_unix(at)),
                payer: if method == Method::Transfer {
                    row.customer_name.to_uppercase()
                } else {
                    String::new()
                },
                ..Movement::default()
            };
            payments.push(NewPayment::ForOrder(row.id, movement));
        }
    };
    for row in &rows {
        let (total, due) = (row.bill.total, row.bill.down_payment_asked());
        let soon = row.placed_at.unix() + random.between(600, 2 * DAY);
        let later = closes + random.between(DAY / 2, 3 * DAY);
        match random.weighted(&[58, 40, 2]) {
            0 => {
                part(row, due, soon.min(later), random);
                part(row, total.minus(due)?, later, random);
            }
            1 => part(row, total, soon.min(later), random),
            _ => {}
        }
    }
    for batch in payments.chunks(BATCH) {
        book.record_payments(batch, settled_at)?;
    }
    Ok(())
}
