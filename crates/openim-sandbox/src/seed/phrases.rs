//! What invented people write, what their groups are called, and what is on their pictures. All of it is ours and says nothing.

use super::names::pick;
use crate::random::{Random, Seeded};

const SENTENCES: &[&str] = &[
    "Good morning! Who is in the office today?",
    "The build is green again.",
    "Lunch at half past twelve?",
    "I have put the numbers into the shared folder.",
    "Can somebody look at the printer on the second floor?",
    "Thanks, that helped a lot 🙏",
    "On my way, ten minutes.",
    "Please read page 3 before the meeting.",
    "No hurry, tomorrow is fine.",
    "😂😂",
    "早上好，今天谁在公司？",
    "会议改到下午三点，请大家准时参加。",
    "资料已经发到群里了，麻烦看一下。",
    "收到，谢谢！",
    "周末一起去爬山吗？",
    "服务器已经恢复正常。",
    "お疲れさまです。資料を送りました。",
    "明日の打ち合わせは十時からです。",
    "了解しました！",
    "صباح الخير، هل وصل الطرد؟",
    "الاجتماع غدًا في العاشرة.",
    "شكرًا جزيلاً",
    "Доброе утро! Отчёт готов.",
    "Кто сегодня дежурит?",
    "Спасибо, всё получилось.",
    "On se voit à la cantine ?",
    "Das Protokoll kommt heute Abend.",
    "¿Alguien tiene la llave de la sala 4?",
    "회의실 예약했습니다.",
    "नमस्ते, फ़ाइल मिल गई।",
];

/// Texts that are traps for whoever shows them; seldom.
const TRAPS: &[&str] = &[
    "<script>alert(document.domain)</script>",
    "see javascript:alert(1) and http://evil.invalid/?q=<b>x</b>&amp;",
    "invoice\u{202e}gpj.exe",
    "=HYPERLINK(\"http://evil.invalid\",\"click\")",
    "first line\nsecond line\n\tand a tab",
    "{\"detail\":\"not a notification\"}",
];

const TEAMS: &[&str] = &[
    "Design review",
    "Night shift",
    "Chess club",
    "Coffee & cake",
    "Release train",
    "Support, first line",
    "研发部日常",
    "市场推广小组",
    "周末爬山",
    "产品讨论",
    "客服一组",
    "週末ハイキング",
    "開発チーム",
    "فريق المبيعات",
    "أصدقاء الرياضة",
    "Вечерний футбол",
    "Бухгалтерия",
    "Équipe de nuit",
    "Fußball am Dienstag",
    "디자인 팀",
    "Board games 🎲",
    "Parents of class 3b",
];

const PLACES: &[&str] = &["gym", "school", "二楼", "Berlin", "офис", "rooftop"];

const FILES: &[&str] =
    &["minutes.pdf", "预算.xlsx", "plan (final) v3.docx", "photos.zip", "отчёт.pdf", "<img src=x>.txt"];

/// One thing that people say.
pub(super) fn sentence(random: &mut Seeded) -> &'static str {
    let sentences = if random.below(200) == 0 { TRAPS } else { SENTENCES };
    pick(random, sentences).copied().unwrap_or_default()
}

/// A name for a group; the later ones are numbered, as there are not so many names.
pub(super) fn group_name(number: usize, random: &mut Seeded) -> String {
    let team = pick(random, TEAMS).copied().unwrap_or_default();
    if number < TEAMS.len() { team.to_owned() } else { format!("{team} {number}") }
}

/// Where somebody is known from.
pub(super) fn place(random: &mut Seeded) -> &'static str {
    pick(random, PLACES).copied().unwrap_or_default()
}

/// The name of a file that somebody sends.
pub(super) fn file(random: &mut Seeded) -> &'static str {
    pick(random, FILES).copied().unwrap_or_default()
}
