//! The end of an import: what came of each row is told to the worker, so that files have it, and what was kept is dropped.

use std::collections::BTreeMap;

use openim_bulk::job::{Existing, Filter, Format, Outcome, Overview, Refusal, Reply, Request, RowsWanted, key_of};

use super::calls::unexpected;
use super::drive::Import;
use super::model::{Tally, Word, unsent};
use super::runs::Ended;
use super::worker::{Trouble, Worker};

/// Rows told of at a time.
const AT_ONCE: usize = 5_000;
/// Rows asked for at a time.
const PAGE: u32 = 500;

/// How many rows have which end.
///
/// # Errors
/// The worker has gone.
pub async fn finish(import: &Import) -> Result<Tally, Trouble> {
    let worker = &import.worker;
    let mut ends: Vec<Ended> = import.runs.borrow().ended().collect();
    let mut others = BTreeMap::<u32, Word>::new();
    for filter in [Filter::Broken, Filter::Duplicate, Filter::LeftOut] {
        for (row, word) in words_of(worker, &filter).await? {
            others.insert(row, word);
        }
    }
    let rest = if import.overview.choices.existing == Existing::Update { Word::Same } else { Word::Existed };
    {
        let runs = import.runs.borrow();
        for row in numbers(&import.overview).filter(|row| !runs.holds(*row)) {
            let word = others.get(&row).copied().unwrap_or(rest);
            ends.push(Ended { row, word, err_code: None, operation_id: None });
        }
    }
    ends.sort_unstable_by_key(|ended| ended.row);
    let mut tally = Tally::default();
    for ended in &ends {
        tally.add(ended.word, ended.row);
    }
    for outcomes in outcomes_of(&ends) {
        worker.ask(Request::Outcomes(outcomes)).await?;
    }
    forget(import).await?;
    Ok(tally)
}

/// Nothing is left to go on with: nothing is kept any longer.
async fn forget(import: &Import) -> Result<(), Trouble> {
    match import.worker.ask(Request::Drop(key_of(&import.overview.hash, &import.server))).await {
        // Where nothing can be kept, nothing is there.
        Ok(_) | Err(Trouble::Refused(Refusal::NotKept(_))) => Ok(()),
        Err(why) => Err(why),
    }
}

/// The numbers of the rows that are users.
fn numbers(overview: &Overview) -> std::ops::Range<u32> {
    let first = u32::from(overview.format == Format::Csv && overview.choices.header);
    first..first.saturating_add(overview.summary.rows)
}

async fn words_of(worker: &Worker, filter: &Filter) -> Result<Vec<(u32, Word)>, Trouble> {
    let mut found = Vec::new();
    loop {
        let from = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let wanted = RowsWanted { filter: filter.clone(), from, count: PAGE };
        let Reply::Rows(page) = worker.ask(Request::Rows(wanted)).await? else { return Err(unexpected()) };
        if page.rows.is_empty() {
            return Ok(found);
        }
        found.extend(page.rows.iter().map(|row| (row.row, unsent(row))));
    }
}

/// As the worker is told: each end once, with all its rows; so many rows in a message.
fn outcomes_of(ends: &[Ended]) -> Vec<Vec<Outcome>> {
    let mut messages = Vec::new();
    for ends in ends.chunks(AT_ONCE) {
        let mut outcomes = Vec::<Outcome>::new();
        for ended in ends {
            let err_code = ended.err_code.and_then(|code| i32::try_from(code).ok());
            let operation_id = ended.operation_id.as_ref().map(|id| id.as_str().to_owned());
            let same = |outcome: &&mut Outcome| {
                outcome.word == ended.word.text()
                    && outcome.err_code == err_code
                    && outcome.operation_id == operation_id
            };
            match outcomes.iter_mut().rev().take(16).find(same) {
                Some(outcome) => outcome.rows.push(ended.row),
                None => outcomes.push(Outcome {
                    rows: vec![ended.row],
                    word: ended.word.text().to_owned(),
                    err_code,
                    operation_id,
                }),
            }
        }
        messages.push(outcomes);
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_one_end_are_told_together() {
        let ended = |row, word, err_code| Ended { row, word, err_code, operation_id: None };
        let ends = [
            ended(0, Word::Registered, None),
            ended(1, Word::Refused, Some(1001)),
            ended(2, Word::Registered, None),
            ended(3, Word::Refused, Some(1004)),
        ];
        let told = outcomes_of(&ends);
        let told: Vec<_> = told
            .iter()
            .flatten()
            .map(|outcome| (outcome.word.as_str(), outcome.err_code, outcome.rows.clone()))
            .collect();
        assert_eq!(
            told,
            [("registered", None, vec![0, 2]), ("refused", Some(1001), vec![1]), ("refused", Some(1004), vec![3])]
        );
        assert_eq!(outcomes_of(&vec![ended(1, Word::Same, None); AT_ONCE + 1]).len(), 2);
    }
}
