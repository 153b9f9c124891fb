//! `rekap COMMAND`: the grammar of the command line, and how a command line is run.
//!
//! clap reads the arguments into [`Args`]; each command group has a file. A command opens the book
//! through the [`Console`], does its deed and prints. Results go to stdout, messages to stderr.
//! Exit codes: 0 done, 1 refused, 2 wrong command line.

mod account;
mod alias;
mod backup;
mod charge;
mod check;
mod claim;
mod completions;
mod console;
mod customer;
mod demo;
mod destination;
mod document;
mod expense;
mod export;
mod failure;
mod help;
mod history;
mod holding;
mod order;
mod order_changes;
mod order_import;
mod order_paste;
mod papers;
mod parcel;
mod parcel_import;
mod pay;
mod po;
mod product;
mod product_import;
mod product_terms;
mod refund;
mod report;
mod ship;
mod shop;
mod spool;
mod supplier;
mod tally;
mod tell;
mod template;
mod transfer;
mod usage_errors;
mod values;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::domain::message::Message;
use crate::domain::when::Zone;
use crate::lang::{Lang, Words};
pub use console::Start;
use console::{Console, Failure};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "rekap",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    max_term_width = 100
)]
struct Args {
    #[arg(long, global = true, value_name = "FILE", overrides_with = "book")]
    book: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = values::lang(), overrides_with = "lang")]
    lang: Option<Lang>,
    #[arg(long, global = true, value_name = "MOMENT", overrides_with = "now")]
    now: Option<String>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The commands and command groups, each with an Indonesian alias.
#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand, visible_alias = "toko")]
    Shop(shop::Shop),
    #[command(subcommand, visible_alias = "rekening")]
    Account(account::Account),
    #[command(subcommand, visible_alias = "pemasok")]
    Supplier(supplier::Supplier),
    #[command(subcommand, visible_alias = "produk")]
    Product(product::Product),
    #[command(subcommand, visible_alias = "periode")]
    Po(po::Po),
    #[command(subcommand, visible_alias = "pesanan")]
    Order(order::Order),
    #[command(subcommand, visible_alias = "sebutan")]
    Alias(alias::Alias),
    #[command(subcommand, visible_alias = "pelanggan")]
    Customer(customer::Customer),
    #[command(visible_alias = "bayar")]
    Pay(pay::Pay),
    #[command(subcommand, visible_alias = "pengembalian")]
    Refund(refund::Refund),
    #[command(visible_alias = "pindahkan")]
    Transfer(transfer::Transfer),
    #[command(subcommand, visible_alias = "pengeluaran")]
    Expense(expense::Expense),
    #[command(visible_alias = "kirim")]
    Ship(ship::Ship),
    #[command(visible_alias = "ambil")]
    Pickup(ship::Pickup),
    #[command(subcommand, visible_alias = "paket")]
    Parcel(parcel::Parcel),
    #[command(subcommand, visible_alias = "klaim")]
    Claim(claim::Claim),
    #[command(visible_alias = "kabari")]
    Tell(tell::Tell),
    #[command(visible_alias = "dikabari")]
    Told(tell::Told),
    #[command(visible_alias = "perlu-dikabari")]
    Due(tell::Due),
    #[command(subcommand, visible_alias = "templat")]
    Template(template::Template),
    #[command(visible_alias = "rekap")]
    Tally(tally::Tally),
    #[command(subcommand, visible_alias = "laporan")]
    Report(report::Report),
    #[command(visible_alias = "ekspor")]
    Export(export::Export),
    #[command(visible_alias = "urungkan")]
    Undo(history::Undo),
    #[command(visible_alias = "ulangi")]
    Redo(history::Steps),
    #[command(visible_alias = "riwayat")]
    History(history::History),
    #[command(visible_alias = "cadangkan")]
    Backup(backup::Backup),
    #[command(visible_alias = "pulihkan")]
    Restore(backup::Restore),
    #[command(visible_alias = "periksa")]
    Check(check::Check),
    #[command(visible_alias = "contoh")]
    Demo(demo::Demo),
    #[command(visible_alias = "pelengkap")]
    Completions(completions::Completions),
    #[command(visible_alias = "manual")]
    Man,
    #[command(visible_alias = "bantuan")]
    Help {
        #[arg(value_name = "COMMAND")]
        topic: Vec<String>,
    },
}

/// What main has to do after `run`.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing more: exit with this code.
    Exit(u8),
    /// No command was given, so open the screens.
    Screens(Start),
}

/// Runs a command line; `args` starts with the program name. Results are written to `out`, messages
/// to `err`.
pub fn run(args: &[OsString], out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    let lang = values::lang_of(args);
    let mut console = Console::new(lang, out, err);
    let done = read(args, console.words()).and_then(|request| match request {
        Request::Run(args) => args.run(&mut console),
        Request::Help(topic) => help::topic(&topic, Args::command(), &mut console).map(|()| None),
        Request::Version => console
            .line(concat!("rekap ", env!("CARGO_PKG_VERSION")))
            .map(|()| None),
    });
    match done {
        Ok(None) => Outcome::Exit(console.end(None)),
        Ok(Some(start)) => Outcome::Screens(start),
        Err(failure) => Outcome::Exit(console.end(Some(failure))),
    }
}

/// Makes a panic print one sentence in the language of `args` with the place to report; a
/// shopkeeper can't use a backtrace.
pub fn set_panic_message(args: &[OsString]) {
    let lang = values::lang_of(args);
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        let message = Message::new("cli-panic").text("place", place.unwrap_or_default());
        let sentence = Words::new(lang, Zone::default()).say(&message);
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }));
}

/// What a command line asks for.
enum Request {
    Run(Box<Args>),
    Help(Vec<String>),
    Version,
}

/// Reads the arguments. Planned commands and wrong usage become sentences.
fn read(args: &[OsString], words: &Words) -> Result<Request, Failure> {
    let mut grammar = Args::command();
    usage_errors::refuse_planned(&grammar, args)?;
    let read = grammar
        .try_get_matches_from_mut(args)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let error = match read {
        Ok(args) => return Ok(Request::Run(Box::new(args))),
        Err(error) => error,
    };
    let names = help::path(&grammar, args).names;
    match error.kind() {
        ErrorKind::DisplayHelp => Ok(Request::Help(names)),
        ErrorKind::DisplayVersion => Ok(Request::Version),
        _ => Err(usage_errors::explain(&error, &names, words)),
    }
}

impl Args {
    fn run(self, console: &mut Console) -> Result<Option<Start>, Failure> {
        console.set_globals(self.book, self.now)?;
        match self.command {
            None => return Ok(Some(console.screens())),
            Some(Command::Demo(demo)) => return demo.run(console),
            Some(Command::Shop(shop)) => shop.run(console),
            Some(Command::Account(account)) => account.run(console),
            Some(Command::Supplier(supplier)) => supplier.run(console),
            Some(Command::Product(product)) => product.run(console),
            Some(Command::Po(po)) => po.run(console),
            Some(Command::Order(order)) => order.run(console),
            Some(Command::Alias(alias)) => alias.run(console),
            Some(Command::Customer(customer)) => customer.run(console),
            Some(Command::Pay(pay)) => pay.run(console),
            Some(Command::Refund(refund)) => refund.run(console),
            Some(Command::Ship(ship)) => ship.run(console),
            Some(Command::Pickup(pickup)) => pickup.run(console),
            Some(Command::Parcel(parcel)) => parcel.run(console),
            Some(Command::Claim(claim)) => claim.run(console),
            Some(Command::Tell(tell)) => tell.run(console),
            Some(Command::Told(told)) => told.run(console),
            Some(Command::Due(due)) => due.run(console),
            Some(Command::Template(template)) => template.run(console),
            Some(Command::Transfer(transfer)) => transfer.run(console),
            Some(Command::Expense(expense)) => expense.run(console),
            Some(Command::Tally(tally)) => tally.run(console),
            Some(Command::Report(report)) => report.run(console),
            Some(Command::Export(export)) => export.run(console),
            Some(Command::Undo(undo)) => undo.run(console),
            Some(Command::Redo(steps)) => steps.redo(console),
            Some(Command::History(history)) => history.run(console),
            Some(Command::Backup(backup)) => backup.run(console),
            Some(Command::Restore(restore)) => restore.run(console),
            Some(Command::Check(check)) => check.run(console),
            Some(Command::Completions(completions)) => completions.run(Self::command(), console),
            Some(Command::Man) => completions::man(Self::command(), console),
            Some(Command::Help { topic }) => help::topic(&topic, Self::command(), console),
        }?;
        Ok(None)
    }
}
