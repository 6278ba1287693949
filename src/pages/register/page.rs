//! The page around the form.

use openim_api::UserId;
use yew::prelude::*;

use super::form::RegisterForm;
use crate::i18n::use_texts;
use crate::route::Route;
use crate::session::use_api;
use crate::shell::Page;

/// Of [`RegisterPage`].
#[derive(Properties, PartialEq)]
pub struct RegisterPageProps {
    /// The ID to begin with.
    #[prop_or_default]
    pub id: Option<UserId>,
}

/// The page.
#[component]
pub fn RegisterPage(props: &RegisterPageProps) -> Html {
    let texts = use_texts();
    let Some(api) = use_api() else { return html! {} };
    html! {
        <Page title={texts.nav_register} parent={(AttrValue::from(texts.nav_users), Route::home())}>
            <div class="oic-page__body"><RegisterForm {api} id={props.id.clone()} /></div>
        </Page>
    }
}
