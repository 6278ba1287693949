//! Who of the page is online, read in one call while that column is shown.

use openim_api::{CallOptions, UserId};
use yew::prelude::*;

use super::model::Online;
use crate::desk::use_desk;
use crate::failure::explain::explain;
use crate::hooks::{Query, use_query};
use crate::i18n::{fill, list_options as words};
use crate::ui::{Icon, icon_button};

/// Of [`Presence`].
#[derive(Properties, PartialEq)]
pub struct PresenceProps {
    /// The users of the page.
    pub ids: Vec<UserId>,
    /// Is the list being read?
    pub busy: bool,
    /// Told who is online; none: it could not be read.
    pub ononline: Callback<Option<Online>>,
}

/// Nothing to see, unless it fails. Asks the route whose answer holds no tokens.
#[component]
pub fn Presence(props: &PresenceProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    // Counts the readings of the list: each asks once, together with the users that came of it.
    let readings = use_mut_ref(|| (props.busy, 0_u32));
    let reading = {
        let (was_busy, count) = &mut *readings.borrow_mut();
        *count += u32::from(*was_busy && !props.busy);
        *was_busy = props.busy;
        *count
    };
    let query: Query<Vec<(String, Vec<openim_api::Platform>)>> = use_query(
        (props.ids.clone(), reading),
        |_, _| true,
        |api, (ids, _): (Vec<UserId>, u32)| async move {
            let found = api.call(|client| {
                let ids = ids.clone();
                async move { client.users().presence(&ids, &CallOptions::default()).await }
            });
            let of = |presence: openim_api::Presence| (presence.user_id.as_str().to_owned(), presence.platforms);
            Ok(found.await?.into_iter().map(of).collect())
        },
    );
    {
        let ononline = props.ononline.clone();
        use_effect_with((query.data.clone(), query.error.is_some()), move |(data, failed)| match data {
            Some(data) if !failed => ononline.emit(Some(data.iter().cloned().collect())),
            _ if *failed => ononline.emit(None),
            _ => {}
        });
    }
    match &query.error {
        Some(error) => {
            let why = explain(error, &desk.appearance).why;
            let label = fill(words.online_failed, &[("why", &why)]);
            icon_button(Icon::ALERT, "oic-btn--ghost oic-btn--sm", label, query.reload.reform(|_| ()))
        }
        None => Html::default(),
    }
}
