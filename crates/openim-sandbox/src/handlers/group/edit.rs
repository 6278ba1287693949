//! `/group`: changing what a group says about itself.

use super::notices::Event;
use super::ownerless;
use crate::Server;
use crate::body::Fields;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;

/// What is to be changed; `None` stays.
struct Change<'a> {
    name: Option<&'a str>,
    notification: Option<&'a str>,
    introduction: Option<&'a str>,
    face_url: Option<&'a str>,
    ex: Option<&'a str>,
    need_verification: Option<i32>,
    look_member_info: Option<i32>,
    apply_member_friend: Option<i32>,
}

impl Change<'_> {
    fn is_of_name_alone(&self) -> bool {
        [self.introduction, self.face_url, self.ex].iter().all(Option::is_none)
            && [self.need_verification, self.look_member_info, self.apply_member_friend].iter().all(Option::is_none)
    }
}

/// POST /group/set_group_info: empty texts change nothing, but for `ex`. Options are not checked.
pub(crate) fn set_group_info(call: &mut Call<'_>) -> Outcome {
    let info = call.bound(call.body.object("groupInfoForSet", "GroupInfoForSet"))?;
    let info = info.ok_or_else(|| Failure::api(1001, "GroupInfoForSets is empty"))?;
    let group_id = call.bound(info.string("groupID"))?;
    let given = |text: Option<&'_ str>| text.filter(|text| !text.is_empty()).is_some();
    let mut change = read(call, info)?;
    for text in [&mut change.name, &mut change.notification, &mut change.introduction, &mut change.face_url] {
        if !given(*text) {
            *text = None;
        }
    }
    if group_id.is_empty() {
        return Err(Failure::api(1001, "GroupID is empty"));
    }
    apply(call, group_id, &change)
}

/// POST /group/set_group_info_ex (from 3.8.1): what is given is set, empty texts too. A blank name lets the whole call fall, and
/// the answer is a success.
pub(crate) fn set_group_info_ex(call: &mut Call<'_>) -> Outcome {
    let group_id = call.bound(call.body.string("groupID"))?;
    let change = read(call, call.body)?;
    apply(call, group_id, &change)
}

fn read<'a>(call: &Call<'a>, fields: Fields<'a>) -> Result<Change<'a>, Failure> {
    let text = |name| call.bound(fields.optional_string(name));
    let number = |name| call.bound(fields.optional_int32(name));
    Ok(Change {
        name: text("groupName")?,
        notification: text("notification")?,
        introduction: text("introduction")?,
        face_url: text("faceURL")?,
        ex: text("ex")?,
        need_verification: number("needVerification")?,
        look_member_info: number("lookMemberInfo")?,
        apply_member_friend: number("applyMemberFriend")?,
    })
}

fn apply(call: &mut Call<'_>, group_id: &str, change: &Change<'_>) -> Outcome {
    let texts = [change.name, change.notification, change.introduction, change.face_url, change.ex];
    call.enter_service(group_id.len() + texts.iter().flatten().map(|text| text.len()).sum::<usize>())?;
    call.group(group_id)?;
    call.group_leaders_only(group_id)?;
    let group = call.living_group(group_id)?;
    group.owner().ok_or_else(|| ownerless(group_id))?;
    if change.name.is_some_and(|name| name.trim().is_empty()) {
        return Ok(Data::Nothing);
    }
    let operator = call.caller_id().to_owned();
    let now = call.now_millis;
    let Some(group) = call.world.groups.get_mut(group_id) else { return Ok(Data::Nothing) };
    let fields = [
        (&mut group.name, change.name),
        (&mut group.notification, change.notification),
        (&mut group.introduction, change.introduction),
        (&mut group.face_url, change.face_url),
        (&mut group.ex, change.ex),
    ];
    for (field, text) in fields {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    let options = [
        (&mut group.need_verification, change.need_verification),
        (&mut group.look_member_info, change.look_member_info),
        (&mut group.apply_member_friend, change.apply_member_friend),
    ];
    for (field, option) in options {
        if let Some(option) = option {
            *field = option;
        }
    }
    if let Some(text) = change.notification {
        group.notification_update_time = now;
        group.notification_user_id = operator;
        if !text.is_empty() {
            call.tell_group(group_id, &Event::Announcement);
        }
    }
    // 3.4 speaks of a new name only where nothing else but the announcement is new.
    if change.name.is_some() && (call.server > Server::V34 || change.is_of_name_alone()) {
        call.tell_group(group_id, &Event::Renamed);
    } else {
        call.tell_group(group_id, &Event::InfoSet);
    }
    Ok(Data::Nothing)
}
