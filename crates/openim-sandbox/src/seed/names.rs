//! Names of people who do not exist, in the scripts that an OpenIM server meets.

use crate::random::{Random, Seeded};

/// A nickname, and a Latin word for the userID.
pub(crate) struct Person {
    pub(crate) nickname: String,
    pub(crate) latin: &'static str,
}

/// First names with a Latin form, family names, and how the two are joined.
struct Script {
    first: &'static [(&'static str, &'static str)],
    family: &'static [&'static str],
    order: Order,
}

enum Order {
    FirstFamily,
    FamilyFirst,
    /// The family name comes first and without a space.
    Joined,
}

const SCRIPTS: &[(u64, Script)] = &[
    (
        8,
        Script {
            first: &[
                ("Ann", "ann"),
                ("Ben", "ben"),
                ("Chloe", "chloe"),
                ("Daniel", "daniel"),
                ("Eve", "eve"),
                ("François", "francois"),
                ("Greta", "greta"),
                ("Hugo", "hugo"),
                ("Inés", "ines"),
                ("Jürgen", "juergen"),
                ("Łukasz", "lukasz"),
                ("María José", "mariajose"),
                ("Nguyễn", "nguyen"),
                ("Søren", "soren"),
                ("Zoë", "zoe"),
            ],
            family: &[
                "Adler",
                "Brown",
                "Castaño",
                "D'Angelo",
                "Müller",
                "O'Neill",
                "Petit",
                "Smith-Jones",
                "Walker",
                "Žižka",
            ],
            order: Order::FirstFamily,
        },
    ),
    (
        7,
        Script {
            first: &[
                ("伟", "wei"),
                ("芳", "fang"),
                ("娜", "na"),
                ("秀英", "xiuying"),
                ("敏", "min"),
                ("静怡", "jingyi"),
                ("强", "qiang"),
                ("子轩", "zixuan"),
                ("雨桐", "yutong"),
                ("浩然", "haoran"),
            ],
            family: &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "欧阳", "司马"],
            order: Order::Joined,
        },
    ),
    (
        2,
        Script {
            first: &[("さくら", "sakura"), ("陽菜", "hina"), ("ユウキ", "yuuki"), ("健太", "kenta"), ("あおい", "aoi")],
            family: &["佐藤", "鈴木", "高橋", "田中", "渡辺"],
            order: Order::FamilyFirst,
        },
    ),
    (
        2,
        Script {
            first: &[("محمد", "mohamed"), ("فاطمة", "fatima"), ("يوسف", "yusuf"), ("مريم", "maryam"), ("علي", "ali")],
            family: &["الخطيب", "حداد", "منصور", "النجار", "سليمان"],
            order: Order::FirstFamily,
        },
    ),
    (
        2,
        Script {
            first: &[
                ("Анна", "anna"),
                ("Дмитрий", "dmitry"),
                ("Ольга", "olga"),
                ("Сергей", "sergey"),
                ("Тарас", "taras"),
            ],
            family: &["Ковальчук", "Морозов", "Иваненко", "Соколова", "Лебедь"],
            order: Order::FirstFamily,
        },
    ),
    (
        1,
        Script {
            first: &[
                ("दीपिका", "deepika"),
                ("राहुल", "rahul"),
                ("สมชาย", "somchai"),
                ("지민", "jimin"),
                ("Ελένη", "eleni"),
            ],
            family: &["शर्मा", "김", "ใจดี", "Παπαδάκης", "כהן"],
            order: Order::FirstFamily,
        },
    ),
];

const EMOJI: &[&str] = &["🚀", "🌸", "😀", "👩‍💻", "🇫🇷", "☕", "🐼", "✨"];
const DEPARTMENTS: &[&str] = &["Sales", "研发部", "Support", "Логистика", "R&D", "المبيعات"];

/// So many come from each script in turn, so that a page or two show them all.
const IN_TURN: usize = 40;

/// Somebody: the invented user of this number.
pub(crate) fn person(number: usize, random: &mut Seeded) -> Person {
    if number < IN_TURN
        && let Some((_, script)) = SCRIPTS.get(number % SCRIPTS.len())
    {
        return script.person(random);
    }
    let total = SCRIPTS.iter().map(|(weight, _)| weight).sum();
    let mut at = random.below(total);
    for (weight, script) in SCRIPTS {
        if at < *weight {
            return script.person(random);
        }
        at -= weight;
    }
    Person { nickname: "Somebody".to_owned(), latin: "somebody" }
}

/// A department, for the free text of a user.
pub(crate) fn department(random: &mut Seeded) -> &'static str {
    pick(random, DEPARTMENTS).copied().unwrap_or_default()
}

impl Script {
    fn person(&self, random: &mut Seeded) -> Person {
        let (first, latin) = pick(random, self.first).copied().unwrap_or(("Somebody", "somebody"));
        let family = pick(random, self.family).copied().unwrap_or_default();
        let mut nickname = match self.order {
            Order::FirstFamily => format!("{first} {family}"),
            Order::FamilyFirst => format!("{family} {first}"),
            Order::Joined => format!("{family}{first}"),
        };
        match random.below(12) {
            0 => {
                nickname.push(' ');
                nickname.push_str(pick(random, EMOJI).copied().unwrap_or_default());
            }
            // Some have chosen a nickname that is no name.
            1 => nickname = format!("{first}_{}", 70 + random.below(40)),
            2 => first.clone_into(&mut nickname),
            _ => {}
        }
        Person { nickname, latin }
    }
}

/// One of them; `None` of none.
pub(super) fn pick<'a, T>(random: &mut Seeded, items: &'a [T]) -> Option<&'a T> {
    let index = usize::try_from(random.below(items.len() as u64)).ok()?;
    items.get(index)
}
