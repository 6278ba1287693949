//! Invented users that look like life.

use crate::Options;
use crate::random::Random;
use crate::users::Users;

/// Adds `options.users` invented users.
pub(crate) fn fill(_users: &mut Users, _options: &Options, _random: &mut dyn Random, _now_millis: i64) {}
