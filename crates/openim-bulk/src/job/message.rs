//! What page and worker say to each other about the users of a file. Rows are known by their number, from 0, which stays the same
//! until the file is opened anew.

use openim_api::ServerBlock;
use serde_json::Value;

use super::wire::{Wire, choice, message, part, words};

message! {
    /// What the page wants.
    Call {
        /// The answer has the same. Numbers rise.
        id: u32,
        /// What it wants.
        ask: Request,
    }
}

choice! {
    /// What the page may want.
    Request {
        /// Read a file (posted with the message), a text, or what was read before in another way → [`Reply::Overview`], with
        /// [`Event::Progress`] before. Ends what is being read; the earlier call is refused as [`Refusal::Overtaken`].
        Open(opening: Opening) = "open",
        /// Look at what was read with other choices → [`Reply::Overview`]. Left out stays left out, mended stays mended.
        Choose(choices: Choices) = "choose",
        /// Rows to look at → [`Reply::Rows`].
        Rows(wanted: RowsWanted) = "rows",
        /// The whole of a cell → [`Reply::Text`].
        Cell(cell: CellAt) = "cell",
        /// Mend a cell → [`Reply::Touched`].
        Set(change: CellChange) = "set",
        /// Leave rows out, or put them back → [`Reply::Touched`].
        Leave(leaving: Leaving) = "leave",
        /// The next rows of which it is not known whether they are registered → [`Reply::Ids`]; none: all is known.
        Unasked(count: u32) = "unasked",
        /// What `account_check` said of rows → [`Reply::Summary`].
        Known(known: Vec<KnownRow>) = "known",
        /// The next registered rows that have not been compared → [`Reply::Ids`]; none: all are. Only if [`Existing::Update`].
        Uncompared(count: u32) = "uncompared",
        /// What `get_users_info` said of rows → [`Reply::Changes`].
        Compare(users: Vec<ServerUser>) = "compare",
        /// Which rows would be sent now → [`Reply::Sendable`].
        Sendable = "sendable",
        /// What of these rows is to be registered → [`Reply::Users`].
        Users(rows: Vec<u32>) = "users",
        /// What of these rows is to be changed, compared before → [`Reply::Changes`].
        Changes(rows: Vec<u32>) = "changes",
        /// What came of rows → [`Reply::Summary`]. Told again, the later word counts.
        Outcomes(outcomes: Vec<Outcome>) = "outcomes",
        /// A file, in pieces: ask again from [`Piece::next`] until there is none → [`Reply::Piece`].
        Write(writing: Writing) = "write",
        /// A file to fill in: the columns, and two invented users if wanted → [`Reply::Piece`].
        Template(template: Template) = "template",
        /// Forget all → [`Reply::Done`]. What is kept stays.
        Forget = "forget",
        /// Keep what is open, with its choices, mended cells and rows left out, so that it can be gone on with after a reload or a crash →
        /// [`Reply::Done`]. Told again, the later state counts; the file is written once.
        Keep(keeping: Keeping) = "keep",
        /// What was kept for the server of this address, the newest first → [`Reply::Kept`].
        ListKept(server: String) = "list_kept",
        /// Open what was kept, as it was when it was kept last → [`Reply::Resumed`], with [`Event::Progress`] before.
        Resume(key: String) = "resume",
        /// Keep it no longer → [`Reply::Done`], also if there is no such.
        Drop(key: String) = "drop",
    }
}

choice! {
    /// What the worker answers.
    Reply {
        /// Nothing more to say.
        Done = "done",
        /// All that a page shows before it shows rows.
        Overview(overview: Overview) = "overview",
        /// Counts alone.
        Summary(summary: Summary) = "summary",
        /// Rows.
        Rows(rows: RowPage) = "rows",
        /// A text.
        Text(text: String) = "text",
        /// Rows that look otherwise now, and the counts.
        Touched(touched: Touched) = "touched",
        /// Rows and their userIDs.
        Ids(ids: Vec<RowId>) = "ids",
        /// What differs from the server, row by row; a row without a difference is not there.
        Changes(changes: Vec<RowChange>) = "changes",
        /// Which rows.
        Sendable(sendable: Sendable) = "sendable",
        /// Users to register.
        Users(users: Vec<RowUser>) = "users",
        /// Of a file.
        Piece(piece: Piece) = "piece",
        /// What was kept.
        Kept(kept: Vec<Kept>) = "kept",
        /// It is open again.
        Resumed(resumed: Resumed) = "resumed",
    }
}

choice! {
    /// Why there is no answer.
    Refusal {
        /// The message is none.
        NotUnderstood = "not_understood",
        /// Nothing has been opened.
        NotOpened = "not_opened",
        /// Something else was opened meanwhile, or all was forgotten.
        Overtaken = "overtaken",
        /// There is no such row or column.
        NoSuchCell = "no_such_cell",
        /// The browser cannot read the file (any more); in its words.
        Unreadable(why: String) = "unreadable",
        /// It is a workbook of a spreadsheet (.xlsx, .xls, .ods): save it as CSV.
        Workbook = "workbook",
        /// There is no row in it.
        Empty = "empty",
        /// A JSON array or object longer than this many bytes: as JSON Lines or CSV it may be longer.
        JsonTooLarge(limit: u32) = "json_too_large",
        /// It is no JSON from here on.
        BadJson(place: BadJson) = "bad_json",
        /// More rows than this.
        TooManyRows(limit: u32) = "too_many_rows",
        /// The browser does not keep anything (private window, no room, an embedded page); in its words.
        NotKept(why: String) = "not_kept",
        /// There is no such thing kept (any more).
        NothingKept = "nothing_kept",
    }
}

message! {
    /// Where JSON ends to be any.
    BadJson {
        /// From 1.
        line: u32,
        /// From 1, in bytes.
        column: u32,
        /// In the reader's words (English).
        why: String,
    }
}

choice! {
    /// What the worker says about a call.
    Event {
        /// It is the answer.
        Answer(reply: Reply) = "answer",
        /// There is none.
        Refused(refusal: Refusal) = "refused",
        /// It goes on; the answer comes later.
        Progress(progress: Progress) = "progress",
    }
}

message! {
    /// How far it has read.
    Progress {
        /// Bytes read.
        bytes: u64,
        /// Of how many.
        all: u64,
        /// Rows found.
        rows: u32,
    }
}

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

message! {
    /// A row and its userID.
    RowId {
        /// The row.
        row: u32,
        /// As it would be sent.
        user_id: String,
    }
}

message! {
    /// What the server knows of a row's user.
    KnownRow {
        /// The row.
        row: u32,
        /// What it knows.
        known: Known,
    }
}

message! {
    /// A user as the server has it.
    ServerUser {
        /// Of this row.
        row: u32,
        /// nickname
        nickname: String,
        /// faceURL
        face_url: String,
        /// ex
        ex: String,
        /// globalRecvMsgOpt
        global_recv_msg_opt: i32,
    }
}

message! {
    /// What of a registered user is to be changed: what is None is not.
    RowChange {
        /// The row.
        row: u32,
        /// Whose.
        user_id: String,
        /// nickname
        nickname: Option<TextChange>,
        /// faceURL
        face_url: Option<TextChange>,
        /// ex
        ex: Option<TextChange>,
        /// globalRecvMsgOpt
        global_recv_msg_opt: Option<NumberChange>,
    }
}

message! {
    /// From one text to another.
    TextChange {
        /// As the server has it.
        before: String,
        /// As the file has it.
        after: String,
    }
}

message! {
    /// From one number to another.
    NumberChange {
        /// As the server has it.
        before: i32,
        /// As the file has it.
        after: i32,
    }
}

message! {
    /// Rows that would be sent now, in order.
    Sendable {
        /// To register: ready and not registered, or not known to be.
        register: Vec<Span>,
        /// To change: ready, registered, and something differs.
        update: Vec<Span>,
    }
}

message! {
    /// Rows side by side.
    Span {
        /// The first.
        from: u32,
        /// How many.
        count: u32,
    }
}

message! {
    /// A user to register.
    RowUser {
        /// The row.
        row: u32,
        /// userID
        user_id: String,
        /// nickname
        nickname: String,
        /// faceURL
        face_url: String,
        /// ex
        ex: String,
        /// globalRecvMsgOpt
        global_recv_msg_opt: i32,
    }
}

message! {
    /// What came of rows.
    Outcome {
        /// Which.
        rows: Vec<u32>,
        /// In a word: `registered`, `updated`, `failed`, `skipped` … Files have it in the column `outcome`.
        word: String,
        /// The server's code, if it gave one.
        err_code: Option<i32>,
        /// Of the call.
        operation_id: Option<String>,
    }
}

message! {
    /// What came of a row.
    RowOutcome {
        /// See [`Outcome`].
        word: String,
        /// See [`Outcome`].
        err_code: Option<i32>,
        /// See [`Outcome`].
        operation_id: Option<String>,
    }
}

message! {
    /// What to write.
    Writing {
        /// Which rows.
        filter: Filter,
        /// How.
        format: Format,
        /// Of CSV; None: as the file has it, or a comma.
        separator: Option<Separator>,
        /// With the columns `outcome`, `errCode` and `operationID`, which are passed over when it is read again.
        outcomes: bool,
        /// Where to go on: 0, then [`Piece::next`].
        from: u32,
    }
}

message! {
    /// A piece of a file, in UTF-8.
    Piece {
        /// What comes next.
        text: String,
        /// Where to go on; None: that was all.
        next: Option<u32>,
    }
}

message! {
    /// A file to fill in.
    Template {
        /// How it is written.
        format: Format,
        /// Of CSV; None: a comma.
        separator: Option<Separator>,
        /// With two invented users. JSON has them always: without any it would name no column.
        example: bool,
    }
}

message! {
    /// What to keep of what is open.
    Keeping {
        /// The server's address: what is kept for one is not offered at another.
        server: String,
        /// The file's name, or another by which a person knows it.
        name: String,
        /// What the page has to know to go on, in its own words: the run's rows and how far it is.
        state: String,
    }
}

message! {
    /// Something that is kept.
    Kept {
        /// Of server and file: what [`Request::Resume`] and [`Request::Drop`] want.
        key: String,
        /// As it was told.
        name: String,
        /// Of the file.
        bytes: u64,
        /// Rows in it.
        rows: u32,
        /// When it was kept last, in milliseconds since 1970, by the browser's clock.
        at_millis: u64,
    }
}

message! {
    /// What was kept, open again.
    Resumed {
        /// As after [`Request::Open`], with the choices as they were.
        overview: Overview,
        /// The file's name.
        name: String,
        /// As the page told it last.
        state: String,
    }
}

/// The text of a call, as the page posts it.
#[must_use]
pub fn write_call(call: &Call) -> String {
    openim_api::json_text(&call.to_json())
}

/// A call as it was posted.
#[must_use]
pub fn read_call(text: &str) -> Option<Call> {
    Call::from_json(&serde_json::from_str::<Value>(text).ok()?)
}

/// The text of what the worker says of a call: `{"id": 7, "answer": …}`.
#[must_use]
pub fn write_event(id: u32, event: &Event) -> String {
    let mut value = event.to_json();
    if let Value::Object(fields) = &mut value {
        fields.insert("id".to_owned(), id.into());
    }
    openim_api::json_text(&value)
}

/// What the worker says, and of which call.
#[must_use]
pub fn read_event(text: &str) -> Option<(u32, Event)> {
    let mut value = serde_json::from_str::<Value>(text).ok()?;
    let id = part(&value, "id")?;
    value.as_object_mut()?.remove("id");
    Some((id, Event::from_json(&value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_they_were_written() {
        let calls = [
            Request::Open(Opening { separator: Some(Separator::Tab), ..Opening::new(ServerBlock::V3_8_3) }),
            Request::Sendable,
            Request::Unasked(500),
            Request::Rows(RowsWanted { filter: Filter::Kind(Kind::Nul), from: 1, count: 2 }),
            Request::Users(vec![1, 2]),
            Request::Known(vec![KnownRow { row: 7, known: Known::Registered }]),
        ];
        for ask in calls {
            let call = Call { id: 7, ask };
            assert_eq!(read_call(&write_call(&call)), Some(call));
        }
        let events = [
            Event::Answer(Reply::Done),
            Event::Answer(Reply::Text("a\"\n🙂".to_owned())),
            Event::Refused(Refusal::NotOpened),
            Event::Refused(Refusal::BadJson(BadJson { line: 1, column: 2, why: "x".to_owned() })),
            Event::Progress(Progress { bytes: 1 << 40, all: u64::MAX, rows: 3 }),
        ];
        for event in events {
            assert_eq!(read_event(&write_event(9, &event)), Some((9, event)));
        }
    }

    #[test]
    fn messages_are_plain_to_read() {
        let call = Call { id: 7, ask: Request::Set(CellChange { row: 1, column: 2, text: "x".to_owned() }) };
        assert_eq!(write_call(&call), r#"{"ask":{"set":{"column":2,"row":1,"text":"x"}},"id":7}"#);
        assert_eq!(write_event(7, &Event::Answer(Reply::Done)), r#"{"answer":"done","id":7}"#);
    }

    #[test]
    fn what_is_no_message_is_none() {
        for text in
            ["", "{}", "[]", r#"{"id":-1,"ask":"forget"}"#, r#"{"id":1,"ask":"shout"}"#, r#"{"id":1,"ask":{"cell":1}}"#]
        {
            assert_eq!(read_call(text), None, "{text}");
        }
    }
}
