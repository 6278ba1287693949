//! The end of the toolbar; holds the options and has the table drawn by them.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::columns::OptionsMenu;
use super::model::{Online, Options};
use super::rows;
use super::table::Look;
use super::updated::Updated;
use crate::desk::use_desk;
use crate::i18n::list_options as words;
use crate::pages::users::options::{Draw, KEY, Lent};
use crate::preferences;
use crate::ui::{Icon, Menu, icon_button, view_icon};

/// Of [`Tools`].
#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// How the list stands.
    pub lent: Lent,
}

/// How long ago it was read, reading it anew, the options.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let store = desk.environment.preferences.clone();
    let options = use_state_eq(|| store.get(KEY).map(|text| Options::read(&text)).unwrap_or_default());
    let sort = use_state_eq(|| None);
    let online = use_state_eq(|| None::<Online>);
    let online_failed = use_state_eq(|| false);
    let root = use_node_ref();
    {
        let look = Look {
            options: (*options).clone(),
            sort: *sort,
            online: (*online).clone(),
            online_failed: *online_failed,
            onsort: Callback::from({
                let sort = sort.setter();
                move |next| sort.set(next)
            }),
            ononline: Callback::from({
                let (online, failed) = (online.setter(), online_failed.setter());
                move |found: Option<Online>| {
                    failed.set(found.is_none());
                    online.set(found);
                }
            }),
        };
        let draw = props.lent.draw.clone();
        use_effect_with(((*options).clone(), *sort, (*online).clone(), *online_failed), move |_| {
            let look: Draw = Rc::new(look);
            draw.emit(look);
        });
    }
    {
        let (root, store) = (root.clone(), store.clone());
        use_effect_with((), move |()| {
            let page = root.cast::<web_sys::Element>().and_then(|root| root.closest("main").ok().flatten());
            let listener = page.map(|page| {
                let within = page.clone();
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&page, "keydown", options, move |event| {
                    if let Some(event) = event.dyn_ref() {
                        rows::follow(&within, event, preferences::keys_enabled(&store));
                    }
                })
            });
            move || drop(listener)
        });
    }
    let onchange = {
        let options = options.setter();
        Callback::from(move |next: Options| {
            match next.write() {
                Some(text) => store.set(KEY, &text),
                None => store.remove(KEY),
            }
            options.set(next);
        })
    };
    html! {
        <>
            <Updated lent={props.lent.clone()} seconds={options.refresh_seconds} />
            { icon_button(Icon::REFRESH, "oic-btn--ghost", texts.refresh, props.lent.reload.reform(|_| ())) }
            <span ref={root}>
                <Menu label={words.options} button_class="oic-btn oic-btn--icon oic-btn--ghost" button={view_icon(Icon::COLUMNS, "")}>
                    <OptionsMenu options={(*options).clone()} {onchange} />
                </Menu>
            </span>
        </>
    }
}
