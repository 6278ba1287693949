//! Many users at once. No network, no DOM, no clock of its own: all of it runs in native tests.
//!
//! | module | what belongs there |
//! |---|---|
//! | [`read`] | from a file's text to rows, whatever is wrong with it |
//! | [`map`] | from columns to fields of users |
//! | [`check`] | what is to be said of each row before anything is sent |
//! | [`mod@write`] | from rows to a file that can be read again |
//! | [`job`] | a file of users as one value that is asked and answers; the messages |
//! | [`run`] | which request comes next, given what came of those before: blocks, pauses, halving, what is known after a lost answer |

pub mod check;
pub mod job;
pub mod map;
pub mod read;
pub mod run;
pub mod write;
