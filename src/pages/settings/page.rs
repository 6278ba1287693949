//! The page: its sections under each other.

use yew::prelude::*;

use super::about::{view_about, view_ways};
use super::appearance::view_appearance;
use super::safety::view_safety;
use super::servers::Servers;
use super::stored::Stored;
use crate::browser::focus;
use crate::desk::use_desk;
use crate::i18n::settings as words;
use crate::shell::{Page, use_page};

/// Of [`SettingsPage`].
#[derive(Properties, PartialEq)]
pub struct SettingsPageProps {
    /// What follows the page's name in the address: a section to begin at, such as `/servers`.
    pub rest: AttrValue,
}

/// The page.
#[component]
pub fn SettingsPage(props: &SettingsPageProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    {
        let (main, prefix) = (main.clone(), desk.id("settings-"));
        use_effect_with(props.rest.clone(), move |rest| {
            // Nothing that would end the selector.
            let section = rest.strip_prefix('/').filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase()));
            if let (Some(section), Some(main)) =
                (section.filter(|name| !name.is_empty()), main.cast::<web_sys::Element>())
            {
                focus::focus_first(&main, &format!("[id='{prefix}{section}']"));
            }
        });
    }
    let content = html! {
        <div class="oic-page__body">
            { view_ways(&desk) }
            <div class="oic-narrow">
                { view_appearance(&desk) }
                { view_safety(&desk) }
                <Servers />
                <Stored />
                { view_about(&desk) }
            </div>
        </div>
    };
    Page { title: words.title.into(), subtitle: words.subtitle, ..Page::default() }.view(&desk, main, content)
}
