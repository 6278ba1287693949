//! From columns to users: which column is which field, and what a row says of a user then.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;

use crate::job::{Choices, Field, Use};
use crate::read::object_keys;
use crate::read::table::Table;

/// Columns that say what came of a row earlier.
pub const OUTCOME_COLUMNS: [&str; 3] = ["outcome", "errCode", "operationID"];

/// The names that columns have out there, folded as [`fold_name`] does.
const NAMES: [(Field, &[&str]); 5] = [
    (
        Field::UserId,
        &[
            "userid",
            "uid",
            "id",
            "account",
            "accountid",
            "用户id",
            "用户编号",
            "用户账号",
            "用户帐号",
            "账号",
            "帐号",
            "編號",
            "编号",
            "使用者id",
            "用戶id",
            "用戶編號",
            "帳號",
        ],
    ),
    (
        Field::Nickname,
        &[
            "nickname",
            "nick",
            "name",
            "displayname",
            "showname",
            "昵称",
            "用户昵称",
            "姓名",
            "名称",
            "名字",
            "显示名称",
            "暱稱",
            "用戶暱稱",
            "名稱",
        ],
    ),
    (
        Field::FaceUrl,
        &[
            "faceurl",
            "face",
            "avatar",
            "avatarurl",
            "avatarlink",
            "photo",
            "photourl",
            "picture",
            "image",
            "头像",
            "头像url",
            "头像地址",
            "头像链接",
            "用户头像",
            "頭像",
        ],
    ),
    (
        Field::Ex,
        &[
            "ex",
            "ext",
            "extra",
            "extension",
            "extrainfo",
            "扩展",
            "扩展信息",
            "扩展字段",
            "附加信息",
            "擴展",
            "擴展信息",
        ],
    ),
    (
        Field::GlobalRecvMsgOpt,
        &[
            "globalrecvmsgopt",
            "recvmsgopt",
            "receiveoption",
            "receive",
            "接收选项",
            "消息接收选项",
            "全局消息接收选项",
            "全局接收选项",
            "接收選項",
        ],
    ),
];
/// What files have that a server does not take.
const KNOWN: [&str; 6] = ["outcome", "errcode", "operationid", "createtime", "appmangerlevel", "创建时间"];

/// What a name says of its column.
#[must_use]
pub fn named(name: &str) -> Option<Result<Field, Use>> {
    let name = fold_name(name);
    let field = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field);
    field.map(Ok).or_else(|| KNOWN.contains(&name.as_str()).then_some(Err(Use::Known)))
}

/// Whether it is a column of earlier outcomes.
#[must_use]
pub fn is_outcome(name: &str) -> bool {
    let name = fold_name(name);
    OUTCOME_COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(&name))
}

/// Without case, white space, `_` and `-`.
fn fold_name(name: &str) -> String {
    let letters = name.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-' | '\u{FEFF}'));
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether the first row of a table without names looks like names.
#[must_use]
pub fn looks_like_header(table: &Table) -> bool {
    (0..table.columns()).any(|column| named(table.cell(0, column)).is_some())
}

/// The name of a column: of the header, if there is one, or as the table has it.
#[must_use]
pub fn name(table: &Table, header: bool, column: u32) -> &str {
    if header { table.cell(0, column) } else { table.name(column) }
}

/// Which column is which field, by the names. Where no column has any: the ID, then the nickname.
#[must_use]
pub fn guess(table: &Table, header: bool) -> Vec<Option<Field>> {
    let mut fields = Vec::new();
    for column in 0..table.columns() {
        let field = named(name(table, header, column)).and_then(Result::ok);
        fields.push(field.filter(|field| !fields.contains(&Some(*field))));
    }
    let has_names = (0..table.columns()).any(|column| !name(table, header, column).is_empty());
    if !has_names {
        for (field, guess) in fields.iter_mut().zip([Field::UserId, Field::Nickname]) {
            *field = Some(guess);
        }
    }
    fields
}

/// The names of all columns, none twice and none empty: as keys of an object.
#[must_use]
pub fn unique_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut unique = Vec::new();
    for (index, name) in names.enumerate() {
        let base = if name.is_empty() { format!("column {}", index + 1) } else { name.to_owned() };
        let mut candidate = base.clone();
        let mut number = 2;
        while !taken.insert(candidate.clone()) {
            candidate = format!("{base} ({number})");
            number += 1;
        }
        unique.push(candidate);
    }
    unique
}

/// How the rows of a table are taken, ready to be used for many.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    columns: [Option<u32>; Field::ALL.len()],
    /// Columns that go into `ex`, with their keys as JSON.
    gathered: Vec<(u32, String, String)>,
    trim: bool,
    id_as_nickname: bool,
}

/// What is gathered into `ex` is not: it holds no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoObject;

impl Plan {
    /// As chosen.
    #[must_use]
    pub fn new(table: &Table, choices: &Choices) -> Self {
        let columns = Field::ALL.iter().map(|field| {
            let at = choices.fields.iter().position(|chosen| *chosen == Some(*field));
            at.and_then(|at| u32::try_from(at).ok())
        });
        let mut plan = Self {
            columns: [None; Field::ALL.len()],
            gathered: Vec::new(),
            trim: choices.trim,
            id_as_nickname: choices.id_as_nickname,
        };
        for (place, column) in plan.columns.iter_mut().zip(columns) {
            *place = column;
        }
        if choices.gather {
            let names = (0..table.columns()).map(|column| name(table, choices.header, column));
            let keys = unique_names(names);
            plan.gathered = (0..)
                .zip(keys)
                .filter(|(column, _)| plan.used(table, choices, *column) == Use::Gathered)
                .map(|(column, key)| (column, json_text(&key), key))
                .collect();
        }
        plan
    }

    /// What a column is taken for.
    #[must_use]
    pub fn used(&self, table: &Table, choices: &Choices, column: u32) -> Use {
        if self.columns.contains(&Some(column)) {
            Use::Field
        } else if matches!(named(name(table, choices.header, column)), Some(Err(_))) {
            Use::Known
        } else if choices.gather {
            Use::Gathered
        } else {
            Use::Ignored
        }
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<u32> {
        let at = Field::ALL.iter().position(|other| *other == field)?;
        self.columns.get(at).copied().flatten()
    }

    /// The columns that go into `ex`.
    pub fn gathered(&self) -> impl Iterator<Item = u32> {
        self.gathered.iter().map(|(column, ..)| *column)
    }

    /// Whether white space around cells is dropped.
    #[must_use]
    pub fn trims(&self) -> bool {
        self.trim
    }

    /// The text of a field, as it stands in its column.
    #[must_use]
    pub fn text<'a>(&self, table: &'a Table, row: u32, field: Field) -> &'a str {
        self.column(field).map_or("", |column| self.cell(table, row, column))
    }

    fn cell<'a>(&self, table: &'a Table, row: u32, column: u32) -> &'a str {
        let cell = table.cell(row, column);
        if self.trim { cell.trim() } else { cell }
    }

    /// The nickname, or what stands for it.
    #[must_use]
    pub fn nickname<'a>(&self, table: &'a Table, row: u32) -> &'a str {
        let nickname = self.text(table, row, Field::Nickname);
        if nickname.is_empty() && self.id_as_nickname { self.text(table, row, Field::UserId) } else { nickname }
    }

    /// `ex`, with what is gathered into it.
    ///
    /// # Errors
    /// Something is to be gathered, and the text is no object.
    pub fn ex<'a>(&self, table: &'a Table, row: u32) -> Result<Cow<'a, str>, NoObject> {
        let own = self.text(table, row, Field::Ex);
        let cells = self.gathered.iter().map(|(column, json, key)| (self.cell(table, row, *column), json, key));
        let mut cells = cells.filter(|(cell, ..)| !cell.is_empty()).peekable();
        if cells.peek().is_none() {
            return Ok(Cow::Borrowed(own));
        }
        let (begin, keys) = if own.trim().is_empty() {
            ("{", Vec::new())
        } else {
            let keys = object_keys(own).ok_or(NoObject)?;
            (own.trim_end().strip_suffix('}').ok_or(NoObject)?, keys)
        };
        let mut text = begin.to_owned();
        let mut is_first = keys.is_empty();
        for (cell, json, key) in cells {
            if keys.contains(key) {
                continue;
            }
            if !is_first {
                text.push(',');
            }
            is_first = false;
            text.push_str(json);
            text.push(':');
            text.push_str(&json_text(cell));
        }
        text.push('}');
        Ok(Cow::Owned(text))
    }
}

/// A text in JSON's quotes.
fn json_text(text: &str) -> String {
    openim_api::json_text(&Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::Existing;
    use crate::read::Reader;

    fn table(text: &str) -> Table {
        let mut reader = Reader::new(None, None);
        reader.feed(text).unwrap();
        reader.end().unwrap().table
    }

    fn choices(table: &Table, gather: bool) -> Choices {
        let header = looks_like_header(table);
        Choices {
            header,
            fields: guess(table, header),
            gather,
            id_as_nickname: false,
            trim: false,
            existing: Existing::Leave,
        }
    }

    #[test]
    fn columns_are_known_by_names_in_both_languages_however_they_are_written() {
        for (name, field) in [
            ("userID", Field::UserId),
            (" User_ID ", Field::UserId),
            ("user-id", Field::UserId),
            ("用户ID", Field::UserId),
            ("昵称", Field::Nickname),
            ("Display Name", Field::Nickname),
            ("头像", Field::FaceUrl),
            ("EX", Field::Ex),
            ("global_recv_msg_opt", Field::GlobalRecvMsgOpt),
        ] {
            assert_eq!(named(name), Some(Ok(field)), "{name}");
        }
        for name in ["outcome", "errCode", "operationID", "createTime", "appMangerLevel"] {
            assert_eq!(named(name), Some(Err(Use::Known)), "{name}");
        }
        assert_eq!(named("department"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn each_field_is_one_column_and_the_first_of_two() {
        let table = table("name,id,nickname,dept\nA,a,B,x\n");
        assert_eq!(guess(&table, true), [Some(Field::Nickname), Some(Field::UserId), None, None]);
    }

    #[test]
    fn without_a_header_the_first_columns_are_id_and_nickname() {
        let table = table("u1,Ann\nu2,Ben\n");
        assert!(!looks_like_header(&table));
        assert_eq!(guess(&table, false), [Some(Field::UserId), Some(Field::Nickname)]);
    }

    #[test]
    fn what_is_no_field_is_gathered_in_the_order_of_the_file() {
        let table = table("userID,z,a,outcome\nu1,1,\"say \"\"hi\"\"\",failed\nu2,,,\n");
        let plan = Plan::new(&table, &choices(&table, true));
        assert_eq!(plan.ex(&table, 1).unwrap(), r#"{"z":"1","a":"say \"hi\""}"#);
        assert_eq!(plan.ex(&table, 2).unwrap(), "");
    }

    #[test]
    fn ex_keeps_its_own_keys_before_what_is_gathered() {
        let table = table("userID\tex\ta\tb\nu1\t{\"a\": 1.50 }\t2\t3\nu2\tplain\t2\t\nu3\t{}\t2\t\nu4\tplain\t\t\n");
        let plan = Plan::new(&table, &choices(&table, true));
        assert_eq!(plan.ex(&table, 1).unwrap(), r#"{"a": 1.50 ,"b":"3"}"#);
        assert_eq!(plan.ex(&table, 2), Err(NoObject));
        assert_eq!(plan.ex(&table, 3).unwrap(), r#"{"a":"2"}"#);
        assert_eq!(plan.ex(&table, 4).unwrap(), "plain");
    }

    #[test]
    fn names_of_keys_are_none_twice_and_none_empty() {
        assert_eq!(
            unique_names(["a", "", "a", "a (2)", "a"].into_iter()),
            ["a", "column 2", "a (2)", "a (2) (2)", "a (3)"]
        );
    }
}
