//! Two orders from the packing to the last claim, to the rupiah, and back to the book as it was.

use std::collections::BTreeMap;

use rekap::book::{
    ClaimEnd, ClaimFilter, DestinationChange, Movement, NewClaim, NewParcel, NewPayment,
    OrderFilter, ParcelFilter, PeriodChange,
};
use rekap::domain::charge::{ChargeKind, NewCharge};
use rekap::domain::claim::{ClaimEnding, ClaimKind, ClaimState};
use rekap::domain::fulfilment::Fulfilment;
use rekap::domain::id::{AccountId, OrderId};
use rekap::domain::order::Order;
use rekap::domain::parcel::GoodsBack;
use rekap::domain::payment::PaymentStatus;
use rusqlite::types::Value;

use crate::setup::movement;
use crate::support::{NOW, Shop, empty, rp, typed};

/// Every row of every table that undo restores, and of the sums.
fn dump(shop: &Shop) -> BTreeMap<String, Vec<Vec<Value>>> {
    let book = rusqlite::Connection::open(shop.path()).unwrap();
    let mut names = book
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    // What happened stays in the history, and a number of an order is given once (rule 54).
    let kept = [
        "actions",
        "action_orders",
        "row_changes",
        "order_counters",
        "tally_versions",
        "tally_rows",
    ];
    let names = names.map(Result::unwrap);
    let names = names.filter(|name| !kept.contains(&name.as_str()));
    let rows = |name: &String| {
        let mut select = book
            .prepare(&format!("SELECT * FROM \"{name}\" ORDER BY 1"))
            .unwrap();
        let columns = select.column_count();
        let rows = select.query_map([], |row| (0..columns).map(|at| row.get(at)).collect());
        rows.unwrap().map(Result::unwrap).collect()
    };
    names.map(|name| (name.clone(), rows(&name))).collect()
}

/// A shop with the goods of both orders in the open PO PO1, and an account.
fn shop() -> (Shop, AccountId) {
    let mut shop = empty();
    shop.product_at("NAS", "Nastar", 60_000, 35_000)
        .product_at("KAS", "Kastengel", 70_000, 40_000)
        .product_at("KAOS", "Kaos", 75_000, 40_000)
        .variant("KAOS", "L", "L", None)
        .variant("KAOS", "XXL", "XXL", Some(90_000))
        .period("PO1", PeriodChange::default())
        .sells("PO1", &["NAS", "KAS", "KAOS"]);
    let bank = shop.book.save_account(None, Some("BCA"), None, NOW);
    (shop, bank.unwrap().made)
}

/// The profit of the PO as far as goods, parcels and claims go: turnover + (shipping billed − paid) − cost of what
/// was made for customers − what claims gave + what came back of them (rule 103).
fn profit(shop: &Shop, made_for_nothing: i64) -> i64 {
    let parcels = shop.book.parcels(&ParcelFilter::default()).unwrap();
    let shipping: i64 = parcels
        .iter()
        .map(|parcel| parcel.billed.raw() - parcel.paid.unwrap_or_default().raw())
        .sum();
    let claims = shop.book.claims(&ClaimFilter::default()).unwrap();
    let claims: i64 = claims
        .iter()
        .map(|claim| claim.recovered.raw() - claim.amount.raw())
        .sum();
    let filter = OrderFilter {
        period: Some(shop.id("PO1")),
        ..OrderFilter::default()
    };
    let mut orders: Vec<Order> = Vec::new();
    let all = shop.book.each_order_in_full(&filter, NOW, |order| {
        orders.push(order);
        true
    });
    all.unwrap();
    let cost: i64 = orders
        .iter()
        .flat_map(|order| &order.lines)
        .map(|line| line.qty * line.unit_cost.raw())
        .sum();
    let turnover = shop.book.figures(shop.id("PO1")).unwrap().turnover();
    turnover.raw() + shipping + claims - cost - made_for_nothing
}

struct Door {
    shop: Shop,
    order: OrderId,
    bank: AccountId,
}

impl Door {
    fn order(&self) -> Order {
        self.shop.book.order(self.order, NOW).unwrap()
    }

    /// Total, paid and what of it is missing.
    fn bill(&self) -> (i64, i64, PaymentStatus) {
        let bill = self.order().row.bill;
        (bill.total.raw(), bill.paid.raw(), bill.status())
    }

    /// Pieces ordered, handed over, and neither.
    fn pieces(&self) -> (i64, i64, i64) {
        let units = self.order().row.units_are;
        (units.pieces, units.handed, units.left())
    }

    fn pay(&mut self, amount: i64, refund: bool) {
        let movement = Movement {
            refund,
            ..movement(amount)
        };
        let payment = NewPayment::ForOrder(self.order, movement);
        self.shop.book.record_payment(&payment, NOW).unwrap();
    }

    fn recipient(&mut self, name: &str, shipping: i64, items: &[&str]) {
        let change = DestinationChange {
            shipping: Some(rp(shipping)),
            items: Some(items.iter().map(|item| typed(item)).collect()),
            ..DestinationChange::default()
        };
        let book = &mut self.shop.book;
        book.set_destination(self.order, name, &change, NOW)
            .unwrap();
    }

    fn ship(&mut self, to: Option<&str>, paid: i64) {
        let new = NewParcel {
            to: to.map(str::to_owned),
            courier: "JNE".into(),
            paid: Some(rp(paid)),
            account: Some(self.bank),
            ..NewParcel::default()
        };
        self.shop.book.ship(&[self.order], &new, NOW).unwrap();
    }

    fn claim(&mut self, item: &str, kind: ClaimKind, end: ClaimEnd) {
        let new = NewClaim {
            item: typed(item),
            kind,
            end: Some(end),
            recovered: None,
            note: String::new(),
        };
        self.shop.book.add_claim(self.order, &new, NOW).unwrap();
    }

    /// Undoes so many deeds and finds the book as it was.
    fn undone(mut self, deeds: usize, was: &BTreeMap<String, Vec<Vec<Value>>>) {
        assert_eq!(self.shop.book.check().unwrap(), []);
        for _ in 0..deeds {
            self.shop.book.undo(None, NOW).unwrap();
        }
        assert_eq!(self.shop.book.check().unwrap(), []);
        let now = dump(&self.shop);
        for (table, rows) in was {
            assert_eq!(&now[table], rows, "{table}");
        }
    }
}

/// An order that is shared between two recipients leaves in two parcels, and what arrived broken is replaced: the
/// numbers add up, and undoing all of it leaves nothing.
#[test]
fn an_order_in_two_parcels_to_two_recipients_with_a_replacement() {
    let (mut shop, bank) = shop();
    let was = dump(&shop);
    let order = shop.order("PO1", "Bu Sari", &[(3, "NAS"), (2, "KAS")]);
    let mut door = Door {
        order: order.row.id,
        shop,
        bank,
    };
    door.recipient("Ani", 15_000, &["2 NAS", "1 KAS"]);
    door.recipient("Beni", 20_000, &["1 NAS", "1 KAS"]);
    // 3 × 60.000 + 2 × 70.000 + 15.000 + 20.000
    assert_eq!(door.bill(), (355_000, 0, PaymentStatus::Unpaid));
    door.pay(355_000, false);
    door.ship(Some("Ani"), 14_000);
    assert_eq!(door.pieces(), (5, 3, 2));
    assert_eq!(door.order().row.fulfilment, Fulfilment::Partial);
    door.ship(Some("Beni"), 22_000);
    assert_eq!(door.pieces(), (5, 5, 0));
    assert_eq!(door.order().row.fulfilment, Fulfilment::Shipped);
    // 320.000 − 3 × 35.000 − 2 × 40.000 + 35.000 − 36.000
    assert_eq!(profit(&door.shop, 0), 134_000);
    let replaced = ClaimEnd {
        back: Some(GoodsBack::Lost),
        ..ClaimEnd::of(ClaimEnding::Replace)
    };
    door.claim("1 KAS", ClaimKind::Damaged, replaced);
    assert_eq!(door.pieces(), (5, 4, 1));
    assert_eq!(door.order().row.fulfilment, Fulfilment::Partial);
    // It was in Beni's parcel, which left last, so it is Beni who gets the new one.
    let to_pack = door.shop.book.to_pack(&door.order()).unwrap();
    let goods: Vec<(&str, i64)> = to_pack
        .iter()
        .flat_map(|to| &to.goods)
        .map(|goods| (goods.product.as_str(), goods.qty))
        .collect();
    assert_eq!(goods, [("Kastengel", 1)]);
    let beni = door.order().destinations[1].id;
    assert_eq!(to_pack[0].destination, Some(beni));
    door.ship(Some("Beni"), 18_000);
    assert_eq!(door.pieces(), (5, 5, 0));
    assert_eq!(door.bill(), (355_000, 355_000, PaymentStatus::Settled));
    let claims = door.shop.book.claims(&ClaimFilter::default()).unwrap();
    assert_eq!(claims[0].state(), ClaimState::Ended);
    let parcels = door.shop.book.parcels_of(door.order).unwrap();
    let money: Vec<(i64, i64)> = parcels
        .iter()
        .map(|parcel| (parcel.billed.raw(), parcel.paid.unwrap().raw()))
        .collect();
    assert_eq!(money, [(15_000, 14_000), (20_000, 22_000), (0, 18_000)]);
    // One Kastengel was made twice, and its courier paid twice.
    assert_eq!(profit(&door.shop, 40_000), 134_000 - 40_000 - 18_000);
    door.undone(8, &was);
}

/// An exchange L → XXL with its difference, then money back for another shirt by claim: the customer never shows a
/// shortage but for the difference, and the profit of the PO is right to the rupiah.
#[test]
fn an_exchange_with_its_difference_and_a_refund_by_claim() {
    let (mut shop, bank) = shop();
    let was = dump(&shop);
    let order = shop.order("PO1", "Budi", &[(3, "KAOS-L"), (1, "KAS")]);
    let mut door = Door {
        order: order.row.id,
        shop,
        bank,
    };
    let shipping = NewCharge::of(ChargeKind::Shipping, rp(20_000));
    door.shop
        .book
        .charge_order(door.order, &shipping, NOW)
        .unwrap();
    // 3 × 75.000 + 70.000 + 20.000
    door.pay(315_000, false);
    door.ship(None, 18_000);
    assert_eq!(door.bill(), (315_000, 315_000, PaymentStatus::Settled));
    // 295.000 − 4 × 40.000 + 2.000
    assert_eq!(profit(&door.shop, 0), 137_000);
    let exchange = ClaimEnd {
        with: Some(typed("1 KAOS-XXL")),
        difference: true,
        back: Some(GoodsBack::Stock),
        ..ClaimEnd::of(ClaimEnding::Replace)
    };
    door.claim("1 KAOS-L", ClaimKind::Size, exchange);
    // Only the difference is to be paid, and the DP that was met stays met.
    assert_eq!(door.bill(), (330_000, 315_000, PaymentStatus::Underpaid));
    assert_eq!(door.order().row.rest().raw(), 15_000);
    door.pay(15_000, false);
    door.ship(None, 12_000);
    assert_eq!(door.bill(), (330_000, 330_000, PaymentStatus::Settled));
    assert_eq!(door.pieces(), (4, 4, 0));
    // 15.000 more for the goods, 12.000 for the second courier; the shirt that came back is ready stock.
    assert_eq!(profit(&door.shop, 0), 137_000 + 15_000 - 12_000);
    let refund = ClaimEnd {
        recovered: Some((rp(25_000), bank)),
        ..ClaimEnd::of(ClaimEnding::Refund)
    };
    door.claim("1 KAOS-L", ClaimKind::Damaged, refund);
    assert_eq!(door.bill(), (255_000, 330_000, PaymentStatus::Overpaid));
    assert_eq!(door.order().row.rest().raw(), 0);
    door.pay(75_000, true);
    assert_eq!(door.bill(), (255_000, 255_000, PaymentStatus::Settled));
    assert_eq!(door.order().row.fulfilment, Fulfilment::Shipped);
    // 75.000 went back for it, 25.000 came from the courier; turnover stays what was sold.
    assert_eq!(profit(&door.shop, 0), 140_000 - 75_000 + 25_000);
    door.undone(9, &was);
}
