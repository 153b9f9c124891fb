//! Every word the program says, in Indonesian and English, from `assets/lang`.

use crate::domain::message::Message;
use crate::domain::when::Zone;

/// The reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Bahasa Indonesia, the default.
    #[default]
    Id,
    /// English.
    En,
}

/// The words of one language, ready to be looked up.
pub struct Words {
    lang: Lang,
    zone: Zone,
}

impl Words {
    /// The words of `lang`; moments are printed in `zone`.
    pub fn new(lang: Lang, zone: Zone) -> Self {
        Self { lang, zone }
    }

    /// Which language these words are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The zone moments are printed in.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// One entry without arguments.
    pub fn word(&self, key: &str) -> String {
        key.to_owned()
    }

    /// A message in this language.
    pub fn say(&self, message: &Message) -> String {
        self.word(&message.key)
    }
}
