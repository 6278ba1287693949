//! The bar under the table: how many are selected, and what can be done with them.

use openim_api::UserId;
use yew::prelude::*;

use super::{Chosen, Deed, Pick, Task};
use crate::desk::use_desk;
use crate::i18n::{count, list_options, user_actions as words, user_acts};
use crate::ui::{CopyButton, Icon, icon_button, view_icon};

/// Of [`Bar`].
#[derive(Properties, PartialEq)]
pub struct BarProps {
    /// Who is selected.
    pub chosen: Chosen,
}

/// The bar.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let desk = use_desk();
    let (words, acts) = (words::texts(desk.appearance.language), user_acts::texts(desk.appearance.language));
    let Chosen { selection, onpick, ontask, total, .. } = &props.chosen;
    let selected = props.chosen.count();
    let said = count(list_options::texts(desk.appearance.language).selected, selected);
    let action = |task: Task, icon: Icon, label: &'static str| {
        let onclick = ontask.reform(move |_: MouseEvent| Some(task));
        html! {
            <button type="button" class="oic-btn oic-btn--sm" title={label} {onclick}>
                { view_icon(icon, "oic-icon--sm") }<span>{ label }</span>
            </button>
        }
    };
    let left_out = selection.ids().len();
    let extent = match (selection.is_all(), left_out) {
        (true, 0) => html! { <span class="oic-hint">{ words.all_that_match }</span> },
        (true, _) => html! { <span class="oic-hint">{ count(words.all_but, left_out) }</span> },
        (false, _) if selected < *total => html! {
            <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm oic-bulkbar__all" onclick={onpick.reform(|_: MouseEvent| Pick::All)}>
                { count(words.select_all, *total) }
            </button>
        },
        (false, _) => Html::default(),
    };
    let copy = if selection.is_all() {
        action(Task::Copy, Icon::COPY, words.copy_ids)
    } else {
        let text = selection.ids().iter().map(UserId::as_str).collect::<Vec<_>>().join("\n");
        html! { <CopyButton {text} label={words.copy_ids} caption={Some(AttrValue::from(words.copy_ids))} /> }
    };
    html! {
        <div class="oic-bulkbar" role="region" aria-label={words.bulk_actions}>
            <span class="oic-strong oic-num">{ said }</span>
            { extent }
            <span class="oic-sep oic-push"></span>
            { copy }
            { action(Task::Export, Icon::DOWNLOAD, words.export) }
            { action(Task::Online, Icon::PULSE, words.check_online) }
            { action(Task::Act(Deed::Receive), Icon::BELL, acts.receive) }
            { action(Task::Act(Deed::Notice), Icon::MESSAGE, acts.notice) }
            { action(Task::Act(Deed::LogOut), Icon::LOGOUT, acts.log_out) }
            { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", words.clear, onpick.reform(|_| Pick::Clear)) }
        </div>
    }
}
