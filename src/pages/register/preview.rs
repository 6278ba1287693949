//! What will be sent, before it is sent.

use openim_api::NewUser;
use yew::prelude::*;

use crate::i18n::register::RegisterTexts;
use crate::ui::CopyButton;

/// The body as JSON. `with_secret`: a secret goes with it (old servers); it is never shown.
pub fn view_preview(user: &NewUser, with_secret: bool, words: &'static RegisterTexts) -> Html {
    let body = body(user, with_secret);
    html! {
        <div class="oic-section">
            <div class="oic-section__head"><h2 class="oic-h3">{ words.preview_title }</h2></div>
            <div class="oic-code">
                <div class="oic-code__bar">
                    <span class="oic-mono">{ "POST /user/user_register" }</span>
                    <span class="oic-push"></span>
                    <CopyButton text={body.clone()} label={words.copy_json} />
                </div>
                <pre tabindex="0" aria-label={words.preview_title}>{ body }</pre>
            </div>
        </div>
    }
}

fn body(user: &NewUser, with_secret: bool) -> String {
    let user = serde_json::json!({
        "userID": user.user_id.as_str(),
        "nickname": user.nickname,
        "faceURL": user.face_url,
        "ex": user.ex,
        "appMangerLevel": user.app_manger_level,
        "globalRecvMsgOpt": user.global_recv_msg_opt,
    });
    let mut body = serde_json::json!({ "users": [user] });
    if let (true, Some(fields)) = (with_secret, body.as_object_mut()) {
        fields.insert("secret".to_owned(), "••••••".into());
    }
    serde_json::to_string_pretty(&body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_named_and_not_shown() {
        let user = NewUser::default();
        assert!(body(&user, true).contains("\"secret\": \"••••••\""));
        assert!(!body(&user, false).contains("secret"));
    }
}
