//! What is asked of the server and sent to it, and what came of it.

use super::Known;
use crate::job::wire::message;

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
        /// Of all who are to be registered the server has said that they are not.
        all_free: bool,
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
