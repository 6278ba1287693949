//! Files out of the worker, piece by piece.

use openim_bulk::job::{Filter, Format, Piece, Reply, Request, Template, Writing};

use super::calls::unexpected;
use super::worker::{Trouble, Worker};
use crate::browser::download;
use crate::browser::save::{File, Kind, NotWritten};

/// Why there is no file.
#[derive(Clone, PartialEq, Debug)]
pub enum NotSaved {
    /// The worker has not got it.
    Trouble(Trouble),
    /// The disk has not taken it.
    NotWritten(NotWritten),
}

/// What kind of file that is.
pub fn kind(format: Format) -> Kind {
    match format {
        Format::Csv => Kind { extension: "csv", mime: "text/csv" },
        Format::Json => Kind { extension: "json", mime: "application/json" },
        Format::JsonLines => Kind { extension: "jsonl", mime: "application/jsonl" },
    }
}

/// Writes these rows to a file of this name, without its ending, as the file that was read is written. To be called first thing after
/// a click. A person who wants no file after all gets none.
///
/// # Errors
/// Why there is none.
pub async fn save_rows(
    worker: &Worker,
    name: &str,
    format: Format,
    filter: Filter,
    outcomes: bool,
) -> Result<(), NotSaved> {
    let kind = kind(format);
    let Some(file) = File::begin(&format!("{name}.{}", kind.extension), kind).await else { return Ok(()) };
    let mut from = Some(0);
    while let Some(at) = from {
        let writing = Writing { filter: filter.clone(), format, separator: None, outcomes, from: at };
        let piece = match worker.ask(Request::Write(writing)).await {
            Ok(Reply::Piece(piece)) => piece,
            other => {
                file.discard().await;
                return Err(NotSaved::Trouble(other.err().unwrap_or_else(unexpected)));
            }
        };
        file.write(&piece.text).await.map_err(NotSaved::NotWritten)?;
        from = piece.next;
    }
    file.close().await.map_err(NotSaved::NotWritten)
}

/// A file to fill in.
///
/// # Errors
/// The worker has not got it.
pub async fn save_template(worker: &Worker, template: Template) -> Result<(), Trouble> {
    let kind = kind(template.format);
    let Reply::Piece(Piece { text, .. }) = worker.ask(Request::Template(template)).await? else {
        return Err(unexpected());
    };
    download::save_text(&format!("openim-users.{}", kind.extension), kind.mime, &text);
    Ok(())
}
