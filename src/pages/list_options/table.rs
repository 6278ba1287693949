//! The table with the columns chosen, in the order chosen.

use std::rc::Rc;

use openim_api::{Listing, Platform, User, UserId};
use yew::prelude::*;

use super::model::{Column, Online, Options, Sort, next_sort, order};
use super::presence::Presence;
use super::shown::{Rows, Shown};
use crate::browser::collate;
use crate::desk::Desk;
use crate::i18n::list_options::{self as words, ListOptionsTexts};
use crate::i18n::{Texts, count, fill};
use crate::lazy::{Behind, Lazy, Part, Shut};
use crate::pages::user_actions::{Chosen, Pick, Selection, Share, Task};
use crate::pages::users::options::Drawing;
use crate::pages::users::table::{view_frame, view_id, view_level, view_receive, view_registered, view_user};
use crate::route::{ListQuery, Route};
use crate::shell::link;
use crate::ui::{Icon, empty_state, last_page, safe_content, view_icon, visible};

/// Rows drawn while the first answer is on its way.
const SKELETONS: usize = 8;
/// Characters of `ex` in a cell.
const SHOWN: usize = 80;

/// How the table looks.
pub struct Look {
    /// Columns and density.
    pub options: Options,
    /// The order of the page.
    pub sort: Option<Sort>,
    /// Who is online where; none: not read yet.
    pub online: Option<Online>,
    /// Could that not be read?
    pub online_failed: bool,
    /// Told of a click on a head.
    pub onsort: Callback<Option<Sort>>,
    /// Told who is online; none: it could not be read.
    pub ononline: Callback<Option<Online>>,
    /// Who is selected.
    pub selection: Rc<Selection>,
    /// Told what becomes of that.
    pub onpick: Callback<Pick>,
    /// What is being done with them.
    pub task: Option<Task>,
    /// Told what is to be done.
    pub ontask: Callback<Option<Task>>,
    /// Reads the list anew.
    pub reload: Callback<()>,
    /// Of a list that is filtered in the page: what is shown.
    pub shown: Shown,
    /// Told which users of such a list are others than they were loaded.
    pub onchanged: Callback<Rc<[UserId]>>,
}

/// What a column is called.
pub fn name(column: Column, texts: &'static Texts, words: &'static ListOptionsTexts) -> &'static str {
    match column {
        Column::User => texts.column_user,
        Column::Id => texts.column_user_id,
        Column::Level => texts.column_level,
        Column::Receive => texts.column_receive,
        Column::Registered => texts.column_registered,
        Column::Online => words.online_on,
        Column::Extra => texts.extra_data,
        Column::Avatar => texts.avatar_address,
    }
}

impl Drawing for Look {
    fn view(&self, desk: &Desk, users: Option<&[User]>, busy: bool, list: &ListQuery) -> Html {
        let busy = match &self.shown {
            _ if list.filter.is_none() => busy,
            // What is in the way is said above.
            Shown::Nothing => return Html::default(),
            Shown::Waiting => true,
            Shown::Rows(rows) if users.is_some_and(<[_]>::is_empty) => return view_nobody(desk, rows, list),
            Shown::Rows(rows) => rows.busy,
        };
        let columns = self.options.shown();
        let class = match columns.len() {
            ..=5 => "oic-table oic-table--users",
            6 => "oic-table oic-table--users oic-table--6",
            7 => "oic-table oic-table--users oic-table--7",
            _ => "oic-table oic-table--users oic-table--8",
        };
        let head = columns.iter().map(|column| self.view_head(desk, *column, users, busy, list)).collect::<Html>();
        let body = match users {
            Some(users) => {
                let rows = self.order(desk, users, list).into_iter().filter_map(|place| users.get(place));
                rows.map(|user| {
                    let cell = |column: &Column| self.view_cell(desk, *column, user, list);
                    let first = columns.first().map(cell).unwrap_or_default();
                    // As the list draws them before: see `pages::users::table`.
                    let others = columns.iter().skip(1).map(cell).collect::<Html>();
                    html! { <tr key={user.user_id.as_str()}>{ self.view_pick(desk, &user.user_id) }{ first }{ others }</tr> }
                })
                .collect::<Html>()
            }
            None => (0..SKELETONS).map(|row| view_skeleton(row, &columns, self)).collect::<Html>(),
        };
        let density = self.options.compact.then_some("compact");
        let head = html! { <tr>{ self.view_pick_page(desk, users.unwrap_or_default()) }{ head }</tr> };
        view_frame(desk, busy, class, density, head, body)
    }

    fn listed(&self, list: &ListQuery) -> Option<Listing<User>> {
        let Shown::Rows(rows) = &self.shown else { return None };
        let items = rows.held.page(list.page, list.size).from(0).cloned().collect();
        Some(Listing { total: i64::try_from(rows.held.count()).unwrap_or(i64::MAX), items })
    }

    fn arrange(&self, desk: &Desk, list: &ListQuery, open: &UserId, behind: &mut Behind) {
        if list.filter.is_some() {
            let open: Rc<[UserId]> = Rc::new([open.clone()]);
            behind.reload = self.onchanged.reform(move |()| Rc::clone(&open));
        }
        let Some(users) = &mut behind.users else { return };
        match &self.shown {
            Shown::Rows(rows) if list.filter.is_some() => {
                let place = rows.held.from(0).position(|user| user.user_id == *open);
                let around = place.map(|place| (place.saturating_sub(1), if place == 0 { 2 } else { 3 }));
                if let Some((first, most)) = around {
                    users.items = rows.held.from(first).take(most).cloned().collect();
                }
            }
            _ if self.sort.is_some() => {
                let places = self.order(desk, &users.items, list);
                users.items = places.into_iter().filter_map(|place| users.items.get(place).cloned()).collect();
            }
            _ => {}
        }
    }

    fn below(&self, desk: &Desk, list: &ListQuery, users: Option<&Listing<User>>) -> Html {
        let total = users.map_or(0, |users| usize::try_from(users.total).unwrap_or_default());
        let selected = self.selection.count(total);
        let words = words::texts(desk.appearance.language);
        // There from the start, so that assistive technology hears what appears in it.
        let said = if selected > 0 { count(words.selected, selected) } else { String::new() };
        let chosen = (selected > 0 || self.task.is_some()).then(|| Chosen {
            selection: Rc::clone(&self.selection),
            onpick: self.onpick.clone(),
            task: self.task,
            ontask: self.ontask.clone(),
            list: list.clone(),
            total,
            shown: users.map_or(0, |users| users.items.len()),
            held: list.filter.as_ref().and_then(|_| self.shown.held()),
            onchanged: match list.filter {
                Some(_) => self.onchanged.clone(),
                None => self.reload.reform(|_| ()),
            },
        });
        html! {
            <>
                <span class="oic-vh" role="status">{ said }</span>
                if let Some(chosen) = chosen {
                    <Lazy key="user-actions" part={Part::UserActions(Shut(Rc::new(chosen)))} meanwhile={Html::default()} at_once=true />
                }
            </>
        }
    }
}

impl Look {
    fn order(&self, desk: &Desk, users: &[User], list: &ListQuery) -> Vec<usize> {
        // What is filtered in the page comes in its order.
        if list.filter.is_some() {
            return (0..users.len()).collect();
        }
        let language = desk.appearance.language.tag();
        order(users, self.sort, self.online.as_ref(), |texts| collate::sorted(texts, language))
    }

    fn has(&self, column: Column) -> bool {
        self.options.columns.contains(&(column, true))
    }

    /// What is left out where there is little room.
    fn hides(&self, column: Column) -> &'static str {
        match column {
            Column::User | Column::Online => "",
            // There is room for one beside the name.
            Column::Receive if !self.has(Column::Online) => "",
            Column::Id | Column::Registered | Column::Receive => "oic-hide-sm",
            Column::Level | Column::Extra | Column::Avatar => "oic-hide-md",
        }
    }

    fn view_head(&self, desk: &Desk, column: Column, users: Option<&[User]>, busy: bool, list: &ListQuery) -> Html {
        let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
        let width = match column {
            Column::User => "oic-col-grow",
            Column::Id | Column::Extra | Column::Avatar => "oic-col-id",
            Column::Level => "oic-col-word",
            Column::Receive | Column::Online => "oic-col-receive",
            Column::Registered => "oic-col-num oic-col-time",
        };
        let (now, onsort, says) = match &self.shown {
            Shown::Rows(rows) if list.filter.is_some() => (rows.sort, &rows.onsort, words.sorts_all),
            _ => (self.sort, &self.onsort, words.sorts_page),
        };
        let sort = now.filter(|sort| sort.column == column).map(|sort| sort.descending);
        let (said, icon) = match sort {
            None => (None, Icon::SORT),
            Some(false) => (Some("ascending"), Icon::ARROW_UP),
            Some(true) => (Some("descending"), Icon::ARROW_DOWN),
        };
        let label = fill(says, &[("column", name(column, texts, words))]);
        let next = next_sort(now, column);
        let onclick = onsort.reform(move |_: MouseEvent| next);
        let ids = users.filter(|_| column == Column::Online).map(|users| {
            let ids: Vec<_> = users.iter().map(|user| user.user_id.clone()).collect();
            html! { <Presence {ids} {busy} ononline={self.ononline.clone()} /> }
        });
        html! {
            <th scope="col" class={classes!(self.hides(column), width)} aria-sort={said}>
                <button type="button" class="oic-sortbtn" aria-label={label.clone()} title={label} {onclick} data-sorted={said}>
                    { name(column, texts, words) }{ view_icon(icon, "oic-icon--sm") }
                </button>
                { ids.unwrap_or_default() }
            </th>
        }
    }

    /// The checkbox of a row: `tools` listens to all of them at once.
    fn view_pick(&self, desk: &Desk, id: &UserId) -> Html {
        let label = fill(words::texts(desk.appearance.language).select_user, &[("id", &visible::plain(id.as_str()))]);
        let pick = id.as_str().to_owned();
        html! {
            <td class="oic-col-check">
                <input type="checkbox" class="oic-check oic-pick" data-pick={pick} checked={self.selection.has(id)} aria-label={label} />
            </td>
        }
    }

    /// The one that selects the page. A cell of the table, as what names no column.
    fn view_pick_page(&self, desk: &Desk, users: &[User]) -> Html {
        let share = self.selection.share(users.iter().map(|user| &user.user_id));
        let label = words::texts(desk.appearance.language).select_page;
        html! {
            <td class="oic-col-check">
                <input type="checkbox" class="oic-check oic-pick" data-pick-page="true" aria-label={label} disabled={users.is_empty()}
                    checked={share == Share::Whole} ~indeterminate={share == Share::Part} />
            </td>
        }
    }

    fn view_cell(&self, desk: &Desk, column: Column, user: &User, list: &ListQuery) -> Html {
        match column {
            Column::User => view_user(desk, user, list),
            Column::Id => view_id(desk, user),
            Column::Level => view_level(desk, user),
            Column::Receive => view_receive(desk, user, self.hides(column)),
            Column::Registered => view_registered(user),
            Column::Online => html! { <td>{ self.view_online(desk, user) }</td> },
            Column::Extra => view_text(self.hides(column), &user.ex),
            Column::Avatar => view_text(self.hides(column), &user.face_url),
        }
    }

    fn view_online(&self, desk: &Desk, user: &User) -> Html {
        let words = words::texts(desk.appearance.language);
        let Some(platforms) = self.online.as_ref().and_then(|online| online.get(user.user_id.as_str())) else {
            return match self.online_failed {
                true => html! { <span class="oic-faint">{ "—" }</span> },
                false => html! { <span class="oic-skel oic-skel--word"></span> },
            };
        };
        let (dot, text) = if platforms.is_empty() {
            ("oic-dot", words.offline.to_owned())
        } else {
            let names: Vec<_> = platforms.iter().map(|platform| platform_words(*platform, words)).collect();
            ("oic-dot oic-dot--on", names.join(", "))
        };
        html! { <span class="oic-status oic-truncate" title={text.clone()}><span class={dot}></span><span class="oic-truncate">{ text }</span></span> }
    }
}

/// In the place of rows where there are none: no user passes the filter, or not on this page any more.
fn view_nobody(desk: &Desk, rows: &Rows, list: &ListQuery) -> Html {
    let words = words::texts(desk.appearance.language);
    let count = rows.held.count() as u64;
    let (title, text, page, filter, label) = if count > 0 {
        let texts = desk.texts();
        let last = last_page(count, list.size);
        (texts.past_end_title, texts.past_end_text, last, list.filter.clone(), words.past_end)
    } else {
        (words.no_match, words.no_match_text, 1, Some(String::new()), words.clear_filters)
    };
    let to = Route::Users(ListQuery { page, filter, ..list.clone() });
    empty_state(Icon::SEARCH, title, text.into(), link(&desk.navigator, to, "oic-btn", label))
}

/// The beginning of a text that may be megabytes long.
fn view_text(class: &'static str, text: &str) -> Html {
    if text.is_empty() {
        return html! { <td {class}><span class="oic-faint">{ "—" }</span></td> };
    }
    let (end, is_cut) = text.char_indices().nth(SHOWN).map_or((text.len(), false), |(end, _)| (end, true));
    let start = text.get(..end).unwrap_or_default();
    let title = format!("{}{}", visible::plain(start), if is_cut { " …" } else { "" });
    html! {
        <td class={classes!(class, "oic-mono", "oic-muted", "oic-truncate", "oic-isolate")} {title}>
            { safe_content(start) }{ if is_cut { "…" } else { "" } }
        </td>
    }
}

fn view_skeleton(row: usize, columns: &[Column], look: &Look) -> Html {
    let cells = columns.iter().map(|column| {
        let skeleton = if *column == Column::User { "oic-skel oic-skel--name" } else { "oic-skel oic-skel--word" };
        html! { <td class={look.hides(*column)}><span class={skeleton}></span></td> }
    });
    html! { <tr key={row}><td class="oic-col-check"></td>{ for cells }</tr> }
}

fn platform_words(platform: Platform, words: &'static ListOptionsTexts) -> &'static str {
    match platform.id() {
        1 => "iPhone",
        4 => "macOS",
        6 => words.mini_program,
        8 => words.android_tablet,
        9 => "iPad",
        _ => platform.name().unwrap_or(words.unknown_platform),
    }
}
