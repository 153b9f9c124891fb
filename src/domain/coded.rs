//! The `coded!` macro: declares an enum together with the codes its values are stored and typed as,
//! and the keys of their words in `assets/lang`.

use thiserror::Error;

/// An enum whose values have codes: lower case with underscores, the same in SQLite, in JSON and on
/// the command line.
pub trait Coded: Copy + std::str::FromStr + Send + Sync + 'static {
    /// Every value, in the order lists offer them.
    const ALL: &'static [Self];

    /// The code of this value.
    fn code(self) -> &'static str;

    /// All it may be typed as: the code, then further spellings.
    fn spellings(self) -> &'static [&'static str];
}

/// The text is not one of the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("unknown code")]
pub struct UnknownCode;

/// Declares an enum with `ALL` and one or both of:
/// - `= "code"`: `code()`, `FromStr` (ASCII case ignored; further spellings follow after `|`), serde
///   as the code, and [`Coded`];
/// - `=> "key"`: `key()`, the key of its word in `assets/lang`, which also makes it an argument of
///   messages.
macro_rules! coded {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {$(
            $(#[$doc:meta])*
            $variant:ident = $code:literal $(| $also:literal)* => $key:literal
        ),* $(,)?}
    ) => {
        coded! { @enum $(#[$meta])* $name { $($(#[$doc])* $variant),* } }
        coded! { @codes $name { $($variant = $code $(| $also)*),* } }
        coded! { @words $name { $($variant => $key),* } }
    };
    (
        $(#[$meta:meta])*
        pub enum $name:ident {$(
            $(#[$doc:meta])*
            $variant:ident = $code:literal $(| $also:literal)*
        ),* $(,)?}
    ) => {
        coded! { @enum $(#[$meta])* $name { $($(#[$doc])* $variant),* } }
        coded! { @codes $name { $($variant = $code $(| $also)*),* } }
    };
    (
        $(#[$meta:meta])*
        pub enum $name:ident {$(
            $(#[$doc:meta])*
            $variant:ident => $key:literal
        ),* $(,)?}
    ) => {
        coded! { @enum $(#[$meta])* $name { $($(#[$doc])* $variant),* } }
        coded! { @words $name { $($variant => $key),* } }
    };
    (@enum $(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident),* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every value, in the order lists offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    };
    (@codes $name:ident { $($variant:ident = $code:literal $(| $also:literal)*),* }) => {
        impl $name {
            /// The code it is stored and typed as.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }

        impl $crate::domain::coded::Coded for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn code(self) -> &'static str {
                self.code()
            }

            fn spellings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$code $(, $also)*],)*
                }
            }
        }

        /// Reads a code, ignoring ASCII case.
        impl std::str::FromStr for $name {
            type Err = $crate::domain::coded::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $(if [$code $(, $also)*].iter().any(|code| code.eq_ignore_ascii_case(text)) {
                    return Ok(Self::$variant);
                })*
                Err($crate::domain::coded::UnknownCode)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(reader)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
    (@words $name:ident { $($variant:ident => $key:literal),* }) => {
        impl $name {
            /// Key of its word in `assets/lang`.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }
        }

        /// The value's word, rendered in place.
        impl $crate::domain::message::ToArg for $name {
            fn to_arg(&self) -> Option<$crate::domain::message::Arg> {
                Some($crate::domain::message::Arg::Word(self.key().into()))
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
mod tests {
    use super::Coded;

    coded! {
        /// For the tests.
        pub enum Colour {
            /// Said in two ways.
            Red = "red" | "merah" => "colour-red",
            /// Said in one.
            SkyBlue = "sky_blue" => "colour-sky-blue",
        }
    }

    #[test]
    fn a_code_reads_back_as_its_value() {
        for colour in Colour::ALL {
            assert_eq!(colour.code().parse(), Ok(*colour));
            let json = serde_json::to_string(colour).unwrap();
            assert_eq!(json, format!("\"{}\"", colour.code()));
            assert_eq!(serde_json::from_str::<Colour>(&json).unwrap(), *colour);
        }
        assert_eq!("MERAH".parse(), Ok(Colour::Red));
        assert_eq!(Colour::Red.spellings(), ["red", "merah"]);
        assert!("sky-blue".parse::<Colour>().is_err());
        assert_eq!(Colour::SkyBlue.key(), "colour-sky-blue");
    }
}
