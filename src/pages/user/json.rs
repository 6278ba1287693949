//! The account as the server tells it, masked.

use openim_api::{CallOptions, mask_json};
use serde_json::Value;
use yew::prelude::*;

use super::frame::{About, view_loading, view_panel};
use super::model::shown_lines;
use crate::desk::use_desk;
use crate::failure::failure_state;
use crate::hooks::{Query, use_query};
use crate::i18n::user as user_words;
use crate::lazy::Part;
use crate::route::UserTab;
use crate::ui::{CopyButton, Icon, empty_state};

/// More than this is not put into the page, in characters; copying takes all.
const MOST: usize = 20_000;

/// For [`Part::UserTab`].
pub fn view(part: &Part) -> Html {
    let Part::UserTab(opened) = part else { return Html::default() };
    html! { <UserJson about={opened.about.clone()} /> }
}

/// Of [`UserJson`].
#[derive(Properties, PartialEq)]
pub struct UserJsonProps {
    /// Whose.
    pub about: About,
}

/// Reads it anew: what is shown elsewhere has been interpreted.
#[component]
pub fn UserJson(props: &UserJsonProps) -> Html {
    let desk = use_desk();
    let words = user_words::texts(desk.appearance.language);
    let query: Query<Option<String>> = use_query(props.about.id.clone(), PartialEq::eq, |api, id| async move {
        api.call(|client| {
            let id = id.clone();
            async move { Ok(client.users().raw_info(&id, &CallOptions::default()).await?.map(|row| pretty(&row))) }
        })
        .await
    });
    let content = match (&query.data, &query.error) {
        (Some(Some(json)), _) => {
            let (shown, is_whole) = shown_lines(json, MOST);
            html! {
                <section class="oic-section">
                    <div class="oic-section__head">
                        <h3>{ "JSON" }</h3><span class="oic-faint oic-mono">{ "/user/get_users_info" }</span>
                        <span class="oic-push"></span>
                        <CopyButton text={json.clone()} label={words.json_copy} />
                    </div>
                    <p class="oic-hint">{ words.json_hint }</p>
                    <div class="oic-code"><pre tabindex="0" aria-label={words.json_label}>{ for shown.split('\n').map(view_line) }</pre></div>
                    if !is_whole { <p class="oic-hint">{ words.json_cut }</p> }
                </section>
            }
        }
        (Some(None), _) => empty_state(Icon::USER, words.user_unknown_title, words.gone.into(), Html::default()),
        (None, Some(error)) => failure_state(words.user_not_loaded, error, Some(&query.reload), desk.texts()),
        (None, None) => view_loading(&desk),
    };
    view_panel(&desk, UserTab::Json, content)
}

/// Masked, and spread over lines.
fn pretty(row: &Value) -> String {
    let masked = mask_json(&openim_api::json_text(row));
    let value = serde_json::from_str::<Value>(&masked).ok();
    value.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or(masked)
}

/// A line of it: the name of a field apart from its value.
fn view_line(line: &str) -> Html {
    let Some((name, value)) = line.split_once("\": ") else { return html! { { format!("{line}\n") } } };
    let class = match value.chars().next() {
        Some('"') => "s",
        Some('{' | '[') => "",
        _ => "n",
    };
    let (value, comma) = value.strip_suffix(',').map_or((value, ""), |value| (value, ","));
    html! {
        <><span class="k">{ format!("{name}\"") }</span>{ ": " }<span {class}>{ value }</span>{ format!("{comma}\n") }</>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_secret_is_masked_also_inside_a_text() {
        let row = serde_json::json!({"userID": "a", "ex": "{\"token\":\"abcdef\"}", "createTime": 5});
        let shown = pretty(&row);
        assert!(shown.contains("\n  \"createTime\": 5,") && !shown.contains("abcdef"), "{shown}");
    }
}
