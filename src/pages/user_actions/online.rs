//! Who of those selected is online, and where: asked block by block, by the route whose answer holds no tokens.

use std::rc::Rc;

use openim_api::{ApiError, CancelToken, Platform, Presence, UserId};
use yew::prelude::*;

use super::Chosen;
use super::collect::use_collect;
use super::format::save_table;
use super::panel::{Panel, view_progress};
use super::source::options;
use crate::browser::format;
use crate::browser::save::NotWritten;
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::hooks::use_task;
use crate::i18n::{fill, list_options, user_actions as words};
use crate::pages::user::model::platform_words;
use crate::session::Api;
use crate::ui::{BannerKind, Icon, Pager, banner, safe_text, view_icon};

/// Users in one call: more are refused up to v3.8.0.
const BLOCK: usize = 500;
/// Rows drawn at a time.
const ROWS: u32 = 100;

/// Who is online.
pub struct Reading {
    /// In the order of the users, once all of them are there.
    pub found: Rc<Vec<Presence>>,
    /// How many have been read.
    pub read: usize,
    /// Is it being read?
    pub running: bool,
    /// Why it could not be read on.
    pub error: Option<ApiError>,
    /// Reads on where it stopped.
    pub go_on: Callback<()>,
}

/// Reads it for these users as soon as they are known.
#[hook]
pub fn use_presence(desk: &Desk, ids: Option<&Rc<[UserId]>>) -> Reading {
    let found = use_state(Rc::<Vec<Presence>>::default);
    let read = use_state_eq(|| 0);
    let state = use_state(|| (true, None::<ApiError>));
    let task = use_task();
    let so_far = use_mut_ref(Vec::<Presence>::new);
    let go_on = {
        let (api, ids) = (desk.api.clone(), ids.cloned());
        let (found, read, state) = (found.setter(), read.setter(), state.setter());
        Callback::from(move |()| {
            let (Some(api), Some(ids)) = (api.clone(), ids.clone()) else { return };
            let (found, read, state, so_far) = (found.clone(), read.clone(), state.clone(), so_far.clone());
            state.set((true, None));
            task.start(async move {
                let failed = loop {
                    let done = so_far.borrow().len();
                    read.set(done);
                    let block: Vec<UserId> = ids.iter().skip(done).take(BLOCK).cloned().collect();
                    if block.is_empty() {
                        found.set(Rc::new(so_far.take()));
                        break None;
                    }
                    match ask(&api, &block).await {
                        Ok(more) => so_far.borrow_mut().extend(more),
                        Err(error) => break Some(error),
                    }
                };
                state.set((false, failed));
            });
        })
    };
    {
        let go_on = go_on.clone();
        use_effect_with(ids.cloned(), move |ids| {
            if ids.is_some() {
                go_on.emit(());
            }
        });
    }
    Reading { found: Rc::clone(&found), read: *read, running: state.0, error: state.1.clone(), go_on }
}

async fn ask(api: &Api, block: &[UserId]) -> Result<Vec<Presence>, ApiError> {
    let never = CancelToken::new();
    api.call(|client| {
        let (block, options) = (block.to_vec(), options(&never));
        async move { client.users().presence(&block, &options).await }
    })
    .await
}

/// How many of them are online on each platform, the most frequent first.
pub fn platforms_of(found: &[Presence]) -> Vec<(Platform, usize)> {
    let mut counts: Vec<(Platform, usize)> = Vec::new();
    for platform in found.iter().flat_map(|presence| &presence.platforms) {
        match counts.iter_mut().find(|(known, _)| known == platform) {
            Some((_, count)) => *count += 1,
            None => counts.push((*platform, 1)),
        }
    }
    counts.sort_by(|(one, many), (other, more)| more.cmp(many).then(one.cmp(other)));
    counts
}

/// Those who are online, those who are not, or all.
fn filtered(found: &[Presence], is_online: Option<bool>) -> Vec<&Presence> {
    found.iter().filter(|row| is_online.is_none_or(|wanted| row.is_online == wanted)).collect()
}

/// Of [`OnlinePanel`].
#[derive(Properties, PartialEq)]
pub struct OnlinePanelProps {
    /// Who is selected, in which list.
    pub chosen: Chosen,
}

/// The drawer.
#[component]
pub fn OnlinePanel(props: &OnlinePanelProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let collecting = use_collect(&desk, &props.chosen);
    let reading = use_presence(&desk, collecting.ids.as_ref());
    let filter = use_state_eq(|| None::<bool>);
    let page = use_state_eq(|| 1_u32);
    let not_saved = use_state(|| None::<NotWritten>);
    let onclose = props.chosen.ontask.reform(|()| None);
    let title = words.check_online;
    let Some(ids) = &collecting.ids else {
        return html! { <Panel {title} stage="collecting" running={collecting.running} {onclose}>{ collecting.view }</Panel> };
    };
    if reading.running || reading.error.is_some() {
        let body = html! {
            <>
                { view_progress(&desk, words.asking_online, reading.read, ids.len()) }
                if let Some(error) = &reading.error {
                    { failure_banner(words.online_not_read, error, Some(&reading.go_on), desk.texts()) }
                }
            </>
        };
        return html! { <Panel {title} stage="asking" running={reading.running} {onclose}>{ body }</Panel> };
    }

    let found = &reading.found;
    let online = found.iter().filter(|presence| presence.is_online).count();
    let rows = filtered(found, *filter);
    let first = (*page as usize - 1).saturating_mul(ROWS as usize);
    let shown: Vec<&Presence> = rows.iter().skip(first).take(ROWS as usize).copied().collect();
    let pager = Pager {
        page: *page,
        size: ROWS,
        sizes: &[],
        total: rows.len() as u64,
        shown: u32::try_from(shown.len()).unwrap_or(u32::MAX),
    };
    let onpage = {
        let page = page.setter();
        Callback::from(move |(wanted, _): (u32, u32)| page.set(wanted))
    };
    let choose = |wanted: Option<bool>, caption: &'static str, number: usize| {
        let (filter_setter, page) = (filter.setter(), page.setter());
        html! {
            <button type="button" class="oic-btn oic-btn--sm" aria-pressed={if *filter == wanted { "true" } else { "false" }}
                onclick={Callback::from(move |_: MouseEvent| { filter_setter.set(wanted); page.set(1); })}>
                { caption }<span class="oic-count">{ format::count(number) }</span>
            </button>
        }
    };
    let save = {
        let (found, filter, not_saved) = (Rc::clone(found), *filter, not_saved.setter());
        Callback::from(move |_: MouseEvent| {
            let rows: Vec<Vec<String>> = filtered(&found, filter).into_iter().map(table_row).collect();
            let not_saved = not_saved.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let saved = save_table("online.csv", &["userID", "status", "platformIDs"], &rows).await;
                not_saved.set(saved.err());
            });
        })
    };
    let title_id = desk.id("online-rows");
    let of_platforms = platforms_of(found);
    let language = desk.appearance.language;
    let body = html! {
        <>
            <p id={title_id.clone()} role="status">
                { fill(words.online_of, &[("online", &format::count(online)), ("all", &format::count(found.len()))]) }
            </p>
            if !of_platforms.is_empty() {
                <p class="oic-row oic-row--wrap">
                    { for of_platforms.iter().map(|(platform, users)| html! {
                        <span class="oic-chip">{ platform_words(*platform, language) }<span class="oic-count">{ format::count(*users) }</span></span>
                    }) }
                </p>
            }
            if let Some(NotWritten(name)) = &*not_saved {
                { banner(BannerKind::Danger, words.export_not_written, fill(words.export_not_written_text, &[("name", name)]).into(), Html::default()) }
            }
            <div class="oic-row oic-row--wrap">
                <span class="oic-btngroup" role="group" aria-label={words.filter_rows}>
                    { choose(None, words.everybody, found.len()) }
                    { choose(Some(true), words.online, online) }
                    { choose(Some(false), list_options::texts(language).offline, found.len() - online) }
                </span>
                <span class="oic-push"></span>
                <button type="button" class="oic-btn oic-btn--sm" onclick={save}>{ view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ "CSV" }</button>
            </div>
            <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id} tabindex="0">
                <table class="oic-table">
                    <thead><tr><th scope="col" class="oic-col-grow">{ desk.texts().column_user_id }</th><th scope="col">{ words.status }</th></tr></thead>
                    <tbody>{ for shown.iter().map(|row| view_row(&desk, row)) }</tbody>
                </table>
            </div>
            { pager.view(desk.texts(), &onpage) }
        </>
    };
    html! { <Panel {title} stage="done" {onclose}>{ body }</Panel> }
}

fn view_row(desk: &Desk, row: &Presence) -> Html {
    let language = desk.appearance.language;
    let (dot, text) = if row.is_online {
        let names: Vec<_> = row.platforms.iter().map(|platform| platform_words(*platform, language)).collect();
        let names = if names.is_empty() { words::texts(language).online.to_owned() } else { names.join(", ") };
        ("oic-dot oic-dot--on", names)
    } else {
        ("oic-dot", list_options::texts(language).offline.to_owned())
    };
    html! {
        <tr key={row.user_id.as_str()}>
            <td class="oic-mono oic-breakcell">{ safe_text(row.user_id.as_str()) }</td>
            <td class="oic-col-wrap"><span class="oic-status"><span class={dot}></span>{ text }</span></td>
        </tr>
    }
}

/// The API's own words and numbers.
fn table_row(row: &Presence) -> Vec<String> {
    let platforms: Vec<String> = row.platforms.iter().map(|platform| platform.id().to_string()).collect();
    let status = if row.is_online { "online" } else { "offline" };
    vec![row.user_id.as_str().to_owned(), status.to_owned(), platforms.join(" ")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn presence(id: &str, platforms: &[i32]) -> Presence {
        let platforms: Vec<Platform> = platforms.iter().map(|id| Platform::from_id(*id)).collect();
        Presence { user_id: id.into(), is_online: !platforms.is_empty(), platforms }
    }

    #[test]
    fn platforms_are_counted_the_most_frequent_first() {
        let found = [presence("a", &[5, 1]), presence("b", &[]), presence("c", &[5]), presence("d", &[2])];
        let counts = platforms_of(&found).into_iter().map(|(platform, count)| (platform.id(), count));
        assert_eq!(counts.collect::<Vec<_>>(), [(5, 2), (1, 1), (2, 1)]);
    }

    #[test]
    fn a_file_has_the_words_and_numbers_of_the_api() {
        assert_eq!(table_row(&presence("a", &[5, 1])), ["a", "online", "5 1"]);
        assert_eq!(table_row(&presence("b", &[])), ["b", "offline", ""]);
    }
}
