//! Users into a file: read in blocks, each written before the next is asked for, so that a hundred thousand are as much in memory as
//! five hundred.

use openim_api::{ApiError, CancelToken};
use yew::prelude::*;

use super::Chosen;
use super::format::{Format, Writer};
use super::panel::{Panel, view_choices, view_progress};
use super::source::{Source, is_cancelled};
use crate::browser::save::{File, NotWritten};
use crate::browser::{self, format};
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::hooks::use_task;
use crate::i18n::{count, fill, user_actions as words};
use crate::session::Api;
use crate::ui::{BannerKind, banner};

/// Of [`ExportPanel`].
#[derive(Properties, PartialEq)]
pub struct ExportPanelProps {
    /// Who is selected, in which list.
    pub chosen: Chosen,
}

#[derive(Clone, Copy, PartialEq)]
enum Which {
    Selected,
    Page,
    Matching,
}

#[derive(Clone, PartialEq)]
enum Stage {
    Form,
    Running,
    Stopped,
    NotRead(ApiError),
    NotWritten(NotWritten),
    Done { rows: usize, missing: usize, is_whole: bool },
}

/// A file under way.
struct Work {
    source: Source,
    writer: Writer,
    file: File,
}

enum Problem {
    Read(ApiError),
    Write(NotWritten),
}

impl Work {
    /// Reads and writes until all is there. `tell` is told how many of how many are.
    async fn go_on(&mut self, api: &Api, cancel: &CancelToken, tell: &dyn Fn(usize, usize)) -> Result<(), Problem> {
        while let Some(users) = self.source.users(api, cancel).await.map_err(Problem::Read)? {
            self.file.write(&self.writer.piece(&users)).await.map_err(Problem::Write)?;
            tell(self.source.read(), self.source.total());
        }
        Ok(())
    }

    /// The file is as long as it shall be.
    async fn finish(self, is_whole: bool) -> Stage {
        let (rows, missing) = (self.writer.rows(), self.source.missing());
        let closed = match self.file.write(self.writer.end()).await {
            Ok(()) => self.file.close().await,
            Err(error) => Err(error),
        };
        match closed {
            Ok(()) => Stage::Done { rows, missing, is_whole },
            Err(error) => Stage::NotWritten(error),
        }
    }
}

/// The drawer.
#[component]
pub fn ExportPanel(props: &ExportPanelProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let chosen = &props.chosen;
    let which = use_state_eq(|| if chosen.count() > 0 { Which::Selected } else { Which::Matching });
    let format = use_state_eq(|| Format::Csv);
    let stage = use_state(|| Stage::Form);
    let progress = use_state_eq(|| (0, 0));
    let work = use_mut_ref(|| None::<Work>);
    let switch = use_mut_ref(CancelToken::new);
    let asks_where = use_mut_ref(|| false);
    let task = use_task();

    let scope = match *which {
        Which::Selected => chosen.selected(),
        Which::Page => chosen.of_page(),
        Which::Matching => chosen.matching(),
    };
    let wanted = scope.count();
    let go_on = {
        let (api, stage, progress) = (desk.api.clone(), stage.setter(), progress.setter());
        let (work, switch, task) = (work.clone(), switch.clone(), task.clone());
        Callback::from(move |()| {
            let (Some(api), Some(mut under_way)) = (api.clone(), work.borrow_mut().take()) else { return };
            let cancel = CancelToken::new();
            *switch.borrow_mut() = cancel.clone();
            let (stage, progress, work) = (stage.clone(), progress.clone(), work.clone());
            stage.set(Stage::Running);
            task.start(async move {
                let tell = |done, all| progress.set((done, all));
                let next = match under_way.go_on(&api, &cancel, &tell).await {
                    Ok(()) => under_way.finish(true).await,
                    Err(Problem::Write(error)) => {
                        under_way.file.discard().await;
                        Stage::NotWritten(error)
                    }
                    Err(Problem::Read(error)) => {
                        *work.borrow_mut() = Some(under_way);
                        if is_cancelled(&error) { Stage::Stopped } else { Stage::NotRead(error) }
                    }
                };
                stage.set(next);
            });
        })
    };
    let begin = {
        let (scope, format, host) = (scope.clone(), *format, host_of(&desk));
        let (stage, progress, work, go_on) = (stage.setter(), progress.setter(), work.clone(), go_on.clone());
        Callback::from(move |_: MouseEvent| {
            if asks_where.replace(true) {
                return;
            }
            let asks_where = asks_where.clone();
            let source = Source::new(scope.clone());
            let (stage, progress, work, go_on) = (stage.clone(), progress.clone(), work.clone(), go_on.clone());
            progress.set((0, source.total()));
            let name = file_name(&host, format);
            // The click lets the page ask where the file shall go, and a task that is replaced would leave that question open.
            wasm_bindgen_futures::spawn_local(async move {
                let file = File::begin(&name, format.kind()).await;
                asks_where.replace(false);
                let Some(file) = file else { return };
                let writer = Writer::new(format);
                match file.write(&writer.start()).await {
                    Ok(()) => {
                        *work.borrow_mut() = Some(Work { source, writer, file });
                        go_on.emit(());
                    }
                    Err(error) => stage.set(Stage::NotWritten(error)),
                }
            });
        })
    };
    let stop = {
        let switch = switch.clone();
        Callback::from(move |_: MouseEvent| switch.borrow().cancel())
    };
    let keep_part = {
        let (work, stage, task) = (work.clone(), stage.setter(), task.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(under_way) = work.borrow_mut().take() else { return };
            let stage = stage.clone();
            task.start(async move { stage.set(under_way.finish(false).await) });
        })
    };
    let again = {
        let stage = stage.setter();
        Callback::from(move |_: MouseEvent| stage.set(Stage::Form))
    };
    let onclose = {
        let (ontask, work) = (chosen.ontask.clone(), work.clone());
        Callback::from(move |()| {
            if let Some(under_way) = work.borrow_mut().take() {
                wasm_bindgen_futures::spawn_local(under_way.file.discard());
            }
            ontask.emit(None);
        })
    };
    let close = onclose.reform(|_: MouseEvent| ());
    let (done, all) = *progress;
    let button = |class: &'static str, words: Html, onclick: &Callback<MouseEvent>| {
        html! { <button type="button" {class} onclick={onclick.clone()}>{ words }</button> }
    };
    let rows = |text: &'static str, rows: usize| Html::from(count(text, rows));
    let (primary, plain) = ("oic-btn oic-btn--primary", "oic-btn");
    let resume = html! {
        <>
            if done > 0 { { button(plain, rows(words.save_part, done), &keep_part) } }
            <span class="oic-push"></span>
            { button(primary, words.go_on.into(), &go_on.reform(|_: MouseEvent| ())) }
        </>
    };
    let (name, body, foot) = match &*stage {
        Stage::Form => {
            let choose = |of: Which| {
                let which = which.setter();
                Callback::from(move |_: Event| which.set(of))
            };
            let mut scopes = Vec::new();
            if chosen.count() > 0 {
                scopes.push((
                    *which == Which::Selected,
                    rows(words.scope_selected, chosen.count()),
                    choose(Which::Selected),
                ));
            }
            scopes.push((*which == Which::Page, rows(words.scope_page, chosen.shown), choose(Which::Page)));
            let matching = if chosen.list.keyword.trim().is_empty() { words.scope_all } else { words.scope_matching };
            scopes.push((*which == Which::Matching, rows(matching, chosen.total), choose(Which::Matching)));
            let formats = Format::ALL.map(|(of, name)| {
                let set = format.setter();
                (*format == of, html! { { name } }, Callback::from(move |_: Event| set.set(of)))
            });
            let body = html! {
                <>
                    { view_choices(&desk, "export-scope", words.which_users, scopes) }
                    { view_choices(&desk, "export-format", words.file_format, formats.into()) }
                    <p class="oic-hint">{ words.export_hint }</p>
                </>
            };
            let foot = html! {
                <>
                    <span class="oic-push"></span>
                    <button type="button" class={primary} disabled={wanted == 0} onclick={begin}>{ count(words.export_users, wanted) }</button>
                </>
            };
            ("form", body, foot)
        }
        Stage::Running => {
            let body = view_progress(&desk, words.exporting, done, all);
            ("running", body, html! { <><span class="oic-push"></span>{ button(plain, words.stop.into(), &stop) }</> })
        }
        Stage::Stopped => {
            let body = html! {
                <>
                    { view_progress(&desk, words.exporting, done, all) }
                    { banner(BannerKind::Info, "", words.export_stopped.into(), Html::default()) }
                </>
            };
            ("stopped", body, resume)
        }
        Stage::NotRead(error) => {
            let body = html! {
                <>
                    { view_progress(&desk, words.exporting, done, all) }
                    { failure_banner(words.export_not_read, error, None, desk.texts()) }
                </>
            };
            ("not-read", body, resume)
        }
        Stage::NotWritten(NotWritten(name)) => {
            let text = fill(words.export_not_written_text, &[("name", name)]);
            let body = banner(BannerKind::Danger, words.export_not_written, text.into(), Html::default());
            let foot =
                html! { <><span class="oic-push"></span>{ button(primary, words.start_again.into(), &again) }</> };
            ("not-written", body, foot)
        }
        Stage::Done { rows: written, missing, is_whole } => {
            let title = count(if *is_whole { words.exported } else { words.exported_part }, *written);
            let text = if *missing > 0 { count(words.missing, *missing) } else { String::new() };
            let kind = if *missing > 0 || !is_whole { BannerKind::Warn } else { BannerKind::Ok };
            let foot = html! {
                <>
                    { button("oic-btn oic-btn--ghost", words.another_export.into(), &again) }
                    <span class="oic-push"></span>
                    { button(primary, words.close.into(), &close) }
                </>
            };
            ("done", banner(kind, &title, text.into(), Html::default()), foot)
        }
    };
    html! {
        <Panel title={words.export_title} stage={name} running={*stage == Stage::Running} {foot} {onclose}>{ body }</Panel>
    }
}

/// The server's name, as far as it may stand in the name of a file.
fn host_of(desk: &Desk) -> String {
    let host = desk.session.state.signed_in().map(|session| session.server.host().to_owned()).unwrap_or_default();
    host.chars().map(|of| if of.is_ascii_alphanumeric() || matches!(of, '.' | '-') { of } else { '-' }).collect()
}

/// `users-im.example.com-20261125-0930.csv`
fn file_name(host: &str, format: Format) -> String {
    let time: String = format::minute(browser::now_millis()).chars().filter(|of| *of != '-' && *of != ':').collect();
    format!("users-{host}-{}.{}", time.replace(' ', "-"), format.kind().extension)
}
