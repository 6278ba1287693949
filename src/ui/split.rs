//! A list, and what is chosen from it: beside it where the console is wide, in a drawer over it where it is not.

use yew::prelude::*;

use super::{Drawer, Icon, icon_button};
use crate::browser::focus;
use crate::browser::width::WidthWatch;

/// From this width of the console on, in CSS pixels, there is room for both; the design's breakpoint.
const WIDE: i32 = 1_080;

/// What is chosen.
#[derive(Clone, PartialEq)]
pub struct Detail {
    /// Tells one from another.
    pub key: AttrValue,
    /// Its name.
    pub title: Html,
    /// Beside its name.
    pub beside: Html,
    /// The rest.
    pub body: Html,
}

/// Of [`Split`].
#[derive(Properties, PartialEq)]
pub struct SplitProps {
    /// The list.
    pub children: Html,
    /// What is chosen from it. The link that chose it has `aria-current`.
    pub detail: Option<Detail>,
    /// An id for its heading.
    pub title_id: AttrValue,
    /// Said of the button that closes it.
    pub close: AttrValue,
    /// Nothing is to be chosen any more.
    pub onclose: Callback<()>,
}

/// The list keeps the focus while one goes from row to row; after closing, it has it again.
#[component]
pub fn Split(props: &SplitProps) -> Html {
    let root = use_node_ref();
    let wide = use_state_eq(|| None::<bool>);
    {
        let (root, wide) = (root.clone(), wide.setter());
        use_effect_with((), move |()| {
            let console = root.cast::<web_sys::Element>().and_then(|root| root.closest(".oic").ok().flatten());
            let watch =
                console.and_then(|console| WidthWatch::of(&console, move |width| wide.set(Some(width >= WIDE))));
            move || drop(watch)
        });
    }
    {
        // A link may lead to a row far down, and the detail beside the list makes its rows higher.
        let root = root.clone();
        let key = props.detail.as_ref().map(|detail| detail.key.clone());
        use_effect_with((key, *wide), move |(key, _)| {
            if let Some(root) = root.cast::<web_sys::Element>().filter(|_| key.is_some()) {
                focus::show_first(&root, "tr[aria-selected='true']");
            }
        });
    }
    let close = {
        let (root, onclose) = (root.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if let Some(root) = root.cast::<web_sys::Element>() {
                // Two steps: the row may not be among those that are shown.
                focus::focus_first(&root, "[tabindex='0']");
                focus::focus_first(&root, "a[aria-current]");
            }
            onclose.emit(());
        })
    };
    let onkeydown = {
        let close = close.clone();
        let may_close = *wide == Some(true) && props.detail.is_some();
        Callback::from(move |event: KeyboardEvent| {
            if may_close && event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let head = |detail: &Detail, close: Callback<MouseEvent>| {
        html! {
            <>
                <h2 id={props.title_id.clone()} class="oic-split__title oic-break">{ detail.title.clone() }</h2>
                { detail.beside.clone() }
                <span class="oic-push"></span>
                { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", props.close.clone(), close) }
            </>
        }
    };
    let side = match (&props.detail, *wide) {
        (Some(detail), Some(true)) => html! {
            <aside key={detail.key.to_string()} class="oic-split__side" aria-labelledby={props.title_id.clone()}>
                <div class="oic-row">{ head(detail, close.reform(|_| ())) }</div>
                { detail.body.clone() }
            </aside>
        },
        (Some(detail), Some(false)) => html! {
            <Drawer labelled_by={props.title_id.clone()} onclose={props.onclose.clone()}>
                <div class="oic-drawer__head">{ head(detail, props.onclose.reform(|_| ())) }</div>
                <div class="oic-drawer__body oic-split__body">{ detail.body.clone() }</div>
            </Drawer>
        },
        _ => Html::default(),
    };
    html! {
        <div ref={root} class="oic-split" {onkeydown}>
            <div class="oic-split__list">{ props.children.clone() }</div>
            { side }
        </div>
    }
}
