//! The whole state of a sandbox: everything a `reset` throws away.

use std::collections::BTreeMap;

use crate::absence::Absences;
use crate::commands::Commands;
use crate::conversations::Conversations;
use crate::friends::Friends;
use crate::groups::Groups;
use crate::logs::Logs;
use crate::messages::Messages;
use crate::outage::Outage;
use crate::presence::Presence;
use crate::random::{Random, Seeded};
use crate::tokens::Tokens;
use crate::users::{User, Users};
use crate::{Options, Server, seed};

/// Go's zero time in milliseconds, which the servers from 3.5 on show for their admins.
const ZERO_TIME_MILLIS: i64 = -62_135_596_800_000;

/// The state.
pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) users: Users,
    pub(crate) tokens: Tokens,
    pub(crate) groups: Groups,
    pub(crate) friends: Friends,
    pub(crate) messages: Messages,
    pub(crate) conversations: Conversations,
    /// Users that were looked for in vain.
    pub(crate) absences: Absences,
    /// The same for groups.
    pub(crate) group_absences: Absences,
    /// Client settings of main: (userID, key) → value; userID "" holds the defaults of all.
    pub(crate) client_config: BTreeMap<(String, String), String>,
    pub(crate) presence: Presence,
    pub(crate) commands: Commands,
    pub(crate) logs: Logs,
    /// Services that a request has killed.
    pub(crate) outage: Outage,
    pub(crate) random: Box<dyn Random>,
    pub(crate) secret: String,
    admins: Vec<String>,
}

impl World {
    /// A server right after its start: its admins, and as many invented users as asked for.
    pub(crate) fn new(options: &Options, seed_value: u64, now_millis: i64) -> Self {
        let server = options.server;
        let mut users = Users::new(server);
        let admins = match options.admins.as_slice() {
            [] => server.default_admins(),
            ids => ids.iter().map(|id| (id.clone(), id.clone())).collect(),
        };
        let random = Seeded::new(seed_value);
        // A server with users was set up before they came.
        let set_up = if options.users == 0 { now_millis } else { now_millis.saturating_sub(seed::REACH_MILLIS) };
        for (user_id, nickname) in &admins {
            let create_time = if server == Server::V34 { users.next_create_time(set_up) } else { ZERO_TIME_MILLIS };
            users.insert(User {
                user_id: user_id.clone(),
                nickname: nickname.clone(),
                face_url: String::new(),
                ex: String::new(),
                create_time,
                app_manger_level: server.admin_level(),
                global_recv_msg_opt: 0,
            });
        }
        seed::fill(&mut users, options, seed_value, now_millis);
        let mut world = Self {
            server,
            users,
            groups: Groups::default(),
            friends: Friends::new(server),
            messages: Messages::new(seed_value),
            conversations: Conversations::new(server),
            tokens: Tokens::new(server, &options.secret, options.token_days),
            absences: Absences::default(),
            group_absences: Absences::default(),
            client_config: BTreeMap::new(),
            presence: Presence::default(),
            commands: Commands::default(),
            logs: Logs::default(),
            outage: Outage::default(),
            random: Box::new(random),
            secret: options.secret.clone(),
            admins: admins.into_iter().map(|(id, _)| id).collect(),
        };
        seed::bring_to_life(&mut world, options, seed_value, now_millis);
        world
    }

    /// Whether `user_id` is in the configured list: the level in the data base gives no rights.
    pub(crate) fn is_admin(&self, user_id: &str) -> bool {
        self.admins.iter().any(|admin| admin == user_id)
    }

    /// The configured admins.
    pub(crate) fn admins(&self) -> &[String] {
        &self.admins
    }
}
