//! What page and worker say to each other about the users of a file. Rows are known by their number, from 0, which stays the same
//! until the file is opened anew.

mod files;
mod opening;
mod rows;
mod sending;

pub use files::*;
pub use opening::*;
pub use rows::*;
pub use sending::*;

use serde_json::Value;

use super::wire::{Wire, choice, message, part};

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
        /// Forget all → [`Reply::Done`]. What is kept stays, and another tab may have it.
        Forget = "forget",
        /// Read no further → [`Reply::Done`]. What was open before stays; the call that reads is refused as [`Refusal::Overtaken`].
        Halt = "halt",
        /// Keep what is open, with its choices, mended cells and rows left out, so that it can be gone on with after a reload or a crash →
        /// [`Reply::Done`]. Told again, the later state counts; the file is written once. To be asked before rows are sent: where another
        /// tab has the same import, this is refused as [`Refusal::Elsewhere`], and they must not be.
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
        /// Another tab has this import open.
        Elsewhere = "elsewhere",
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
    use openim_api::ServerBlock;

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
