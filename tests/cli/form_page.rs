//! The order form's page in a browser, as a customer's phone shows it: what can be reached, read and
//! heard.

use serde_json::Value;

use super::form::{NOW, chromium, run_in_page, with_phone};
use crate::shop::Shop;

/// axe-core, which looks for what keeps people from using a page (WCAG). Copied from its npm package,
/// with its licence beside it.
const AXE: &str = include_str!("../support/axe/axe.min.js");

/// The window of a small phone.
const PHONE: (u32, u32) = (360, 740);

/// What the scripts below share: hand out a result, and fill in the form.
const TOOLS: &str = "
const out = value => {
  const text = JSON.stringify(value);
  if (parent !== window) return parent.postMessage(text, '*');
  const place = document.createElement('pre');
  place.id = 'out';
  place.textContent = text;
  document.body.append(place);
};
const buy = (at, qty) => {
  const input = document.getElementById('q' + at + '-0');
  input.value = String(qty);
  input.dispatchEvent(new Event('input'));
};
";

/// A shop whose form has everything a form can have, with words too long for a phone.
fn everything() -> Shop {
    let shop = with_phone();
    let long = "Panjang".repeat(12);
    for typed in [
        format!("product add JRS 'Jersey {long}' --price 100rb"),
        format!("product field JRS 'Nama{long}' --required --length 1..12 --price 10rb"),
        "product price JRS 90rb --from 6".to_owned(),
        "product add LDK 'Lidah Kucing' --price 40rb".to_owned(),
        "product add HAMP Hampers --price 150rb".to_owned(),
        "product add BOLU Bolu --price 45rb".to_owned(),
        "product package HAMP --with '1 NAS-ORI' --choose 'toples 2: NAS-KEJU, 2 KAS' --choose '1: LDK, BOLU'"
            .to_owned(),
        "po offer NAS3 JRS".to_owned(),
        "po offer NAS3 LDK --quota 0".to_owned(),
        "po offer NAS3 HAMP".to_owned(),
        "po tier NAS3 NAS-KEJU 'Early bird' --price 60rb --first 3".to_owned(),
        format!("po edit NAS3 --name 'PO {long}'"),
    ] {
        shop.does(&typed);
    }
    shop
}

/// Whatever gets the focus is in sight, above the bar at the bottom, on the way down and up, also
/// when the bar has grown because it says what is wrong.
#[test]
fn the_bar_never_covers_the_field_that_has_the_focus() {
    let Some(browser) = chromium() else { return };
    let shop = everything();
    let page = shop.does("export form NAS3");
    let script = format!(
        "{TOOLS}
const seen = [];
const walk = back => {{
  let all = Array.from(page.querySelectorAll('button, input, textarea, summary'));
  all = all.filter(one => one.checkVisibility() && !one.disabled && !one.closest('.bar'));
  if (back) all.reverse();
  for (const one of all) {{
    one.focus();
    const place = one.getBoundingClientRect();
    const bar = document.querySelector('.bar').getBoundingClientRect();
    seen.push({{ what: one.id || one.textContent, has: document.activeElement === one,
      top: place.top, bottom: place.bottom, bar: bar.top, barBottom: bar.bottom }});
  }}
}};
walk(false);
for (const at of data.offers.keys()) buy(at, 2);
document.querySelector('details').open = true;
walk(false);
tell(problems(), true);
walk(true);
walk(false);
// The bar grows while a field at its edge has the focus.
const name = document.getElementById('name');
tell([], false);
name.focus();
name.scrollIntoView({{ block: 'end' }});
tell(problems(), false);
const last = name.getBoundingClientRect();
seen.push({{ what: 'grown', has: true, top: last.top, bottom: last.bottom,
  bar: document.querySelector('.bar').getBoundingClientRect().top, barBottom: innerHeight }});
out({{ seen, width: innerWidth, height: innerHeight }});"
    );
    let told = run_in_page(browser, &shop, &page, NOW, &[&script], Some(PHONE), &[]);
    assert_eq!(told["width"], 360, "{told}");
    let height = told["height"].as_f64().unwrap();
    let seen = told["seen"].as_array().unwrap();
    assert!(seen.len() > 60, "{}", seen.len());
    for field in seen {
        let at = |key: &str| field[key].as_f64().unwrap();
        assert_eq!(field["has"], true, "{field}");
        assert!(
            (at("barBottom") - height).abs() < 1.0,
            "the bar stays at the bottom: {field}"
        );
        let whole = at("top") >= 0.0 && at("bottom") <= at("bar");
        let taller = at("bottom") - at("top") > at("bar") && at("top") < at("bar");
        assert!(whole || taller, "{field} in {height}");
    }
}

/// A word longer than the screen is broken, and nothing has to be scrolled sideways (WCAG 1.4.10).
#[test]
fn long_words_wrap_on_a_phone() {
    let Some(browser) = chromium() else { return };
    let shop = everything();
    let page = shop.does("export form NAS3");
    let script = format!(
        "{TOOLS}
for (const at of data.offers.keys()) buy(at, 2);
tell(problems(), true);
const wide = Array.from(page.querySelectorAll('*'))
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).map(one => one.outerHTML.slice(0, 200));
out({{ wide, scroll: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }});"
    );
    for window in [PHONE, (320, 560)] {
        let told = run_in_page(browser, &shop, &page, NOW, &[&script], Some(window), &[]);
        assert_eq!(told["wide"], serde_json::json!([]), "{told}");
        assert_eq!(told["scroll"], told["width"], "{told}");
    }
}

/// axe finds nothing: names, roles, contrast, the order of headings, landmarks. In both languages and
/// both colour schemes, empty, filled in, with what is wrong told, and after closing.
#[test]
fn axe_finds_nothing_on_the_page() {
    let Some(browser) = chromium() else { return };
    let shop = everything();
    let page = shop.does("export form NAS3");
    let script = format!(
        "{TOOLS}
const report = {{ dark: matchMedia('(prefers-color-scheme: dark)').matches, passes: 0, wrong: [] }};
const look = async state => {{
  const result = await axe.run(document, {{ resultTypes: ['violations', 'passes'] }});
  report.passes += result.passes.length;
  for (const found of result.violations) {{
    report.wrong.push({{ state, id: found.id, help: found.help, at: found.nodes.map(node => node.html + ' ' + node.failureSummary) }});
  }}
}};
(async () => {{
  for (const turn of ['id', 'en']) {{
    if (lang !== turn) document.getElementById('language').click();
    await look(turn + ' empty');
    for (const at of data.offers.keys()) buy(at, 2);
    document.querySelector('.good button.link').click();
    document.querySelector('details').open = true;
    await look(turn + ' filled');
    tell(problems(), true);
    await look(turn + ' wrong');
    cart.forEach((lines, at) => {{ cart[at] = [blank()]; }});
    render();
  }}
  out(report);
}})();"
    );
    let schemes = [
        ("--blink-settings=preferredColorScheme=1", false),
        ("--blink-settings=preferredColorScheme=0", true),
    ];
    for (scheme, dark) in schemes {
        for now in [NOW, NOW + 30 * 86_400] {
            let flags = [scheme, "--virtual-time-budget=60000"];
            let told = run_in_page(
                browser,
                &shop,
                &page,
                now,
                &[AXE, &script],
                Some(PHONE),
                &flags,
            );
            assert_eq!(told["dark"], dark, "{told}");
            assert!(told["passes"].as_i64() > Some(100), "{told}");
            assert_eq!(told["wrong"], Value::Array(Vec::new()), "{told:#}");
        }
    }
}

/// The page's policy lets nothing run but its own script.
#[test]
fn a_script_that_is_not_the_forms_does_not_run() {
    let Some(browser) = chromium() else { return };
    let shop = with_phone();
    let page = shop.does("export form NAS3");
    let foreign = "<script>document.title = 'jahat';</script><p onclick='1' id='p'></p></body>";
    let page = page.replacen("</body>", foreign, 1);
    let script = format!("{TOOLS}\nout({{ title: document.title }});");
    let told = run_in_page(browser, &shop, &page, NOW, &[&script], None, &[]);
    assert_eq!(told["title"], "Nastar batch 3 — Dapur Sari", "{told}");
}
