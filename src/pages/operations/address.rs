//! What part of the log is shown, as it stands in the address: `/oic-…?show=failed&q=1102&page=2`.

use crate::operations::Operation;
use crate::route::{Place, Route, decode, encode, parameter};

/// From this duration on a call is slow, in milliseconds.
pub const SLOW_MILLIS: u32 = 1_000;

/// Which calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every one.
    #[default]
    All,
    /// Those that did not get what they asked for.
    Failed,
    /// Those that took a second or more.
    Slow,
    /// Those that change something on the server.
    Writes,
}

impl Filter {
    /// All, each with its word in the address.
    pub const ALL: [(Self, &str); 4] =
        [(Self::All, ""), (Self::Failed, "failed"), (Self::Slow, "slow"), (Self::Writes, "writes")];

    /// Does it let this call through?
    pub fn takes(self, call: &Operation) -> bool {
        match self {
            Self::All => true,
            Self::Failed => call.has_failed(),
            Self::Slow => call.record.duration_millis >= SLOW_MILLIS,
            Self::Writes => call.record.effect != openim_api::Effect::Reads,
        }
    }
}

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The call that is looked at.
    pub operation: Option<String>,
    /// Which calls are listed.
    pub filter: Filter,
    /// What is searched for.
    pub keyword: String,
    /// From 1.
    pub page: u32,
}

impl Address {
    /// Reads what follows the page's name.
    pub fn read(rest: &str) -> Self {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let operation = path.strip_prefix('/').map(decode).filter(|id| !id.is_empty());
        let show = parameter(query, "show").unwrap_or_default();
        let filter = Filter::ALL.iter().find(|(_, word)| *word == show).map(|(filter, _)| *filter);
        Self {
            operation,
            filter: filter.unwrap_or_default(),
            keyword: parameter(query, "q").unwrap_or_default(),
            page: parameter(query, "page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
        }
    }

    /// The place with this address.
    pub fn route(&self) -> Route {
        let path = self.operation.as_deref().map(|id| format!("/{}", encode(id))).unwrap_or_default();
        let word = Filter::ALL.iter().find(|(filter, _)| *filter == self.filter).map_or("", |(_, word)| word);
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let parts = [("show", word), ("q", &encode(&self.keyword)), ("page", &page)];
        let query: Vec<_> = parts.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query: Vec<_> = query.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        Route::Place(Place::Operations, format!("{path}{mark}{}", query.join("&")))
    }
}

/// Does a call have all words that are searched for: in its path, its operationID, or as the start of its errCode or status? A
/// short number is a code and no part of an ID; the names of the two may stand before them, as in a copied report.
pub fn matches(call: &Operation, keyword: &str) -> bool {
    let record = &call.record;
    let (path, id) = (record.path.to_ascii_lowercase(), record.operation_id.as_str().to_ascii_lowercase());
    let codes =
        [record.err_code, record.error.as_ref().and_then(|error| error.err_code()), record.status.map(i64::from)];
    keyword.split_whitespace().map(str::to_ascii_lowercase).all(|word| {
        let is_name = matches!(word.trim_end_matches(':'), "errcode" | "operationid" | "http" | "·");
        let is_code = word.len() <= 6 && word.parse::<i64>().is_ok();
        is_name
            || if is_code {
                codes.iter().flatten().any(|code| code.to_string().starts_with(&word))
            } else {
                path.contains(&word) || id.contains(&word)
            }
    })
}

/// The duration that half of the calls stay below.
pub fn median_millis<'a>(calls: impl IntoIterator<Item = &'a Operation>) -> u32 {
    let mut durations: Vec<u32> = calls.into_iter().map(|call| call.record.duration_millis).collect();
    durations.sort_unstable();
    durations.get(durations.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::texts::tests::call;
    use super::*;
    use openim_api::{CallRecord, Effect};
    use proptest::prelude::*;

    #[test]
    fn a_call_is_found_by_path_id_and_code() {
        let mut operation = call("/user/user_register", "{}");
        operation.record = CallRecord { err_code: Some(1102), status: Some(200), ..operation.record };
        for found in ["", "user_REG", "1102", "11", "200", "oic-1", "errCode 1102 · operationID oic-1", "user 1102"] {
            assert!(matches(&operation, found), "{found}");
        }
        for missed in ["102", "user 1004", "group", "9"] {
            assert!(!matches(&operation, missed), "{missed}");
        }
    }

    #[test]
    fn slow_calls_and_writes_are_told_apart() {
        let mut operation = call("/user/get_users", "{}");
        assert_eq!(Filter::ALL.map(|(filter, _)| filter.takes(&operation)), [true, false, false, false]);
        operation.record = CallRecord { duration_millis: SLOW_MILLIS, effect: Effect::Takes, ..operation.record };
        assert_eq!(Filter::ALL.map(|(filter, _)| filter.takes(&operation)), [true, false, true, true]);
    }

    #[test]
    fn half_of_the_calls_stay_below_the_median() {
        let mut calls = [1, 90, 5, 7, 6].map(|_| call("/a", ""));
        for (call, millis) in calls.iter_mut().zip([1, 90, 5, 7, 6]) {
            call.record.duration_millis = millis;
        }
        assert_eq!(median_millis(&calls), 6);
        assert_eq!(median_millis(&[]), 0);
    }

    proptest! {
        #[test]
        fn every_address_reads_back(id in "[ -~]{0,20}", show in 0..4_usize, q in ".{0,20}", page in 1..50_u32) {
            let operation = Some(id).filter(|id| !id.is_empty());
            let address = Address { operation, filter: Filter::ALL[show].0, keyword: q, page };
            let Route::Place(_, rest) = address.route() else { panic!() };
            prop_assert_eq!(Address::read(&rest), address);
        }

        #[test]
        fn no_address_panics(rest in ".*") {
            let _ = Address::read(&rest);
        }
    }
}
