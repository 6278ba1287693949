//! `/user/process_user_command_…`.

use openim_api::{UserCommand, UserId};

use super::methods;
use crate::take::Kind;

methods! { "userCommands.", |client, options|
    list(userID: UserId; kind: Kind) -> Vec<UserCommand> { client.user_commands().list(&userID, kind.number, options).await? }
    listAll(userID: UserId) -> Vec<UserCommand> { client.user_commands().list_all(&userID, options).await? }
    add(userID: UserId, uuid: String, value: String; kind: Kind) -> () {
        client.user_commands().add(&userID, kind.number, &uuid, &value, options).await?;
    }
    update(userID: UserId, uuid: String, value: String; kind: Kind) -> () {
        client.user_commands().update(&userID, kind.number, &uuid, &value, options).await?;
    }
    delete(userID: UserId, uuid: String; kind: Kind) -> () {
        client.user_commands().delete(&userID, kind.number, &uuid, options).await?;
    }
}
