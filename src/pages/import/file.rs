//! The first step: a file is dropped, chosen or pasted, read, and its columns are told.

use gloo_events::EventListener;
use js_sys::{Function, Reflect};
use openim_api::ServerBlock;
use openim_bulk::job::{Choices, Format, Kept, Opening, Progress, Refusal, Reply, Request, Template};
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

use super::Opened;
use super::columns::view_columns;
use super::help::view_help;
use super::kept::KeptImports;
use super::reading::{Reread, view_reading};
use super::save::save_template;
use super::trouble::view_trouble;
use super::worker::{Trouble, Worker};
use crate::browser::{event_value, focus};
use crate::desk::use_desk;
use crate::hooks::use_task;
use crate::i18n::{count, fill, import as words};
use crate::ui::{BannerKind, Icon, banner, view_icon};

/// Of [`FileStep`].
#[derive(Properties, PartialEq)]
pub struct FileStepProps {
    /// Reads it.
    pub worker: Worker,
    /// What is open.
    pub opened: Option<Opened>,
    /// Told what is open now.
    pub onopened: Callback<Option<Opened>>,
    /// Something that was kept shall be gone on with.
    pub onresume: Callback<Kept>,
    /// On to the check.
    pub onnext: Callback<()>,
}

/// The step.
#[component]
pub fn FileStep(props: &FileStepProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let block = desk.api.as_ref().map_or(ServerBlock::Main, |api| api.block());
    let reading = use_state(|| None::<Progress>);
    let trouble = use_state(|| None::<Trouble>);
    let pasting = use_state_eq(|| false);
    let pasted = use_mut_ref(String::new);
    let is_over = use_state_eq(|| false);
    let (root, input) = (use_node_ref(), use_node_ref());
    let task = use_task();

    let open = {
        let (worker, onopened, task) = (props.worker.clone(), props.onopened.clone(), task.clone());
        let (reading, trouble, pasting) = (reading.setter(), trouble.setter(), pasting.setter());
        Callback::from(move |(name, opening, file): (String, Opening, Option<JsValue>)| {
            let (worker, onopened) = (worker.clone(), onopened.clone());
            let (reading, trouble, pasting) = (reading.clone(), trouble.clone(), pasting.clone());
            reading.set(Some(Progress { bytes: 0, all: 0, rows: 0 }));
            trouble.set(None);
            task.start(async move {
                let told = {
                    let reading = reading.clone();
                    Callback::from(move |progress| reading.set(Some(progress)))
                };
                let answer = worker.open(opening, file.as_ref(), told).await;
                reading.set(None);
                match answer {
                    Ok(Reply::Overview(overview)) => {
                        pasting.set(false);
                        onopened.emit(Some(Opened { name, overview }));
                    }
                    Ok(_) | Err(Trouble::Refused(Refusal::Overtaken)) => {}
                    Err(why) => trouble.set(Some(why)),
                }
            });
        })
    };
    let open_file = {
        let open = open.clone();
        Callback::from(move |file: JsValue| {
            let name = text_of(&file, "name").unwrap_or_default();
            open.emit((name, Opening::new(block), Some(file)));
        })
    };
    let open_text = {
        let (open, name) = (open.clone(), words.pasted_name);
        Callback::from(move |text: String| {
            open.emit((name.to_owned(), Opening { text: Some(text), ..Opening::new(block) }, None));
        })
    };
    let reread = {
        let (open, name) = (open.clone(), props.opened.as_ref().map(|opened| opened.name.clone()).unwrap_or_default());
        Callback::from(move |Reread { format, separator, encoding }| {
            let opening = Opening { format, separator, encoding, ..Opening::new(block) };
            open.emit((name.clone(), opening, None));
        })
    };
    let forget = {
        let (worker, onopened, task) = (props.worker.clone(), props.onopened.clone(), task.clone());
        let (reading, trouble) = (reading.setter(), trouble.setter());
        Callback::from(move |()| {
            task.stop();
            reading.set(None);
            trouble.set(None);
            onopened.emit(None);
            let worker = worker.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // Nothing is shown of it any more; a worker that has gone is told of by the page.
                let _ = worker.ask(Request::Forget).await;
            });
        })
    };
    let halt = {
        let (worker, task, reading) = (props.worker.clone(), task.clone(), reading.setter());
        Callback::from(move |_: MouseEvent| {
            task.stop();
            reading.set(None);
            let worker = worker.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // What was open before stays; a worker that has gone is told of by the page.
                let _ = worker.ask(Request::Halt).await;
            });
        })
    };
    let choose = {
        let (worker, onopened, trouble) = (props.worker.clone(), props.onopened.clone(), trouble.setter());
        let (name, task) = (props.opened.as_ref().map(|opened| opened.name.clone()), task.clone());
        Callback::from(move |choices: Choices| {
            let (worker, onopened, trouble, name) =
                (worker.clone(), onopened.clone(), trouble.clone(), name.clone().unwrap_or_default());
            task.start(async move {
                match worker.ask(Request::Choose(choices)).await {
                    Ok(Reply::Overview(overview)) => onopened.emit(Some(Opened { name, overview })),
                    Ok(_) => {}
                    Err(why) => trouble.set(Some(why)),
                }
            });
        })
    };
    {
        // The keyboard is on the page, not in a field of it, when somebody pastes what was copied elsewhere.
        let (root, open_text) = (root.clone(), open_text.clone());
        use_effect_with((), move |()| {
            let page = root.cast::<web_sys::Element>().and_then(|root| root.closest("main").ok().flatten());
            let listener = page.map(|page| {
                EventListener::new(&page, "paste", move |event| {
                    if let Some(text) = pasted_text(event).filter(|_| !focus::is_typing()) {
                        open_text.emit(text);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let template = {
        let (worker, trouble) = (props.worker.clone(), trouble.setter());
        Callback::from(move |(format, example): (Format, bool)| {
            let (worker, trouble) = (worker.clone(), trouble.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let wanted = Template { format, separator: None, example };
                if let Err(why) = save_template(&worker, wanted).await {
                    trouble.set(Some(why));
                }
            });
        })
    };

    let pick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<web_sys::HtmlElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let open_file = open_file.clone();
        Callback::from(move |event: Event| {
            let Some(target) = event.target() else { return };
            if let Some(file) = first_file(target.as_ref()) {
                open_file.emit(file);
            }
            // The same file may be chosen again, after it was mended elsewhere.
            let _ = Reflect::set(target.as_ref(), &"value".into(), &"".into());
        })
    };
    let over = |is: bool| {
        let over = is_over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(is);
        })
    };
    let ondrop = {
        let over = is_over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            let dropped = Reflect::get(event.as_ref(), &"dataTransfer".into()).ok();
            if let Some(file) = dropped.as_ref().and_then(first_file) {
                open_file.emit(file);
            }
        })
    };
    let toggle_paste = {
        let pasting = pasting.clone();
        Callback::from(move |_: MouseEvent| pasting.set(!*pasting))
    };
    let paste_id = desk.id("import-paste");
    let read_pasted = {
        let (pasted, open_text) = (pasted.clone(), open_text.clone());
        Callback::from(move |_: MouseEvent| open_text.emit(pasted.borrow().clone()))
    };
    let drop_zone = html! {
        <div class="oic-drop" data-over={is_over.then_some("")} ondragover={over(true)} ondragleave={over(false)} {ondrop}>
            { view_icon(Icon::UPLOAD, "oic-icon--lg") }
            <p class="oic-strong">{ words.drop_title }</p>
            <p>{ words.drop_or_paste }</p>
            <div class="oic-row oic-row--wrap">
                <input ref={input} type="file" hidden=true aria-label={words.choose_file} tabindex="-1"
                    accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json" {onchange} />
                <button type="button" class="oic-btn oic-btn--primary" onclick={pick}>
                    { view_icon(Icon::FILE, "oic-icon--sm") }{ words.choose_file }
                </button>
                <button type="button" class="oic-btn" aria-expanded={if *pasting { "true" } else { "false" }} onclick={toggle_paste}>
                    { view_icon(Icon::CLIPBOARD, "oic-icon--sm") }{ words.paste_rows }
                </button>
            </div>
        </div>
    };
    let paste_field = html! {
        <div class="oic-field">
            <label class="oic-label" for={paste_id.clone()}>{ words.pasted_rows }</label>
            <textarea id={paste_id} class="oic-textarea oic-input--mono" rows="6" spellcheck="false" autofocus=true
                oninput={Callback::from(move |event: InputEvent| *pasted.borrow_mut() = event_value(&event))} />
            <div class="oic-row"><button type="button" class="oic-btn" onclick={read_pasted}>{ words.read_pasted }</button></div>
        </div>
    };
    let change = forget.reform(|_: MouseEvent| ());
    let main_part = match (&*reading, &props.opened) {
        (Some(progress), _) => view_reading(&desk, progress, &halt),
        (None, Some(opened)) => {
            let summary = &opened.overview.summary;
            let has_id =
                opened.overview.columns.iter().any(|column| column.field == Some(openim_bulk::job::Field::UserId));
            html! {
                <>
                    { view_columns(&desk, opened, &choose, &reread, &change) }
                    if !has_id { { banner(BannerKind::Warn, words.no_id_column, words.no_id_column_text.into(), Html::default()) } }
                    <div class="oic-row">
                        <span class="oic-push"></span>
                        <button type="button" class="oic-btn oic-btn--primary" disabled={!has_id}
                            onclick={props.onnext.reform(|_: MouseEvent| ())}>
                            { count(words.check_rows, summary.rows as usize) }
                        </button>
                    </div>
                </>
            }
        }
        (None, None) => html! { <>{ drop_zone }if *pasting { { paste_field } }</> },
    };
    let said = match (&*reading, &props.opened) {
        (None, Some(opened)) => {
            fill(&count(words.file_read, opened.overview.summary.rows as usize), &[("name", &opened.name)])
        }
        _ => String::new(),
    };
    html! {
        <div ref={root} class="oic-grid">
            <div class={if props.opened.is_some() { "oic-stack" } else { "oic-span-8 oic-stack" }}>
                <p class="oic-vh" role="status">{ said }</p>
                if let Some(why) = &*trouble { { view_trouble(&desk, words.not_read, why, Html::default()) } }
                // Before all else: whoever comes back wants to go on.
                if props.opened.is_none() { <KeptImports worker={props.worker.clone()} onresume={props.onresume.clone()} /> }
                { main_part }
                if props.opened.is_none() { { view_help(&desk, block) } }
            </div>
            if props.opened.is_none() {
                <aside class="oic-span-4 oic-stack" aria-label={words.help}>
                    { super::help::view_templates(&desk, &template) }
                    { banner(BannerKind::Plain, "", words.nothing_is_sent.into(), Html::default()) }
                </aside>
            }
        </div>
    }
}

/// Of what has `files`: a field, or what is dropped.
fn first_file(of: &JsValue) -> Option<JsValue> {
    let files = Reflect::get(of, &"files".into()).ok()?;
    Reflect::get_u32(&files, 0).ok().filter(JsValue::is_object)
}

fn pasted_text(event: &Event) -> Option<String> {
    let data = Reflect::get(event, &"clipboardData".into()).ok()?;
    let get = Reflect::get(&data, &"getData".into()).ok()?.dyn_into::<Function>().ok()?;
    get.call1(&data, &"text/plain".into()).ok()?.as_string().filter(|text| !text.trim().is_empty())
}

fn text_of(of: &JsValue, name: &str) -> Option<String> {
    Reflect::get(of, &name.into()).ok()?.as_string()
}
