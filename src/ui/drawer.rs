//! A panel over the page that keeps the list behind it.

use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Of [`Drawer`].
#[derive(Properties, PartialEq)]
pub struct DrawerProps {
    /// Id of the heading that names it.
    pub labelled_by: AttrValue,
    /// Asked for by Escape, by a click beside it, or by what stands in it.
    pub onclose: Callback<()>,
    /// Head, body and foot.
    pub children: Html,
}

/// A native modal dialog: the browser keeps the focus inside and gives it back.
#[component]
pub fn Drawer(props: &DrawerProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let element = dialog.cast::<web_sys::HtmlDialogElement>();
            if let Some(element) = &element {
                let _ = element.show_modal();
            }
            move || {
                if let Some(element) = element {
                    element.close();
                }
            }
        });
    }
    let oncancel = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    let onclick = {
        let (onclose, dialog) = (props.onclose.clone(), dialog.clone());
        Callback::from(move |event: MouseEvent| {
            // A click on the backdrop has the dialog itself as its target.
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            let on_backdrop = target.is_some() && target == dialog.get();
            if on_backdrop {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog ref={dialog} class="oic-drawer" aria-labelledby={props.labelled_by.clone()} {oncancel} {onclick}>
            { props.children.clone() }
        </dialog>
    }
}
