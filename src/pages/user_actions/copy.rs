//! The IDs of all that match, to be copied: they are read first, and a page may write to the clipboard only upon a click.

use openim_api::UserId;
use yew::prelude::*;

use super::Chosen;
use super::collect::use_collect;
use super::panel::Panel;
use crate::desk::use_desk;
use crate::i18n::{count, user_actions as words};
use crate::ui::{BannerKind, CopyButton, banner};

/// Of [`CopyPanel`].
#[derive(Properties, PartialEq)]
pub struct CopyPanelProps {
    /// Who is selected, in which list.
    pub chosen: Chosen,
}

/// The drawer.
#[component]
pub fn CopyPanel(props: &CopyPanelProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let collecting = use_collect(&desk, &props.chosen);
    let onclose = props.chosen.ontask.reform(|()| None);
    let (body, foot) = match &collecting.ids {
        None => (collecting.view, None),
        Some(ids) => {
            let text = ids.iter().map(UserId::as_str).collect::<Vec<_>>().join("\n");
            let title = count(words.collected, ids.len());
            let foot = html! {
                <>
                    <span class="oic-push"></span>
                    <CopyButton {text} label={words.copy_ids} caption={Some(AttrValue::from(words.copy_ids))} />
                </>
            };
            (banner(BannerKind::Ok, &title, words.collected_text.into(), Html::default()), Some(foot))
        }
    };
    let stage = if collecting.ids.is_some() { "done" } else { "collecting" };
    html! { <Panel title={words.copy_ids} {stage} running={collecting.running} {foot} {onclose}>{ body }</Panel> }
}
