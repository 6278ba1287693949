//! Files that are written, and what is kept.

use super::{Filter, Format, Overview, Separator};
use crate::job::wire::message;

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
        /// How far it is, for whoever sees it in a list.
        how_far: HowFar,
    }
}

message! {
    /// How many rows of an import ended how. The file's other rows are not sent.
    HowFar {
        /// Registered, or presumed so.
        registered: u32,
        /// Changed.
        updated: u32,
        /// There before.
        existed: u32,
        /// Refused, never answered, or unclear.
        failed: u32,
        /// Not sent, or not known to have arrived.
        left: u32,
    }
}

message! {
    /// Something that is kept.
    Kept {
        /// Of server and file: what [`Request::Resume`](super::Request::Resume) and [`Request::Drop`](super::Request::Drop) want.
        key: String,
        /// As it was told.
        name: String,
        /// Of the file.
        bytes: u64,
        /// Rows in it.
        rows: u32,
        /// When it was kept last, in milliseconds since 1970, by the browser's clock.
        at_millis: u64,
        /// How far it was then; None: an earlier version has not told.
        how_far: Option<HowFar>,
        /// Another tab has it open, and it cannot be resumed or dropped meanwhile ([`Refusal::Elsewhere`](super::Refusal::Elsewhere)).
        held: bool,
    }
}

message! {
    /// What was kept, open again.
    Resumed {
        /// As after [`Request::Open`](super::Request::Open), with the choices as they were.
        overview: Overview,
        /// The file's name.
        name: String,
        /// As the page told it last.
        state: String,
    }
}
