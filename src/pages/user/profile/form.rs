//! The form: sent by its button or Ctrl and Enter, once; what it would change stands above the button.

use openim_api::{User, UserChange, UserId};
use yew::prelude::*;

use super::changes::{self, view_changes};
use super::fields::{View, control, view_fields};
use super::model::{Draft, FieldName, can_be_undone, clashes};
use super::save::{Outcome, save};
use super::state::{Edit, FormState, Trouble};
use crate::browser::focus;
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::hooks::{Notes, use_draft, use_task, view_restored};
use crate::i18n::fill;
use crate::i18n::user::{self, UserTexts};
use crate::pages::user::frame::{error_line, refusal, view_panel};
use crate::pages::users::model::display_name;
use crate::route::UserTab;
use crate::session::Api;
use crate::ui::{BannerKind, Toast, ToastKind, banner, keep_focus, visible};

/// Under this name the draft of a user's profile is kept.
pub fn draft_of(user: &UserId) -> String {
    format!("user {}", user.as_str())
}

/// Of [`Profile`].
#[derive(Properties, PartialEq)]
pub struct ProfileProps {
    /// The account as it was read.
    pub user: User,
    /// Where notes go.
    pub notes: Notes,
    /// Told when the account is another than before.
    pub onsaved: Callback<()>,
    /// Told whether there is something unsaved.
    pub ondirty: Callback<bool>,
}

/// What the account is, to be changed.
#[component]
pub fn Profile(props: &ProfileProps) -> Html {
    let desk = use_desk();
    let words = user::texts(desk.appearance.language);
    let saving = use_task();
    let form = use_node_ref();
    let kept = use_draft(&desk, &draft_of(&props.user.user_id));
    let found = kept.found.as_ref().and_then(Draft::from_value);
    let restored = use_state_eq(|| found.is_some());
    let state = use_reducer_eq(|| FormState::restored(props.user.clone(), found));
    let edit = {
        let dispatcher = state.dispatcher();
        use_callback((), move |edit, ()| dispatcher.dispatch(edit))
    };
    {
        let edit = edit.clone();
        use_effect_with(props.user.clone(), move |user| edit.emit(Edit::Read(user.clone())));
    }
    let is_dirty = state.is_dirty();
    use_effect_with((state.draft.clone(), is_dirty), move |(draft, is_dirty)| {
        kept.keep.emit(is_dirty.then(|| draft.to_value()));
    });
    {
        let ondirty = props.ondirty.clone();
        use_effect_with(is_dirty, move |is_dirty| {
            ondirty.emit(*is_dirty);
            // Whoever comes after this form has nothing unsaved.
            move || ondirty.emit(false)
        });
    }
    let Some(api) = desk.api.clone() else { return Html::default() };
    let block = api.block();
    let refused = refusal(&api, false, &props.user.user_id, &desk);
    let problems = state.draft.problems(&state.base, block, words);

    let submit = {
        let (api, desk, state, edit) = (api.clone(), desk.clone(), (*state).clone(), edit.clone());
        let (notes, onsaved, form) = (props.notes.clone(), props.onsaved.clone(), form.clone());
        let first_problem = problems.first().map(|(field, _)| *field);
        let may = is_dirty && !state.busy && refused.is_none();
        move |base: User| {
            if let Some(field) = first_problem {
                edit.emit(Edit::Tried);
                if let Some(form) = form.cast::<web_sys::Element>() {
                    focus::focus_first(&form, &format!("#{}", desk.id(control(field))));
                }
                return;
            }
            if !may {
                return;
            }
            edit.emit(Edit::Sent);
            let (api, desk, edit) = (api.clone(), desk.clone(), edit.clone());
            let (notes, onsaved) = (notes.clone(), onsaved.clone());
            let wanted = state.draft.applied(&state.base);
            // What somebody else changed beside it is not touched: only the difference from what was read counts.
            let wanted = super::model::changed(&base, &UserChange::between(&state.base, &wanted));
            saving.start(async move {
                match save(&api, &base, &wanted).await {
                    Outcome::Saved(after) => {
                        note_saved(&desk, &api, &notes, &onsaved, base, after.clone());
                        edit.emit(Edit::Saved(after));
                        onsaved.emit(());
                    }
                    Outcome::Conflict(now) => edit.emit(Edit::Conflict(now)),
                    Outcome::Gone => edit.emit(Edit::Gone),
                    Outcome::Failed(error, so_far) => {
                        let partly = so_far != base;
                        edit.emit(Edit::Failed(error, so_far));
                        if partly {
                            onsaved.emit(());
                        }
                    }
                }
            });
        }
    };
    let onsubmit = {
        let (submit, base) = (submit.clone(), state.base.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            submit(base.clone());
        })
    };
    let onkeydown = {
        let (submit, base) = (submit.clone(), state.base.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                submit(base.clone());
            }
        })
    };
    let discard = {
        let (edit, restored, may) = (edit.clone(), restored.setter(), is_dirty && !state.busy);
        Callback::from(move |()| {
            if may {
                restored.set(false);
                edit.emit(Edit::Discard);
            }
        })
    };
    let form_id = desk.id("profile-form");
    let view = View { desk: &desk, state: &state, problems: &problems, locked: refused.is_some() };
    let content = html! {
        <>
            if let Some(reason) = &refused {
                { banner(BannerKind::Plain, words.read_only_here, reason.clone().into(), Html::default()) }
            }
            if *restored && is_dirty { { view_restored(&desk, &discard) } }
            <form ref={form} id={form_id.clone()} class="oic-section" {onsubmit} {onkeydown} novalidate={true} aria-label={words.profile}>
                { view_fields(&view, &edit) }
            </form>
            { view_trouble(&desk, &state, words, &edit, submit) }
        </>
    };
    html! {
        <>
            { view_panel(&desk, UserTab::Profile, content) }
            if refused.is_none() {
                <div class="oic-drawer__foot">
                    if is_dirty { { view_changes(&state.base, &state.draft.applied(&state.base), &desk, words) } }
                    <span class="oic-push"></span>
                    <button type="button" class="oic-btn" aria-disabled={(!is_dirty || state.busy).then_some("true")}
                        onclick={discard.reform(|_: MouseEvent| ())}>{ words.discard }</button>
                    <button type="submit" form={form_id} class="oic-btn oic-btn--primary" onmousedown={keep_focus()}
                        aria-disabled={(!is_dirty).then_some("true")} aria-busy={state.busy.then_some("true")}>
                        { if state.busy { words.saving } else { words.save } }
                    </button>
                </div>
            }
        </>
    }
}

fn view_trouble(
    desk: &Desk,
    state: &FormState,
    words: &'static UserTexts,
    edit: &Callback<Edit>,
    save_over: impl Fn(User) + 'static,
) -> Html {
    let texts = desk.texts();
    match &state.trouble {
        None => Html::default(),
        Some(Trouble::Gone) => banner(BannerKind::Danger, words.not_saved, words.gone.into(), Html::default()),
        Some(Trouble::Failed(error, partly)) => {
            let what = if *partly { words.partly_saved } else { words.not_saved };
            failure_banner(what, error, None, texts)
        }
        Some(Trouble::Conflict(now)) => {
            let change = state.draft.change(&state.base);
            let values = clashes(&change, &state.base, now).into_iter().map(|field| one_value(now, field, desk, words));
            let text = fill(words.conflict_text, &[("values", &values.collect::<Vec<_>>().join(" · "))]);
            let (mine, theirs) = (now.clone(), now.clone());
            let end = html! {
                <span class="oic-row oic-row--wrap oic-banner__actions">
                    <button type="button" class="oic-btn oic-btn--sm" onclick={edit.reform(move |_: MouseEvent| Edit::TakeTheirs(theirs.clone()))}>
                        { words.conflict_theirs }
                    </button>
                    <button type="button" class="oic-btn oic-btn--sm" onclick={Callback::from(move |_: MouseEvent| save_over(mine.clone()))}>
                        { words.conflict_mine }
                    </button>
                </span>
            };
            let text = html! { <><span class="oic-break">{ text }</span>{ end }</> };
            banner(BannerKind::Danger, words.conflict_title, text, Html::default())
        }
    }
}

fn one_value(user: &User, field: FieldName, desk: &Desk, words: &'static UserTexts) -> String {
    let value = changes::value(user, field, desk).unwrap_or_else(|| words.nothing.to_owned());
    format!("{} “{value}”", changes::label(field, desk))
}

/// Says that it worked, and offers to take it back where that can be.
fn note_saved(desk: &Desk, api: &Api, notes: &Notes, onsaved: &Callback<()>, before: User, after: User) {
    let words = user::texts(desk.appearance.language);
    let title = fill(words.saved, &[("name", &visible::plain(display_name(&after)))]);
    let can_undo = can_be_undone(&before, &after, api.block());
    let detail = (!can_undo).then(|| fill(words.no_undo_here, &[("version", api.block().label())]).into());
    let action = can_undo.then(|| {
        let (desk, api, notes, onsaved) = (desk.clone(), api.clone(), notes.clone(), onsaved.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let (desk, api, notes, onsaved) = (desk.clone(), api.clone(), notes.clone(), onsaved.clone());
            let (before, after) = (before.clone(), after.clone());
            // No task of the form: it goes on when the drawer has been closed.
            wasm_bindgen_futures::spawn_local(async move {
                undo(&desk, &api, &notes, &before, &after).await;
                onsaved.emit(());
            });
        });
        html! { <button type="button" class="oic-btn oic-btn--sm" {onclick}>{ words.undo }</button> }
    });
    notes.note(Toast { kind: ToastKind::Ok, title: title.into(), detail, action });
}

/// Sends the old values of what was changed, unless somebody else has changed them since.
async fn undo(desk: &Desk, api: &Api, notes: &Notes, before: &User, after: &User) {
    let words = user::texts(desk.appearance.language);
    let name = visible::plain(display_name(before));
    let outcome = save(api, after, before).await;
    let problem = match outcome {
        Outcome::Saved(_) => {
            notes.show(ToastKind::Ok, fill(words.undone, &[("name", &name)]), None);
            return;
        }
        Outcome::Conflict(_) => words.changed_meanwhile.to_owned(),
        Outcome::Gone => words.gone.to_owned(),
        Outcome::Failed(error, _) => error_line(&error, desk),
    };
    notes.show(ToastKind::Danger, fill(words.not_undone, &[("name", &name)]), Some(problem.into()));
}
