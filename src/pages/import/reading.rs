//! How a file is read: how far it is, and in which other ways it can be.

use openim_bulk::job::{Encoding, Format, Overview, Progress, Separator};
use yew::prelude::*;

use super::model::size_words;
use crate::browser::format;
use crate::desk::Desk;
use crate::i18n::{fill, import as words};
use crate::ui::select;

/// The same file in another way; what is None is found out.
pub struct Reread {
    /// How it is written.
    pub format: Option<Format>,
    /// What stands between cells.
    pub separator: Option<Separator>,
    /// In which letters.
    pub encoding: Option<Encoding>,
}

/// How far it has read.
pub fn view_reading(desk: &Desk, progress: &Progress, oncancel: &Callback<MouseEvent>) -> Html {
    let words = words::texts(desk.appearance.language);
    let rows = format::count(progress.rows as usize);
    let said = fill(
        words.reading_progress,
        &[("rows", &rows), ("done", &size_words(progress.bytes)), ("all", &size_words(progress.all))],
    );
    html! {
        <div class="oic-card"><div class="oic-card__body oic-stack oic-stack--tight">
            <span class="oic-strong" role="status">{ words.reading }</span>
            <div class="oic-row"><progress class="oic-progressbar" value={progress.bytes.to_string()}
                max={progress.all.max(1).to_string()} aria-label={words.reading} /></div>
            <div class="oic-row">
                <span class="oic-muted oic-num">{ said }</span>
                <span class="oic-push"></span>
                <button type="button" class="oic-btn oic-btn--sm" onclick={oncancel.clone()}>{ words.cancel }</button>
            </div>
        </div></div>
    }
}

/// How it was read, to be corrected.
pub fn view_ways(desk: &Desk, overview: &Overview, reread: &Callback<Reread>) -> Html {
    let words = words::texts(desk.appearance.language);
    let Overview { format, separator, encoding, .. } = *overview;
    let plain = |word: &'static str, text: &'static str| (AttrValue::from(word), AttrValue::from(text));
    let formats = [
        plain(Format::Csv.word(), "CSV"),
        plain(Format::Json.word(), "JSON"),
        plain(Format::JsonLines.word(), "JSON Lines"),
    ];
    let separators = [
        plain(Separator::Comma.word(), words.separator_comma),
        plain(Separator::Semicolon.word(), words.separator_semicolon),
        plain(Separator::Tab.word(), words.separator_tab),
        plain(Separator::Bar.word(), words.separator_bar),
    ];
    let encodings = [
        plain(Encoding::Utf8.word(), "UTF-8"),
        plain(Encoding::Utf16Le.word(), "UTF-16 LE"),
        plain(Encoding::Utf16Be.word(), "UTF-16 BE"),
        plain(Encoding::Gb18030.word(), "GB18030 / GBK"),
        plain(Encoding::Windows1252.word(), "Windows-1252"),
    ];
    let on_format = reread.reform(move |word: String| Reread {
        format: Format::ALL.iter().copied().find(|format| format.word() == word),
        separator: None,
        encoding,
    });
    let on_separator = reread.reform(move |word: String| Reread {
        format: Some(format),
        separator: Separator::ALL.iter().copied().find(|separator| separator.word() == word),
        encoding,
    });
    let on_encoding = reread.reform(move |word: String| Reread {
        format: Some(format),
        separator,
        encoding: Encoding::ALL.iter().copied().find(|encoding| encoding.word() == word),
    });
    let labelled = |label: &'static str, control: Html| {
        html! { <label class="oic-row"><span class="oic-label">{ label }</span>{ control }</label> }
    };
    html! {
        <div class="oic-row oic-row--wrap oic-row--loose">
            { labelled(words.format, select(None, Some(words.format), &formats, format.word(), &on_format)) }
            if let Some(separator) = separator.filter(|_| format == Format::Csv) {
                { labelled(words.separator, select(None, Some(words.separator), &separators, separator.word(), &on_separator)) }
            }
            if let Some(encoding) = encoding {
                { labelled(words.encoding, select(None, Some(words.encoding), &encodings, encoding.word(), &on_encoding)) }
            }
        </div>
    }
}
