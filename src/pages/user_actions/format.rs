//! The rows of an export, piece by piece: nothing here ever holds all of them. What is written can be imported unchanged.

use openim_api::{User, json_fields, json_text, utc_text};
use openim_bulk::write::{self, USER_COLUMNS};
use serde_json::Value;

use crate::browser::save::{File, Kind, NotWritten};

/// Rows of a table that is at hand, in one piece.
const ROWS_AT_ONCE: usize = 1_000;

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For spreadsheets.
    Csv,
    /// One list.
    Json,
    /// An object on each line.
    JsonLines,
}

impl Format {
    /// All, each with its name.
    pub const ALL: [(Self, &str); 3] = [(Self::Csv, "CSV"), (Self::Json, "JSON"), (Self::JsonLines, "JSON Lines")];

    /// Of the file.
    pub fn kind(self) -> Kind {
        match self {
            Self::Csv => Kind { extension: "csv", mime: "text/csv" },
            Self::Json => Kind { extension: "json", mime: "application/json" },
            Self::JsonLines => Kind { extension: "jsonl", mime: "application/jsonl" },
        }
    }
}

/// A file under way.
pub struct Writer {
    format: Format,
    rows: usize,
}

impl Writer {
    /// At its beginning.
    pub fn new(format: Format) -> Self {
        Self { format, rows: 0 }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What stands before the first row.
    pub fn start(&self) -> String {
        match self.format {
            Format::Csv => write::csv([USER_COLUMNS.to_vec()]),
            Format::Json => "[".to_owned(),
            Format::JsonLines => String::new(),
        }
    }

    /// The next rows.
    pub fn piece(&mut self, users: &[User]) -> String {
        let piece = match self.format {
            Format::Csv => csv_rows(users),
            Format::Json => users
                .iter()
                .enumerate()
                .map(|(index, user)| {
                    let comma = if self.rows + index > 0 { "," } else { "" };
                    format!("{comma}\n{}", json_text(&object(user)))
                })
                .collect(),
            Format::JsonLines => users.iter().map(|user| format!("{}\n", json_text(&object(user)))).collect(),
        };
        self.rows += users.len();
        piece
    }

    /// What stands after the last row.
    pub fn end(&self) -> &'static str {
        match self.format {
            Format::Json if self.rows == 0 => "]\n",
            Format::Json => "\n]\n",
            Format::Csv | Format::JsonLines => "",
        }
    }
}

/// A table that is at hand, as a file. False: the person does not want to.
///
/// # Errors
/// It could not be written.
pub async fn save_table(name: &str, head: &[&str], rows: &[Vec<String>]) -> Result<bool, NotWritten> {
    let Some(file) = File::begin(name, Format::Csv.kind()).await else { return Ok(false) };
    file.write(&write::csv([head.to_vec()])).await?;
    for rows in rows.chunks(ROWS_AT_ONCE) {
        file.write(&write::csv_rows(rows.iter().map(|row| row.iter().map(String::as_str).collect()))).await?;
    }
    file.close().await.map(|()| true)
}

fn csv_rows(users: &[User]) -> String {
    let rows: Vec<[String; 3]> = users
        .iter()
        .map(|user| {
            let time = user.create_time_millis.map(utc_text).unwrap_or_default();
            [user.app_manger_level.to_string(), user.global_recv_msg_opt.to_string(), time]
        })
        .collect();
    let cells = users.iter().zip(&rows).map(|(user, [level, receive, time])| {
        vec![
            user.user_id.as_str(),
            user.nickname.as_str(),
            user.face_url.as_str(),
            user.ex.as_str(),
            level.as_str(),
            receive.as_str(),
            time.as_str(),
        ]
    });
    write::csv_rows(cells)
}

fn object(user: &User) -> Value {
    let time = user.create_time_millis.map_or(Value::Null, |millis| utc_text(millis).into());
    let [id, nickname, face_url, ex, level, receive, created] = USER_COLUMNS;
    json_fields(vec![
        (id, user.user_id.as_str().into()),
        (nickname, user.nickname.as_str().into()),
        (face_url, user.face_url.as_str().into()),
        (ex, user.ex.as_str().into()),
        (level, user.app_manger_level.into()),
        (receive, user.global_recv_msg_opt.into()),
        (created, time),
    ])
}

#[cfg(test)]
mod tests {
    use openim_bulk::job::Field;
    use openim_bulk::map;
    use openim_bulk::read::Reader;

    use super::*;

    fn user(id: &str) -> User {
        User {
            user_id: id.into(),
            nickname: "=1+1, \"x\"\n林".to_owned(),
            app_manger_level: 1,
            global_recv_msg_opt: 2,
            create_time_millis: Some(1_772_323_200_000),
            ..User::default()
        }
    }

    fn whole(format: Format, pieces: &[Vec<User>]) -> String {
        let mut writer = Writer::new(format);
        let mut text = writer.start();
        for piece in pieces {
            text.push_str(&writer.piece(piece));
        }
        text.push_str(writer.end());
        assert_eq!(writer.rows(), pieces.iter().map(Vec::len).sum::<usize>());
        text
    }

    #[test]
    fn csv_in_pieces_has_one_mark_and_one_head_and_disarms_formulas() {
        let text = whole(Format::Csv, &[vec![user("a")], vec![], vec![user("b"), user("c")]]);
        assert!(
            text.starts_with("\u{FEFF}userID,nickname,faceURL,ex,appMangerLevel,globalRecvMsgOpt,createTime\r\na,")
        );
        assert_eq!(text.matches('\u{FEFF}').count(), 1);
        assert_eq!(text.matches("userID").count(), 1);
        assert_eq!(text.matches("\"'=1+1, \"\"x\"\"\n林\",,,1,2,2026-03-01T00:00:00.000Z\r\n").count(), 3);
        assert_eq!(whole(Format::Csv, &[]).matches("\r\n").count(), 1);
    }

    #[test]
    fn json_in_pieces_is_one_list_also_an_empty_one() {
        let text = whole(Format::Json, &[vec![user("a")], vec![user("b"), user("c")]]);
        let list: Vec<Value> = serde_json::from_str(&text).unwrap();
        let ids: Vec<_> = list.iter().map(|row| row["userID"].as_str().unwrap()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(list[1]["nickname"], "=1+1, \"x\"\n林");
        assert_eq!(list[1]["createTime"], "2026-03-01T00:00:00.000Z");
        assert_eq!(list[1]["appMangerLevel"], 1);
        for pieces in [vec![], vec![vec![]]] {
            assert_eq!(serde_json::from_str::<Vec<Value>>(&whole(Format::Json, &pieces)).unwrap(), Vec::<Value>::new());
        }
    }

    #[test]
    fn an_export_is_read_back_with_the_same_users_in_every_format() {
        let texts = ["=1", "'=1", "''+1", "'tis", "\t@x", "a\r\nb", " \"q\", ", "007", "＝1", ""];
        let users: Vec<User> = (0..texts.len())
            .map(|index| {
                let text = |from: usize| texts.iter().cycle().nth(index + from).copied().unwrap_or_default().to_owned();
                let (nickname, face_url, ex) = (text(0), text(3), text(6));
                User { nickname, face_url, ex, ..user(&format!("-u{index}")) }
            })
            .collect();
        for (format, _) in Format::ALL {
            let mut reader = Reader::new(None, None);
            reader.feed(&whole(format, std::slice::from_ref(&users))).unwrap();
            let table = reader.end().unwrap().table;
            let has_header = format == Format::Csv;
            let fields = map::guess(&table, has_header);
            let column = |field| fields.iter().position(|of| *of == Some(field)).unwrap().try_into().unwrap();
            assert_eq!(table.rows() - u32::from(has_header), u32::try_from(users.len()).unwrap());
            for (row, user) in (u32::from(has_header)..).zip(&users) {
                let cell = |field| table.cell(row, column(field));
                assert_eq!(cell(Field::UserId), user.user_id.as_str());
                assert_eq!(cell(Field::Nickname), user.nickname);
                assert_eq!(cell(Field::FaceUrl), user.face_url);
                assert_eq!(cell(Field::Ex), user.ex);
                assert_eq!(cell(Field::GlobalRecvMsgOpt), "2");
                assert_eq!(table.notes(row), []);
            }
        }
    }

    #[test]
    fn json_lines_are_objects_line_by_line_and_an_unknown_time_is_null() {
        let text = whole(Format::JsonLines, &[vec![user("a")], vec![User { create_time_millis: None, ..user("b") }]]);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((lines.len(), &lines[1]["createTime"]), (2, &Value::Null));
    }
}
