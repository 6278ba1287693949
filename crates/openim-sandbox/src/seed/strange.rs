//! Users whose data is a trap for whoever shows it: markup, characters that turn or hide text, names without end, addresses
//! that are no pictures. They stand among the first forty, so that the first pages of a list have them.

use crate::Server;
use crate::users::User;

/// One trap: its place, the userID on servers that take any and on those that take letters and digits alone, and the rest.
struct Trap {
    number: usize,
    any_id: &'static str,
    plain_id: &'static str,
    nickname: &'static str,
    face_url: &'static str,
    ex: &'static str,
}

const TRAPS: &[Trap] = &[
    trap(3, "mallory", "mallory")
        .named("<img src=x onerror=alert(document.domain)>")
        .with_ex("<script>alert(1)</script>"),
    trap(6, "bidi", "bidi").named("invoice\u{202e}gpj.exe"),
    trap(8, "a/b", "path_slash").named("Slash in the ID"),
    trap(9, "zerowidth", "zerowidth").named("Ad\u{200b}min\u{200d}\u{feff}"),
    trap(11, "who?me=1&you=2", "path_query").named("Question mark in the ID"),
    trap(12, "scripturl", "scripturl").named("Picture that is a script").with_face("javascript:alert(document.domain)"),
    trap(14, "plainhttp", "plainhttp").named("Picture over plain http").with_face("http://pictures.invalid/plain.png"),
    trap(16, "sharp#tag", "path_hash").named("Number sign in the ID"),
    trap(17, "formula", "formula")
        .named("=HYPERLINK(\"http://evil.invalid\",\"click\")")
        .with_ex("@SUM(1+1)*cmd|' /C calc'!A0"),
    trap(19, "50%25", "path_percent").named("Percent in the ID"),
    trap(20, "dataurl", "dataurl")
        .named("Picture that is a document")
        .with_face("data:text/html,<script>alert(1)</script>"),
    trap(22, " two  spaces", "path_space").named("Spaces in the ID"),
    trap(23, "newlines", "newlines").named("two\nlines\tand a tab").with_ex("first\nsecond"),
    trap(25, "zalgo", "zalgo")
        .named("Z\u{351}\u{36b}\u{343}a\u{334}\u{306}l\u{33a}\u{321}g\u{353}\u{31e}o\u{32e}\u{350}"),
    trap(27, "quotes", "quotes").named("Robert'); DROP TABLE users;-- \"O'Brien\" `\\`"),
    trap(28, "用户二十八", "用户二十八").named("中文账号的用户"),
    trap(30, "longname", "longname").named("long"),
    trap(31, "blank", "blank").named("   "),
    trap(33, "flags", "flags").named("👨‍👩‍👧‍👦🏳️‍🌈🇨🇳👍🏽"),
    trap(34, "mixed", "mixed").named("مرحبا Hello 你好 שלום"),
];

const fn trap(number: usize, any_id: &'static str, plain_id: &'static str) -> Trap {
    Trap { number, any_id, plain_id, nickname: "", face_url: "", ex: "" }
}

impl Trap {
    const fn named(self, nickname: &'static str) -> Self {
        Self { nickname, ..self }
    }

    const fn with_face(self, face_url: &'static str) -> Self {
        Self { face_url, ..self }
    }

    const fn with_ex(self, ex: &'static str) -> Self {
        Self { ex, ..self }
    }
}

/// The trap at this place in the population.
pub(crate) fn user(server: Server, number: usize) -> Option<User> {
    let trap = TRAPS.iter().find(|trap| trap.number == number)?;
    let user_id = if server.takes_any_user_id() { trap.any_id } else { trap.plain_id };
    let nickname = match trap.nickname {
        // The oldest server's column holds 255 characters.
        "long" => {
            "Wolfeschlegelsteinhausen".chars().cycle().take(if server == Server::V34 { 255 } else { 300 }).collect()
        }
        other => other.to_owned(),
    };
    Some(User {
        user_id: user_id.to_owned(),
        nickname,
        face_url: trap.face_url.to_owned(),
        ex: trap.ex.to_owned(),
        create_time: 0,
        app_manger_level: 0,
        global_recv_msg_opt: 0,
    })
}
