//! Every call, one entry for each, in a file for each family as in `openim_api`.
//!
//! An entry is what JavaScript writes, `name(argument: type)`, and what is done. Names and order are those of the Rust client; a test holds
//! them together. After a semicolon stand arguments whose fields have no object of their own. `open` marks those that send no token.
//!
//! Where the Rust client wants a thing as it was just read, because a wrong one does harm that cannot be undone, JavaScript gives the ID
//! and the thing is read here: an object of JavaScript proves nothing.

mod auth;
mod client_config;
mod connection;
mod conversations;
mod friends;
mod groups;
mod jssdk;
mod msg;
mod notification_accounts;
mod statistics;
mod user_commands;
mod users;

use openim_api::{CallOptions, Client, LocalFuture};
use serde_json::Value;

#[cfg(test)]
use crate::declarations::{Signature, Types};
use crate::failure::Failure;
use crate::take::{self, Key, Wrong};

/// How a call is called.
#[derive(Clone, Copy)]
pub struct Name {
    /// Its family and its name: `users.list`; those of the client itself have no family.
    pub path: &'static str,
    /// Whether it is called with arguments.
    pub has_arguments: bool,
    /// Whether it sends no token.
    pub is_open: bool,
}

/// A call for JavaScript.
pub struct Method {
    /// See [`Name::path`].
    pub name: &'static str,
    /// How it is called.
    #[cfg(test)]
    pub called: Name,
    keys: &'static [&'static [Key]],
    make: for<'c> fn(&'c Client, &Value, &'c CallOptions) -> Answer<'c>,
    /// Its arguments and its answer in TypeScript.
    #[cfg(test)]
    pub signature: fn(&mut Types) -> Signature,
}

type Answer<'c> = LocalFuture<'c, Result<String, Failure>>;

/// Calls that come together. Their names are known from the start.
struct Family {
    names: &'static [Name],
    fetch: fn() -> LocalFuture<'static, Fetched>,
}

type Fetched = Result<&'static [Method], Failure>;

/// The families. What signs in and looks after users is there from the start; the others are parts of the wasm, which the release fetches
/// at the first call of one of theirs (`xtask/src/split.rs`).
macro_rules! families {
    (first: $($first:ident)*, later: $($later:ident)*) => {
        const FAMILIES: &[Family] = &[
            $(Family { names: $first::NAMES, fetch: || Box::pin(async { Ok($first::METHODS) }) },)*
            $(Family { names: $later::NAMES, fetch: || Box::pin(fetch::$later()) },)*
        ];

        mod fetch {
            use super::Fetched;
            $(
                #[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
                #[wasm_split_helpers::wasm_split($later, fallible)]
                pub(super) fn $later() -> Fetched {
                    Ok(super::$later::METHODS)
                }

                #[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
                pub(super) async fn $later() -> Fetched {
                    Ok(super::$later::METHODS)
                }
            )*
        }

        /// All of them.
        #[cfg(test)]
        pub fn all() -> impl Iterator<Item = &'static Method> {
            [$($first::METHODS,)* $($later::METHODS),*].into_iter().flatten()
        }
    };
}
families! {
    first: connection auth users,
    later: notification_accounts user_commands client_config friends groups conversations msg statistics jssdk
}

/// Their names, separated by blanks; behind that of one without arguments `()`, behind that of one without a token `!`.
pub fn list() -> String {
    let mut list = String::new();
    for name in FAMILIES.iter().flat_map(|family| family.names) {
        for part in [
            if list.is_empty() { "" } else { " " },
            name.path,
            if name.has_arguments { "" } else { "()" },
            if name.is_open { "!" } else { "" },
        ] {
            list.push_str(part);
        }
    }
    list
}

/// Makes a call.
pub async fn call(client: Client, name: String, arguments: String, options: CallOptions) -> Result<String, Failure> {
    let method = find(&name).await?;
    // Half of a character is no text for a server.
    let arguments = serde_json::from_str(&arguments).map_err(|_| Wrong::new("holds what is no text of JSON"))?;
    take::check(&arguments, method.keys)?;
    (method.make)(&client, &arguments, &options).await
}

async fn find(name: &str) -> Result<&'static Method, Failure> {
    let no_method = || Wrong::new("is no method");
    let family = FAMILIES.iter().find(|family| family.names.iter().any(|known| known.path == name));
    let methods = (family.ok_or_else(no_method)?.fetch)().await?;
    Ok(methods.iter().find(|method| method.name == name).ok_or_else(no_method)?)
}

/// The methods of a family: see above.
macro_rules! methods {
    ($family:literal, |$client:ident, $options:ident|
        $($(#[doc = $note:literal])* $name:ident ($($argument:ident: $kind:ty),* $(; $($part:ident: $part_kind:ty),*)?)
            $($open:ident)? -> $answer:ty $body:block)*
    ) => {
        pub(crate) const NAMES: &[$crate::methods::Name] = &[$($crate::methods::Name {
            path: concat!($family, stringify!($name)),
            has_arguments: methods!(@some $($argument)* $($($part)*)?),
            is_open: methods!(@some $($open)?),
        }),*];

        pub(crate) const METHODS: &[$crate::methods::Method] = &[$($crate::methods::Method {
            name: concat!($family, stringify!($name)),
            #[cfg(test)]
            called: $crate::methods::Name {
                path: concat!($family, stringify!($name)),
                has_arguments: methods!(@some $($argument)* $($($part)*)?),
                is_open: methods!(@some $($open)?),
            },
            keys: &[
                &[$($crate::take::given::<$kind>(stringify!($argument))),*],
                $($(<$part_kind as $crate::take::Part>::KEYS),*)?
            ],
            make: |$client, _given, $options| {
                $(let $argument: $kind = $crate::take::field(_given, stringify!($argument));)*
                $($(let $part: $part_kind = $crate::take::Part::take_from(_given);)*)?
                Box::pin(async move {
                    let answer: $answer = $body;
                    Ok($crate::give::Give::to_text(answer))
                })
            },
            #[cfg(test)]
            signature: |types| $crate::declarations::Signature {
                arguments: vec![$(types.argument::<$kind>(stringify!($argument))),*],
                parts: vec![$($(<$part_kind as $crate::take::Part>::ts(types)),*)?],
                answer: <$answer as $crate::give::Give>::ts(types),
                notes: &[$($note),*],
            },
        }),*];
    };
    (@some) => { false };
    (@some $($some:tt)+) => { true };
}
use methods;
