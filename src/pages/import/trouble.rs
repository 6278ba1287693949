//! Why the worker gives no answer, in words: what happened, and what to do.

use openim_bulk::job::{BadJson, Refusal};
use yew::prelude::*;

use super::model::size_words;
use super::save::NotSaved;
use super::worker::Trouble;
use crate::browser::format;
use crate::browser::save::NotWritten;
use crate::desk::Desk;
use crate::i18n::import::ImportTexts;
use crate::i18n::{fill, import as words};
use crate::ui::{BannerKind, banner};

/// What happened, and what to do.
pub fn trouble_words(trouble: &Trouble, words: &'static ImportTexts) -> String {
    let refusal = match trouble {
        Trouble::Broken(why) if why.is_empty() => return words.worker_broken.to_owned(),
        Trouble::Broken(why) => {
            return format!("{} {}", words.worker_broken, fill(words.in_browsers_words, &[("why", why)]));
        }
        Trouble::Refused(refusal) => refusal,
    };
    match refusal {
        Refusal::Workbook => words.refused_workbook.to_owned(),
        Refusal::Empty => words.refused_empty.to_owned(),
        Refusal::JsonTooLarge(limit) => fill(words.refused_json_too_large, &[("limit", &size_words((*limit).into()))]),
        Refusal::BadJson(BadJson { line, column, why }) => {
            let (line, column) = (format::count(*line as usize), format::count(*column as usize));
            fill(words.refused_bad_json, &[("line", &line), ("column", &column), ("why", why)])
        }
        Refusal::TooManyRows(limit) => fill(words.refused_too_many_rows, &[("limit", &format::count(*limit as usize))]),
        Refusal::Unreadable(why) => fill(words.refused_unreadable, &[("why", why)]),
        Refusal::NotKept(why) => fill(words.refused_not_kept, &[("why", why)]),
        Refusal::NothingKept => words.refused_nothing_kept.to_owned(),
        Refusal::Elsewhere => words.elsewhere_text.to_owned(),
        Refusal::NotOpened | Refusal::Overtaken | Refusal::NoSuchCell | Refusal::NotUnderstood => {
            words.refused_otherwise.to_owned()
        }
    }
}

/// Above what is still on screen. `what` could not be done.
pub fn view_trouble(desk: &Desk, what: &str, trouble: &Trouble, end: Html) -> Html {
    let words = words::texts(desk.appearance.language);
    banner(BannerKind::Danger, what, trouble_words(trouble, words).into(), end)
}

/// A file that was not written.
pub fn view_not_saved(desk: &Desk, not_saved: &NotSaved) -> Html {
    let words = words::texts(desk.appearance.language);
    match not_saved {
        NotSaved::Trouble(trouble) => view_trouble(desk, words.not_saved, trouble, Html::default()),
        NotSaved::NotWritten(NotWritten(name)) => banner(
            BannerKind::Danger,
            words.not_saved,
            fill(words.not_saved_text, &[("name", name)]).into(),
            Html::default(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn each_refusal_says_what_to_do() {
        let bad = BadJson { line: 3, column: 14, why: "expected value".to_owned() };
        for language in Language::ALL {
            let words = words::texts(language);
            let said = |refusal| trouble_words(&Trouble::Refused(refusal), words);
            assert!(said(Refusal::Workbook).contains("CSV"));
            assert!(said(Refusal::JsonTooLarge(64 << 20)).contains("64 MB"));
            assert!(said(Refusal::TooManyRows(200_000)).contains("200,000"));
            let bad = said(Refusal::BadJson(bad.clone()));
            assert!(bad.contains('3') && bad.contains("14") && bad.contains("expected value"), "{bad}");
            assert!(trouble_words(&Trouble::Broken("x is not defined".to_owned()), words).contains("x is not defined"));
        }
    }
}
