//! The question before a call that may do harm.

use openim_api::by_hand::Danger;
use openim_api::{Effect, Route as ApiRoute};
use serde_json::Value;
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::{api as texts_of, fill};
use crate::shell::server_name;
use crate::ui::Dialog;

/// Why it is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Something is known of this very body.
    Danger(Danger),
    /// The route takes something away.
    Takes,
}

/// What there is to ask before this call.
pub fn reason(route: &ApiRoute, body: &Value) -> Option<Reason> {
    let danger = Danger::of(route, body).map(Reason::Danger);
    danger.or_else(|| (route.effect == Effect::Takes).then_some(Reason::Takes))
}

/// The question.
pub fn view_question(
    desk: &Desk,
    route: &ApiRoute,
    reason: Reason,
    onconfirm: Callback<()>,
    oncancel: Callback<()>,
) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    let (title, text) = match reason {
        Reason::Danger(Danger::EndsService) => (words.ask_ends_title, words.ask_ends_text),
        Reason::Danger(Danger::ReachesEverybody) => (words.ask_all_title, words.ask_all_text),
        Reason::Takes => (words.ask_takes_title, words.ask_takes_text),
    };
    let text = fill(text, &[("path", route.path), ("server", &server_name(desk))]);
    html! {
        <Dialog id={desk.id("api-ask")} {title} danger=true confirm={words.ask_confirm} cancel={words.ask_cancel} {onconfirm} {oncancel}>
            <p>{ text }</p>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{example, read_body};
    use super::*;
    use openim_api::by_hand::routes;

    #[test]
    fn what_takes_is_asked_first_and_so_is_what_may_end_a_service() {
        for route in routes() {
            let expected = (route.effect == Effect::Takes).then_some(Reason::Takes);
            assert_eq!(reason(route, &read_body(&example(route)).unwrap()), expected, "{}", route.path);
        }
        let search = routes().find(|route| route.path == "/msg/search_msg").unwrap();
        assert_eq!(reason(search, &serde_json::json!({})), Some(Reason::Danger(Danger::EndsService)));
    }
}
