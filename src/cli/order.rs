//! `rekap order`: orders, one by one and in lists.

use clap::{ArgGroup, Args, Subcommand};
use serde_json::json;

use crate::book::{
    AgreedChange, CustomerRef, IfFull, NewItem, NewOrder, Opening, OrderChange, OrderFilter,
    PartCancel,
};
use crate::domain::agreed::{ShippingBy, Way, read_wanted};
use crate::domain::catalog::full_name;
use crate::domain::item::{Change, ItemText};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::order::{Channel, Fulfilment, Line, Order as FullOrder, OrderRow, OrderStatus};
use crate::domain::payment::PaymentStatus;
use crate::domain::text::fold;
use crate::domain::weight::Grams;
use crate::domain::when::{Toward, parse_date};
use crate::lang::Words;
use crate::output::table::{Cell, Kind, Sheet};
use crate::tasks::rows::agreed::{deadline, wanted_text};
use crate::tasks::rows::column::table;
use crate::tasks::rows::destination::destination_text;
use crate::tasks::rows::order::{state, table_columns};
use crate::tasks::rows::order_full::{listed_json, order_json};

use super::charge::Charging;
use super::console::{Console, Failure, OpenBook, bad_value, code, named_period, period};
use super::destination::Destinations;
use super::holding::{self, Dp, Release, Serve};
use super::order_changes::{Move, Pass, Split, Substitute};
use super::order_import::Import;
use super::order_paste::Paste;
use super::values::{self, Shape, WhoOrWay, or_none};

/// Subcommands for the orders of a PO.
#[derive(Debug, Subcommand)]
pub enum Order {
    #[command(visible_alias = "tambah")]
    Add {
        po: String,
        #[arg(long = "name", value_name = "NAME", allow_hyphen_values = true)]
        customer_name: String,
        #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
        phone: Option<String>,
        #[arg(long = "item", required = true, value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
        items: Vec<ItemText>,
        #[command(flatten)]
        particulars: OrderDetails,
        #[arg(long = "by", value_name = "WAY", value_parser = values::way())]
        by_way: Option<Way>,
        #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
        late: Option<String>,
        #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
        overbook: Option<String>,
        #[arg(long, conflicts_with = "overbook")]
        waitlist: bool,
    },
    #[command(visible_alias = "ubah", group = ArgGroup::new("edits").required(true).multiple(true)
        .args(["changes", "note", "recipient", "recipient_phone", "address", "channel", "want", "part_by", "place", "area",
            "free", "due", "shipping_by", "sender", "bill_payer"]))]
    Edit {
        order: String,
        #[arg(long = "item", value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
        changes: Vec<ItemText>,
        #[command(flatten)]
        particulars: OrderDetails,
        #[arg(
            long,
            value_name = "REASON",
            allow_hyphen_values = true,
            requires = "changes"
        )]
        overbook: Option<String>,
        #[arg(long = "payer", value_name = "CUSTOMER", allow_hyphen_values = true)]
        bill_payer: Option<String>,
        #[command(flatten)]
        part: Part,
    },
    #[command(visible_alias = "setujui")]
    Approve {
        order: String,
        #[arg(value_name = "VARIANT")]
        approved: Option<String>,
        #[arg(long = "by", value_name = "NAME", allow_hyphen_values = true)]
        approved_by: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        note: Option<String>,
    },
    #[command(visible_alias = "timbang")]
    Weigh {
        order: String,
        #[arg(value_name = "VARIANT")]
        weighed: String,
        #[arg(value_name = "WEIGHT", value_parser = values::kilograms)]
        weight: Grams,
    },
    #[command(visible_alias = "layani")]
    Serve(Serve),
    #[command(visible_alias = "lepas")]
    Release(Release),
    #[command(visible_alias = "uang-muka")]
    Dp(Dp),
    #[command(visible_alias = "penerima")]
    Destination(Destinations),
    #[command(visible_alias = "pindah")]
    Move(Move),
    #[command(visible_alias = "pecah")]
    Split(Split),
    #[command(visible_alias = "ganti")]
    Substitute(Substitute),
    #[command(visible_alias = "oper")]
    Pass(Pass),
    #[command(visible_alias = "biaya")]
    Charge(Charging),
    #[command(visible_alias = "bulatkan")]
    Round { order: String },
    #[command(visible_alias = "batal")]
    Cancel {
        order: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: String,
        #[arg(long = "by", value_name = "WHO", value_parser = ["shop", "customer"], default_value = "customer")]
        by_whom: String,
        #[arg(long = "keep", visible_alias = "tahan", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        kept: Option<Rupiah>,
    },
    #[command(visible_alias = "daftar")]
    List {
        po: Option<String>,
        #[command(flatten)]
        filter: Filter,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lihat")]
    Show {
        order: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "impor")]
    Import(Import),
    #[command(visible_alias = "tempel")]
    Paste(Paste),
}

/// What an order has besides its items.
#[derive(Debug, Args)]
pub struct OrderDetails {
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    recipient: Option<String>,
    #[arg(long, value_name = "PHONE", allow_hyphen_values = true)]
    recipient_phone: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    address: Option<String>,
    #[arg(long, value_name = "CHANNEL", value_parser = values::channel())]
    channel: Option<Channel>,
    #[arg(long, value_name = "MOMENT")]
    want: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    place: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    area: Option<String>,
    #[arg(long, value_name = "REASON", allow_hyphen_values = true)]
    free: Option<String>,
    #[arg(long, value_name = "MOMENT")]
    due: Option<String>,
    #[arg(long = "shipping-by", value_name = "HOW", value_parser = values::shipping_by())]
    shipping_by: Option<ShippingBy>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    sender: Option<String>,
}

/// What is said of goods that leave an order after the close.
#[derive(Debug, Args)]
pub struct Part {
    #[arg(
        long = "why",
        value_name = "TEXT",
        allow_hyphen_values = true,
        requires = "changes"
    )]
    part_why: Option<String>,
    // Who takes them out, or how the order gets there: both may be given.
    #[arg(long = "by", value_name = "WHO|WAY", value_parser = values::who_or_way())]
    part_by: Vec<WhoOrWay>,
    #[arg(long = "keep", visible_alias = "tahan", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true, requires = "part_why")]
    part_kept: Option<Rupiah>,
    #[arg(long = "reprice", requires = "changes")]
    today_prices: bool,
}

impl Part {
    /// How the order gets there, when `--by` says that.
    fn way(&self) -> Option<Way> {
        let ways = self.part_by.iter();
        ways.rev().find_map(|by| match by {
            WhoOrWay::Way(way) => Some(*way),
            WhoOrWay::Shop | WhoOrWay::Customer => None,
        })
    }

    fn cleaned(self, console: &mut Console) -> PartCancel {
        PartCancel {
            why: self.part_why.map(|why| console.clean_line(&why)),
            by_shop: self.part_by.contains(&WhoOrWay::Shop),
            keep: self.part_kept,
        }
    }
}

/// Which orders `order list` shows.
#[derive(Debug, Args)]
pub struct Filter {
    #[arg(long, value_name = "STATUS", value_parser = values::order_status())]
    status: Option<OrderStatus>,
    #[arg(long = "payment", value_name = "STATUS", value_parser = values::payment_status())]
    payment_status: Option<PaymentStatus>,
    #[arg(long, value_name = "STATUS", value_parser = values::fulfilment())]
    fulfilment: Option<Fulfilment>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    find: Option<String>,
    #[arg(long = "wanted", value_name = "DATE")]
    wanted_on: Option<String>,
    #[arg(long = "late")]
    late_bills: bool,
    #[arg(long = "unapproved")]
    unapproved: bool,
}

impl Order {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add {
                po,
                customer_name,
                phone,
                items,
                particulars,
                by_way,
                late,
                overbook,
                waitlist,
            } => {
                let typed_phone = console.clean_line(&phone.unwrap_or_default());
                let customer = CustomerRef::Described {
                    name: console.clean_line(&customer_name),
                    phone: typed_phone.clone(),
                    address: String::new(),
                };
                let items = items
                    .into_iter()
                    .map(|item| new_item(item, console))
                    .collect::<Result<Vec<_>, _>>()?;
                let particulars = particulars.cleaned(console);
                let late = late.map(|reason| console.clean_line(&reason));
                let mut opened = console.open(Opening::Create)?;
                let mut agreed = particulars.agreed(&opened)?;
                agreed.way = by_way.map(Some);
                let new = NewOrder {
                    period: period(&opened, &po)?.id,
                    customer,
                    items,
                    channel: particulars.channel.unwrap_or_default(),
                    note: particulars.note.unwrap_or_default(),
                    late,
                    recipient: particulars.recipient,
                    recipient_phone: particulars.recipient_phone,
                    address: particulars.address,
                    shipping: Rupiah::ZERO,
                    discount: Rupiah::ZERO,
                    payment: None,
                    source_ref: None,
                    if_full: match overbook {
                        Some(why) => IfFull::Overbook(console.clean_line(&why)),
                        None if waitlist => IfFull::Wait,
                        None => IfFull::Refuse,
                    },
                    agreed,
                };
                let warnings = warnings_of(&typed_phone, &opened)?;
                let order = opened.book.place_order(&new, opened.now)?.made;
                console.line(&order.row.code)?;
                for warning in warnings {
                    console.say(&warning);
                }
                holding::say_if_waiting(&order.row, waitlist, console);
                if order.overbook_reason.is_some() {
                    holding::say_deficits(order.row.period, &opened, console)?;
                }
                Ok(())
            }
            Self::Edit {
                order,
                changes,
                particulars,
                overbook,
                bill_payer,
                part,
            } => {
                let reprice = part.today_prices;
                let way = part.way();
                let part = part.cleaned(console);
                let particulars = particulars.cleaned(console);
                let changes: Vec<ItemText> = changes
                    .into_iter()
                    .map(|item| console.clean_item(item))
                    .collect();
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.order_id(&order)?;
                let mut agreed = particulars.agreed(&opened)?;
                agreed.way = way.map(Some);
                agreed.payer = match bill_payer.as_deref().map(str::trim) {
                    Some("") => Some(None),
                    Some(name) => {
                        let payer = opened.book.find_customer(name)?.id;
                        Some(Some(CustomerRef::Known(payer)))
                    }
                    None => None,
                };
                let change = OrderChange {
                    items: opened.book.changes_meant(id, &changes, opened.now)?,
                    note: particulars.note,
                    channel: particulars.channel,
                    customer: None,
                    recipient: particulars.recipient,
                    recipient_phone: particulars.recipient_phone,
                    address: particulars.address,
                    overbook: overbook.map(|why| console.clean_line(&why)),
                    part,
                    reprice,
                    agreed,
                };
                // Without items there is nothing to quote.
                let quoted = match change.items.is_empty() {
                    true => None,
                    false => opened.book.quote_edit(id, &change, opened.now).ok(),
                };
                let done = opened.book.edit_order(id, &change, opened.now)?;
                if change.overbook.is_some() {
                    holding::say_deficits(done.made.row.period, &opened, console)?;
                }
                if let Some(quoted) = quoted {
                    if let Some(forfeit) = quoted.part {
                        console.say(&forfeit.why());
                    }
                    if let Some(label) = quoted.below {
                        console.say(&Message::new("cli-price-kept").text("label", label));
                    }
                }
                console.say_consequences(&done);
                Ok(())
            }
            Self::Approve {
                order,
                approved,
                approved_by,
                note,
            } => {
                let by = console.clean_line(&approved_by);
                let note = console.clean_line(&note.unwrap_or_default());
                let variant = approved.as_deref().map(code).transpose()?;
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.order_id(&order)?;
                let said = (by.as_str(), note.as_str());
                opened
                    .book
                    .approve_design(id, variant.as_ref(), said, opened.now)?;
                Ok(())
            }
            Self::Weigh {
                order,
                weighed,
                weight,
            } => {
                let variant = code(&weighed)?;
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.order_id(&order)?;
                opened.book.weigh_order(id, &variant, weight, opened.now)?;
                Ok(())
            }
            Self::Charge(charging) => charging.run(console),
            Self::Round { order } => {
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.order_id(&order)?;
                opened.book.round_order(id, opened.now)?;
                Ok(())
            }
            Self::Cancel {
                order,
                why,
                by_whom,
                kept,
            } => {
                let why = console.clean_line(&why);
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.order_id(&order)?;
                let by_shop = by_whom == "shop";
                let done = opened
                    .book
                    .cancel_order_keeping(id, &why, by_shop, kept, opened.now)?;
                let order = &done.made;
                // Without payments there is nothing to keep or give back.
                if let Some(forfeit) = order.cancelled.as_ref().and_then(|how| how.forfeit)
                    && order.row.bill.paid > Rupiah::ZERO
                {
                    console.say(&forfeit.message());
                }
                console.say_consequences(&done);
                Ok(())
            }
            Self::Serve(serve) => serve.run(console),
            Self::Release(release) => release.run(console),
            Self::Dp(dp) => dp.run(console),
            Self::Destination(destinations) => destinations.run(console),
            Self::List { po, filter, shape } => list(po.as_deref(), &filter, shape, console),
            Self::Show { order, shape } => show(&order, shape, console),
            Self::Move(moves) => moves.run(console),
            Self::Split(split) => split.run(console),
            Self::Substitute(substitute) => substitute.run(console),
            Self::Pass(pass) => pass.run(console),
            Self::Import(import) => import.run(console),
            Self::Paste(paste) => paste.run(console),
        }
    }
}

impl OrderDetails {
    fn cleaned(self, console: &mut Console) -> Self {
        Self {
            note: self.note.map(|note| console.clean_block(&note)),
            recipient: self.recipient.map(|name| console.clean_line(&name)),
            recipient_phone: self.recipient_phone.map(|phone| console.clean_line(&phone)),
            address: self.address.map(|address| console.clean_block(&address)),
            channel: self.channel,
            want: self.want,
            place: self.place.map(|place| console.clean_line(&place)),
            area: self.area.map(|area| console.clean_line(&area)),
            free: self.free.map(|why| console.clean_line(&why)),
            due: self.due,
            shipping_by: self.shipping_by,
            sender: self.sender.map(|name| console.clean_line(&name)),
        }
    }

    /// What is agreed besides the goods.
    fn agreed(&self, opened: &OpenBook) -> Result<AgreedChange, Failure> {
        let wanted = |text: &str| {
            read_wanted(text, opened.now, opened.zone)
                .map_err(|error| bad_value("--want", error.message()))
        };
        let at = self.want.as_deref().map(|text| or_none(text, wanted));
        let due = |text: &str| opened.closing("--due", text);
        let due = self.due.as_deref().map(|text| or_none(text, due));
        Ok(AgreedChange {
            at: at.transpose()?,
            place: self.place.clone(),
            area: self.area.clone(),
            free: self.free.clone(),
            due: due.transpose()?,
            shipping: self.shipping_by,
            sender: self.sender.clone(),
            ..AgreedChange::default()
        })
    }
}

/// Makes an item of a new order; such an item can't be taken away from.
fn new_item(item: ItemText, console: &mut Console) -> Result<NewItem, Failure> {
    if item.change == Change::Remove {
        let why = Message::new("cli-nothing-to-remove").text("code", item.variant);
        return Err(bad_value("--item", why));
    }
    let item = console.clean_item(item);
    Ok(NewItem {
        code: code(&item.variant)?,
        qty: item.qty,
        customization: item.customization.unwrap_or_default(),
        for_whom: item.for_whom.unwrap_or_default(),
        chosen: item.chosen.unwrap_or_default(),
    })
}

impl Filter {
    fn book_filter(&self, opened: &OpenBook, po: Option<&str>) -> Result<OrderFilter, Failure> {
        let wanted = |text: &str| {
            parse_date(text, Toward::Future, opened.now.date(opened.zone))
                .map_err(|error| bad_value("--wanted", error.message()))
        };
        Ok(OrderFilter {
            period: named_period(opened, po)?,
            status: self.status,
            payment: self.payment_status.into_iter().collect(),
            fulfilment: self.fulfilment,
            wanted: self.wanted_on.as_deref().map(wanted).transpose()?,
            overdue: self.late_bills,
            unapproved: self.unapproved,
            ..OrderFilter::default()
        })
    }

    /// Whether the order's code, customer or phone contains the searched text.
    fn matches(&self, row: &OrderRow) -> bool {
        let Some(sought) = self.find.as_deref().map(fold) else {
            return true;
        };
        fold(&row.code).contains(&sought)
            || fold(&row.customer_name).contains(&sought)
            || row
                .customer_phone
                .as_deref()
                .is_some_and(|phone| phone_contains(phone, &sought))
    }
}

/// Whether a phone number contains the searched digits, with its leading zero or without (rule 49).
fn phone_contains(phone: &str, sought: &str) -> bool {
    let digits: String = sought.chars().filter(char::is_ascii_digit).collect();
    let only_digits = sought
        .chars()
        .all(|c| c.is_ascii_digit() || " +-.()".contains(c));
    let local = phone.strip_prefix("62").map(|rest| format!("0{rest}"));
    only_digits
        && !digits.is_empty()
        && (phone.contains(&digits) || local.is_some_and(|local| local.contains(&digits)))
}

fn list(
    po: Option<&str>,
    filter: &Filter,
    shape: Shape,
    console: &mut Console,
) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let wanted = filter.book_filter(&opened, po)?;
    if shape.json {
        let apart = opened.book.apart_for(&wanted)?;
        let book = apart.as_ref().unwrap_or(&opened.book);
        let mut orders = Vec::new();
        let view = console.view(opened.now);
        book.each_order_in_full(&wanted, opened.now, |order| {
            if filter.matches(&order.row) {
                orders.push(listed_json(&order, &view));
            }
            true
        })?;
        orders.reverse();
        return console.json(&json!({ "orders": orders }));
    }
    let mut rows = Vec::new();
    opened.book.each_order(&wanted, None, opened.now, |row| {
        if filter.matches(&row) {
            rows.push(row);
        }
        true
    })?;
    let sheet = table(&table_columns(), &rows, &console.view(opened.now));
    console.print_sheet(&sheet)
}

/// Makes the table of an order's items. Columns without content are left out.
fn contents(order: &FullOrder, console: &Console) -> Sheet {
    let why = |line: &Line| line.tier.clone().or(line.price_label.clone());
    let mut columns = vec![
        ("cli-col-code", Kind::Text),
        ("cli-col-product", Kind::Text),
        ("cli-col-qty", Kind::Int),
        ("cli-col-price", Kind::Money),
        ("cli-col-amount", Kind::Money),
    ];
    let prices = order.lines.iter().any(|line| why(line).is_some());
    let wearers = order.lines.iter().any(|line| !line.for_whom.is_empty());
    columns.extend(prices.then_some(("cli-col-why", Kind::Text)));
    columns.extend(wearers.then_some(("cli-col-for-whom", Kind::Text)));
    columns.push(("cli-col-custom", Kind::Text));
    let designs = order.lines.iter().any(|line| line.needs_approval);
    columns.extend(designs.then_some(("field-design", Kind::Text)));
    let mut table = console.sheet(&columns);
    for line in &order.lines {
        let mut row = vec![
            Cell::Text(line.code.clone()),
            Cell::Text(full_name(&line.product, &line.variant)),
            Cell::Int(line.qty),
            Cell::Money(line.unit_price),
            line.amount().map_or(Cell::Empty, Cell::Money),
        ];
        row.extend(prices.then(|| Cell::text(why(line).as_deref())));
        row.extend(wearers.then(|| Cell::Text(line.for_whom.clone())));
        row.push(Cell::Text(line.customization.clone()));
        row.extend(designs.then(|| Cell::Text(design(line, console.words()))));
        table.rows.push(row);
        for part in &line.parts {
            let mut row = vec![
                Cell::Text(part.code.clone()),
                Cell::Text(format!("  {}", full_name(&part.product, &part.variant))),
                Cell::Int(part.qty),
            ];
            row.resize(columns.len(), Cell::Empty);
            table.rows.push(row);
        }
    }
    for charge in &order.charges {
        let name = console.words().say(&charge.name());
        let mut row = vec![
            Cell::Empty,
            Cell::Text(name),
            Cell::Empty,
            Cell::Empty,
            Cell::Money(charge.amount),
        ];
        row.resize(columns.len(), Cell::Empty);
        table.rows.push(row);
    }
    table
}

/// Who approved the design of a line, or that it waits for that; empty when it needs none (rule 79).
fn design(line: &Line, words: &Words) -> String {
    match &line.approved {
        Some(how) => words.say(&how.message()),
        None if line.needs_approval => words.word("design-waits"),
        None => String::new(),
    }
}

fn show(text: &str, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let order = opened.book.order(opened.book.order_id(text)?, opened.now)?;
    if shape.json {
        return console.json(&order_json(&order, &console.view(opened.now)));
    }
    let row = &order.row;
    let words = console.words();
    let due = row.terms.due_at;
    let facts = [
        ("cli-col-code", row.code.clone()),
        ("cli-col-customer", row.customer_name.clone()),
        (
            "cli-col-phone",
            row.customer_phone.clone().unwrap_or_default(),
        ),
        ("cli-col-placed", words.moment(row.placed_at)),
        ("cli-col-status", state(row, &console.view(opened.now))),
        (
            "cli-col-late",
            order.late_reason.clone().unwrap_or_default(),
        ),
        ("field-bonuses", order.bonuses.join(", ")),
        (
            "cli-col-overbook",
            order.overbook_reason.clone().unwrap_or_default(),
        ),
        (
            "cli-col-cancelled",
            order
                .cancelled
                .as_ref()
                .map(|how| how.reason.clone())
                .unwrap_or_default(),
        ),
        (
            "cli-col-kept",
            order
                .cancelled
                .as_ref()
                .and_then(|how| how.forfeit)
                .filter(|forfeit| forfeit.kept > Rupiah::ZERO)
                .map(|forfeit| words.say(&forfeit.why()))
                .unwrap_or_default(),
        ),
        (
            "order-free-label",
            row.terms.free.clone().unwrap_or_default(),
        ),
        (
            "field-due",
            due.map(|at| words.moment(at)).unwrap_or_default(),
        ),
        (
            "field-settle-by",
            deadline(row)
                .filter(|_| due.is_none())
                .map(|at| words.moment(at))
                .unwrap_or_default(),
        ),
        ("field-wanted", wanted_text(&order.agreed.wanted, words)),
        (
            "field-bill-payer",
            order
                .agreed
                .payer
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
        ),
        (
            "field-shipping-by",
            match order.agreed.shipping {
                ShippingBy::Billed => String::new(),
                other => words.word(other.key()),
            },
        ),
        ("field-sender", order.agreed.sender.clone()),
        ("cli-col-recipient", order.recipient.clone()),
        ("cli-col-address", order.address.clone()),
        ("cli-col-note", order.note.clone()),
    ];
    console.facts(&facts)?;
    for told in order.changes.messages() {
        let told = console.words().say(&told);
        console.line(&told)?;
    }
    console.line("")?;
    console.print_sheet(&contents(&order, console))?;
    for wearer in &order.wearers {
        let told = console.words().say(&wearer.message());
        console.line(&told)?;
    }
    if !order.destinations.is_empty() {
        console.line("")?;
    }
    for destination in &order.destinations {
        let told = destination_text(destination, console.words());
        console.line(&told)?;
    }
    console.line("")?;
    let bill = &row.bill;
    let mut facts = vec![
        ("cli-col-total", bill.total.to_string()),
        ("cli-col-dp", bill.down_payment_asked().to_string()),
        ("cli-col-paid", bill.paid.to_string()),
        (
            "cli-col-owes",
            bill.balance()
                .map(|sum| sum.to_string())
                .unwrap_or_default(),
        ),
        ("cli-col-payment", console.words().word(bill.status_key())),
    ];
    for stage in &row.stages {
        facts.push(("field-stage", console.words().say(&stage.message())));
    }
    console.facts(&facts)
}

/// What to know of a customer before they order: how often they didn't pay, and that they pay in full
/// (rule 112).
fn warnings_of(phone: &str, opened: &OpenBook) -> Result<Vec<Message>, Failure> {
    let Some(customer) = opened.book.customer_with_phone(phone)? else {
        return Ok(Vec::new());
    };
    let record = opened.book.payment_record(customer.id)?.warning();
    let name = customer.name.as_str();
    let warned = record.map(|record| {
        Message::new("cli-customer-warned")
            .text("name", name)
            .say("record", record)
    });
    let full = Message::new("cli-customer-pays-full").text("name", name);
    let full = customer.pays_full.then_some(full);
    Ok(warned.into_iter().chain(full).collect())
}
