//! What is done to many users: logged out, another receive option, a notice. One request after the other, by [`openim_bulk::run`]: it says
//! what comes next, and what is known of each row after a lost answer.
//!
//! | module | what belongs there |
//! |---|---|
//! | `job` | what is done to whom, and how each row ended; no DOM |
//! | `drive` | sending what comes next; keeping what is under way while nobody is signed in |
//! | `panel` | the drawer, from the form to the result |
//! | `form`, `notice` | what is to be chosen before |
//! | `ask` | the question before it begins |
//! | `result` | how far it is; a row for each that has ended |

mod ask;
mod drive;
mod form;
mod job;
mod notice;
mod panel;
mod result;

pub use self::panel::ActPanel;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Logged out on some platforms.
    LogOut,
    /// Another receive option.
    Receive,
    /// A notice of a notification account.
    Notice,
}
