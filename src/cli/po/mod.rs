//! `rekap po`: periods and their offers (rules 1–10).

mod dates;
mod json;
mod recap;
mod show;
mod stage;
mod terms;

use clap::{ArgGroup, Subcommand};

use super::console::{Console, Failure, code, period};
use super::holding::{Reserve, say_deficits};
use super::values::{self, Shape};
use crate::book::{Milestone, NewPeriod, OfferChange, Opening, PeriodChange};
use crate::domain::estimate::DelayOffer;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use show::{list, show};
use stage::StageTerms;
use terms::{BonusTerms, Terms, TierTerms};

/// Subcommands for periods.
#[derive(Debug, Subcommand)]
pub enum Po {
    #[command(visible_alias = "baru")]
    New {
        #[arg(value_name = "CODE")]
        new_po: String,
        #[arg(value_name = "NAME")]
        po_name: String,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "tawarkan")]
    Offer {
        po: String,
        #[arg(value_name = "VARIANT")]
        offered: String,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        price: Option<Rupiah>,
        #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        cost: Option<Rupiah>,
        #[arg(long, value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
        quota: Option<values::NumberOrNone>,
        #[arg(long, value_name = "N", value_parser = values::first_units, allow_negative_numbers = true)]
        minimum: Option<values::NumberOrNone>,
        #[arg(long = "set", value_name = "N", value_parser = values::set_size, allow_negative_numbers = true)]
        set_size: Option<values::SetOf>,
    },
    #[command(visible_alias = "bertahap")]
    Tier {
        po: String,
        #[arg(value_name = "VARIANT")]
        tiered: String,
        #[arg(value_name = "LABEL")]
        label: String,
        #[command(flatten)]
        terms: TierTerms,
    },
    #[command(visible_alias = "hadiah")]
    Bonus {
        po: String,
        #[arg(value_name = "LABEL")]
        bonus_label: String,
        #[command(flatten)]
        terms: BonusTerms,
    },
    #[command(visible_alias = "buang")]
    Drop {
        po: String,
        #[arg(value_name = "VARIANT")]
        dropped: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: String,
    },
    #[command(visible_alias = "tahap")]
    Stage {
        po: String,
        #[arg(value_name = "NAME")]
        stage_name: String,
        #[command(flatten)]
        terms: StageTerms,
    },
    #[command(visible_alias = "kuota")]
    Quota {
        po: String,
        #[arg(value_name = "PRODUCT")]
        quota_of: String,
        #[arg(value_name = "N", value_parser = values::quota, allow_negative_numbers = true)]
        quota: values::NumberOrNone,
    },
    #[command(visible_alias = "sisihkan")]
    Reserve(Reserve),
    #[command(visible_alias = "daftar")]
    List(Shape),
    #[command(visible_alias = "lihat")]
    Show {
        po: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "ubah", group = ArgGroup::new("edits").required(true).multiple(true)
        .args(["name", "open", "close", "ready", "dp", "quota", "order_cap", "dp_hours", "keep_by", "cancel_rule", "minimum", "settle_by", "collect_days", "update_days", "announce_at", "policies"]))]
    Edit {
        po: String,
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        name: Option<String>,
        #[command(flatten)]
        terms: Terms,
    },
    #[command(visible_alias = "daftar-grup")]
    Recap {
        po: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "salin")]
    Clone {
        po: String,
        #[arg(value_name = "NEWCODE")]
        new_po: String,
        #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
        name: Option<String>,
    },
    #[command(visible_alias = "buka")]
    Open { po: String },
    #[command(visible_alias = "tutup")]
    Close { po: String },
    #[command(visible_alias = "buka-lagi")]
    Reopen {
        po: String,
        #[arg(long, alias = "close", value_name = "MOMENT")]
        until: Option<String>,
    },
    #[command(visible_alias = "tunda")]
    Postpone {
        po: String,
        #[arg(long, required = true, value_name = "FROM..TO")]
        ready: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: String,
        #[arg(long = "compensation", value_name = "AMOUNT", value_parser = values::amount)]
        delay_compensation: Option<Rupiah>,
        #[arg(long = "ask")]
        delay_asks: bool,
    },
    #[command(visible_alias = "kabari", group = ArgGroup::new("whom_told").required(true)
        .args(["told_orders", "all_told"]))]
    Told {
        po: String,
        #[arg(value_name = "ORDER")]
        told_orders: Vec<String>,
        #[arg(long = "all")]
        all_told: bool,
    },
    #[command(visible_alias = "estimasi")]
    Estimate {
        po: String,
        #[command(flatten)]
        shape: Shape,
    },
    #[command(visible_alias = "lanjut")]
    Proceed {
        po: String,
        #[arg(long = "variant", value_name = "VARIANT")]
        waived: Option<String>,
    },
    #[command(visible_alias = "batal")]
    Cancel {
        po: String,
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: Option<String>,
    },
    #[command(visible_alias = "produksi")]
    Produce { po: String },
    #[command(visible_alias = "siap")]
    Ready { po: String },
    #[command(visible_alias = "selesai")]
    Finish { po: String },
}

impl Po {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::New {
                new_po,
                po_name,
                terms,
            } => {
                let code = code(&new_po)?;
                let name = console.clean_line(&po_name);
                let mut opened = console.open(Opening::Create)?;
                let settings = terms.change(&opened)?;
                let new = NewPeriod {
                    code,
                    name,
                    settings,
                };
                opened.book.add_period(&new, opened.now)?;
                console.line(new.code.as_str())
            }
            Self::Offer {
                po,
                offered,
                price,
                cost,
                quota,
                minimum,
                set_size,
            } => {
                let change = OfferChange {
                    price,
                    cost,
                    quota: quota.map(|quota| quota.0),
                    minimum: minimum.map(|units| units.0),
                    set_size: set_size.map(|set| set.change().0),
                    member_set: set_size.map(|set| set.change().1),
                };
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let done = opened
                    .book
                    .set_offer(id, &code(&offered)?, &change, opened.now)?;
                say_deficits(id, &opened, console)?;
                console.say_consequences(&done);
                Ok(())
            }
            Self::Tier {
                po,
                tiered,
                label,
                terms,
            } => {
                let label = console.clean_line(&label);
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let change = terms.change(&opened)?;
                opened
                    .book
                    .set_tier(id, &code(&tiered)?, &label, &change, opened.now)?;
                Ok(())
            }
            Self::Bonus {
                po,
                bonus_label,
                terms,
            } => {
                let label = console.clean_line(&bonus_label);
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                opened
                    .book
                    .set_bonus(id, &label, &terms.change(), opened.now)?;
                Ok(())
            }
            Self::Drop { po, dropped, why } => {
                let why = console.clean_line(&why);
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let variant = code(&dropped)?;
                let done = opened.book.drop_offer(id, &variant, &why, opened.now)?;
                console.say(
                    &Message::new("cli-dropped")
                        .count("changed", done.made.changed)
                        .count("cancelled", done.made.cancelled),
                );
                console.say_consequences(&done);
                Ok(())
            }
            Self::Stage {
                po,
                stage_name,
                terms,
            } => terms.run(&po, &stage_name, console),
            Self::Quota {
                po,
                quota_of,
                quota,
            } => {
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let product = code(&quota_of)?;
                let done = opened
                    .book
                    .set_product_quota(id, &product, quota.0, opened.now)?;
                say_deficits(id, &opened, console)?;
                console.say_consequences(&done);
                Ok(())
            }
            Self::Reserve(reserve) => reserve.run(console),
            Self::List(shape) => list(shape, console),
            Self::Show { po, shape } => show(&po, shape, console),
            Self::Edit { po, name, terms } => {
                let name = name.map(|name| console.clean_line(&name));
                let mut opened = console.open(Opening::Existing)?;
                let period = period(&opened, &po)?;
                let change = PeriodChange {
                    name,
                    ..terms.change(&opened)?
                };
                let moves = change.ready.is_some();
                let done = opened.book.edit_period(period.id, &change, opened.now)?;
                if moves {
                    dates::say_untold(&period, &opened, console)?;
                }
                if change.quota.is_some() {
                    say_deficits(period.id, &opened, console)?;
                }
                console.say_consequences(&done);
                Ok(())
            }
            Self::Recap { po, shape } => recap::recap(&po, shape, console),
            Self::Clone { po, new_po, name } => {
                let name = name.map(|name| console.clean_line(&name));
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let new = code(&new_po)?;
                opened
                    .book
                    .clone_period(id, &new, name.as_deref(), opened.now)?;
                console.line(new.as_str())
            }
            Self::Open { po } => {
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                opened.book.open_period(id, opened.now)?;
                Ok(())
            }
            Self::Close { po } => {
                let mut opened = console.open(Opening::Existing)?;
                let closed = period(&opened, &po)?;
                let version = opened.book.close_period(closed.id, opened.now)?.made;
                console.say(
                    &Message::new("cli-closed")
                        .text("po", po)
                        .count("version", version),
                );
                dates::say_minimums(&closed, &opened, console)
            }
            Self::Reopen { po, until } => {
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let until = until
                    .map(|text| opened.closing("--until", &text))
                    .transpose()?;
                opened.book.reopen_period(id, until, opened.now)?;
                Ok(())
            }
            Self::Postpone {
                po,
                ready,
                why,
                delay_compensation,
                delay_asks,
            } => {
                let offer = DelayOffer {
                    compensation: delay_compensation.unwrap_or_default(),
                    asks: delay_asks,
                };
                dates::postpone(&po, &ready, &why, offer, console)
            }
            Self::Told {
                po, told_orders, ..
            } => dates::told(&po, &told_orders, console),
            Self::Estimate { po, shape } => dates::estimate(&po, shape, console),
            Self::Proceed { po, waived } => dates::proceed(&po, waived.as_deref(), console),
            Self::Cancel { po, why } => {
                let why = console.clean_line(&why.unwrap_or_default());
                let mut opened = console.open(Opening::Existing)?;
                let id = period(&opened, &po)?.id;
                let orders = opened.book.cancel_period(id, &why, opened.now)?.made;
                console.say(
                    &Message::new("cli-called-off")
                        .text("po", po)
                        .count("orders", orders),
                );
                Ok(())
            }
            Self::Produce { po } => mark(&po, Milestone::Production, console),
            Self::Ready { po } => mark(&po, Milestone::Ready, console),
            Self::Finish { po } => mark(&po, Milestone::Finished, console),
        }
    }
}

fn mark(po: &str, milestone: Milestone, console: &mut Console) -> Result<(), Failure> {
    let mut opened = console.open(Opening::Existing)?;
    let id = period(&opened, po)?.id;
    opened.book.mark_period(id, milestone, opened.now)?;
    Ok(())
}
