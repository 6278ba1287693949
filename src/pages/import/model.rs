//! The steps of an import and the words for how rows end, without a DOM.

use openim_bulk::job::{Known, RowView, State, Summary};

/// Where an import is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// A file, and what its columns are.
    File,
    /// What is to be said of each row.
    Check,
    /// Rows are sent.
    Run,
    /// What came of each row.
    Result,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::File, Self::Check, Self::Run, Self::Result];
}

/// How a row ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Word {
    /// The server confirmed it.
    Registered,
    /// Free before and taken now, though the confirmation was lost.
    Presumed,
    /// Changed, or as the file has it already when its turn came.
    Updated,
    /// There before.
    Existed,
    /// There before, and as the file has it.
    Same,
    /// The server said no.
    Refused,
    /// This console does not touch this user.
    Protected,
    /// Never answered.
    Failed,
    /// It may have been done; nothing tells.
    Unclear,
    /// The run ended before.
    NotTried,
    /// It breaks a rule.
    Broken,
    /// An earlier row has the same ID.
    Duplicate,
    /// The person has taken it out.
    LeftOut,
}

/// Words that belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Nothing is left to do.
    Done,
    /// Nothing was to be done.
    Skipped,
    /// It is not as the file wants it.
    Failed,
}

impl Word {
    /// All, each as it stands in files.
    pub const ALL: [(Self, &str); 13] = [
        (Self::Registered, "registered"),
        (Self::Presumed, "presumed_registered"),
        (Self::Updated, "updated"),
        (Self::Existed, "already_registered"),
        (Self::Same, "unchanged"),
        (Self::Refused, "refused"),
        (Self::Protected, "protected"),
        (Self::Failed, "failed"),
        (Self::Unclear, "unclear"),
        (Self::NotTried, "not_tried"),
        (Self::Broken, "broken"),
        (Self::Duplicate, "duplicate"),
        (Self::LeftOut, "left_out"),
    ];

    /// As it stands in files.
    pub fn text(self) -> &'static str {
        Self::ALL.iter().find(|(word, _)| *word == self).map_or("", |(_, text)| text)
    }

    /// What [`Word::text`] is of.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == text).map(|(word, _)| *word)
    }

    /// Where it belongs.
    pub fn group(self) -> Group {
        match self {
            Self::Registered | Self::Presumed | Self::Updated => Group::Done,
            Self::Existed | Self::Same | Self::Duplicate | Self::LeftOut => Group::Skipped,
            Self::Refused | Self::Protected | Self::Failed | Self::Unclear | Self::NotTried | Self::Broken => {
                Group::Failed
            }
        }
    }

    /// Does it make sense to try the row once more, as it is?
    pub fn can_be_retried(self) -> bool {
        matches!(self, Self::Refused | Self::Protected | Self::Failed | Self::Unclear | Self::NotTried)
    }
}

/// How a row ends that is not sent at all.
pub fn unsent(row: &RowView) -> Word {
    match (row.state, row.known) {
        (State::Broken, _) => Word::Broken,
        (State::Duplicate, _) => Word::Duplicate,
        (State::LeftOut, _) => Word::LeftOut,
        (State::Ready, Known::Registered | Known::Unasked | Known::Free | Known::Unclear) => Word::Existed,
    }
}

/// The rows of each word, in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally(Vec<(Word, Vec<u32>)>);

impl Tally {
    /// One more row.
    pub fn add(&mut self, word: Word, row: u32) {
        match self.0.iter_mut().find(|(known, _)| *known == word) {
            Some((_, rows)) => rows.push(row),
            None => self.0.push((word, vec![row])),
        }
    }

    /// All words that are there, in their order, and how many rows have each.
    pub fn counts(&self) -> Vec<(Word, usize)> {
        let mut counts: Vec<_> = self.0.iter().map(|(word, rows)| (*word, rows.len())).collect();
        counts.sort_unstable();
        counts
    }

    /// How many rows have one of these words.
    pub fn count(&self, wanted: impl Fn(Word) -> bool) -> usize {
        self.0.iter().filter(|(word, _)| wanted(*word)).map(|(_, rows)| rows.len()).sum()
    }

    /// As a host is told.
    pub fn by_group(&self) -> [(&'static str, usize); 4] {
        let updated = self.count(|word| word == Word::Updated);
        let of = |group| self.count(|word| word.group() == group);
        [
            ("registered", of(Group::Done).saturating_sub(updated)),
            ("updated", updated),
            ("skipped", of(Group::Skipped)),
            ("failed", of(Group::Failed)),
        ]
    }

    /// The rows with one of these words, in order.
    pub fn rows(&self, wanted: impl Fn(Word) -> bool) -> Vec<u32> {
        let mut rows: Vec<u32> =
            self.0.iter().filter(|(word, _)| wanted(*word)).flat_map(|(_, rows)| rows.iter().copied()).collect();
        rows.sort_unstable();
        rows
    }
}

/// How many rows would be registered and changed now. Of those who exist none is changed before all have been compared.
pub fn to_send(summary: &Summary) -> (usize, usize) {
    (summary.ready.saturating_sub(summary.registered) as usize, summary.changed as usize)
}

/// `412 KB`
pub fn size_words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    match UNITS.iter().find(|(size, _)| bytes >= *size) {
        Some((size, unit)) => {
            let tenths = bytes.saturating_mul(10) / size;
            if tenths < 100 {
                format!("{}.{} {unit}", tenths / 10, tenths % 10)
            } else {
                format!("{} {unit}", tenths / 10)
            }
        }
        None => format!("{bytes} B"),
    }
}

/// A time as short as it may be: `4 s`, `2 min`, `1 h 5 min`.
pub fn duration_words(millis: u64) -> String {
    let seconds = millis.div_ceil(1_000);
    match seconds {
        0..=89 => format!("{seconds} s"),
        90..=5_399 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

/// The begin of a file's name: what comes before its last point.
pub fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_reads_back_and_belongs_somewhere() {
        for (word, text) in Word::ALL {
            assert_eq!(Word::read(text), Some(word));
            assert_eq!(word.text(), text);
            assert!(!(word.can_be_retried() && word.group() != Group::Failed), "{text}");
        }
        assert_eq!(Word::read("else"), None);
    }

    #[test]
    fn rows_of_several_words_come_in_the_files_order() {
        let mut tally = Tally::default();
        for (word, row) in [(Word::Broken, 3), (Word::Registered, 0), (Word::Refused, 1), (Word::Broken, 5)] {
            tally.add(word, row);
        }
        assert_eq!(tally.rows(|word| word.group() == Group::Failed), [1, 3, 5]);
        assert_eq!(tally.count(|word| word == Word::Broken), 2);
        assert_eq!(tally.counts(), [(Word::Registered, 1), (Word::Refused, 1), (Word::Broken, 2)]);
    }

    #[test]
    fn a_host_is_told_of_each_row_once() {
        let mut tally = Tally::default();
        for ((word, _), row) in Word::ALL.into_iter().zip(0..) {
            tally.add(word, row);
        }
        assert_eq!(tally.by_group(), [("registered", 2), ("updated", 1), ("skipped", 4), ("failed", 6)]);
    }

    #[test]
    fn those_who_exist_are_not_registered_and_only_those_who_differ_are_changed() {
        let summary = Summary {
            rows: 10,
            ready: 7,
            broken: 2,
            duplicates: 1,
            left_out: 0,
            hints: 0,
            unasked: 0,
            registered: 3,
            changed: 2,
            same: 1,
            kinds: Vec::new(),
            outcomes: Vec::new(),
        };
        assert_eq!(to_send(&summary), (4, 2));
    }

    #[test]
    fn what_is_not_sent_says_why() {
        let row = |state, known| RowView {
            row: 0,
            line: 1,
            cells: Vec::new(),
            state,
            known,
            findings: Vec::new(),
            change: None,
            outcome: None,
        };
        for (state, known, word) in [
            (State::Broken, Known::Registered, Word::Broken),
            (State::Duplicate, Known::Unasked, Word::Duplicate),
            (State::LeftOut, Known::Free, Word::LeftOut),
            (State::Ready, Known::Registered, Word::Existed),
        ] {
            assert_eq!(unsent(&row(state, known)), word);
        }
    }

    #[test]
    fn sizes_and_times_are_short() {
        assert_eq!(
            [0, 1_023, 1_024, 422_000, 5 << 20].map(size_words),
            ["0 B", "1023 B", "1.0 KB", "412 KB", "5.0 MB"]
        );
        assert_eq!(
            [0, 1, 89_000, 90_000, 5_400_000].map(duration_words),
            ["0 s", "1 s", "89 s", "2 min", "1 h 30 min"]
        );
    }

    #[test]
    fn a_name_loses_its_last_ending_alone() {
        assert_eq!(["a.csv", "a.b.json", "noend", ".hidden"].map(stem), ["a", "a.b", "noend", ".hidden"]);
    }
}
