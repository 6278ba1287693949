//! Many users at once. No network, no DOM, no clock of its own: all of it runs in native tests.
//!
//! | module | what belongs there |
//! |---|---|
//! | [`run`] | which request comes next, given what came of those before: blocks, pauses, halving, what is known after a lost answer |

pub mod run;
