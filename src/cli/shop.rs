//! `rekap shop`: the shop's details and settings.

use std::path::Path;

use clap::Subcommand;
use serde_json::json;

use crate::book::{Opening, ShopChange};
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::text::excerpt;
use crate::domain::when::ZoneError;

use super::console::{Console, Failure, bad_value};
use super::values::{self, BadValue, Shape};

/// The shop's name, phone, zone and settings.
#[derive(Debug, Subcommand)]
pub enum Shop {
    #[command(visible_alias = "lihat")]
    Show(Shape),
    #[command(visible_alias = "atur")]
    Set {
        #[arg(required = true, value_name = "KEY=VALUE", value_parser = values::setting)]
        settings: Vec<(String, String)>,
    },
}

impl Shop {
    /// Shows or changes them.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Show(shape) => show(shape, console),
            Self::Set { settings } => set(&settings, console),
        }
    }
}

fn show(shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let shop = opened.book.shop()?;
    let second = opened
        .book
        .backups()?
        .second_folder()
        .and_then(|folder| Some(folder.parent()?.display().to_string()));
    if shape.json {
        return console.json(&json!({
            "name": shop.name,
            "phone": shop.phone,
            "zone": shop.zone.name(),
            "dp_step": shop.down_payment_step.raw(),
            "daily_capacity": shop.daily_capacity,
            "delivery_days": shop.delivery_days,
            "buffer_days": shop.buffer_days,
            "backup_folder": second,
            "rounding_limit": shop.rounding_limit.raw(),
            "unique_codes": shop.unique_codes,
            "ticks": if shop.ticks_pay { PAID } else { NOTHING },
            "parcel_days": shop.parcel_days,
        }));
    }
    let days = |days: i64| match days {
        0 => String::new(),
        days => console.words().count(days),
    };
    let facts = [
        ("cli-col-name", shop.name),
        ("cli-col-phone", shop.phone.unwrap_or_default()),
        ("cli-col-zone", shop.zone.to_string()),
        ("cli-col-dp-step", shop.down_payment_step.to_string()),
        (
            "field-daily-capacity",
            days(shop.daily_capacity.unwrap_or_default()),
        ),
        ("field-delivery-days", days(shop.delivery_days)),
        ("field-buffer-days", days(shop.buffer_days)),
        ("field-parcel-days", days(shop.parcel_days)),
        ("cli-col-backup-folder", second.unwrap_or_default()),
        ("field-rounding-limit", shop.rounding_limit.to_string()),
        (
            "field-unique-code",
            console.words().word(if shop.unique_codes {
                "form-shop-codes-on"
            } else {
                "form-shop-codes-off"
            }),
        ),
        (
            "field-ticks",
            console.words().word(if shop.ticks_pay {
                "form-shop-ticks-paid"
            } else {
                "form-shop-ticks-nothing"
            }),
        ),
    ];
    console.facts(&facts)
}

/// Keys of `shop set`.
const KEYS: &str =
    // lang: keys as they are typed, the same in every language
    "name, phone, zone, dp-step, rounding-limit, unique-codes, ticks, daily-capacity, delivery-days, buffer-days, parcel-days, backup-folder";

/// The value of `ticks` that makes a tick a payment.
const PAID: &str = "paid";
const NOTHING: &str = "nothing";

/// Whether a tick means paid.
fn paid(key: &str, value: &str) -> Result<bool, Message> {
    match value.trim().to_lowercase().as_str() {
        PAID | "lunas" => Ok(true),
        NOTHING | "tidak" => Ok(false),
        _ => Err(Message::new("cli-not-one-of")
            .text("argument", key)
            .text("text", value)
            .text("choices", format!("{PAID}, {NOTHING}"))),
    }
}

/// Reads a setting that is a number of days.
fn days(key: &str, value: &str) -> Result<i64, Failure> {
    values::days(value).map_err(|BadValue(why)| bad_value(key, why))
}

fn set(settings: &[(String, String)], console: &mut Console) -> Result<(), Failure> {
    let mut change = ShopChange::default();
    let mut folder = None;
    for (key, value) in settings {
        match key.as_str() {
            "name" | "nama" => change.name = Some(console.clean_line(value)),
            "phone" | "telepon" | "wa" => change.phone = Some(console.clean_line(value)),
            "zone" | "zona" => {
                change.zone = Some(
                    value
                        .parse()
                        .map_err(|error: ZoneError| bad_value(key, error.message()))?,
                );
            }
            "dp-step" | "dp_step" => {
                change.down_payment_step =
                    Some(Rupiah::parse(value).map_err(|error| bad_value(key, error.message()))?);
            }
            "daily-capacity" | "daily_capacity" | "kapasitas" => {
                let units =
                    values::first_units(value).map_err(|BadValue(why)| bad_value(key, why))?;
                change.daily_capacity = Some(units.0);
            }
            "delivery-days" | "delivery_days" | "hari-kirim" => {
                change.delivery_days = Some(days(key, value)?);
            }
            "buffer-days" | "buffer_days" | "hari-cadangan" => {
                change.buffer_days = Some(days(key, value)?);
            }
            // Stored on this computer next to the backups, not in the book.
            "backup-folder" | "backup_folder" | "folder-cadangan" => folder = Some(value),
            "rounding-limit" | "rounding_limit" | "pembulatan" => {
                change.rounding_limit =
                    Some(Rupiah::parse(value).map_err(|error| bad_value(key, error.message()))?);
            }
            "unique-codes" | "unique_codes" | "kode-unik" => {
                change.unique_codes = Some(values::on_off(key, value)?);
            }
            "ticks" | "centang" => change.ticks_pay = Some(paid(key, value)?),
            "parcel-days" | "hari-paket" => change.parcel_days = Some(days(key, value)?),
            _ => {
                return Err(Message::new("cli-not-one-of")
                    .text("argument", "shop set")
                    .text("text", excerpt(key))
                    .text("choices", KEYS)
                    .into());
            }
        }
    }
    let mut opened = console.open(Opening::Create)?;
    if let Some(folder) = folder {
        let folder = Some(Path::new(folder)).filter(|folder| !folder.as_os_str().is_empty());
        opened.book.backups()?.set_second_folder(folder)?;
    }
    opened.book.set_shop(&change, opened.now)?;
    Ok(())
}
