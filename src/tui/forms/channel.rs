//! The field for the channel that orders come from.

use super::{Field, Values};
use crate::domain::order::Channel;
use crate::tui::effect::Ctx;

/// The name of the field.
const FIELD: &str = "channel";

/// A choice between all channels; WhatsApp is chosen.
pub fn field(ctx: &Ctx) -> Field {
    let channels = Channel::ALL
        .iter()
        .map(|channel| (channel.code().to_owned(), ctx.word(channel.key())));
    Field::choice(FIELD, "field-channel", channels.collect())
}

/// The channel that was chosen.
pub fn chosen(values: &Values) -> Channel {
    values.get(FIELD).parse().unwrap_or_default()
}
