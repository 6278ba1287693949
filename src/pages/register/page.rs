//! The page around the form.

use openim_api::UserId;
use yew::prelude::*;

use super::form::RegisterForm;
use crate::desk::use_desk;
use crate::route::Route;
use crate::shell::{Page, use_page};

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
    let desk = use_desk();
    let texts = desk.texts();
    let main = use_page(&desk, texts.nav_register);
    let Some(api) = desk.api.clone() else { return Html::default() };
    let content = html! { <div class="oic-page__body"><RegisterForm {api} id={props.id.clone()} /></div> };
    let parent = Some((texts.nav_users, Route::home()));
    Page { title: texts.nav_register.into(), parent, ..Page::default() }.view(&desk, main, content)
}
