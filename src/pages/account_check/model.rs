//! The IDs of a pasted text, the run over them in blocks, and what has come of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use openim_api::{AccountStatus, ApiError, ServerBlock, UserId, rules};
use openim_bulk::write;
use yew::Reducible;

/// IDs in one call. Comfortable for every server, and a cancelled run stops soon.
pub const BLOCK: usize = 500;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Each ID once, in the order of the text.
    pub ids: Vec<UserId>,
    /// How many words of the text repeat an earlier one.
    pub repeats: usize,
}

/// Finds the IDs: words between lines, commas, semicolons and spaces, of whatever script those are.
pub fn parse(text: &str) -> Pasted {
    let mut seen = HashSet::new();
    let mut pasted = Pasted::default();
    let is_separator =
        |character: char| character.is_whitespace() || matches!(character, ',' | ';' | '，' | '；' | '、' | '\u{FEFF}');
    for word in text.split(is_separator).map(|word| word.trim_matches(['"', '\''])).filter(|word| !word.is_empty()) {
        if seen.insert(word) {
            pasted.ids.push(UserId::from(word));
        } else {
            pasted.repeats += 1;
        }
    }
    pasted
}

/// What is known of one ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Registered on this server.
    Registered,
    /// Free to register.
    Unregistered,
    /// Not registered, and this server would not take it.
    Impossible,
    /// The server said neither.
    Unclear,
}

impl Outcome {
    fn of(id: &UserId, status: Option<AccountStatus>, block: ServerBlock) -> Self {
        match status {
            Some(AccountStatus::Registered) => Self::Registered,
            Some(AccountStatus::Unregistered) if rules::user_id_problem(id.as_str(), block).is_some() => {
                Self::Impossible
            }
            Some(AccountStatus::Unregistered) => Self::Unregistered,
            Some(AccountStatus::Unknown) | None => Self::Unclear,
        }
    }

    /// The word in a CSV file: the API's own.
    fn word(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Unregistered => "unregistered",
            Self::Impossible => "impossible",
            Self::Unclear => "unclear",
        }
    }
}

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Only those registered.
    Registered,
    /// Only those that are not.
    Unregistered,
}

/// A run over IDs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// All that is asked about.
    pub ids: Rc<Vec<UserId>>,
    /// One for each ID that has been answered, in the order of `ids`.
    pub outcomes: Rc<Vec<Outcome>>,
    /// Where it stands.
    pub state: RunState,
}

/// Where a run stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RunState {
    /// Nothing has been asked.
    #[default]
    Idle,
    /// Blocks are being asked.
    Running,
    /// Everything has been answered.
    Done,
    /// The person stopped it; what is there is right.
    Cancelled,
    /// A block could not be asked; what is there is right, and the rest can be tried again.
    Failed(ApiError),
}

/// What happens to a run.
pub enum RunEvent {
    /// A new run over these.
    Begin(Vec<UserId>),
    /// The rest of a stopped run.
    Resume,
    /// An answer.
    Answered(Vec<(UserId, AccountStatus)>, ServerBlock),
    /// A block failed.
    Failed(ApiError),
    /// The person stopped it.
    Cancel,
    /// All is forgotten.
    Clear,
}

impl Run {
    /// The next IDs to ask about.
    pub fn next_block(&self) -> Range<usize> {
        let start = self.outcomes.len().min(self.ids.len());
        start..(start + BLOCK).min(self.ids.len())
    }

    /// How many have this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|of| **of == outcome).count()
    }

    /// The rows that pass the filter.
    pub fn rows(&self, filter: Filter) -> Vec<(&UserId, Outcome)> {
        let rows = self.ids.iter().zip(self.outcomes.iter().copied());
        rows.filter(|(_, outcome)| match filter {
            Filter::All => true,
            Filter::Registered => *outcome == Outcome::Registered,
            Filter::Unregistered => matches!(outcome, Outcome::Unregistered | Outcome::Impossible),
        })
        .collect()
    }

    /// The rows that pass the filter, one ID a line.
    pub fn lines(&self, filter: Filter) -> String {
        self.rows(filter).into_iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The rows that pass the filter as CSV.
    pub fn csv(&self, filter: Filter) -> String {
        let head = std::iter::once(vec!["userID", "accountStatus"]);
        write::csv(head.chain(self.rows(filter).into_iter().map(|(id, outcome)| vec![id.as_str(), outcome.word()])))
    }
}

impl Reducible for Run {
    type Action = RunEvent;

    fn reduce(self: Rc<Self>, event: RunEvent) -> Rc<Self> {
        let with = |state| Rc::new(Self { state, ..(*self).clone() });
        match event {
            RunEvent::Begin(ids) => {
                Rc::new(Self { ids: Rc::new(ids), outcomes: Rc::default(), state: RunState::Running })
            }
            RunEvent::Resume => with(RunState::Running),
            RunEvent::Cancel if self.state == RunState::Running => with(RunState::Cancelled),
            RunEvent::Cancel => self,
            RunEvent::Failed(error) => with(RunState::Failed(error)),
            RunEvent::Clear => Rc::default(),
            RunEvent::Answered(answers, block) => {
                // Matched by ID: the order of an answer is not the client's to rely on.
                let by_id: HashMap<&UserId, AccountStatus> = answers.iter().map(|(id, status)| (id, *status)).collect();
                let asked = self.ids.get(self.next_block()).unwrap_or_default();
                let mut outcomes = (*self.outcomes).clone();
                outcomes.extend(asked.iter().map(|id| Outcome::of(id, by_id.get(id).copied(), block)));
                let done = outcomes.len() >= self.ids.len();
                let state = if done { RunState::Done } else { self.state.clone() };
                Rc::new(Self { outcomes: Rc::new(outcomes), state, ids: Rc::clone(&self.ids) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(run: &Run, filter: Filter) -> Vec<String> {
        run.rows(filter).into_iter().map(|(id, _)| id.as_str().to_owned()).collect()
    }

    #[test]
    fn ids_are_found_between_all_kinds_of_separators_and_once_each() {
        let pasted = parse("a,b c\r\nd;e，f、\"g\"\ta\n\n a");
        let found: Vec<_> = pasted.ids.iter().map(UserId::as_str).collect();
        assert_eq!(found, ["a", "b", "c", "d", "e", "f", "g"]);
        assert_eq!(pasted.repeats, 2);
    }

    #[test]
    fn a_run_goes_block_by_block_and_can_be_taken_up_again() {
        let all: Vec<UserId> = (0..BLOCK + 3).map(|n| UserId::from(format!("u{n}"))).collect();
        let run = Rc::new(Run::default()).reduce(RunEvent::Begin(all.clone()));
        assert_eq!(run.next_block(), 0..BLOCK);
        let answer =
            |range: Range<usize>| all[range].iter().map(|id| (id.clone(), AccountStatus::Registered)).collect();
        let run = run.reduce(RunEvent::Answered(answer(0..BLOCK), ServerBlock::Main)).reduce(RunEvent::Cancel);
        assert_eq!((run.state.clone(), run.outcomes.len()), (RunState::Cancelled, BLOCK));
        let run = run.reduce(RunEvent::Resume);
        assert_eq!(run.next_block(), BLOCK..BLOCK + 3);
        let run = run.reduce(RunEvent::Answered(answer(BLOCK..BLOCK + 3), ServerBlock::Main));
        assert_eq!((run.state.clone(), run.count(Outcome::Registered)), (RunState::Done, BLOCK + 3));
    }

    #[test]
    fn answers_are_matched_by_id_and_a_missing_one_is_unclear() {
        let run = Rc::new(Run::default()).reduce(RunEvent::Begin(parse("a b li.na c").ids));
        let answers = vec![
            (UserId::from("li.na"), AccountStatus::Unregistered),
            (UserId::from("b"), AccountStatus::Unregistered),
            (UserId::from("a"), AccountStatus::Registered),
        ];
        let run = run.reduce(RunEvent::Answered(answers, ServerBlock::Main));
        assert_eq!(*run.outcomes, [Outcome::Registered, Outcome::Unregistered, Outcome::Impossible, Outcome::Unclear]);
        assert_eq!(ids(&run, Filter::Unregistered), ["b", "li.na"]);
        assert_eq!(run.lines(Filter::Registered), "a");
        assert!(run.csv(Filter::All).contains("li.na,impossible\r\n"));
    }
}
