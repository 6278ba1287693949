//! A file in pieces, and its letters.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use openim_bulk::job::{Event, Job, Opening, Overview, Refusal};
use openim_bulk::read::encoding::{Attempt, attempts};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, TextDecodeOptions, TextDecoder, TextDecoderOptions};

use crate::desk::in_words;

/// So many bytes are held at once.
const PIECE: u32 = 1 << 20;
/// Of so many the encoding is found out.
const FIRST: u32 = 1 << 16;

/// Whoever waits for the end.
pub struct Watch<'a> {
    /// Nothing else has been opened since.
    pub is_last: &'a dyn Fn() -> bool,
    /// Hears how far it is.
    pub tell: &'a dyn Fn(Event),
}

enum End {
    /// Something is no letter of this encoding.
    NoLetter,
    Refused(Refusal),
}

impl From<Refusal> for End {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A text as a file.
pub fn of_text(text: &str) -> Result<Blob, JsValue> {
    Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)))
}

/// Reads all of it into the job: in the first encoding in which every byte is a letter.
pub async fn read(
    job: &RefCell<Job>,
    source: &Blob,
    opening: &Opening,
    watch: &Watch<'_>,
) -> Result<Overview, Refusal> {
    let first = piece(source, 0.0, FIRST, watch).await?;
    for attempt in attempts(&first, opening.encoding)? {
        match read_as(job, source, opening, attempt, watch).await {
            Ok(overview) => return Ok(overview),
            Err(End::NoLetter) => {}
            Err(End::Refused(refusal)) => return Err(refusal),
        }
    }
    // The last attempt takes everything.
    Err(Refusal::Unreadable(String::new()))
}

async fn read_as(
    job: &RefCell<Job>,
    source: &Blob,
    opening: &Opening,
    attempt: Attempt,
    watch: &Watch<'_>,
) -> Result<Overview, End> {
    let decoder = decoder(attempt).map_err(unreadable)?;
    let size = source.size();
    job.borrow_mut().begin(opening);
    let mut from = 0.0;
    loop {
        let mut bytes = piece(source, from, PIECE, watch).await?;
        let is_end = bytes.is_empty();
        let text = decode(&decoder, &mut bytes, !is_end).map_err(|_| End::NoLetter)?;
        let mut job = job.borrow_mut();
        job.bytes(&bytes);
        job.text(&text)?;
        if is_end {
            return Ok(job.end(Some(attempt.encoding), !attempt.fatal)?);
        }
        from += f64::from(PIECE);
        (watch.tell)(Event::Progress(job.progress(whole(size))));
    }
}

fn decoder(attempt: Attempt) -> Result<TextDecoder, JsValue> {
    let options = TextDecoderOptions::new();
    options.set_fatal(attempt.fatal);
    TextDecoder::new_with_label_and_options(attempt.encoding.word(), &options)
}

fn decode(decoder: &TextDecoder, bytes: &mut [u8], goes_on: bool) -> Result<String, JsValue> {
    let options = TextDecodeOptions::new();
    options.set_stream(goes_on);
    decoder.decode_with_u8_array_and_options(bytes, &options)
}

/// Some bytes, fewer at the end.
async fn piece(source: &Blob, from: f64, length: u32, watch: &Watch<'_>) -> Result<Vec<u8>, Refusal> {
    // As the browser counts: a whole number, also beyond 4 GB.
    let slice = source.slice_with_f64_and_f64(from, from + f64::from(length)).map_err(unreadable)?;
    let buffer = JsFuture::from(slice.array_buffer()).await;
    // Only now: it was waited for.
    if !(watch.is_last)() {
        return Err(Refusal::Overtaken);
    }
    Ok(Uint8Array::new(&buffer.map_err(unreadable)?).to_vec())
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn unreadable(why: JsValue) -> Refusal {
    Refusal::Unreadable(in_words(&why))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number from 0 on")]
fn whole(size: f64) -> u64 {
    size as u64
}
