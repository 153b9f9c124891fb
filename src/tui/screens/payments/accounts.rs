//! The accounts: what each has, what is held for it, what came in and went out (rules 91, 92).

use crate::domain::id::AccountId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::payment::Method;
use crate::tasks::rows::account::{ACCOUNTS, AccountRow};
use crate::tasks::rows::column::file;
use crate::tui::effect::Ctx;
use crate::tui::forms::export::Export;
use crate::tui::theme::Role;
use crate::tui::widgets::Part;
use crate::tui::widgets::listing::Row;

impl Row for AccountRow {
    type Id = AccountId;
    fn id(&self) -> AccountId {
        self.0.id
    }
}

/// What all accounts have together, and what couriers and others hold.
pub fn sums(rows: &[AccountRow], ctx: &Ctx) -> Vec<Part> {
    let sum = |of: fn(&AccountRow) -> Rupiah| Rupiah::sum(rows.iter().map(of)).unwrap_or_default();
    let mut parts = Vec::new();
    let all = sum(|(_, balance)| balance.balance);
    let with_couriers = sum(|(row, balance)| match row.method {
        Method::Cod => balance.held,
        _ => Rupiah::ZERO,
    });
    let waiting = sum(|(row, balance)| match row.method {
        Method::Cod => Rupiah::ZERO,
        _ => balance.held,
    });
    let said = Message::new("account-all").money("amount", all);
    parts.push(Part::new(format!("{}  ", ctx.say(&said)), Role::Accent));
    for (key, amount) in [
        ("account-with-couriers", with_couriers),
        ("account-waiting", waiting),
    ] {
        if amount > Rupiah::ZERO {
            let said = Message::new(key).money("amount", amount);
            parts.push(Part::new(format!("{}  ", ctx.say(&said)), Role::Warn));
        }
    }
    parts
}

/// The accounts as a table to export.
pub fn export(rows: &[AccountRow], ctx: &Ctx) -> Export {
    let name = ctx.word("screen-pay-accounts");
    let sheet = file(name, ACCOUNTS.columns, rows, &ctx.view());
    Export::sheet(ACCOUNTS.key, sheet)
}
