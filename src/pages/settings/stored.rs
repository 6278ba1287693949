//! What the console keeps in this browser, and how to be rid of it.

use yew::prelude::*;

use super::model::{Kept, kept};
use super::section::section;
use crate::appearance::Choice;
use crate::browser::focus;
use crate::desk::use_desk;
use crate::i18n::count;
use crate::i18n::settings::{self as words, SettingsTexts};
use crate::preferences::PREFIX;
use crate::ui::{BannerKind, Icon, banner, view_icon};

/// The section.
#[component]
pub fn Stored() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let deleted = use_state(Vec::<(String, String)>::new);
    // One button takes the place of the other, and the focus with it.
    let actions = use_node_ref();
    {
        let (actions, is_first) = (actions.clone(), use_mut_ref(|| true));
        use_effect_with(deleted.is_empty(), move |_| {
            if let Some(actions) = actions.cast::<web_sys::Element>().filter(|_| !is_first.replace(false)) {
                focus::focus_first(&actions, "button");
            }
        });
    }
    let store = &desk.environment.preferences;
    let keys = store.keys(PREFIX);
    // The key that names the session in force is none itself.
    let sessions = desk.environment.session_store.keys("openim-console:session:").len();
    let delete = {
        let (store, deleted, choose) = (store.clone(), deleted.setter(), desk.appearance.choose.clone());
        Callback::from(move |_: MouseEvent| {
            let keys = store.keys(PREFIX);
            let all = keys.into_iter().filter_map(|key| store.get(&key).map(|value| (key, value)));
            deleted.set(all.inspect(|(key, _)| store.remove(key)).collect());
            choose.emit(Choice::Kept);
        })
    };
    let undo = {
        let (store, deleted, choose) = (store.clone(), deleted.clone(), desk.appearance.choose.clone());
        Callback::from(move |_: MouseEvent| {
            for (key, value) in deleted.iter() {
                store.set(key, value);
            }
            deleted.set(Vec::new());
            choose.emit(Choice::Kept);
        })
    };
    let content = html! {
        <>
            if !desk.environment.owns_page { <p class="oic-hint">{ words.stored_guest }</p> }
            if !keys.is_empty() {
                <dl class="oic-kept">
                    { for keys.iter().map(|key| html! {
                        <><dt>{ words_of(kept(key), words) }</dt><dd class="oic-mono oic-faint oic-small oic-break">{ key.clone() }</dd></>
                    }) }
                </dl>
            }
            <div class="oic-hint">
                <p>{ count(words.stored_sessions, sessions) }</p>
                <p>{ words.stored_secret }</p>
            </div>
            <div ref={actions}>
                if !deleted.is_empty() {
                    { banner(BannerKind::Info, words.deleted_all, words.deleted_all_text.into(),
                        html! { <button type="button" class="oic-btn oic-btn--sm" onclick={undo}>{ words.undo }</button> }) }
                } else if !keys.is_empty() {
                    <button type="button" class="oic-btn oic-btn--danger-quiet" onclick={delete}>
                        { view_icon(Icon::X, "oic-icon--sm") }{ words.delete_all }
                    </button>
                }
            </div>
        </>
    };
    section(&desk, "stored", words.stored, words.stored_text, content)
}

fn words_of(kept: Kept, words: &'static SettingsTexts) -> &'static str {
    match kept {
        Kept::Language => words.language,
        Kept::Theme => words.theme,
        Kept::Keys => words.keys,
        Kept::Servers => words.kept_servers,
        Kept::LastServer => words.kept_last_server,
        Kept::ReadOnly => words.read_only,
        Kept::Protected => words.protected,
        Kept::Other => words.kept_other,
    }
}
