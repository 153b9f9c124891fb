//! The channels orders come from.

use super::coded::coded;

coded! {
    /// Where an order came from.
    #[derive(Default)]
    pub enum Channel {
        /// WhatsApp.
        #[default]
        Wa = "wa" | "whatsapp" => "channel-wa",
        /// Instagram.
        Ig = "ig" | "instagram" => "channel-ig",
        /// TikTok Shop.
        Tiktok = "tiktok" => "channel-tiktok",
        /// Shopee.
        Shopee = "shopee" => "channel-shopee",
        /// Tokopedia.
        Tokopedia = "tokopedia" => "channel-tokopedia",
        /// Lazada.
        Lazada = "lazada" => "channel-lazada",
        /// At the shop.
        Offline = "offline" | "toko" => "channel-offline",
        /// Anything else.
        Other = "other" | "lain" => "channel-other",
    }
}
