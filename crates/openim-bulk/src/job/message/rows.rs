//! Rows: counts, what is shown of them, what is said of them, and what a person changes.

use super::{Field, RowChange, RowOutcome};
use crate::job::wire::{choice, message, words};

message! {
    /// How many rows. Each row that is not left out is ready, broken, or a duplicate; hints are more of a ready row.
    Summary {
        /// All.
        rows: u32,
        /// Can be sent: will be registered, or, if registered, left or changed.
        ready: u32,
        /// Cannot.
        broken: u32,
        /// Says the same ID as an earlier row, and is not broken otherwise.
        duplicates: u32,
        /// Taken out by the person.
        left_out: u32,
        /// Ready, with a hint.
        hints: u32,
        /// Ready; not known whether registered.
        unasked: u32,
        /// Ready and registered.
        registered: u32,
        /// Ready and registered, compared, and something differs.
        changed: u32,
        /// Ready and registered, compared, and nothing differs.
        same: u32,
        /// How often each kind of finding is there, the most frequent first.
        kinds: Vec<KindCount>,
        /// How often each outcome has been told.
        outcomes: Vec<WordCount>,
    }
}

message! {
    /// A kind and how many rows have it.
    KindCount {
        /// The kind.
        kind: Kind,
        /// How bad.
        level: Level,
        /// Rows.
        rows: u32,
    }
}

message! {
    /// An outcome and how many rows have it.
    WordCount {
        /// As it was told.
        word: String,
        /// Rows.
        rows: u32,
    }
}

message! {
    /// Which rows to look at.
    RowsWanted {
        /// Of these.
        filter: Filter,
        /// How many of these to pass over.
        from: u32,
        /// How many to show, at most 500.
        count: u32,
    }
}

choice! {
    /// Some of the rows.
    Filter {
        /// All.
        All = "all",
        /// Ready.
        Ready = "ready",
        /// Broken or duplicate: what has to be looked at.
        NotReady = "not_ready",
        /// Broken.
        Broken = "broken",
        /// Duplicate, and not broken otherwise.
        Duplicate = "duplicate",
        /// Ready, with a hint.
        Hint = "hint",
        /// Left out.
        LeftOut = "left_out",
        /// Ready and registered.
        Registered = "registered",
        /// Ready, registered, and something differs.
        Changed = "changed",
        /// Neither left out nor without a finding of this kind.
        Kind(kind: Kind) = "kind",
        /// With this outcome.
        Outcome(word: String) = "outcome",
        /// These alone.
        These(rows: Vec<u32>) = "these",
    }
}

message! {
    /// Rows.
    RowPage {
        /// How many pass the filter.
        total: u32,
        /// Those asked for.
        rows: Vec<RowView>,
    }
}

words! {
    /// What will be done with a row.
    State {
        /// It can be sent.
        Ready = "ready",
        /// It cannot.
        Broken = "broken",
        /// An earlier row has the same ID.
        Duplicate = "duplicate",
        /// The person has taken it out.
        LeftOut = "left_out",
    }
}

words! {
    /// What the server knows of a row's user.
    Known {
        /// It has not been asked.
        Unasked = "unasked",
        /// Not registered.
        Free = "free",
        /// Registered.
        Registered = "registered",
        /// The server said neither.
        Unclear = "unclear",
    }
}

message! {
    /// A row.
    RowView {
        /// Its number.
        row: u32,
        /// Where it begins in the file, from 1.
        line: u32,
        /// Its cells, one for each column.
        cells: Vec<CellView>,
        /// What will be done with it.
        state: State,
        /// What the server knows of it.
        known: Known,
        /// What is to be said of it.
        findings: Vec<Finding>,
        /// What differs from the server, if compared and something does.
        change: Option<RowChange>,
        /// What came of it.
        outcome: Option<RowOutcome>,
    }
}

message! {
    /// A cell.
    CellView {
        /// Its text, or the beginning of it.
        text: String,
        /// It is longer than shown: ask for the whole before it is mended.
        cut: bool,
        /// The person has mended it.
        mended: bool,
    }
}

words! {
    /// How bad.
    Level {
        /// The row is not sent.
        Broken = "broken",
        /// Worth a look.
        Hint = "hint",
    }
}

message! {
    /// What is to be said of a row.
    Finding {
        /// How bad.
        level: Level,
        /// The column it is about; None: the whole row.
        column: Option<u32>,
        /// The field it is about.
        field: Option<Field>,
        /// What kind.
        kind: Kind,
        /// Of a length or count: the most, or the expected.
        limit: Option<u32>,
        /// Of a count: how many there are.
        found: Option<u32>,
        /// Of a character: which.
        character: Option<char>,
        /// Of a duplicate: the row whose ID it repeats.
        row: Option<u32>,
        /// And its line.
        line: Option<u32>,
        /// In the reader's words (English), or the place.
        why: Option<String>,
    }
}

words! {
    /// What can be said of a row.
    Kind {
        /// Hint: a quote within an unquoted cell. It is part of the text.
        LoneQuote = "lone_quote",
        /// Broken: text behind a cell's closing quote.
        TextBehindQuote = "text_behind_quote",
        /// Broken: a quote is opened and never closed; all that follows is in this cell.
        UnclosedQuote = "unclosed_quote",
        /// Broken: more cells than the first row (`limit`, `found`); the rest stands in columns without a name.
        TooManyCells = "too_many_cells",
        /// Hint: fewer cells than the first row (`limit`, `found`); the rest is empty.
        TooFewCells = "too_few_cells",
        /// Broken: a cell above `limit` bytes; the rest of it is dropped.
        CellTooLarge = "cell_too_large",
        /// Broken: a NUL.
        Nul = "nul",
        /// Hint: U+FFFD stands for something that could not be read.
        Undecoded = "undecoded",
        /// Broken: a line that is no JSON (`why`).
        BadJson = "bad_json",
        /// Broken: JSON, but no object.
        NotAnObject = "not_an_object",
        /// Hint: an object or array where a text belongs; its JSON is the text.
        Nested = "nested",
        /// Hint: a key stands there twice; the first counts.
        RepeatedKey = "repeated_key",
        /// Hint: more keys than columns can be (`limit`); the rest is dropped.
        TooManyColumns = "too_many_columns",
        /// Broken: no userID.
        IdEmpty = "id_empty",
        /// Broken: a colon in the userID.
        IdColon = "id_colon",
        /// Broken: the server refuses this `character` in a userID.
        IdCharacter = "id_character",
        /// Hint: newer servers refuse this userID (`character`, or longer than `limit`).
        IdNewer = "id_newer",
        /// Hint: a number as a spreadsheet writes it when it has lost digits: 1.38E+10.
        Rounded = "rounded",
        /// Broken: no nickname.
        NicknameEmpty = "nickname_empty",
        /// Broken: longer than `limit` characters.
        TooLong = "too_long",
        /// Hint: white space around the text.
        Blanks = "blanks",
        /// Broken: neither 0, 1, 2 nor empty.
        ReceiveOption = "receive_option",
        /// Hint: no http(s) address.
        NoWebAddress = "no_web_address",
        /// Hint: looks like JSON and is none.
        ExNoJson = "ex_no_json",
        /// Broken: others are to be gathered into `ex`, and it is no JSON object.
        ExNoObject = "ex_no_object",
        /// An earlier row has the same ID (`row`, `line`). Broken; not counted as such.
        Duplicate = "duplicate",
        /// Hint beside it: what else they say differs.
        Differs = "differs",
    }
}

message! {
    /// Where a cell is.
    CellAt {
        /// The row.
        row: u32,
        /// The column, from 0.
        column: u32,
    }
}

message! {
    /// A cell's new text. What reading said of the row is settled by it.
    CellChange {
        /// The row.
        row: u32,
        /// The column, from 0.
        column: u32,
        /// The whole text.
        text: String,
    }
}

message! {
    /// Rows in or out.
    Leaving {
        /// Which; those that do not exist are passed over.
        filter: Filter,
        /// Out, or back in.
        out: bool,
    }
}

message! {
    /// What has been looked at again.
    Touched {
        /// The rows, at most 500 of them.
        rows: Vec<RowView>,
        /// The counts.
        summary: Summary,
    }
}
