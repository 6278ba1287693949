//! Parts of the console that are loaded when they are first shown, so that the first list does not wait for them. One line
//! for each in [`Part`], and one function that fetches it. A debug build has all of them at hand.

use std::any::Any;
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use openim_api::{ApiError, BaseUrl, Client, Listing, User, UserId};
use web_sys::Element;
use yew::html::IntoPropValue;
use yew::prelude::*;

use crate::address::ServerProblem;
use crate::config::Config;
use crate::desk::use_desk;
use crate::failure::view_retry;
use crate::hooks::use_task;
use crate::i18n::{self, Language, Texts};
use crate::pages::sign_in::token_field::TokenField;
use crate::pages::user::Opened;
use crate::pages::users::options::Lent;
use crate::route::{ListQuery, Place, UserTab};
use crate::safety::{self, Judge};
use crate::session::{SignInProblem, SignedIn};
use crate::ui::{Icon, Toasts, empty_state};

/// A part that has been fetched. What judges calls that write comes with each, so that no page that writes is there without.
#[derive(Clone, Copy)]
pub struct View {
    /// What it shows, given what it is about.
    show: fn(&Part) -> Html,
    judge: Judge,
}

impl View {
    const fn of(show: fn(&Part) -> Html) -> Self {
        Self { show, judge: safety::judge }
    }
}

/// A part, and what it is about.
#[derive(Clone, PartialEq)]
pub enum Part {
    /// The form that registers a user; the ID it starts with.
    Register(Option<UserId>),
    /// Which of these IDs are registered?
    AccountCheck,
    /// One user in a drawer, over this part of the list.
    User(UserId, UserTab, ListQuery, Behind),
    /// What a tab of that drawer shows, but for the first.
    UserTab(Box<Opened>),
    /// A page that knows its own addresses; what follows its name in this one.
    Place(Place, String),
    /// The servers one may know, at sign-in; who is told the one that is chosen. Without: those that were left and not ended.
    KnownServers(Option<Callback<String>>),
    /// Where does the connection to this address fail? Over the sign-in page; who is told to close it.
    Doctor(String, Callback<()>),
    /// The demo on its way: it takes the place of the whole console.
    Demo,
    /// Why something could not be done, and what helps: what it was, and what came of the call.
    Failure(AttrValue, ApiError),
    /// Short notes over the page.
    Notes(UseReducerHandle<Toasts>),
    /// Why the server of this address cannot be used.
    ServerProblem(BaseUrl, ServerProblem),
    /// Where a token is pasted to sign in.
    TokenField(Box<TokenField>),
    /// Why somebody could not sign in.
    SignInProblem(SignInProblem),
    /// What the dictionary says of an errCode.
    CodeNote(i64),
    /// Columns, order, density of the list of users; what the list lends to them.
    ListOptions(Lent),
    /// What is done with many users of the list, filtering them among it; who they are, which the first list knows nothing of.
    UserActions(Shut),
    /// What stands in the top bar.
    TopBar,
    /// The deployment's own links in the side bar.
    OwnLinks,
    /// In the place of the sign-in form where the host has the tokens.
    Hosted,
    /// No page has this address.
    NotFound(String),
}

/// What a part is about, where that is known by parts alone: what it is made of weighs nothing before.
#[derive(Clone)]
pub struct Shut(pub Rc<dyn Any>);

impl PartialEq for Shut {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The list that a drawer stands over.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// Its rows, as far as they are there.
    pub users: Option<Listing<User>>,
    /// Reads it anew.
    pub reload: Callback<()>,
}

/// The part could not be fetched; the browser's console has the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

impl Part {
    /// The key of its [`Lazy`]: one that has fetched a part shows no other.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::AccountCheck => "account-check",
            Self::User(..) => "user",
            Self::UserTab(opened) => opened.tab.name(),
            Self::Place(place, _) => place.name(),
            Self::KnownServers(_) => "known-servers",
            Self::Doctor(..) => "doctor",
            Self::Demo => "demo",
            Self::Failure(..) => "failure",
            Self::Notes(_) => "notes",
            Self::ServerProblem(..) => "server-problem",
            Self::SignInProblem(_) => "sign-in-problem",
            Self::TokenField(_) => "token-field",
            Self::CodeNote(_) => "code-note",
            Self::ListOptions(_) => "list-options",
            Self::UserActions(_) => "user-actions",
            Self::TopBar => "top-bar",
            Self::OwnLinks => "own-links",
            Self::Hosted => "hosted",
            Self::NotFound(_) => "not-found",
        }
    }

    async fn fetch(&self) -> Result<View, NotFetched> {
        match self {
            Self::Register(_) => fetch::register().await,
            Self::AccountCheck => fetch::account_check().await,
            Self::User(..) => fetch::user().await,
            Self::UserTab(opened) => match opened.tab {
                UserTab::Groups | UserTab::Friends | UserTab::Conversations => fetch::user_relations().await,
                _ => fetch::user_account().await,
            },
            Self::Place(Place::NotificationAccounts, _) => fetch::notification_accounts().await,
            Self::Place(Place::Import, _) => fetch::import().await,
            Self::Place(Place::Token, _) => fetch::token().await,
            Self::Place(Place::Operations, _) => fetch::operations().await,
            Self::Place(Place::Api, _) => fetch::api().await,
            Self::Place(Place::ErrorCodes, _) => fetch::error_codes().await,
            Self::Place(Place::Connection, _) | Self::Doctor(..) => fetch::connection().await,
            Self::Place(Place::Settings, _) => fetch::settings().await,
            Self::KnownServers(_) => fetch::known_servers().await,
            Self::Demo => fetch::demo().await,
            Self::Failure(..) | Self::Notes(_) | Self::ServerProblem(..) | Self::SignInProblem(_) => {
                fetch::failure().await
            }
            Self::TokenField(_) => fetch::token_field().await.map(|(view, _)| view),
            Self::CodeNote(_) => fetch::code_note().await,
            Self::ListOptions(_) => fetch::list_options().await,
            Self::UserActions(_) => fetch::user_actions().await,
            Self::TopBar | Self::OwnLinks => fetch::top_bar().await,
            Self::Hosted => fetch::hosted().await,
            Self::NotFound(_) => fetch::not_found().await,
        }
    }
}

/// The texts of a language. English is always at hand, for what must be said when nothing can be fetched.
pub async fn texts(language: Language) -> Result<&'static Texts, NotFetched> {
    match language {
        Language::English => Ok(&i18n::en::TEXTS),
        Language::Chinese => fetch::chinese().await,
    }
}

/// Signs in with what was pasted.
type SignIn = fn(Client, String) -> LocalBoxFuture<'static, Result<SignedIn, SignInProblem>>;

/// Signs in with a pasted token. The field that it was pasted into has fetched this already.
///
/// # Errors
/// Where and why it failed.
pub async fn sign_in_by_token(client: Client, pasted: String) -> Result<SignedIn, SignInProblem> {
    match fetch::token_field().await {
        Ok((_, sign_in)) => sign_in(client, pasted).await,
        Err(NotFetched) => Err(SignInProblem::NoToken),
    }
}

/// Takes the place of the console over where the page is in a frame of another one.
pub async fn take_over_in_frame(place: Element, config: Config) {
    if let Ok(take_over) = fetch::frame().await {
        take_over(place, config);
    }
}

/// Has at hand what tells of failures: the network may be down when it is needed.
pub async fn prepare_for_failures() {
    // Without it a failure is told in fewer words.
    let _ = fetch::failure().await;
}

/// The deployment's settings, read from the text of its file: most have none, and then this is not fetched.
pub async fn read_config(text: &str, page_origin: &str) -> Config {
    match fetch::config().await {
        Ok(read) => read(text, page_origin),
        Err(NotFetched) => Config {
            problems: vec!["config.json: the part of the console that reads it could not be fetched".to_owned()],
            ..Config::default()
        },
    }
}

/// The border between what is loaded at once and what later: in a release, whatever only these lead to goes into files of
/// its own; a debug build has it at hand.
macro_rules! fetched {
    ($($name:ident: $what:ty = $value:expr;)*) => {
        mod fetch {
            use super::{NotFetched, SignIn, View};
            use crate::config::{self, Config};
            use crate::i18n::{self, Texts};
            use crate::session::sign_in;
            use crate::{demo, failure, frame, pages, tools};
            use web_sys::Element;
            $(
                #[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
                #[wasm_split_helpers::wasm_split($name, fallible)]
                pub(super) fn $name() -> Result<$what, NotFetched> {
                    Ok($value)
                }

                #[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
                pub(super) async fn $name() -> Result<$what, NotFetched> {
                    Ok($value)
                }
            )*
        }
    };
}

fetched! {
    register: View = View::of(pages::register::view);
    account_check: View = View::of(pages::account_check::view);
    user: View = View::of(pages::user::view);
    user_account: View = View::of(pages::user::view_account);
    user_relations: View = View::of(pages::user::relations::view);
    notification_accounts: View = View::of(pages::notification_accounts::view);
    import: View = View::of(pages::import::view);
    token: View = View::of(pages::token::view);
    operations: View = View::of(pages::operations::view);
    api: View = View::of(pages::api::view);
    error_codes: View = View::of(pages::error_codes::view);
    failure: View = View::of(failure::view);
    token_field: (View, SignIn) = (View::of(pages::sign_in::token_field::view), |client, pasted| {
        Box::pin(sign_in::by_token(client, pasted))
    });
    code_note: View = View::of(pages::error_codes::view_note);
    connection: View = View::of(pages::connection::view);
    settings: View = View::of(pages::settings::view);
    demo: View = View::of(demo::view);
    known_servers: View = View::of(pages::known_servers::view);
    list_options: View = View::of(pages::list_options::view);
    user_actions: View = View::of(pages::user_actions::view);
    top_bar: View = View::of(tools::view);
    hosted: View = View::of(pages::hosted::view);
    not_found: View = View::of(pages::not_found::view);
    frame: fn(Element, Config) = frame::take_over;
    config: fn(&str, &str) -> Config = config::read::read;
    chinese: &'static Texts = &i18n::zh::TEXTS;
}

/// Of [`Lazy`].
#[derive(Properties)]
pub struct LazyProps {
    /// What to show.
    pub part: Rc<Part>,
    /// Stands there meanwhile. The page is whole with it: the part waits until the first calls have been answered, and
    /// says nothing of its own coming.
    #[prop_or_default]
    pub meanwhile: Option<Html>,
    /// The part does not wait for the first calls: they are to be shown as it says.
    #[prop_or_default]
    pub at_once: bool,
    /// What the place must have around all that stands in it before the part does.
    #[prop_or_default]
    pub around: Option<Callback<Html, Html>>,
}

// Never told to be equal: what a part is about is compared by the component that shows it, and comparing all that any part may be
// about would have to be there from the start.
impl PartialEq for LazyProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl IntoPropValue<Rc<Part>> for Part {
    fn into_prop_value(self) -> Rc<Part> {
        Rc::new(self)
    }
}

/// How often a part that can wait looks whether the calls have been answered, in milliseconds.
const QUIET_MILLIS: u32 = 300;
/// How long painting what an answer brought may take, in milliseconds.
const PAINT_MILLIS: u32 = 100;
/// When a part that can wait is asked for again.
const AGAIN_MILLIS: u32 = 5_000;

/// Shows the part as soon as it is there. To be keyed by [`Part::key`].
#[component]
pub fn Lazy(props: &LazyProps) -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    let task = use_task();
    let view = use_state(|| None::<Result<View, NotFetched>>);
    let fetch = {
        let (view, part, environment) = (view.setter(), Rc::clone(&props.part), desk.environment.clone());
        let is_quiet = props.meanwhile.is_some();
        let waits_for = (is_quiet && !props.at_once).then(|| desk.environment.operations.clone());
        Callback::from(move |()| {
            let (view, part, waits_for, environment) =
                (view.clone(), Rc::clone(&part), waits_for.clone(), environment.clone());
            view.set(None);
            task.start(async move {
                if let Some(operations) = &waits_for {
                    TimeoutFuture::new(QUIET_MILLIS).await;
                    while operations.running() > 0 {
                        TimeoutFuture::new(QUIET_MILLIS).await;
                    }
                    // What the last answer brought is to be painted first.
                    TimeoutFuture::new(PAINT_MILLIS).await;
                }
                let mut fetched = part.fetch().await;
                while fetched.is_err() && is_quiet {
                    TimeoutFuture::new(AGAIN_MILLIS).await;
                    fetched = part.fetch().await;
                }
                if let Ok(fetched) = &fetched {
                    environment.judge.set(Some(fetched.judge));
                }
                view.set(Some(fetched));
            });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with((), move |()| fetch.emit(()));
    }
    let before = match (*view, &props.meanwhile) {
        (Some(Ok(view)), _) => return (view.show)(&props.part),
        (_, Some(meanwhile)) => meanwhile.clone(),
        (Some(Err(NotFetched)), None) => {
            let retry = view_retry("oic-btn oic-btn--primary", &fetch, texts);
            empty_state(Icon::FAIL, texts.part_not_fetched, texts.part_not_fetched_text.into(), retry)
        }
        (None, None) => html! { <p class="oic-vh" role="status">{ texts.loading }</p> },
    };
    match &props.around {
        Some(around) => around.emit(before),
        None => before,
    }
}
