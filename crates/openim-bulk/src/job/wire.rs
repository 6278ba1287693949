//! Between messages and JSON. By hand over [`Value`] and not derived: what the page has of it stays small, and the keys are the
//! names of the fields.

use openim_api::ServerBlock;
use serde_json::{Map, Value};

/// What can be a part of a message.
pub trait Wire: Sized {
    /// As JSON.
    fn to_json(&self) -> Value;
    /// From JSON; None if it is something else.
    fn from_json(value: &Value) -> Option<Self>;
}

/// A field of an object; one that is missing is read as null.
pub fn part<T: Wire>(object: &Value, key: &str) -> Option<T> {
    T::from_json(object.get(key).unwrap_or(&Value::Null))
}

/// An object of one field.
pub fn single(key: &str, value: Value) -> Value {
    let mut fields = Map::new();
    fields.insert(key.to_owned(), value);
    Value::Object(fields)
}

/// The only field of an object, or a word alone.
pub fn only(value: &Value) -> Option<(&str, &Value)> {
    match value {
        Value::String(word) => Some((word, &Value::Null)),
        Value::Object(fields) if fields.len() == 1 => fields.iter().next().map(|(key, value)| (key.as_str(), value)),
        _ => None,
    }
}

impl Wire for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Wire for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Wire for u32 {
    fn to_json(&self) -> Value {
        (*self).into()
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_u64().and_then(|number| number.try_into().ok())
    }
}

impl Wire for u64 {
    fn to_json(&self) -> Value {
        (*self).into()
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_u64()
    }
}

impl Wire for i32 {
    fn to_json(&self) -> Value {
        (*self).into()
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_i64().and_then(|number| number.try_into().ok())
    }
}

impl Wire for char {
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().and_then(|text| text.chars().next())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, Wire::to_json)
    }

    fn from_json(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(Wire::to_json).collect())
    }

    fn from_json(value: &Value) -> Option<Self> {
        value.as_array()?.iter().map(T::from_json).collect()
    }
}

impl Wire for ServerBlock {
    fn to_json(&self) -> Value {
        self.label().into()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let label = value.as_str()?;
        Self::ALL.into_iter().find(|block| block.label() == label)
    }
}

/// A message with fields; the keys are the fields' names.
macro_rules! message {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl $crate::job::wire::Wire for $name {
            fn to_json(&self) -> serde_json::Value {
                let mut fields = serde_json::Map::new();
                $(fields.insert(stringify!($field).to_owned(), $crate::job::wire::Wire::to_json(&self.$field));)*
                serde_json::Value::Object(fields)
            }

            fn from_json(value: &serde_json::Value) -> Option<Self> {
                Some(Self { $($field: $crate::job::wire::part(value, stringify!($field))?,)* })
            }
        }
    };
}

/// One of several: a word, or an object with the word as its only key.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident $(($part:ident: $kind:ty))? = $word:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant $(($kind))?,)*
        }

        impl $crate::job::wire::Wire for $name {
            fn to_json(&self) -> serde_json::Value {
                match self {
                    $(Self::$variant $(($part))? => {
                        let part: Option<serde_json::Value> = None;
                        $(let part = part.or(Some($crate::job::wire::Wire::to_json($part)));)?
                        part.map_or_else(|| $word.into(), |part| $crate::job::wire::single($word, part))
                    })*
                }
            }

            fn from_json(value: &serde_json::Value) -> Option<Self> {
                let (word, _part) = $crate::job::wire::only(value)?;
                $(if word == $word {
                    return Some(Self::$variant $((<$kind as $crate::job::wire::Wire>::from_json(_part)?))?);
                })*
                None
            }
        }
    };
}

/// Words alone.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// What it is called in messages.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one that is called so.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl $crate::job::wire::Wire for $name {
            fn to_json(&self) -> serde_json::Value {
                self.word().into()
            }

            fn from_json(value: &serde_json::Value) -> Option<Self> {
                Self::from_word(value.as_str()?)
            }
        }
    };
}

pub(crate) use {choice, message, words};
