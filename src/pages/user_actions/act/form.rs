//! What is to be chosen before it begins.

use openim_api::{Platform, ServerBlock};
use yew::prelude::*;

use super::Deed;
use super::job::Act;
use super::notice::{NoticeForm, use_notice};
use crate::desk::Desk;
use crate::i18n::user_acts as words;
use crate::pages::user::model::platform_words;
use crate::pages::user_actions::panel::view_choices;
use crate::pages::users::model::receive_words;

/// The choices so far.
pub struct Form {
    deed: Deed,
    block: ServerBlock,
    platforms: UseStateHandle<Vec<Platform>>,
    receive: UseStateHandle<Option<i32>>,
    notice: NoticeForm,
}

/// For one drawer.
#[hook]
pub fn use_form(desk: &Desk, deed: Deed) -> Form {
    let block = desk.api.as_ref().map_or(ServerBlock::Main, |api| api.block());
    Form {
        deed,
        block,
        platforms: use_state_eq(Vec::new),
        receive: use_state_eq(|| None),
        notice: use_notice(desk, deed == Deed::Notice, block),
    }
}

impl Form {
    /// What it comes to; none: something is missing.
    pub fn act(&self) -> Option<Act> {
        match self.deed {
            Deed::LogOut => {
                let chosen = |platform: &Platform| self.platforms.contains(platform);
                let platforms: Vec<Platform> = self.block.logout_platforms().filter(chosen).collect();
                (!platforms.is_empty()).then_some(Act::LogOut(platforms))
            }
            Deed::Receive => self.receive.map(Act::Receive),
            Deed::Notice => self.notice.act(),
        }
    }

    /// Is there a text that somebody has written?
    pub fn is_typed(&self) -> bool {
        self.deed == Deed::Notice && self.notice.is_typed()
    }

    /// The controls.
    pub fn view(&self, desk: &Desk) -> Html {
        match self.deed {
            Deed::LogOut => self.view_platforms(desk),
            Deed::Receive => self.view_receive(desk),
            Deed::Notice => self.notice.view(desk),
        }
    }

    fn view_receive(&self, desk: &Desk) -> Html {
        let choices = [0, 1, 2].map(|option| {
            let receive = self.receive.setter();
            let words = format!("{} ({option})", receive_words(option, desk.texts()).0);
            (
                *self.receive == Some(option),
                Html::from(words),
                Callback::from(move |_: Event| receive.set(Some(option))),
            )
        });
        view_choices(desk, "act-receive", words::texts(desk.appearance.language).new_receive, choices.into())
    }

    fn view_platforms(&self, desk: &Desk) -> Html {
        let language = desk.appearance.language;
        let words = words::texts(language);
        let all: Vec<Platform> = self.block.logout_platforms().collect();
        let has_all = all.iter().all(|platform| self.platforms.contains(platform));
        let check = |checked: bool, label: String, next: Vec<Platform>| {
            let platforms = self.platforms.setter();
            let onchange = Callback::from(move |_: Event| platforms.set(next.clone()));
            html! {
                <label class="oic-check">
                    <input type="checkbox" {checked} {onchange} />
                    <span>{ label }</span>
                </label>
            }
        };
        let without = |platform: Platform| -> Vec<Platform> {
            let mut next: Vec<Platform> = self.platforms.iter().copied().filter(|known| *known != platform).collect();
            if next.len() == self.platforms.len() {
                next.push(platform);
            }
            next
        };
        let everything = if has_all { Vec::new() } else { all.clone() };
        html! {
            <fieldset class="oic-choices">
                <legend class="oic-label">{ words.platforms }</legend>
                { check(has_all, words.every_platform.to_owned(), everything) }
                { for all.iter().map(|platform| {
                    check(self.platforms.contains(platform), platform_words(*platform, language), without(*platform))
                }) }
            </fieldset>
        }
    }
}
