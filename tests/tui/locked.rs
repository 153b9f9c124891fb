//! A window whose book another program is writing: it goes on, and says so only after a while.

use rekap::tui::input::Input;

use super::Shop;

const IN_USE: &str = "sedang dipakai program lain";

/// Nothing is lost of what is typed meanwhile, and it is looked up as soon as the book can be read.
#[test]
fn typing_goes_on_while_another_program_writes() {
    let shop = Shop::open();
    let holder = rusqlite::Connection::open(shop.path()).unwrap();
    let screen = shop.screens().keys("nsar<Tab>");
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let mut screen = screen.keys("2 k").sees("2 k").sees_not(IN_USE);
    for _ in 0..4 {
        screen.app.handle(Input::Tick);
        screen = screen.sees_not(IN_USE);
    }
    screen.app.handle(Input::Tick);
    screen = screen.sees(IN_USE).keys("ej").sees("2 kej");
    holder.execute_batch("ROLLBACK").unwrap();
    screen.app.handle(Input::Tick);
    screen.sees_not(IN_USE).keys("<Enter>").sees("NAS3-001");
}
