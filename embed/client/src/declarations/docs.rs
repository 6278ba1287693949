//! The documentation of the Rust client, put into the words of JavaScript.

use std::collections::HashMap;
use std::path::Path;

use regex::Regex;

/// What is documented.
pub struct Docs {
    types: HashMap<String, String>,
    fields: HashMap<(String, String), String>,
    /// By the type that has them.
    methods: HashMap<(String, String), String>,
    /// By path; several where versions differ.
    routes: HashMap<String, Vec<(String, String)>>,
    words: Vec<(Regex, &'static str, bool)>,
    link: Regex,
    path: Regex,
}

/// The families: in JavaScript, and the type in Rust.
const FAMILIES: [(&str, &str); 12] = [
    ("", "Client"),
    ("auth", "Auth"),
    ("users", "Users"),
    ("notificationAccounts", "NotificationAccounts"),
    ("userCommands", "UserCommands"),
    ("clientConfig", "ClientConfig"),
    ("friends", "Friends"),
    ("groups", "Groups"),
    ("conversations", "Conversations"),
    ("msg", "Msg"),
    ("statistics", "Statistics"),
    ("jssdk", "JsSdk"),
];

/// What reads otherwise in JavaScript: a pattern, and what stands in its place.
const WORDS: &[(&str, &str)] = &[
    // Links in one form.
    (r"\[`[^`]+`\]\(((?:\w+::)+\w+)\)", "[`$1`]"),
    // What every call may meet is said once.
    (r"Every \[`(crate::)?ErrorKind`\] but `SecretNeeded`[.;]? ?", ""),
    (r"[;,]? ?(every other|else every) \[`(crate::)?ErrorKind`\]( but `SecretNeeded`)?", ""),
    (r"\[`(crate::)?ErrorKind::Guarded`\]", "Code `protected`"),
    (r"\[`(crate::)?ErrorKind::SecretNeeded`\]", "Code `secretNeeded`"),
    (r"\[`(crate::)?ErrorKind::NotOpenIm`\]", "code `notOpenIM`"),
    (r", it is no call of the API, and the observer is not told", ", and it is no call of the API"),
    (r"the options' limit came first", "the time ran out first"),
    (r"the older of the possible blocks is told", "the oldest that is possible is told"),
    (r"the block known so far remains", "the version known so far remains"),
    (
        r"its row as the server wrote it, unknown fields and all, for a person to read\. Mask it before it is shown",
        "its row as the server wrote it, unknown fields and all, as a text of JSON: parsed, large numbers would lose digits",
    ),
    (r"HTTP 404 on", "Code `unimplemented` on"),
    // Classes are codes.
    (r"\bclass `", "code `"),
    (r"\bClass `", "Code `"),
    (r"`BadArgument`", "`badArgument`"),
    (r"`NoPermission`", "`noPermission`"),
    (r"`NotFound`", "`notFound`"),
    (r"`AlreadyRegistered`", "`alreadyRegistered`"),
    (r"`AlreadyThere`", "`alreadyThere`"),
    (r"`Session`", "`session`"),
    (r"`TooLarge`", "`tooLarge`"),
    (r"`ServerFault`", "`serverFault`"),
    (r"[cC]ode (-?\d+)\b", "errCode $1"),
    (r"[cC]odes (\d[\d, ]*)", "errCodes $1"),
    // What is a type or a function there.
    (r"[,:;]? see \[`crate::Feature::\w+`\]", ""),
    (r", else see \[`Sent::is_delivered`\]", ", else an empty `serverMsgID`"),
    (r"; see \[`Content::problem`\]", ""),
    (r"; see \[`every_day`\]", ""),
    (
        r"See \[`crate::user_id_problem`\]",
        "Not empty, no colon; from v3.8.0 on only letters and digits of any script and `_`",
    ),
    (r"those of \[`ServerBlock::user_platforms`\]", "1 to 9, HarmonyOS (11) on v3.8.3 and main, bots (12) on main"),
    (r"each of \[`ServerBlock::logout_platforms`\]", "each platform but that of administrators"),
    // Arguments.
    (r"`in_groups`: messages", "`inGroups`: messages"),
    (r"`until_millis` is", "`needDeleteTime` is"),
    (r"of those since `since_millis`; 0", "of those since `time`, in milliseconds since 1970; 0"),
    (r"`users` are those who", "`userIDs` are those who"),
    (
        r"whether `two` is among the friends of `one`, and `one` among those of `two`",
        "whether each is among the friends of the other",
    ),
    (r"`user` None: ", "Without `userID`: "),
    (r"`user` None means all users", "Without a `userID` it is about all users"),
    (
        r"that is why both are taken from `before`, the account as it was just read\. Its ID is the one that is changed",
        "that is why the account is read first there",
    ),
    (
        r" The row as it was read says which it is: the server would make a new one of whatever it is told\.",
        " The row is read first: the server would make a new one of whatever it is told.",
    ),
    (
        r"The old owner is that of the group as it was just read:",
        "The old owner is that of the group as it is read just before:",
    ),
    (
        r"is told from now on, or no longer, when one of `ids` comes",
        "is told from now on (`on`), or no longer, when one of `userIDs` comes",
    ),
    (r"What it says of `id` is not looked at", "What it says of `userID` is not looked at"),
    (r"`user` is told", "the user is told"),
    (r"in the name of `user`, who", "in the name of `userID`, who"),
    (r"that `user` owns", "that the user owns"),
    (r"what `user` asked for", "what the user asked for"),
    (r"wait for `user`", "wait for the user"),
    (r"asks for `user` \(", "asks for the user ("),
    // Absence.
    (r"None stays as it is", "What is not given stays as it is"),
    (r"\bNone\b(: (not|that|nobody|they))", "Null$1"),
    (r"; None ", "; null "),
    (r"\. None ", ". Null "),
    (r"^None ", "Null "),
    (r"\bNone\b", "null"),
    // Links to types.
    (r"\[`(?:crate::)?(\w+)`\]", "`$1`"),
];

impl Docs {
    pub fn read() -> Self {
        let words = WORDS.iter().map(|(pattern, word)| (Regex::new(pattern).unwrap(), *word, false)).collect();
        let mut docs = Self {
            types: HashMap::new(),
            fields: HashMap::new(),
            methods: HashMap::new(),
            routes: HashMap::new(),
            words,
            link: Regex::new(r"\[`(?:crate::)?(\w+)::(\w+)`\]").unwrap(),
            path: Regex::new(r"`(/[\w/]+)`").unwrap(),
        };
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        docs.read_folder(&here.join("../../crates/openim-api/src"));
        // Last: what is named alike is ours here.
        for file in ["give.rs", "take.rs"] {
            docs.read_file(&std::fs::read_to_string(here.join("src").join(file)).unwrap());
        }
        docs
    }

    fn read_folder(&mut self, folder: &Path) {
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.read_folder(&path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                self.read_file(&text);
            }
        }
    }

    /// Line by line, as rustfmt leaves it.
    fn read_file(&mut self, text: &str) {
        self.read_routes(text);
        let word = |line: &str, start: &str| {
            let rest = line.strip_prefix(start)?;
            Some(rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default().to_owned())
        };
        let (mut doc, mut place) = (Vec::new(), String::new());
        for line in text.lines() {
            let code = line.trim_start();
            if let Some(words) = code.strip_prefix("///") {
                doc.push(words.trim().to_owned());
                continue;
            }
            if code.starts_with("#[") {
                continue;
            }
            let said = paragraphs(&std::mem::take(&mut doc));
            if let Some(name) = word(line, "pub struct ").or_else(|| word(line, "pub enum ")) {
                self.types.insert(name.clone(), said);
                place = name;
            } else if let Some(name) = word(line, "impl ") {
                place = name;
            } else if let Some(name) = word(code, "pub async fn ") {
                self.methods.insert((place.clone(), camel(&name)), said);
            } else if let Some(name) =
                word(code, "pub ").filter(|_| line.starts_with("    pub ") && code.contains(": "))
            {
                self.fields.insert((place.clone(), name), said);
            } else if let Some(name) = word(code, "").filter(|name| !name.is_empty() && !said.is_empty()) {
                // A private field.
                self.fields.entry((place.clone(), name)).or_insert(said);
            }
        }
    }

    /// `const LIST: Route = Route::reads("/user/get_users", Access::AnyUser).since(ServerBlock::V3_6);`
    fn read_routes(&mut self, text: &str) {
        let route = Regex::new(
            r#"Route =\s*Route::(reads|writes|takes)\("([^"]+)", Access::(\w+)\)\s*(?:\.since\(ServerBlock::(\w+)\))?\s*(?:\.until\(ServerBlock::(\w+)\))?;"#,
        );
        for found in route.unwrap().captures_iter(text) {
            let access = match &found[3] {
                "Open" => "no token needed",
                "AnyUser" => "any token",
                "Oneself" => "the user whom it is about, and administrators",
                "Member" => "those whom their role in the group entitles, and administrators",
                "Admin" => "administrators",
                other => panic!("an access without words: {other}"),
            };
            let effect = match &found[1] {
                "reads" => "reads",
                "writes" => "writes",
                _ => "writes and takes",
            };
            let version =
                |found: &str| if found == "Main" { "main".into() } else { found.replace('_', ".").to_lowercase() };
            let since = found.get(4).map(|it| format!("; since {}", version(it.as_str()))).unwrap_or_default();
            let until = found.get(5).map(|it| format!("; until {}", version(it.as_str()))).unwrap_or_default();
            let path = &found[2];
            let line = format!("`POST {path}`: {effect}; {access}{since}{until}.");
            let versions = format!("{since}{until}");
            let known = self.routes.entry(path.to_owned()).or_default();
            // Of two that differ in what they do alone the first is a special case of the second.
            known.retain(|(others, _)| *others != versions);
            known.push((versions, line));
        }
    }

    /// The calls of the Rust client, by their names in JavaScript.
    pub fn names(&self) -> Vec<String> {
        let name = |(place, name): &(String, String)| {
            let (family, _) =
                FAMILIES.iter().find(|(_, known)| known == place).unwrap_or_else(|| panic!("whose is {name}?"));
            if family.is_empty() { name.clone() } else { format!("{family}.{name}") }
        };
        self.methods.keys().map(name).collect()
    }

    pub fn of_type(&mut self, name: &str) -> String {
        let said = self.types.get(name).cloned().unwrap_or_default();
        self.translated(&said)
    }

    pub fn of_field(&mut self, of: &str, field: &str) -> String {
        let said = self.fields.get(&(of.to_owned(), field.to_owned())).cloned();
        let said = said.unwrap_or_else(|| panic!("{of}.{field} is not documented"));
        self.translated(&said)
    }

    /// What it does, its routes, what is different here, what it rejects with.
    pub fn of_method(&mut self, family: &str, name: &str, notes: &[&str]) -> String {
        let key = (type_of(family).to_owned(), name.to_owned());
        let said =
            self.methods.get(&key).cloned().unwrap_or_else(|| panic!("{family}.{name} is not in the Rust client"));
        let (body, errors) = said.split_once("# Errors\n").unwrap_or((&said, ""));
        let mut paragraphs = vec![self.translated(body.trim())];
        let paths: Vec<_> = self.path.captures_iter(body).map(|found| found[1].to_owned()).collect();
        let mut routes: Vec<_> =
            paths.iter().filter_map(|path| self.routes.get(path)).flatten().map(|(_, line)| line.clone()).collect();
        routes.dedup();
        if !routes.is_empty() {
            paragraphs.push(routes.join("\n"));
        }
        if !notes.is_empty() {
            paragraphs.push(notes.iter().map(|note| note.trim()).collect::<Vec<_>>().join(" "));
        }
        let errors = self.translated(errors.trim());
        let mut letters = errors.trim_end_matches(['.', ' ']).chars();
        if let Some(first) = letters.next() {
            paragraphs.push(format!("@throws {{OpenIMError}} {}{}.", first.to_uppercase(), letters.as_str()));
        }
        paragraphs.join("\n\n")
    }

    fn translated(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for (pattern, word, is_used) in &mut self.words {
            if pattern.is_match(&text) {
                *is_used = true;
                text = pattern.replace_all(&text, *word).into_owned();
            }
        }
        let text = self.link.replace_all(&text, |found: &regex::Captures<'_>| {
            let family = FAMILIES.iter().find(|(_, name)| *name == &found[1]).map_or(&found[1], |(family, _)| *family);
            if family.is_empty() {
                format!("`{}`", camel(&found[2]))
            } else {
                format!("`{family}.{}`", camel(&found[2]))
            }
        });
        assert!(!text.contains("[`") && !text.contains("crate::"), "what does this say to JavaScript? {text}");
        text.into_owned()
    }

    /// Whether every word was needed.
    pub fn check(&self) {
        let unused: Vec<_> =
            self.words.iter().filter(|(.., is_used)| !is_used).map(|(pattern, ..)| pattern.as_str()).collect();
        assert!(unused.is_empty(), "no documentation says: {unused:#?}");
    }
}

/// The type of a family.
pub fn type_of(family: &str) -> &'static str {
    FAMILIES.iter().find(|(known, _)| *known == family).map(|(_, name)| *name).unwrap()
}

/// `force_logout` → `forceLogout`.
pub fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (start, rest) = word.split_at(1);
        name + &start.to_uppercase() + rest
    })
}

/// Lines to paragraphs, one a line.
fn paragraphs(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        match line.as_str() {
            "" => text.push_str("\n\n"),
            "# Errors" => text.push_str("# Errors\n"),
            line => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push(' ');
                }
                text.push_str(line);
            }
        }
    }
    text
}
