//! `/statistics`.

use openim_api::{Growth, Ranking, Span};

use super::methods;
use crate::give::{ActiveGroups, ActiveUsers};

methods! { "statistics.", |client, options|
    registeredUsers(; span: Span) -> Growth { client.statistics().registered_users(span, options).await? }
    createdGroups(; span: Span) -> Growth { client.statistics().created_groups(span, options).await? }
    activeUsers(inGroups: Option<bool>; span: Span, ranking: Ranking) -> ActiveUsers {
        client.statistics().active_users(span, inGroups.unwrap_or(false), ranking, options).await?.into()
    }
    activeGroups(; span: Span, ranking: Ranking) -> ActiveGroups {
        client.statistics().active_groups(span, ranking, options).await?.into()
    }
}
