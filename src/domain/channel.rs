//! The channels orders come from.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// Where an order came from.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    EnumIter,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum Channel {
    /// WhatsApp.
    #[default]
    #[strum(serialize = "wa", serialize = "whatsapp")]
    Wa,
    /// Instagram.
    #[strum(serialize = "ig", serialize = "instagram")]
    Ig,
    /// TikTok Shop.
    Tiktok,
    /// Shopee.
    Shopee,
    /// Tokopedia.
    Tokopedia,
    /// Lazada.
    Lazada,
    /// At the shop.
    #[strum(serialize = "offline", serialize = "toko")]
    Offline,
    /// Anything else.
    #[strum(serialize = "other", serialize = "lain")]
    Other,
}

impl Channel {
    /// The contract's word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wa => "wa",
            Self::Ig => "ig",
            Self::Tiktok => "tiktok",
            Self::Shopee => "shopee",
            Self::Tokopedia => "tokopedia",
            Self::Lazada => "lazada",
            Self::Offline => "offline",
            Self::Other => "other",
        }
    }

    /// Key of its name in `assets/lang`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Wa => "channel-wa",
            Self::Ig => "channel-ig",
            Self::Tiktok => "channel-tiktok",
            Self::Shopee => "channel-shopee",
            Self::Tokopedia => "channel-tokopedia",
            Self::Lazada => "channel-lazada",
            Self::Offline => "channel-offline",
            Self::Other => "channel-other",
        }
    }
}
