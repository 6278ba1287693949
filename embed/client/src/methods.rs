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

/// A call for JavaScript.
pub struct Method {
    /// Its family and its name: `users.list`; those of the client itself have no family.
    pub name: &'static str,
    /// Whether it is called with arguments.
    pub has_arguments: bool,
    /// Whether it sends no token.
    pub is_open: bool,
    keys: &'static [&'static [Key]],
    make: for<'c> fn(&'c Client, &Value, &'c CallOptions) -> Answer<'c>,
    /// Its arguments and its answer in TypeScript.
    #[cfg(test)]
    pub signature: fn(&mut Types) -> Signature,
}

type Answer<'c> = LocalFuture<'c, Result<String, Failure>>;

const FAMILIES: [&[Method]; 12] = [
    connection::METHODS,
    auth::METHODS,
    users::METHODS,
    notification_accounts::METHODS,
    user_commands::METHODS,
    client_config::METHODS,
    friends::METHODS,
    groups::METHODS,
    conversations::METHODS,
    msg::METHODS,
    statistics::METHODS,
    jssdk::METHODS,
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Method> {
    FAMILIES.into_iter().flatten()
}

/// Their names, separated by blanks; behind that of one without arguments `()`, behind that of one without a token `!`.
pub fn list() -> String {
    let mut list = String::new();
    for method in all() {
        for part in [
            if list.is_empty() { "" } else { " " },
            method.name,
            if method.has_arguments { "" } else { "()" },
            if method.is_open { "!" } else { "" },
        ] {
            list.push_str(part);
        }
    }
    list
}

/// Makes a call.
pub async fn call(client: Client, name: String, arguments: String, options: CallOptions) -> Result<String, Failure> {
    let (method, arguments) = checked(&name, &arguments)?;
    (method.make)(&client, &arguments, &options).await
}

fn checked(name: &str, arguments: &str) -> Result<(&'static Method, Value), Wrong> {
    let method = all().find(|method| method.name == name).ok_or_else(|| Wrong::new("is no method"))?;
    // Half of a character is no text for a server.
    let arguments = serde_json::from_str(arguments).map_err(|_| Wrong::new("holds what is no text of JSON"))?;
    take::check(&arguments, method.keys)?;
    Ok((method, arguments))
}

/// The methods of a family: see above.
macro_rules! methods {
    ($family:literal, |$client:ident, $options:ident|
        $($(#[doc = $note:literal])* $name:ident ($($argument:ident: $kind:ty),* $(; $($part:ident: $part_kind:ty),*)?)
            $($open:ident)? -> $answer:ty $body:block)*
    ) => {
        pub(crate) const METHODS: &[$crate::methods::Method] = &[$($crate::methods::Method {
            name: concat!($family, stringify!($name)),
            has_arguments: methods!(@some $($argument)* $($($part)*)?),
            is_open: methods!(@some $($open)?),
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
