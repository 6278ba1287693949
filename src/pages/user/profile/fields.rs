//! The controls of the form, and which message stands under which.

use yew::prelude::*;

use super::model::{FieldName, MOST_OF_EX};
use super::state::{Edit, FormState};
use crate::browser::event_value;
use crate::desk::Desk;
use crate::i18n::user::{self, UserTexts};
use crate::i18n::{count, fill};
use crate::pages::user::model::{hides_characters, shown_lines};
use crate::pages::users::model::{level_words, receive_words};
use crate::pages::users::{view_time, view_value};
use crate::ui::{CopyButton, Field, Message, select, visible};

/// What the fields are drawn from.
pub struct View<'a> {
    /// The console's desk.
    pub desk: &'a Desk,
    /// The form as it stands.
    pub state: &'a FormState,
    /// What keeps it from being saved.
    pub problems: &'a [(FieldName, String)],
    /// Nothing may be changed.
    pub locked: bool,
}

/// The name in the id of a field's control.
pub fn control(field: FieldName) -> &'static str {
    match field {
        FieldName::Nickname => "edit-nickname",
        FieldName::Receive => "edit-receive",
        FieldName::FaceUrl => "edit-avatar",
        FieldName::Ex => "edit-ex",
    }
}

impl View<'_> {
    fn words(&self) -> &'static UserTexts {
        user::texts(self.desk.appearance.language)
    }

    fn problem(&self, field: FieldName) -> Option<Message> {
        let (_, problem) = self.problems.iter().find(|(of, _)| *of == field)?;
        Some(Message::danger(problem.clone()))
    }

    /// What nobody would see in a text field: IDs and names are copied from here.
    fn hint_of_hidden(&self, text: &str) -> Option<Message> {
        let shown = || fill(self.words().hidden_characters, &[("text", &visible::plain(text))]);
        hides_characters(text).then(|| Message::hint(shown()))
    }

    fn input(&self, field: FieldName, note: &'static str, value: &str, wide: bool, edit: Callback<InputEvent>) -> Html {
        let id = self.desk.id(control(field));
        let problem = self.problem(field);
        let invalid = problem.as_ref().map(|_| "true");
        let message = problem.or_else(|| self.hint_of_hidden(value));
        let class = if field == FieldName::Nickname { "oic-input" } else { "oic-input oic-input--mono" };
        let label = super::changes::label(field, self.desk);
        let (value, locked) = (value.to_owned(), self.locked);
        Field { id: &id, label, note, message, wide }.view(html! {
            <input id={id.clone()} {class} type="text" autocomplete="off" autocapitalize="none" spellcheck="false" {value}
                readonly={locked} aria-invalid={invalid} aria-describedby={format!("{id}-message")} oninput={edit} />
        })
    }

    fn receive(&self, edit: &Callback<Edit>) -> Html {
        let (texts, option) = (self.desk.texts(), self.state.draft.receive);
        if self.locked {
            let (receive, is_normal) = receive_words(option, texts);
            return html! {
                <dl class="oic-dl"><dt>{ texts.column_receive }</dt><dd>{ view_value(&receive, is_normal, None) }</dd></dl>
            };
        }
        let id = self.desk.id(control(FieldName::Receive));
        // An option of the server's own stays to be seen, and may be kept.
        let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
        for known in [0, 1, 2, self.state.base.global_recv_msg_opt] {
            let value = AttrValue::from(known.to_string());
            if !options.iter().any(|(of, _)| *of == value) {
                options.push((value, receive_words(known, texts).0.into()));
            }
        }
        let onchange = edit.reform(move |value: String| Edit::Receive(value.parse().unwrap_or(option)));
        Field { id: &id, label: texts.column_receive, note: "", message: None, wide: false }.view(select(
            Some(id.clone()),
            None,
            &options,
            &option.to_string(),
            &onchange,
        ))
    }

    fn ex(&self, edit: &Callback<Edit>) -> Html {
        let (texts, words, ex) = (self.desk.texts(), self.words(), &self.state.draft.ex);
        let base = &self.state.base.ex;
        let copy = html! {
            if !base.is_empty() { <CopyButton text={base.clone()} label={words.copy_extra_data} /> }
        };
        let (shown, is_whole) = shown_lines(base, MOST_OF_EX);
        if !is_whole {
            let length = base.chars().count();
            return html! {
                <div class="oic-wide oic-section">
                    <div class="oic-section__head">
                        <h3>{ texts.extra_data }</h3><span class="oic-faint oic-mono">{ "ex" }</span>
                        <span class="oic-push"></span>{ copy }
                    </div>
                    <p class="oic-hint">{ count(words.ex_too_long, length) }</p>
                    <div class="oic-code oic-code--short"><pre tabindex="0" aria-label={texts.extra_data}>{ shown }</pre></div>
                </div>
            };
        }
        let id = self.desk.id(control(FieldName::Ex));
        let problem = self.problem(FieldName::Ex);
        let invalid = problem.as_ref().map(|_| "true");
        let broken = || self.state.draft.ex_is_broken_json().then(|| Message::hint(words.ex_no_json));
        let message = problem.or_else(|| self.hint_of_hidden(ex)).or_else(broken);
        let edit = edit.reform(|event: InputEvent| Edit::Ex(event_value(&event)));
        let (value, locked) = (ex.clone(), self.locked);
        let rows = if ex.contains('\n') { "6" } else { "3" };
        let field = Field { id: &id, label: texts.extra_data, note: "ex · JSON", message, wide: true };
        html! {
            <div class="oic-wide oic-copyfield">
                { field.view(html! {
                    <textarea id={id.clone()} class="oic-textarea oic-textarea--mono" {rows} spellcheck="false" {value}
                        readonly={locked} aria-invalid={invalid} aria-describedby={format!("{id}-message")} oninput={edit} />
                }) }
                { copy }
            </div>
        }
    }
}

/// The controls, and what cannot be changed.
pub fn view_fields(view: &View<'_>, edit: &Callback<Edit>) -> Html {
    let (texts, words, draft) = (view.desk.texts(), view.words(), &view.state.draft);
    let typed = |edit_of: fn(String) -> Edit| edit.reform(move |event: InputEvent| edit_of(event_value(&event)));
    let base = &view.state.base;
    let (level, level_is_normal) = level_words(base.app_manger_level, texts);
    html! {
        <>
            <div class="oic-formgrid">
                { view.input(FieldName::Nickname, "", &draft.nickname, false, typed(Edit::Nickname)) }
                { view.receive(edit) }
                { view.input(FieldName::FaceUrl, "faceURL", &draft.face_url, true, typed(Edit::FaceUrl)) }
                { view.ex(edit) }
            </div>
            <dl class="oic-dl">
                <dt>{ texts.column_level }</dt>
                <dd>
                    { view_value(&level, level_is_normal, None) }
                    <span class="oic-faint oic-mono">{ format!("appMangerLevel {}", base.app_manger_level) }</span>
                    <span class="oic-hint">{ words.level_fixed }</span>
                </dd>
                <dt>{ texts.column_registered }</dt>
                <dd class="oic-num">{ view_time(base.create_time_millis) }</dd>
            </dl>
        </>
    }
}
