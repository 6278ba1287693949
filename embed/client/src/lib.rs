//! The client for JavaScript: `import init, { OpenIM } from "openim-console/client"`.
//!
//! ```text
//! client.js ── OpenIM, OpenIMError, AbortSignal, getToken: what JavaScript has its own words for
//!     │ JSON text: the name of a method and its arguments in, the answer or the failure out
//! border ── methods ── take (arguments) ── openim_api ── give (answers)
//! ```
//!
//! | module | what belongs there |
//! |---|---|
//! | `border` | what wasm-bindgen exports: little, and nothing but texts |
//! | `options` | what a client is made of |
//! | `methods` | every call, one entry for each |
//! | `take` | arguments |
//! | `give` | answers |
//! | `failure` | what an error tells |
//! | `declarations` | `client.d.ts`, written by a test from all of these and from the documentation of `openim_api` |
//!
//! All of it but the border runs in native tests, too.
//!
//! Texts and not objects cross the border, because a number keeps its digits in them, because one exported function is a fraction of
//! a hundred of them, and because JSON is what both sides are fastest at.

#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "what uses it is the border"))]

#[cfg(target_arch = "wasm32")]
mod border;
#[cfg(test)]
mod declarations;
mod failure;
mod give;
#[allow(non_snake_case, reason = "arguments are named as in JavaScript")]
mod methods;
mod options;
mod take;
#[cfg(test)]
mod tests;
