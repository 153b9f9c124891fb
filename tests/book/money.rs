//! Rare cases of money, of items in two rows of a table and of merged customers (rules 13, 28, 29,
//! 32, 50).

use rekap::book::{CustomerChange, CustomerRef, Movement, NewPayment, OrderChange};
use rekap::domain::code::Code;
use rekap::domain::draft::{CustomerDraft, LineDraft, OrderDraft};
use rekap::domain::id::{CustomerId, OrderId};
use rekap::domain::money::Rupiah;
use rekap::domain::payment::PaymentStatus;
use rekap::domain::refusal::Refusal;

use crate::support::{NOW, Shop, edit_typed, rp, shop, typed};

fn moved(amount: i64) -> Movement {
    Movement {
        amount: rp(amount),
        ..Movement::default()
    }
}

fn from(customer: CustomerId, movement: Movement, parts: &[(OrderId, i64)]) -> NewPayment {
    NewPayment::FromCustomer {
        customer: CustomerRef::Known(customer),
        movement,
        parts: parts
            .iter()
            .map(|(order, part)| (*order, rp(*part)))
            .collect(),
    }
}

fn refused(error: rekap::book::BookError) -> Refusal {
    match error {
        rekap::book::BookError::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

fn sound(shop: &Shop) {
    assert_eq!(shop.book.check().unwrap(), []);
}

/// Rules 28, 32: refunded credit can't pay an order, whichever payment it came from.
#[test]
fn credit_given_back_pays_no_order() {
    let mut shop = shop();
    let order = shop.order("NAS3", "Budi", &[(2, "NAS-KEJU")]).row;
    let credit = from(order.customer, moved(100_000), &[]);
    shop.book.record_payment(&credit, NOW).unwrap();
    let back = Movement {
        refund: true,
        ..moved(70_000)
    };
    let back = from(order.customer, back, &[]);
    shop.book.record_payment(&back, NOW).unwrap();
    let error = shop.book.allocate_credit(order.id, Some(rp(100_000)), NOW);
    assert_eq!(
        refused(error.unwrap_err()),
        Refusal::CreditTooSmall {
            customer: "Budi".into(),
            credit: rp(30_000)
        }
    );
    shop.book
        .allocate_credit(order.id, Some(rp(30_000)), NOW)
        .unwrap();
    assert_eq!(shop.book.credit(order.customer).unwrap(), Rupiah::ZERO);
    sound(&shop);
}

/// Rule 29: a claim belongs to an order; a payment split over several orders can fulfil it.
#[test]
fn a_claim_names_its_order_and_ends_when_a_split_payment_arrives() {
    let mut shop = shop();
    let order = shop.order("NAS3", "Budi", &[(2, "NAS-KEJU")]).row;
    let claim = Movement {
        claimed: true,
        ..moved(120_000)
    };
    let nowhere = from(order.customer, claim.clone(), &[]);
    let error = shop.book.record_payment(&nowhere, NOW).unwrap_err();
    assert!(matches!(refused(error), Refusal::Missing { .. }));
    let claim = NewPayment::ForOrder(order.id, claim);
    shop.book.record_payment(&claim, NOW).unwrap();
    assert!(shop.book.order_row(order.id, NOW).unwrap().claimed);
    let similar = |shop: &Shop| {
        let whom = Some(order.customer);
        let found = shop.book.similar_payments(rp(120_000), NOW, whom, "");
        found.unwrap().len()
    };
    assert_eq!(similar(&shop), 0);
    let arrived = from(order.customer, moved(150_000), &[(order.id, 120_000)]);
    shop.book.record_payment(&arrived, NOW).unwrap();
    let row = shop.book.order_row(order.id, NOW).unwrap();
    assert!(!row.claimed);
    assert_eq!(row.bill.status(), PaymentStatus::Settled);
    assert_eq!(shop.book.credit(order.customer).unwrap(), rp(30_000));
    sound(&shop);
}

/// Voiding a split payment puts all its orders and the credit back as they were.
#[test]
fn a_voided_split_payment_leaves_nothing_behind() {
    let mut shop = shop();
    let first = shop.order("NAS3", "Budi", &[(1, "NAS-KEJU")]).row;
    let second = shop.order("NAS3", "Budi", &[(2, "NAS-COK")]).row;
    let split = from(
        first.customer,
        moved(200_000),
        &[(first.id, 60_000), (second.id, 100_000)],
    );
    let id = shop.book.record_payment(&split, NOW).unwrap().made;
    shop.book
        .allocate_credit(second.id, Some(rp(0)), NOW)
        .unwrap_err();
    shop.book
        .allocate_credit(first.id, Some(rp(10_000)), NOW)
        .unwrap();
    shop.book.void_payment(id, NOW).unwrap();
    for order in [first.id, second.id] {
        let bill = shop.book.order_row(order, NOW).unwrap().bill;
        assert_eq!(
            (bill.paid, bill.status()),
            (Rupiah::ZERO, PaymentStatus::Unpaid)
        );
    }
    assert_eq!(shop.book.credit(first.customer).unwrap(), Rupiah::ZERO);
    sound(&shop);
}

/// Rule 50: a merged customer is found by either phone; a name is kept if one of the two has none.
#[test]
fn a_merged_customer_is_found_by_either_phone() {
    let mut shop = shop();
    let mut card = |name: &str, phone: &str| {
        let new = CustomerChange {
            name: (!name.is_empty()).then(|| name.to_owned()),
            phone: Some(phone.to_owned()),
            ..CustomerChange::default()
        };
        shop.book.add_customer(&new, NOW).unwrap().made
    };
    let named = card("Sari", "0812-1111-2222");
    let other = card("Sari kantor", "0813-3333-4444");
    shop.book.merge_customers(other, named, NOW).unwrap();
    for phone in ["0812 1111 2222", "+62 813 3333 4444"] {
        let found = shop.book.customer_with_phone(phone).unwrap().unwrap();
        assert_eq!((found.id, found.name.as_str()), (named, "Sari"));
    }
    // The second phone stays in sight and is found by its last digits.
    assert_eq!(shop.book.customer(named).unwrap().note, "0813-3333-4444");
    let by = |shop: &Shop, digits| shop.book.customers_with_digits(digits).unwrap();
    assert_eq!(by(&shop, "4444"), Some(vec![named]));
    assert_eq!(by(&shop, "+62 (0)813 3333"), Some(vec![named]));
    shop.book.undo(None, NOW).unwrap();
    let found = shop.book.customer_with_phone("081333334444").unwrap();
    assert_eq!(found.unwrap().id, other);
    assert_eq!(shop.book.customer(named).unwrap().note, "");
    assert_eq!(by(&shop, "4444"), Some(vec![other]));
}

#[test]
fn a_nameless_customer_takes_the_name_of_the_merged_one() {
    let mut shop = shop();
    let period = shop.id("NAS3");
    let mut new = crate::support::new_order(period, "", &[(1, "LK")]);
    new.customer = CustomerRef::Described {
        name: String::new(),
        phone: "0812-1111-2222".to_owned(),
        address: String::new(),
    };
    let nameless = shop.book.place_order(&new, NOW).unwrap().made.row.customer;
    let named = shop.order("NAS3", "Sari", &[(1, "LK")]).row.customer;
    shop.book.merge_customers(named, nameless, NOW).unwrap();
    assert_eq!(shop.book.customer(nameless).unwrap().name, "Sari");
}

/// Rule 13: an item from two rows of a table is edited as one item.
#[test]
fn an_item_in_two_rows_of_a_table_is_edited_as_one() {
    for (change, units) in [("10 NAS-KEJU", 10), ("-3 NAS-KEJU", 2), ("+1 NAS-KEJU", 6)] {
        let mut shop = shop();
        let period = shop.id("NAS3");
        let line = |qty| LineDraft {
            row: 2,
            code: Some(Code::read("NAS-KEJU").unwrap()),
            product: "Nastar".to_owned(),
            variant: None,
            known: None,
            qty,
            unit_price: None,
            customization: None,
            for_whom: None,
        };
        let draft = OrderDraft {
            reference: None,
            placed_at: None,
            customer: CustomerDraft {
                name: "Budi".to_owned(),
                ..CustomerDraft::default()
            },
            cancelled: false,
            lines: vec![line(2), line(3)],
            channel: None,
            code: None,
            recipient: None,
            recipient_phone: None,
            note: String::new(),
            charges: Vec::new(),
            free: None,
            unasked: false,
        };
        shop.book
            .import_orders(period, [Ok(draft)], NOW, |_| {})
            .unwrap();
        let order = shop.book.order_id("NAS3-1").unwrap();
        let (items, edit) = ([typed(change)], OrderChange::default());
        let after = edit_typed(&mut shop.book, order, &items, edit, NOW);
        let after = after.unwrap().made;
        assert_eq!((after.row.units, after.lines.len()), (units, 1), "{change}");
        sound(&shop);
    }
}

/// Rule 22: a line beyond the largest amount is refused and not reported as damage.
#[test]
fn raising_an_item_beyond_the_largest_amount_is_refused() {
    let mut shop = shop();
    shop.product("EMAS", "Emas", 900_000_000_000, &[]);
    shop.offer("NAS3", "EMAS", rekap::book::OfferChange::default());
    let order = shop.order("NAS3", "Budi", &[(1, "EMAS")]).row.id;
    let (items, edit) = ([typed("2 EMAS")], OrderChange::default());
    let error = edit_typed(&mut shop.book, order, &items, edit, NOW).unwrap_err();
    assert!(matches!(refused(error), Refusal::Money(_)));
}
