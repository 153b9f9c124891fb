//! Accounts, what they have and hold, and money that moves through them (rules 36, 90–93).

use serde_json::{Value, json};

use crate::shop::{Shop, empty};

/// A bank account, an e-wallet and a cash box; Tas at Rp85.000 (cost Rp46.000) in PO1.
fn shop() -> Shop {
    let shop = empty();
    for command in [
        "account add BCA --method transfer",
        "account add GoPay --method ewallet",
        "account add Kas --method cash",
        "product add TAS Tas --price 85rb --cost 46rb",
        "po new PO1 'PO satu' --open 2026-01-20 --close 2026-02-15 --dp none",
        "po offer PO1 TAS",
    ] {
        shop.does(command);
    }
    shop
}

/// Balance and held of an account.
fn has(shop: &Shop, name: &str) -> [i64; 2] {
    let accounts = shop.json("account list");
    let mut accounts = accounts["accounts"].as_array().unwrap().iter();
    let account = accounts.find(|account| account["name"] == name).unwrap();
    ["balance", "held"].map(|key| account[key].as_i64().unwrap())
}

fn sound(shop: &Shop) {
    assert_eq!(shop.json("check")["ok"], true);
}

/// Opening balances, a settled order in cash, its courier paid from the wallet, and what was spent on the
/// PO: the accounts, the profit, and both ways to count the cost (rules 92, 93, 103).
#[test]
fn a_po_is_counted_by_unit_cost_and_by_the_money_spent() {
    let shop = shop();
    shop.does("account set BCA --opening 1jt --on 2026-01-20");
    shop.does("account set GoPay --opening 50rb --on 2026-01-20");
    shop.does("account set Kas --opening 0 --on 2026-01-20");
    shop.does("order add PO1 --name Sari --item '10 TAS'");
    shop.does("order charge PO1-001 shipping 20rb");
    // The only cash box there is.
    shop.does("pay PO1-001 870rb --method cash");
    shop.does("ship PO1-001 --courier JNE --paid 18rb --account GoPay");
    for spent in [
        "430rb --category bahan",
        "35rb --category kemasan",
        "100rb --category upah",
    ] {
        shop.does(&format!("expense add {spent} --account BCA --po PO1"));
    }
    let report = shop.json("report po PO1");
    let keys = [
        "turnover",
        "cost",
        "expenses",
        "profit",
        "purchases",
        "purchases_difference",
    ];
    let found: Vec<&Value> = keys.iter().map(|key| &report[*key]).collect();
    assert_eq!(
        json!(found),
        json!([850_000, 460_000, 100_000, 292_000, 465_000, 5_000])
    );
    let report = shop.json("report po PO1 --cost-by spent");
    assert_eq!(
        json!([report["cost"], report["profit"], report["cost_by"]]),
        json!([465_000, 287_000, "spent"])
    );
    assert!(
        shop.does("report po PO1")
            .contains("Uang belanja barang Rp465.000, selisihnya Rp5.000")
    );
    assert_eq!(has(&shop, "BCA"), [435_000, 0]);
    assert_eq!(has(&shop, "GoPay"), [32_000, 0]);
    assert_eq!(has(&shop, "Kas"), [870_000, 0]);
    sound(&shop);
    shop.does("undo 3");
    assert_eq!(has(&shop, "BCA"), [1_000_000, 0]);
    sound(&shop);
}

/// What a courier collected is settled for the customer and held by him until it is handed in (rule 91).
#[test]
fn a_courier_hands_in_what_he_collected() {
    let shop = empty();
    for command in [
        "account add QRIS --method qris",
        "account add Kas --method cash",
        "product add AYM Ayam --price 80rb --cost 56rb",
        "product add SMB Sambal --price 48rb",
        "product edit AYM --per kg --about 1",
        "po new PO1 Frozen --open 2026-01-20 --close 2026-02-15 --dp full",
        "po offer PO1 AYM",
        "po offer PO1 SMB",
        "order add PO1 --name Sari --item '2 AYM' --item '1 SMB'",
        "pay PO1-001 208rb --account QRIS",
        "po drop PO1 SMB --why 'kurang dari 12'",
        "order weigh PO1-001 AYM 1,99",
        "order add PO1 --name Budi --item '1 AYM'",
        "order weigh PO1-002 AYM 1,12",
        "ship PO1-002 --courier 'Mas Joko' --cod rest",
        "parcel received P1",
    ] {
        shop.does(command);
    }
    assert_eq!(shop.json("order show PO1-002")["payment_status"], "settled");
    assert_eq!(has(&shop, "Mas Joko"), [0, 89_600]);
    assert_eq!(has(&shop, "Kas"), [0, 0]);
    assert!(shop.does("account list").contains("Rp89.600"));
    shop.refuses("transfer 90rb --from 'Mas Joko' --to Kas", "hanya Rp89.600");
    shop.refuses("account count 'Mas Joko' 80rb --why kurang", "setor");
    shop.does("transfer 89.600 --from 'Mas Joko' --to Kas");
    assert_eq!(has(&shop, "Mas Joko"), [0, 0]);
    assert_eq!(has(&shop, "Kas"), [89_600, 0]);
    let report = shop.json("report po PO1");
    assert_eq!(
        json!([
            report["turnover"],
            report["cost"],
            report["fees"],
            report["profit"]
        ]),
        json!([248_800, 174_160, 0, 74_640])
    );
    assert_eq!(has(&shop, "QRIS"), [0, 208_000]);
    sound(&shop);
    shop.does("undo");
    assert_eq!(has(&shop, "Mas Joko"), [0, 89_600]);
    shop.does("redo");
    assert_eq!(has(&shop, "Kas"), [89_600, 0]);
    // A payout brings what is held, less its fee.
    shop.does("account add BCA --method transfer");
    shop.does("transfer 206.500 --from QRIS --to BCA --fee 1.500");
    assert_eq!(
        [has(&shop, "QRIS"), has(&shop, "BCA")],
        [[0, 0], [206_500, 0]]
    );
    sound(&shop);
}

#[test]
fn money_moves_between_accounts_and_the_owner() {
    let shop = shop();
    shop.does("account set BCA --opening 500rb");
    shop.does("transfer 200rb --from BCA --to GoPay --fee 1.000");
    assert_eq!(
        [has(&shop, "BCA"), has(&shop, "GoPay")],
        [[299_000, 0], [200_000, 0]]
    );
    shop.does("transfer 50rb --from GoPay --to owner");
    shop.does("transfer 25rb --from owner --to Kas");
    assert_eq!(
        [has(&shop, "GoPay"), has(&shop, "Kas")],
        [[150_000, 0], [25_000, 0]]
    );
    let history = shop.does("history");
    for line in [
        "Rp200.000 pindah dari BCA ke GoPay, biayanya Rp1.000",
        "Rp50.000 diambil pemilik dari GoPay",
        "Rp25.000 ditambahkan pemilik ke Kas",
    ] {
        assert!(history.contains(line), "{line}\n{history}");
    }
    shop.refuses("transfer 10rb --from BCA --to bca", "sama");
    shop.refuses("transfer 10rb --from owner --to owner", "sama");
    shop.refuses("transfer 0 --from BCA --to Kas", "lebih dari");
    shop.refuses("transfer 10rb --from BCB --to Kas", "BCA");
    sound(&shop);
    shop.does("undo 3");
    assert_eq!(
        [has(&shop, "BCA"), has(&shop, "GoPay")],
        [[500_000, 0], [0, 0]]
    );
}

/// What moved before the opening day is in the opening balance (rule 92).
#[test]
fn movements_before_the_opening_day_dont_move_the_balance() {
    let shop = shop();
    shop.does("order add PO1 --name Sari --item '2 TAS'");
    shop.does("pay PO1-001 85rb --account BCA --at 2026-01-28T10:00");
    shop.does("pay PO1-001 50rb --account BCA --at 2026-01-30T10:00");
    assert_eq!(has(&shop, "BCA"), [135_000, 0]);
    shop.does("account set BCA --opening 1jt --on 2026-01-29");
    assert_eq!(has(&shop, "BCA"), [1_050_000, 0]);
    shop.does("expense add 10rb --account BCA --category lain --at 2026-01-20T10:00");
    assert_eq!(has(&shop, "BCA"), [1_050_000, 0]);
    sound(&shop);
    shop.does("undo 2");
    assert_eq!(has(&shop, "BCA"), [135_000, 0]);
    sound(&shop);
    shop.refuses(
        "account set BCA --opening 1jt --on 2026-02-10",
        "belum datang",
    );
}

/// A count is booked with its reason; one that agrees changes nothing (rule 92).
#[test]
fn cash_is_counted() {
    let shop = shop();
    shop.does("account set Kas --opening 100rb");
    let fits = shop.rekap("account count Kas 100rb");
    assert_eq!((fits.code, fits.err.trim()), (0, "Cocok dengan saldonya."));
    shop.refuses("account count Kas 95rb", "-Rp5.000");
    shop.does("account count Kas 95rb --why 'uang parkir'");
    assert_eq!(has(&shop, "Kas"), [95_000, 0]);
    assert!(shop.does("history").contains("uang parkir"));
    sound(&shop);
}

#[test]
fn expenses_are_listed_and_taken_back() {
    let shop = shop();
    shop.does("supplier add 'Bu Tini'");
    let id = shop.does("expense add 100rb --account BCA --category upah --po PO1 --note lembur");
    shop.does("expense add 20rb --account Kas --category tools --supplier 'bu tini'");
    let listed = shop.json("expense list");
    assert_eq!(
        listed["expenses"][1],
        json!({
            "id": id.parse::<i64>().unwrap(), "at": "2026-02-01T10:00:00+07:00", "category": "upah",
            "amount": 100_000, "account": "BCA", "period": "PO1", "supplier": null, "note": "lembur"
        })
    );
    assert_eq!(listed["expenses"][0]["supplier"], "Bu Tini");
    assert_eq!(
        shop.json("expense list PO1")["expenses"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    shop.does(&format!("expense void {id}"));
    assert_eq!(has(&shop, "BCA"), [0, 0]);
    assert_eq!(shop.json("expense list PO1")["expenses"], json!([]));
    assert_eq!(shop.json("report po PO1")["expenses"], 0);
    shop.refuses(&format!("expense void {id}"), "sudah dihapus");
    shop.refuses("expense void 99", "99");
    shop.refuses("expense add 10rb --account BCA --category makan", "bahan");
    sound(&shop);
}
