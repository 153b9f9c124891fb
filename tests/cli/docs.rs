//! Checks docs/ and the READMEs against the program: their commands work on any day, every command
//! is listed as on its help page, and JSON has the promised keys.

use rstest::rstest;

use crate::shop::{Shop, empty};

fn path(file: &str) -> String {
    format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn paper(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap()
}

/// The commands in a document's code blocks, without `rekap`.
fn commands(text: &str) -> Vec<&str> {
    text.split("```")
        .skip(1)
        .step_by(2)
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("rekap "))
        .collect()
}

/// A shop with the files that the documents mention, after the commands of one document.
fn after(file: &str, now: &str) -> Shop {
    let text = paper(file);
    let commands = commands(&text);
    assert!(!commands.is_empty(), "{file} shows no command");
    let mut shop = empty();
    shop.at(now);
    for (name, text) in [
        (
            "pesanan.csv",
            "Nama,Produk,Jumlah,Harga\nBu Rina,Lidah Kucing,2,45000\n",
        ),
        ("chat.txt", "Nama: Budi\nPesanan: 1 nastar keju\n"),
        ("harga.csv", "Kode,Nama,Harga\nKST,Kastengel,70000\n"),
    ] {
        std::fs::write(shop.file(name), text).unwrap();
    }
    for command in commands {
        shop.does(&command.replace('"', "'"));
    }
    shop
}

#[rstest]
#[case("docs/cli.md", "2026-02-05T09:00")]
#[case("docs/cli.md", "2026-11-23T23:30")]
#[case("docs/perintah.md", "2026-12-31T12:00")]
fn the_commands_of_a_whole_po_work_in_their_order(#[case] file: &str, #[case] now: &str) {
    assert!(commands(&paper(file)).len() > 30, "{file}");
    let shop = after(file, now);
    let counted = std::fs::read_to_string(shop.file("rekap.csv")).unwrap();
    assert!(counted.contains("tanpa gula"), "{counted}");
    assert_eq!(shop.json("order show NAS3-001")["paid"], 60_000);
    assert_eq!(shop.json("order show NAS4-001")["moved_from"], "NAS3-004");
}

#[rstest]
#[case("README.md")]
#[case("README.id.md")]
#[case("docs/guide.md")]
#[case("docs/panduan.md")]
fn the_commands_of_the_other_papers_work_in_their_order(#[case] file: &str) {
    after(file, "2026-02-05T09:00");
}

/// The lines below a heading of a help page, up to the next empty line.
fn part<'a>(page: &'a str, headings: [&str; 2]) -> Vec<&'a str> {
    page.lines()
        .skip_while(|line| !headings.contains(line))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .collect()
}

/// The entries of a help page: English name, Indonesian name, description.
fn listed(page: &str) -> Vec<(&str, &str, &str)> {
    part(page, ["Commands:", "Perintah:"])
        .iter()
        .map(|line| {
            let (names, does) = line.trim_start().split_once("  ").unwrap();
            let (name, other) = names.split_once(", ").unwrap();
            (name, other, does.trim_start())
        })
        .collect()
}

/// The usage line of a help page.
fn usage(page: &str) -> &str {
    part(page, ["Usage:", "Cara pakai:"])[0].trim_start()
}

/// The table of all commands, one section for each group.
fn table(shop: &Shop, headings: [&str; 4]) -> String {
    let [command, other_name, does, alone_title] = headings;
    let head = format!("| {command} | {other_name} | {does} |\n|---|---|---|\n");
    let row = |usage: &str, other: &str, does: &str| {
        format!(
            "| `{}` | `rekap {other}` | {} |\n",
            usage.replace('|', "\\|"),
            does.replace('|', "\\|")
        )
    };
    let (mut groups, mut alone) = (String::new(), String::new());
    for (name, other, does) in listed(&shop.does("help")) {
        let page = shop.does(&format!("help {name}"));
        let below = listed(&page);
        let itself = row(usage(&page), other, does);
        if below.is_empty() {
            alone.push_str(&itself);
            continue;
        }
        groups.push_str(&format!("### {name}\n\n{head}"));
        // A group is also a command if its usage takes more than a subcommand.
        if usage(&page).split_whitespace().count() > 3 {
            groups.push_str(&itself);
        }
        for (below_name, below_other, does) in below {
            let page = shop.does(&format!("help {name} {below_name}"));
            groups.push_str(&row(usage(&page), &format!("{other} {below_other}"), does));
        }
        groups.push('\n');
    }
    format!("\n{groups}### {alone_title}\n\n{head}{alone}\n")
}

#[rstest]
#[case("docs/cli.md", empty().in_english(), ["Command", "In Indonesian", "What it does", "by themselves"])]
#[case("docs/perintah.md", empty(), ["Perintah", "Nama Indonesia", "Gunanya", "berdiri sendiri"])]
fn every_command_is_listed_as_its_help_has_it(
    #[case] file: &str,
    #[case] shop: Shop,
    #[case] headings: [&str; 4],
) {
    let text = paper(file);
    let (before, rest) = text.split_once("<!-- commands -->\n").unwrap();
    let (written, after) = rest.split_once("<!-- /commands -->").unwrap();
    let made = table(&shop, headings);
    if written != made && std::env::var_os("REKAP_WRITE_COMMANDS").is_some() {
        let text = format!("{before}<!-- commands -->\n{made}<!-- /commands -->{after}");
        std::fs::write(path(file), text).unwrap();
        return;
    }
    assert_eq!(
        written, made,
        "{file}: `REKAP_WRITE_COMMANDS=1 cargo test --test cli docs` writes the table anew"
    );
}

/// The keys in a cell: the words between backticks.
fn keys(cell: &str) -> Vec<&str> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|code| code.split(|c: char| !c.is_ascii_lowercase() && c != '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn json_has_the_keys_that_are_promised() {
    let file = "docs/cli.md";
    let shop = after(file, "2026-02-05T09:00");
    let text = paper(file);
    let (_, rest) = text.split_once("<!-- json -->\n").unwrap();
    let (table, _) = rest.split_once("<!-- /json -->").unwrap();
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert!(rows.len() > 25, "{rows:?}");
    let mut broken = Vec::new();
    for row in rows {
        let (_, row) = row.split_once("| `rekap ").unwrap();
        let (command, promised) = row.split_once("` | ").unwrap();
        let json = shop.json(command).to_string();
        for key in keys(promised) {
            if !json.contains(&format!("\"{key}\":")) {
                broken.push(format!("{command}: {key}"));
            }
        }
    }
    assert!(broken.is_empty(), "keys that are not there: {broken:#?}");
}
