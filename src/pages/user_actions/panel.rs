//! The drawer that an action is done in. What is under way asks before it is left: by closing, by "back", by closing the tab.

use yew::prelude::*;

use crate::browser::{focus, format};
use crate::desk::{Desk, use_desk};
use crate::hooks::{use_unsaved, use_way_out};
use crate::i18n::{fill, user_actions as words};
use crate::ui::{Dialog, Drawer, Icon, icon_button};

/// Of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// What is done.
    pub title: AttrValue,
    /// At which stage it is: where another one takes the place of what had the focus, the heading gets it.
    pub stage: AttrValue,
    /// Is it under way?
    #[prop_or_default]
    pub running: bool,
    /// Is something typed that is kept nowhere? Then it is asked before it is lost.
    #[prop_or_default]
    pub typed: bool,
    /// The body.
    pub children: Html,
    /// The buttons; none: there is no foot.
    #[prop_or_default]
    pub foot: Option<Html>,
    /// Leave it, and stop what is under way.
    pub onclose: Callback<()>,
}

/// A drawer over the list.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let wanted = use_way_out(&desk, desk.navigator.route().clone(), props.running);
    let unsaved = use_unsaved(&desk, props.typed && !props.running);
    let closing = use_state_eq(|| false);
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(props.stage.clone(), move |_| {
            let Some(heading) = heading.cast::<web_sys::Element>() else { return };
            let dialog = heading.closest("dialog").ok().flatten();
            let is_inside = |active: web_sys::Element| {
                dialog.as_ref().is_some_and(|dialog| *dialog != active && dialog.contains(Some(&active)))
            };
            if !focus::active().is_some_and(is_inside) {
                focus::focus(&heading);
            }
        });
    }
    let onclose = {
        let (closing, running, close) = (closing.setter(), props.running, props.onclose.clone());
        let leave = unsaved.leave.clone();
        Callback::from(move |()| if running { closing.set(true) } else { leave.emit(close.clone()) })
    };
    // What was under way may have come to its end while the question stood there.
    let question = (props.running && (*closing || wanted.is_some())).then(|| {
        let stay = {
            let (closing, wanted) = (closing.setter(), wanted.setter());
            Callback::from(move |()| {
                closing.set(false);
                wanted.set(None);
            })
        };
        let leave = {
            let (close, go) = (props.onclose.clone(), (*wanted).clone());
            Callback::from(move |()| {
                close.emit(());
                if let Some(go) = &go {
                    go.emit(());
                }
            })
        };
        html! {
            <Dialog id={desk.id("stop")} title={words.stop_title} danger={true} confirm={words.stop_and_leave}
                cancel={words.keep_going} onconfirm={leave} oncancel={stay}>
                <p>{ words.stop_text }</p>
            </Dialog>
        }
    });
    let title_id = desk.id("action-title");
    html! {
        <Drawer labelled_by={title_id.clone()} onclose={onclose.clone()}>
            <div class="oic-drawer__head">
                <h2 ref={heading} id={title_id} class="oic-page__title" tabindex="-1">{ &props.title }</h2>
                <span class="oic-push"></span>
                { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", words.close, onclose.reform(|_| ())) }
            </div>
            // Each stage anew: a button that became another one under the finger would be pressed twice.
            <div key={format!("body-{}", props.stage)} class="oic-drawer__body">{ props.children.clone() }</div>
            if let Some(foot) = &props.foot { <div key={format!("foot-{}", props.stage)} class="oic-drawer__foot">{ foot.clone() }</div> }
            { for question }
            { unsaved.question }
        </Drawer>
    }
}

/// How far it has come. Read out at each tenth, and no more often.
pub fn view_progress(desk: &Desk, label: &'static str, done: usize, all: usize) -> Html {
    let words = words::texts(desk.appearance.language);
    let tenth = done.saturating_mul(10).checked_div(all).unwrap_or_default().saturating_mul(10);
    html! {
        <div class="oic-stack oic-stack--tight">
            <span class="oic-row">
                <span>{ label }</span>
                <span class="oic-push"></span>
                <span class="oic-num oic-muted">{ fill(words.done_of, &[("done", &format::count(done)), ("all", &format::count(all))]) }</span>
            </span>
            <progress class="oic-progressbar oic-progressbar--alone" value={done.to_string()} max={all.max(1).to_string()} aria-label={label} />
            <span class="oic-vh" role="status">{ format!("{tenth} %") }</span>
        </div>
    }
}

/// A group of choices of which one holds. Each: is it the one, its words, told when it is chosen.
pub fn view_choices(
    desk: &Desk,
    name: &str,
    legend: &'static str,
    choices: Vec<(bool, Html, Callback<Event>)>,
) -> Html {
    let name = desk.id(name);
    html! {
        <fieldset class="oic-choices">
            <legend class="oic-label">{ legend }</legend>
            { for choices.into_iter().map(|(checked, words, onchange)| html! {
                <label class="oic-check">
                    <input type="radio" name={name.clone()} {checked} {onchange} />
                    <span>{ words }</span>
                </label>
            }) }
        </fieldset>
    }
}
