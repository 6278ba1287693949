//! The tab.

use openim_api::{ApiError, CallOptions, Feature, Platform};
use yew::prelude::*;

use super::ask::{Where, token_lives, view_question};
use super::model::{Reading, Results, Row, read};
use crate::browser::{self, format};
use crate::desk::{Desk, use_desk};
use crate::failure::{failure_banner, failure_state};
use crate::hooks::{Notes, Query, use_query, use_task};
use crate::i18n::user_devices::{self, DeviceTexts};
use crate::i18n::{count, fill};
use crate::pages::user::frame::{About, error_line, refusal, view_loading, view_panel};
use crate::pages::user::model::{platform_icon, platform_words};
use crate::route::UserTab;
use crate::session::Api;
use crate::ui::{BannerKind, Field, Icon, ToastKind, banner, empty_state, icon_button, select, view_icon};

/// Of [`Devices`].
#[derive(Properties, PartialEq)]
pub struct DevicesProps {
    /// Whose.
    pub about: About,
    /// Where notes go.
    pub notes: Notes,
    /// Told when somebody may be online no more.
    pub onchange: Callback<()>,
}

/// Where the user is online.
#[component]
pub fn Devices(props: &DevicesProps) -> Html {
    let desk = use_desk();
    let words = user_devices::texts(desk.appearance.language);
    let query: Query<Reading> = use_query(props.about.id.clone(), PartialEq::eq, |api, id| async move {
        let at_millis = browser::now_millis();
        api.call(|client| read(client, id.clone(), at_millis)).await
    });
    let task = use_task();
    let asked = use_state_eq(|| None::<Where>);
    let busy = use_state_eq(|| false);
    let results = use_state(|| None::<Results>);
    let failure = use_state(|| None::<ApiError>);
    let other = use_state_eq(|| None::<Platform>);
    let Some(api) = desk.api.clone() else { return Html::default() };
    let block = api.block();

    let onconfirm = {
        let (api, asked, busy, desk) = (api.clone(), asked.clone(), busy.setter(), desk.clone());
        let (results, failure) = (results.setter(), failure.setter());
        let (about, notes, reload) = (props.about.clone(), props.notes.clone(), query.reload.clone());
        let onchange = props.onchange.clone();
        Callback::from(move |()| {
            let Some(place) = *asked else { return };
            busy.set(true);
            failure.set(None);
            results.set(None);
            let (api, asked, busy, desk) = (api.clone(), asked.setter(), busy.clone(), desk.clone());
            let (results, failure) = (results.clone(), failure.clone());
            let (about, notes, reload) = (about.clone(), notes.clone(), reload.clone());
            let onchange = onchange.clone();
            task.start(async move {
                match log_out(&api, &about, place).await {
                    Ok(outcomes) => {
                        let all_done = outcomes.iter().all(|(_, outcome)| outcome.is_ok());
                        if all_done {
                            notes.show(ToastKind::Ok, done_words(place, &about, &desk), None);
                        }
                        results.set(Some(outcomes).filter(|_| place == Where::Everywhere));
                    }
                    Err(error) => failure.set(Some(error)),
                }
                busy.set(false);
                asked.set(None);
                reload.emit(());
                onchange.emit(());
            });
        })
    };
    let ask = {
        let asked = asked.setter();
        Callback::from(move |place: Where| asked.set(Some(place)))
    };
    let oncancel = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };

    // The own account: up to v3.8.3 it would do nothing, on main it would end the session that is asking.
    let is_own = *api.admin() == props.about.id;
    let refused = refusal(&api, true, &props.about.id, &desk);
    let refused = if is_own { Some(words.own_account.to_owned()) } else { refused };
    let may = refused.is_none();
    let ends_token = Feature::LOGOUT_ENDS_TOKEN.on(block).is_ok();
    let view = View { desk: &desk, words, api: &api, may, ask: &ask };
    let list = match (&query.data, &query.error) {
        (Some(reading), _) if reading.rows.is_empty() => {
            empty_state(Icon::USER, words.nobody_title, words.nobody_text.into(), Html::default())
        }
        (Some(reading), _) => view.rows(&reading.rows),
        (None, Some(error)) => failure_state(words.not_loaded, error, Some(&query.reload), desk.texts()),
        (None, None) => view_loading(&desk),
    };
    let as_of = query.data.as_ref().map(|reading| fill(words.as_of, &[("time", &format::minute(reading.at_millis))]));
    let stale = query.error.as_ref().filter(|_| query.data.is_some());
    let content = html! {
        <>
            if let Some(reason) = &refused { { banner(BannerKind::Plain, "", reason.clone().into(), Html::default()) } }
            if !ends_token { { banner(BannerKind::Info, "", token_lives(block, words).into(), Html::default()) } }
            if let Some(error) = &*failure { { failure_banner(words.not_done, error, None, desk.texts()) } }
            if let Some(error) = stale { { failure_banner(words.not_loaded, error, Some(&query.reload), desk.texts()) } }
            if let Some(results) = &*results { { view.results(results) } }
            <section class="oic-section">
                <div class="oic-section__head">
                    <h3>{ words.online_devices }</h3>
                    if let Some(as_of) = as_of { <span class="oic-faint oic-num">{ as_of }</span> }
                    <span class="oic-push"></span>
                    { icon_button(Icon::REFRESH, "oic-btn--ghost oic-btn--sm", words.refresh, query.reload.reform(|_| ())) }
                </div>
                { list }
            </section>
            // Without an open connection an old server has nothing to close.
            if ends_token && may { { view.other(*other, &other.setter()) } }
        </>
    };
    html! {
        <>
            { view_panel(&desk, UserTab::Devices, content) }
            if may {
                <div class="oic-drawer__foot">
                    <button type="button" class="oic-btn oic-btn--danger-quiet" onclick={ask.reform(|_: MouseEvent| Where::Everywhere)}>
                        { view_icon(Icon::LOGOUT, "oic-icon--sm") }{ words.everywhere }
                    </button>
                </div>
            }
            if let Some(place) = *asked {
                { view_question(&desk, &props.about, block, place, *busy, onconfirm, oncancel) }
            }
        </>
    }
}

async fn log_out(api: &Api, about: &About, place: Where) -> Result<Results, ApiError> {
    api.call(|client| {
        let id = about.id.clone();
        async move {
            let options = CallOptions::default();
            match place {
                Where::On(platform) => {
                    client.auth().force_logout(&id, platform, &options).await?;
                    Ok(vec![(platform, Ok(()))])
                }
                Where::Everywhere => client.auth().force_logout_everywhere(&id, &options).await,
            }
        }
    })
    .await
}

fn done_words(place: Where, about: &About, desk: &Desk) -> String {
    let words = user_devices::texts(desk.appearance.language);
    match place {
        Where::On(platform) => {
            let platform = platform_words(platform, desk.appearance.language);
            fill(words.done, &[("name", &about.name), ("platform", &platform)])
        }
        Where::Everywhere => fill(words.done_all, &[("name", &about.name)]),
    }
}

struct View<'a> {
    desk: &'a Desk,
    words: &'static DeviceTexts,
    api: &'a Api,
    may: bool,
    ask: &'a Callback<Where>,
}

impl View<'_> {
    fn name(&self, platform: Platform) -> String {
        platform_words(platform, self.desk.appearance.language)
    }

    fn rows(&self, rows: &[Row]) -> Html {
        html! { <ul class="oic-list">{ for rows.iter().map(|row| self.row(row)) }</ul> }
    }

    fn row(&self, row: &Row) -> Html {
        let (words, name, block) = (self.words, self.name(row.platform), self.api.block());
        let mut facts = vec![fill(words.platform_id, &[("id", &row.platform.id().to_string())])];
        facts.extend(row.platform.name().filter(|server| *server != name).map(str::to_owned));
        if row.connections > 1 {
            facts.push(count(words.connections, row.connections));
        }
        facts.extend(
            row.tokens.and_then(|tokens| usize::try_from(tokens).ok()).map(|tokens| count(words.tokens, tokens)),
        );
        let (chip, state) = if row.in_background {
            ("oic-chip oic-chip--outline", words.background)
        } else {
            ("oic-chip oic-chip--ok", words.active)
        };
        let can = block.logout_platforms().any(|platform| platform == row.platform);
        let refused = fill(words.platform_refused, &[("version", block.label()), ("platform", &name)]);
        let (platform, label) = (row.platform, fill(words.log_out_of, &[("platform", &name)]));
        html! {
            <li key={row.platform.id()}>
                { view_icon(platform_icon(row.platform), "") }
                <div class="oic-ident__text">
                    <span class="oic-strong">{ &name }</span>
                    <span class="oic-faint oic-small">{ facts.join(" · ") }</span>
                    if self.may && !can { <span class="oic-faint oic-small">{ refused }</span> }
                </div>
                <span class="oic-push"></span>
                <span class={chip}>{ state }</span>
                if self.may && can {
                    <button type="button" class="oic-btn oic-btn--sm oic-btn--danger-quiet" aria-label={label}
                        onclick={self.ask.reform(move |_: MouseEvent| Where::On(platform))}>{ words.log_out }</button>
                }
            </li>
        }
    }

    /// A platform without an open connection: its token ends all the same.
    fn other(&self, chosen: Option<Platform>, choose: &UseStateSetter<Option<Platform>>) -> Html {
        let words = self.words;
        let platforms: Vec<Platform> = self.api.block().logout_platforms().collect();
        let Some(chosen) = chosen.or_else(|| platforms.first().copied()) else { return Html::default() };
        let options: Vec<(AttrValue, AttrValue)> =
            platforms.iter().map(|platform| (platform.id().to_string().into(), self.name(*platform).into())).collect();
        let onchange = {
            let choose = choose.clone();
            Callback::from(move |id: String| choose.set(id.parse().ok().map(Platform::from_id)))
        };
        let id = self.desk.id("log-out-platform");
        let field = Field { id: &id, label: words.platform, note: "", message: None, wide: false };
        html! {
            <section class="oic-section">
                <div class="oic-section__head"><h3>{ words.other_title }</h3></div>
                <p class="oic-hint">{ words.other_hint }</p>
                <div class="oic-fieldrow">
                    { field.view(select(Some(id.clone()), None, &options, &chosen.id().to_string(), &onchange)) }
                    <button type="button" class="oic-btn oic-btn--danger-quiet"
                        onclick={self.ask.reform(move |_: MouseEvent| Where::On(chosen))}>{ words.log_out }</button>
                </div>
            </section>
        }
    }

    fn results(&self, results: &Results) -> Html {
        let words = self.words;
        let failed = results.iter().filter(|(_, outcome)| outcome.is_err()).count();
        html! {
            <section class="oic-section">
                <div class="oic-section__head"><h3>{ words.results }</h3></div>
                if failed > 0 { { banner(BannerKind::Danger, "", count(words.some_failed, failed).into(), Html::default()) } }
                <ul class="oic-list oic-list--dense">
                    { for results.iter().map(|(platform, outcome)| html! {
                        <li key={platform.id()}>
                            { view_icon(platform_icon(*platform), "") }
                            <div class="oic-ident__text">
                                <span>{ self.name(*platform) }</span>
                                if let Err(error) = outcome {
                                    <span class="oic-faint oic-small oic-break">{ error_line(error, self.desk) }</span>
                                }
                            </div>
                            <span class="oic-push"></span>
                            if outcome.is_ok() {
                                <span class="oic-chip oic-chip--ok">{ words.result_ok }</span>
                            } else {
                                <span class="oic-chip oic-chip--danger">{ words.result_failed }</span>
                            }
                        </li>
                    }) }
                </ul>
            </section>
        }
    }
}
