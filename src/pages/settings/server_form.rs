//! Address, name and colour of a server.

use yew::prelude::*;

use super::model::{Draft, Problem};
use crate::address::address_words;
use crate::browser::{event_value, focus};
use crate::colour::Colour;
use crate::desk::{Desk, use_desk};
use crate::hooks::use_unsaved;
use crate::i18n::settings::{self as words, SettingsTexts};
use crate::ui::{Field, Message};

/// Of [`ServerForm`].
#[derive(Properties, PartialEq)]
pub struct ServerFormProps {
    /// What it starts with.
    pub draft: Draft,
    /// Is a server added? Then it is asked for its address.
    pub is_new: bool,
    /// Is told what is typed, and answers what is wrong with it.
    pub onsave: Callback<(Draft, Callback<Problem>)>,
    /// It is given up.
    pub oncancel: Callback<()>,
}

/// The form. The focus begins in it; Escape gives it up.
#[component]
pub fn ServerForm(props: &ServerFormProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let draft = use_state(|| props.draft.clone());
    let is_dirty = *draft != props.draft;
    let unsaved = use_unsaved(&desk, is_dirty);
    let problem = use_state(|| None::<Problem>);
    let form = use_node_ref();
    {
        let form = form.clone();
        use_effect_with((), move |()| {
            if let Some(form) = form.cast::<web_sys::Element>() {
                focus::focus_first(&form, "input");
            }
        });
    }
    {
        // The message says what; the focus goes where.
        let form = form.clone();
        use_effect_with(*problem, move |problem| {
            if let (Some(_), Some(form)) = (problem, form.cast::<web_sys::Element>()) {
                focus::focus_first(&form, "[aria-invalid]");
            }
        });
    }
    let onsubmit = {
        let (draft, problem, onsave) = (draft.clone(), problem.setter(), props.onsave.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let problem = problem.clone();
            onsave.emit(((*draft).clone(), Callback::from(move |found| problem.set(Some(found)))));
        })
    };
    let onkeydown = {
        let (oncancel, leave) = (props.oncancel.clone(), unsaved.leave.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                // The same press would close the question.
                event.prevent_default();
                leave.emit(oncancel.clone());
            }
        })
    };
    let typed = |change: fn(&mut Draft, String)| {
        let (draft, problem) = (draft.clone(), problem.setter());
        Callback::from(move |event: InputEvent| {
            let mut next = (*draft).clone();
            change(&mut next, event_value(&event));
            problem.set(None);
            draft.set(next);
        })
    };
    let of_url = match *problem {
        Some(Problem::Address(error)) => Some(Message::danger(address_words(error, desk.texts()))),
        Some(Problem::Known) => Some(Message::danger(words.server_known)),
        _ => None,
    };
    let of_name = (*problem == Some(Problem::Name)).then(|| Message::danger(words.name_too_long));
    html! {
        <>
        <form ref={form} class="oic-stack" {onsubmit} {onkeydown} novalidate={true}>
            <div class="oic-formgrid">
                if props.is_new {
                    { view_text(&desk, "new-server", desk.texts().server_address, "oic-input oic-input--mono", &draft.url, of_url,
                        words.address_hint, typed(|draft, url| draft.url = url)) }
                }
                { view_text(&desk, "server-name", words.server_name, "oic-input", &draft.name, of_name, words.name_hint,
                    typed(|draft, name| draft.name = name)) }
            </div>
            { view_colours(&desk, &draft, words) }
            <div class="oic-row">
                <button type="submit" class="oic-btn oic-btn--primary">{ if props.is_new { words.add } else { words.save } }</button>
                <button type="button" class="oic-btn" onclick={props.oncancel.reform(|_| ())}>{ words.cancel }</button>
            </div>
        </form>
        { unsaved.question }
        </>
    }
}

#[expect(clippy::too_many_arguments, reason = "a text control, said once")]
fn view_text(
    desk: &Desk,
    name: &str,
    label: &'static str,
    class: &'static str,
    value: &str,
    problem: Option<Message>,
    hint: &'static str,
    oninput: Callback<InputEvent>,
) -> Html {
    let id = desk.id(name);
    let invalid = problem.as_ref().map(|_| "true");
    let message = Some(problem.unwrap_or_else(|| Message::hint(hint)));
    let field = Field { id: &id, label, note: "", message, wide: false };
    field.view(html! {
        <input id={id.clone()} {class} type="text" autocomplete="off" autocapitalize="none" spellcheck="false"
            value={value.to_owned()} aria-invalid={invalid} aria-describedby={format!("{id}-message")} {oninput} />
    })
}

/// Each with its word, so that nobody has to tell them apart by their looks.
fn view_colours(desk: &Desk, draft: &UseStateHandle<Draft>, words: &'static SettingsTexts) -> Html {
    let group = desk.id("server-colour");
    let choices = std::iter::once(None).chain(Colour::ALL.map(|(colour, _)| Some(colour)));
    let view = |colour: Option<Colour>| {
        let onchange = {
            let draft = draft.clone();
            Callback::from(move |_: Event| draft.set(Draft { colour, ..(*draft).clone() }))
        };
        html! {
            <label class="oic-check">
                <input type="radio" name={group.clone()} checked={draft.colour == colour} {onchange} />
                if let Some(colour) = colour { <span class="oic-dot oic-dot--on" data-colour={colour.word()}></span> }
                <span>{ colour_words(colour, words) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="oic-swatches">
            <legend class="oic-label">{ words.colour }</legend>
            { for choices.map(view) }
        </fieldset>
    }
}

fn colour_words(colour: Option<Colour>, words: &'static SettingsTexts) -> &'static str {
    match colour {
        None => words.colour_none,
        Some(Colour::Gray) => words.gray,
        Some(Colour::Blue) => words.blue,
        Some(Colour::Green) => words.green,
        Some(Colour::Amber) => words.amber,
        Some(Colour::Red) => words.red,
        Some(Colour::Violet) => words.violet,
    }
}
