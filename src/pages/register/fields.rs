//! The controls of the form, and which message stands under which.

use openim_api::{AccountStatus, ServerBlock};
use yew::prelude::*;

use super::model::{Availability, FieldName, refusal_field};
use super::state::{Edit, FormState};
use crate::browser::{event_checked, event_value};
use crate::config::Avatars;
use crate::desk::Desk;
use crate::failure::explain;
use crate::i18n::failure;
use crate::i18n::register::{self, RegisterTexts};
use crate::ui::{Field, Message, avatar_source, select, view_avatar};

/// What the fields are drawn from.
pub struct View<'a> {
    /// The console's desk.
    pub desk: &'a Desk,
    /// The form as it stands.
    pub state: &'a FormState,
    /// What keeps it from being sent.
    pub problems: &'a [(FieldName, String)],
    /// Whose rules hold.
    pub block: ServerBlock,
}

/// The name in the id of a field's control.
pub fn control(field: FieldName) -> &'static str {
    match field {
        FieldName::UserId => "user-id",
        FieldName::Nickname => "nickname",
        FieldName::FaceUrl => "avatar",
        FieldName::Ex => "ex",
        FieldName::Secret => "register-secret",
    }
}

impl View<'_> {
    fn words(&self) -> &'static RegisterTexts {
        register::texts(self.desk.appearance.language)
    }

    /// The refusal of the server, else the problem found here: at once where the field can be judged while it is typed,
    /// else after the first attempt.
    fn message(&self, field: FieldName) -> Option<Message> {
        let (texts, state) = (self.desk.texts(), self.state);
        if let Some(error) = state.refusal.as_ref().filter(|error| refusal_field(error) == Some(field)) {
            let why = match field {
                FieldName::Secret => failure::texts(self.desk.appearance.language).wrong_secret.to_owned(),
                _ => explain::explain(error, &self.desk.appearance).why,
            };
            return Some(Message::danger(format!("{why} ({})", explain::trace(error))));
        }
        let at_once = match field {
            FieldName::UserId => !state.draft.user_id.is_empty(),
            FieldName::FaceUrl | FieldName::Ex => true,
            FieldName::Nickname | FieldName::Secret => false,
        };
        if field == FieldName::Secret {
            let missing = state.tried && state.secret.is_empty();
            return missing.then(|| Message::danger(texts.secret_missing));
        }
        let (_, problem) = self.problems.iter().find(|(of, _)| *of == field)?;
        (at_once || state.tried).then(|| Message::danger(problem.clone()))
    }

    /// What is known about the ID, where nothing is wrong with it.
    fn availability(&self) -> Option<Message> {
        let (words, draft) = (self.words(), &self.state.draft);
        let hint = || draft.user_id_hint(self.block, words).map(Message::hint);
        match self.state.availability {
            Availability::Known(AccountStatus::Registered) => Some(Message::danger(words.id_taken)),
            Availability::Known(AccountStatus::Unregistered) => hint().or_else(|| Some(Message::ok(words.id_free))),
            Availability::Asking => Some(Message::hint(words.id_asking)),
            Availability::Known(AccountStatus::Unknown) | Availability::Unknown => {
                hint().filter(|_| !draft.user_id.is_empty())
            }
        }
    }
}

/// A text control: its label, the API's name of it, its message, where nothing is wrong what else to say.
struct TextField<'a> {
    name: FieldName,
    label: &'static str,
    note: &'static str,
    otherwise: Option<Message>,
    value: &'a str,
    class: &'static str,
    wide: bool,
}

impl TextField<'_> {
    fn view(
        self,
        view: &View<'_>,
        before: Html,
        rows: Option<&'static str>,
        edit: Callback<InputEvent>,
        onblur: Option<Callback<FocusEvent>>,
    ) -> Html {
        let id = view.desk.id(control(self.name));
        let message = view.message(self.name);
        let invalid = message.as_ref().map(|_| "true");
        let described = format!("{id}-message");
        let (value, class) = (self.value.to_owned(), self.class);
        let field =
            Field { id: &id, label: self.label, note: self.note, message: message.or(self.otherwise), wide: self.wide };
        field.view(match rows {
            Some(rows) => html! {
                <textarea id={id.clone()} {class} {rows} spellcheck="false" {value} aria-invalid={invalid}
                    aria-describedby={described} oninput={edit} />
            },
            None => html! {
                <span class="oic-row">
                    { before }
                    <input id={id.clone()} {class} type="text" autocomplete="off" autocapitalize="none" spellcheck="false" {value}
                        aria-invalid={invalid} aria-describedby={described} oninput={edit} {onblur} />
                </span>
            },
        })
    }
}

/// All but the secret. `ask` is told an ID that its person has finished typing.
pub fn view_fields(view: &View<'_>, edit: &Callback<Edit>, ask: &Callback<String>) -> Html {
    let (desk, draft, texts, words) = (view.desk, &view.state.draft, view.desk.texts(), view.words());
    let typed = |edit_of: fn(String) -> Edit| edit.reform(move |event: InputEvent| edit_of(event_value(&event)));
    let shows_avatars = desk.environment.config.avatars != Avatars::Off;
    let source = avatar_source(&draft.face_url, None).filter(|_| shows_avatars);
    let avatar = view_avatar(source, &draft.nickname, &draft.user_id, true);
    let (plain, mono) = ("oic-input", "oic-input oic-input--mono");
    let user_id = TextField {
        name: FieldName::UserId,
        label: words.user_id,
        note: "",
        otherwise: view.availability(),
        value: &draft.user_id,
        class: mono,
        wide: false,
    };
    let nickname = TextField {
        name: FieldName::Nickname,
        label: texts.nickname,
        note: "",
        otherwise: None,
        value: &draft.nickname,
        class: plain,
        wide: false,
    };
    let face_url = TextField {
        name: FieldName::FaceUrl,
        label: texts.avatar_address,
        note: "faceURL",
        otherwise: Some(Message::hint(words.optional)),
        value: &draft.face_url,
        class: mono,
        wide: true,
    };
    let ex = TextField {
        name: FieldName::Ex,
        label: texts.extra_data,
        note: "ex · JSON",
        value: &draft.ex,
        wide: true,
        otherwise: Some(Message::hint(draft.ex_hint(words).unwrap_or(words.ex_hint))),
        class: "oic-textarea oic-textarea--mono",
    };
    let onblur = ask.reform(|event: FocusEvent| event_value(&event));
    html! {
        <>
            { user_id.view(view, Html::default(), None, typed(Edit::UserId), Some(onblur)) }
            { nickname.view(view, Html::default(), None, typed(Edit::Nickname), None) }
            { face_url.view(view, avatar, None, typed(Edit::FaceUrl), None) }
            { view_choices(view, edit) }
            { ex.view(view, Html::default(), Some("3"), typed(Edit::Ex), None) }
        </>
    }
}

fn view_choices(view: &View<'_>, edit: &Callback<Edit>) -> Html {
    let (desk, draft, texts, words) = (view.desk, &view.state.draft, view.desk.texts(), view.words());
    let options = |words: &[&'static str], first: i32, step: i32| -> Vec<(AttrValue, AttrValue)> {
        let values = (0..).map(|index| (first + step * index).to_string());
        values.zip(words).map(|(value, words)| (value.into(), AttrValue::from(*words))).collect()
    };
    let (level_id, receive_id) = (desk.id("level"), desk.id("receive"));
    let hint = Some(Message::hint(words.level_hint));
    let level = Field { id: &level_id, label: texts.column_level, note: "appMangerLevel", message: hint, wide: false };
    let receive =
        Field { id: &receive_id, label: texts.column_receive, note: "globalRecvMsgOpt", message: None, wide: false };
    let levels = options(&[texts.level_user, words.level_user_zero], 1, -1);
    let receives = options(&[texts.receive_all, texts.receive_none, texts.receive_silent], 0, 1);
    let on_level = edit.reform(|value: String| Edit::Level(value.parse().unwrap_or(1)));
    let on_receive = edit.reform(|value: String| Edit::Receive(value.parse().unwrap_or(0)));
    html! {
        <>
            { level.view(select(Some(level_id.clone()), None, &levels, &draft.level.to_string(), &on_level)) }
            { receive.view(select(Some(receive_id.clone()), None, &receives, &draft.receive.to_string(), &on_receive)) }
        </>
    }
}

/// The secret, which servers before v3.8.1 want with each registration.
pub fn view_secret(view: &View<'_>, edit: &Callback<Edit>) -> Html {
    let (state, texts) = (view.state, view.desk.texts());
    let id = view.desk.id(control(FieldName::Secret));
    let message = view.message(FieldName::Secret);
    let invalid = message.as_ref().map(|_| "true");
    let message = Some(message.unwrap_or_else(|| Message::hint(view.words().register_secret_hint)));
    let field = Field { id: &id, label: texts.secret, note: "", message, wide: false };
    html! {
        <div class="oic-wide oic-stack oic-stack--tight">
            { field.view(html! {
                <input id={id.clone()} class="oic-input oic-input--mono" type="password" autocomplete="off" value={state.secret.clone()}
                    aria-invalid={invalid} aria-describedby={format!("{id}-message")}
                    oninput={edit.reform(|event: InputEvent| Edit::Secret(event_value(&event)))} />
            }) }
            <label class="oic-check">
                <input type="checkbox" checked={state.keep}
                    onchange={edit.reform(|event: Event| Edit::Keep(event_checked(&event)))} />
                <span>{ texts.keep_secret }<br /><span class="oic-hint">{ texts.keep_secret_hint }</span></span>
            </label>
        </div>
    }
}
