//! Every screen at every size, in every look and language, draws without a panic.

use rekap::lang::Lang;
use rekap::tui::theme::Palette;

use super::Shop;

#[test]
fn every_screen_draws_at_any_size() {
    let shop = Shop::open();
    shop.screens()
        .keys("nsar<Tab>2 kej: tanpa gula, 1 lk<Tab>50rb<Enter>");
    let states = [
        "1",
        "2",
        "2n",
        "2nKue<Ctrl-O>",
        "2<Enter>",
        "2<Enter>n",
        "2<Enter><Enter>",
        "2<Enter><Tab>",
        "2<Enter><Tab><End>",
        "6",
        "6<Tab>",
        "6<Tab><Tab>",
        "3R",
        "3Rn",
        "3RI",
        "3c",
        "3c<Enter>",
        "5",
        "5<Enter>",
        "5<Tab><Tab>",
        "5<Tab><Tab><Tab><End>",
        "5<Shift-Tab>",
        "2e",
        "2d",
        "2c",
        "2k",
        "2a",
        "2m",
        "3",
        "3/sar",
        "3<Enter>",
        "3e",
        "3g",
        "3k",
        "nsar<Tab>2 kej, xx<Ctrl-O>",
        "h",
        "B",
        "Be",
        "!",
        "p",
        "f",
        "sss",
    ];
    let sizes = [
        (60, 20),
        (80, 24),
        (120, 40),
        (200, 60),
        (0, 0),
        (1, 1),
        (20, 5),
        (40, 10),
        (7, 60),
    ];
    for (lang, palette) in [(Lang::Id, Palette::Dark), (Lang::En, Palette::Plain)] {
        for keys in states {
            let mut screen = shop.screens_in(lang, palette).keys(keys);
            for (width, height) in sizes {
                screen = screen.sized(width, height);
                screen.text();
            }
        }
    }
}

#[test]
fn a_small_window_still_shows_what_matters() {
    let shop = Shop::open();
    shop.screens()
        .sized(60, 20)
        .keys("nsar<Tab>2 kej")
        .sees("2 kej")
        .sees("Total")
        .keys("<Enter>")
        .sees("NAS3-001");
}
