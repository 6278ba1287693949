//! Who gets a token, and what it does.

use openim_api::{ApiError, ErrorClass, ServerBlock};

use crate::i18n::user_token::UserTokenTexts;

/// Why this account gets no token, as far as that is known beforehand. `is_admin`: it is the administrator who is signed in.
pub fn known_refusal(
    is_admin: bool,
    level: i32,
    block: ServerBlock,
    words: &'static UserTokenTexts,
) -> Option<&'static str> {
    // Up to v3.5 the route that signs administrators in issues for everybody.
    let by_admin = openim_api::Feature::USER_TOKEN_BY_ADMIN.on(block).is_ok();
    if is_admin && by_admin {
        return Some(words.refused_admin);
    }
    (matches!(level, 3 | 4) && block >= ServerBlock::V3_8_3).then_some(words.refused_notification)
}

/// What a refusal of the server is likely to be about; none where the general words are as good.
pub fn refusal_words(error: &ApiError, by_secret: bool, words: &'static UserTokenTexts) -> Option<&'static str> {
    match error.class() {
        Some(ErrorClass::NoPermission) if !by_secret => Some(words.refused_admin),
        Some(ErrorClass::BadArgument) if !by_secret => Some(words.refused_notification),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, user_token};

    #[test]
    fn administrators_and_notification_accounts_are_told_beforehand_where_the_server_refuses_them() {
        let words = user_token::texts(Language::English);
        let refusal = |is_admin, level, block| known_refusal(is_admin, level, block, words);
        assert_eq!(refusal(true, 1, ServerBlock::V3_4), None);
        assert_eq!(refusal(true, 2, ServerBlock::V3_7), Some(words.refused_admin));
        assert_eq!(refusal(false, 3, ServerBlock::V3_7), None);
        assert_eq!(refusal(false, 3, ServerBlock::Main), Some(words.refused_notification));
        assert_eq!(refusal(false, 1, ServerBlock::Main), None);
    }
}
