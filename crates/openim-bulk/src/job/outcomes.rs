//! What came of rows.

use std::collections::{BTreeMap, HashMap};

use super::message::{Outcome, RowOutcome, WordCount};

/// What came of rows: few different things of many rows.
#[derive(Default)]
pub(super) struct Outcomes {
    kept: Vec<RowOutcome>,
    of_row: HashMap<u32, usize>,
}

impl Outcomes {
    pub(super) fn tell(&mut self, outcome: Outcome) {
        let Outcome { rows, word, err_code, operation_id } = outcome;
        let place = self.kept.len();
        self.kept.push(RowOutcome { word, err_code, operation_id });
        self.of_row.extend(rows.into_iter().map(|row| (row, place)));
    }

    pub(super) fn of(&self, row: u32) -> Option<&RowOutcome> {
        self.of_row.get(&row).and_then(|place| self.kept.get(*place))
    }

    pub(super) fn counts(&self) -> Vec<WordCount> {
        let mut counts = BTreeMap::<&str, u32>::new();
        for outcome in self.of_row.values().filter_map(|place| self.kept.get(*place)) {
            let count = counts.entry(&outcome.word).or_default();
            *count = count.saturating_add(1);
        }
        counts.into_iter().map(|(word, rows)| WordCount { word: word.to_owned(), rows }).collect()
    }
}
