//! The kinds of devices that servers tell apart.

use crate::json;
use serde_json::Value;

/// A platform. Servers up to v3.8.0 name it in some answers and number it in others; here it is one and the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Platform(i32);

/// As servers name them, from 1 on.
const NAMES: [&str; 12] =
    ["IOS", "Android", "Windows", "OSX", "Web", "MiniWeb", "Linux", "APad", "IPad", "Admin", "HarmonyOS", "Bot"];

impl Platform {
    /// Not told, or by a name that is not known.
    pub const UNKNOWN: Self = Self(0);
    /// iPhones.
    pub const IOS: Self = Self(1);
    /// In the browser.
    pub const WEB: Self = Self(5);
    /// That of an administrator's token. Asking for one kicks nobody, in any version.
    pub const ADMIN: Self = Self(10);
    /// From some patch of v3.8.3 on (it came with patch 5).
    pub const HARMONY_OS: Self = Self(11);
    /// On main.
    pub const BOT: Self = Self(12);

    /// The platform of a number, also of one that no server gives a meaning.
    #[must_use]
    pub const fn from_id(id: i32) -> Self {
        Self(id)
    }

    /// The platform of a name as servers write it.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        (1..).zip(NAMES).find(|(_, known)| known.eq_ignore_ascii_case(name)).map_or(Self::UNKNOWN, |(id, _)| Self(id))
    }

    /// The number.
    #[must_use]
    pub const fn id(self) -> i32 {
        self.0
    }

    /// The name as servers write it; None where the number has no meaning.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        let place = usize::try_from(self.0).ok()?.checked_sub(1)?;
        NAMES.get(place).copied()
    }

    /// Reads `platformID`, or `platform` where that is absent.
    pub(crate) fn read(object: &Value) -> Self {
        match json::integer(object, "platformID").and_then(|id| i32::try_from(id).ok()) {
            Some(id) => Self(id),
            None => Self::from_name(&json::text(object, "platform")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_and_numbers_are_the_same_platform() {
        assert_eq!(Platform::from_name("Web"), Platform::WEB);
        assert_eq!(Platform::from_name("Admin"), Platform::ADMIN);
        assert_eq!((Platform::HARMONY_OS.name(), Platform::BOT.name()), (Some("HarmonyOS"), Some("Bot")));
        for id in 1..=12 {
            assert_eq!(Platform::from_name(Platform::from_id(id).name().unwrap()).id(), id);
        }
        for id in [i32::MIN, -1, 0, 13, i32::MAX] {
            assert_eq!(Platform::from_id(id).name(), None);
        }
    }

    #[test]
    fn a_platform_is_read_as_number_or_name() {
        for (row, platform) in [
            (json!({"platformID": 5}), Platform::WEB),
            (json!({"platform": "Web"}), Platform::WEB),
            (json!({"platform": "Toaster"}), Platform::UNKNOWN),
            (json!({"platformID": 99, "platform": "Web"}), Platform::from_id(99)),
            (json!({"platformID": 1e30}), Platform::UNKNOWN),
            (json!(null), Platform::UNKNOWN),
        ] {
            assert_eq!(Platform::read(&row), platform, "{row}");
        }
    }
}
