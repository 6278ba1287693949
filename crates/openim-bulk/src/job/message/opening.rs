//! What is read, and how its rows are taken.

use openim_api::ServerBlock;

use super::Summary;
use crate::job::wire::{message, words};

message! {
    /// What to read, and how. What is None is found out.
    Opening {
        /// Which server's rules.
        block: ServerBlock,
        /// A text to read instead of a file. Neither this nor a file posted with the message: what was opened last.
        text: Option<String>,
        /// How it is written.
        format: Option<Format>,
        /// What stands between cells.
        separator: Option<Separator>,
        /// In which letters.
        encoding: Option<Encoding>,
    }
}

impl Opening {
    /// All is found out.
    #[must_use]
    pub fn new(block: ServerBlock) -> Self {
        Self { block, text: None, format: None, separator: None, encoding: None }
    }
}

words! {
    /// How a file is written.
    Format {
        /// Cells between separators; a spreadsheet's clipboard, too.
        Csv = "csv",
        /// An array of objects, or an object whose only array has them.
        Json = "json",
        /// An object a line.
        JsonLines = "json_lines",
    }
}

words! {
    /// What stands between cells.
    Separator {
        /// `,`
        Comma = "comma",
        /// `;`
        Semicolon = "semicolon",
        /// A tab.
        Tab = "tab",
        /// `|`
        Bar = "bar",
    }
}

words! {
    /// How letters are bytes. The word is the name that a browser's `TextDecoder` has for it.
    Encoding {
        /// UTF-8
        Utf8 = "utf-8",
        /// UTF-16, low byte first
        Utf16Le = "utf-16le",
        /// UTF-16, high byte first
        Utf16Be = "utf-16be",
        /// Of Chinese systems; GBK and GB2312 are parts of it.
        Gb18030 = "gb18030",
        /// Of western systems. Never found out: every file could be it.
        Windows1252 = "windows-1252",
    }
}

words! {
    /// What a column can be of a user. The word is the name in files.
    Field {
        /// userID
        UserId = "userID",
        /// nickname
        Nickname = "nickname",
        /// faceURL
        FaceUrl = "faceURL",
        /// ex
        Ex = "ex",
        /// globalRecvMsgOpt: 0, 1 or 2
        GlobalRecvMsgOpt = "globalRecvMsgOpt",
    }
}

words! {
    /// What a column is taken for.
    Use {
        /// A field; [`ColumnView::field`] says which.
        Field = "field",
        /// Goes into `ex` with the others of these ([`Choices::gather`]).
        Gathered = "gathered",
        /// Goes nowhere.
        Ignored = "ignored",
        /// Goes nowhere, gathered or not: an earlier outcome, or what an export has and a server does not take.
        Known = "known",
    }
}

words! {
    /// What happens to rows whose user is registered.
    Existing {
        /// Nothing.
        Leave = "leave",
        /// What differs is changed; an empty cell changes nothing.
        Update = "update",
    }
}

message! {
    /// How the rows are taken. All of it can be changed at any time.
    Choices {
        /// The first row is no user but names the columns. Only of CSV; elsewhere it says nothing.
        header: bool,
        /// For each column the field that it is, if any. Of two for one field the first counts.
        fields: Vec<Option<Field>>,
        /// What is no field goes into `ex` as a JSON object: the columns' names, in the file's order, and their texts; empty cells are
        /// left out. If a column is `ex`, its object comes first and keeps its keys; a cell that is no object is a finding.
        gather: bool,
        /// A user without a nickname is called by the userID.
        id_as_nickname: bool,
        /// White space around cells is dropped.
        trim: bool,
        /// What happens to rows whose user is registered.
        existing: Existing,
    }
}

message! {
    /// All that a page shows before it shows rows.
    Overview {
        /// SHA-256 of the file's bytes (of a text: of its UTF-8), 64 hex digits: the key of a checkpoint.
        hash: String,
        /// Of the file.
        bytes: u64,
        /// How it is written, as found out or chosen.
        format: Format,
        /// Of CSV.
        separator: Option<Separator>,
        /// As found out or chosen; a text has none.
        encoding: Option<Encoding>,
        /// Some bytes are no letters in this encoding; they are U+FFFD now.
        lossy: bool,
        /// The columns.
        columns: Vec<ColumnView>,
        /// The choices, as guessed or as last made.
        choices: Choices,
        /// The counts.
        summary: Summary,
    }
}

message! {
    /// A column.
    ColumnView {
        /// Its name; empty if it has none.
        name: String,
        /// What it is taken for.
        used: Use,
        /// As which field.
        field: Option<Field>,
        /// Its first cells that are not empty, at most 3, cut.
        samples: Vec<String>,
    }
}
