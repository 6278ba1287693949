//! The findings of one row.

use openim_api::{ServerBlock, TextProblem, UserIdProblem, rules};
use serde::de::IgnoredAny;

use super::Rules;
use crate::job::{Field, Finding, Kind, Known};
use crate::map::Plan;
use crate::read::table::{Note, Table};

/// Collects what is said of a row.
struct Said<'a> {
    table: &'a Table,
    plan: &'a Plan,
    row: u32,
    findings: Vec<Finding>,
}

/// What is to be said of a row by itself.
pub fn of_row(table: &Table, plan: &Plan, rules: Rules, row: u32, known: Known) -> Vec<Finding> {
    let mut said = Said { table, plan, row, findings: Vec::new() };
    said.reading();
    said.letters();
    said.user_id(rules.block);
    let changes_alone = rules.updates && known == Known::Registered;
    said.nickname(rules.block, changes_alone);
    said.face_url(rules.block);
    said.ex(rules.block);
    let receive = plan.text(table, row, Field::GlobalRecvMsgOpt);
    if !matches!(receive, "" | "0" | "1" | "2") {
        said.of_field(Kind::ReceiveOption, Field::GlobalRecvMsgOpt);
    }
    said.findings
}

/// What is to be said of a row that repeats the ID of an earlier one.
pub fn of_repeat(table: &Table, plan: &Plan, row: u32, earlier: u32) -> Vec<Finding> {
    let mut said = Said { table, plan, row, findings: Vec::new() };
    let line = Some(table.line(earlier));
    said.of_field(Kind::Duplicate, Field::UserId).with(|finding| {
        finding.row = Some(earlier);
        finding.line = line;
    });
    let texts = |row| {
        let fields = [Field::UserId, Field::FaceUrl, Field::GlobalRecvMsgOpt];
        (fields.map(|field| plan.text(table, row, field)), plan.nickname(table, row), plan.ex(table, row))
    };
    if texts(row) != texts(earlier) {
        said.of_field(Kind::Differs, Field::UserId).with(|finding| {
            finding.row = Some(earlier);
            finding.line = line;
        });
    }
    said.findings
}

impl Finding {
    fn new(kind: Kind) -> Self {
        Self {
            level: kind.level(),
            column: None,
            field: None,
            kind,
            limit: None,
            found: None,
            character: None,
            row: None,
            line: None,
            why: None,
        }
    }

    fn with(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
    }
}

impl Said<'_> {
    fn add(&mut self, finding: Finding) -> &mut Finding {
        self.findings.push_mut(finding)
    }

    fn of_field(&mut self, kind: Kind, field: Field) -> &mut Finding {
        let column = self.plan.column(field);
        self.add(Finding { field: Some(field), column, ..Finding::new(kind) })
    }

    fn text(&self, field: Field) -> &str {
        self.plan.text(self.table, self.row, field)
    }

    /// The field that a column is.
    fn field_of(&self, column: u32) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| self.plan.column(*field) == Some(column))
    }

    /// What reading has to say.
    fn reading(&mut self) {
        for Note { kind, column, limit, found, why } in self.table.notes(self.row) {
            let field = column.and_then(|column| self.field_of(column));
            let is_gathered = column.is_some_and(|column| self.plan.gathered().any(|other| other == column));
            // An object is what `ex` is for, and what goes nowhere may be one.
            if *kind == Kind::Nested && (field == Some(Field::Ex) || (field.is_none() && !is_gathered)) {
                continue;
            }
            let why = why.as_deref().map(str::to_owned);
            self.add(Finding { column: *column, field, limit: *limit, found: *found, why, ..Finding::new(*kind) });
        }
    }

    /// What no text should have.
    fn letters(&mut self) {
        let fields = Field::ALL.iter().filter_map(|field| self.plan.column(*field));
        let columns: Vec<u32> = fields.chain(self.plan.gathered()).collect();
        for column in columns {
            let cell = self.table.cell(self.row, column);
            let field = self.field_of(column);
            let has_blanks = !self.plan.trims() && cell.trim().len() < cell.len();
            let kinds = [
                (Kind::Nul, cell.contains('\0')),
                (Kind::Undecoded, cell.contains('\u{FFFD}')),
                (Kind::Blanks, has_blanks && field.is_some_and(|field| field != Field::Ex)),
            ];
            for (kind, _) in kinds.into_iter().filter(|(_, is)| *is) {
                self.add(Finding { column: Some(column), field, ..Finding::new(kind) });
            }
        }
    }

    fn user_id(&mut self, block: ServerBlock) {
        let id = self.text(Field::UserId);
        let is_rounded = is_rounded(id);
        let kind = match rules::user_id_problem(id, block) {
            None => None,
            Some(UserIdProblem::Empty) => Some((Kind::IdEmpty, None, None)),
            Some(UserIdProblem::Colon) => Some((Kind::IdColon, None, None)),
            Some(UserIdProblem::Character(character)) => Some((Kind::IdCharacter, Some(character), None)),
            Some(UserIdProblem::TooLong { limit }) => Some((Kind::TooLong, None, Some(limit))),
        };
        let hint = match rules::user_id_hint(id, block) {
            None | Some(UserIdProblem::Empty | UserIdProblem::Colon) => None,
            Some(UserIdProblem::Character(character)) => Some((Kind::IdNewer, Some(character), None)),
            Some(UserIdProblem::TooLong { limit }) => Some((Kind::IdNewer, None, Some(limit))),
        };
        for (kind, character, limit) in kind.into_iter().chain(hint) {
            self.of_field(kind, Field::UserId).with(|finding| {
                finding.character = character;
                finding.limit = limit.and_then(|limit| u32::try_from(limit).ok());
            });
        }
        if is_rounded {
            self.of_field(Kind::Rounded, Field::UserId);
        }
    }

    fn nickname(&mut self, block: ServerBlock, changes_alone: bool) {
        let problem = rules::nickname_problem(self.plan.nickname(self.table, self.row), block);
        if problem != Some(TextProblem::Empty) || !changes_alone {
            self.problem(problem, Field::Nickname);
        }
    }

    fn face_url(&mut self, block: ServerBlock) {
        let url = self.text(Field::FaceUrl);
        let is_web = |scheme: &str| url.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
        let is_strange = !url.is_empty() && !is_web("http://") && !is_web("https://");
        self.problem(rules::face_url_problem(url, block), Field::FaceUrl);
        if is_strange {
            self.of_field(Kind::NoWebAddress, Field::FaceUrl);
        }
    }

    fn ex(&mut self, block: ServerBlock) {
        let Ok(ex) = self.plan.ex(self.table, self.row) else {
            self.of_field(Kind::ExNoObject, Field::Ex);
            return;
        };
        let text = ex.trim();
        let is_meant = text.starts_with(['{', '[']);
        let is_json = !is_meant || serde_json::from_str::<IgnoredAny>(text).is_ok();
        let problem = rules::ex_problem(&ex, block);
        self.problem(problem, Field::Ex);
        if !is_json {
            self.of_field(Kind::ExNoJson, Field::Ex);
        }
    }

    fn problem(&mut self, problem: Option<TextProblem>, field: Field) {
        match problem {
            None => {}
            Some(TextProblem::Empty) => {
                self.of_field(Kind::NicknameEmpty, field);
            }
            Some(TextProblem::TooLong { limit }) => {
                self.of_field(Kind::TooLong, field).with(|finding| finding.limit = u32::try_from(limit).ok());
            }
        }
    }
}

/// `1.38E+10`: digits, perhaps a point and more digits, and an exponent with its sign.
fn is_rounded(id: &str) -> bool {
    let Some((digits, exponent)) = id.split_once(['E', 'e']) else { return false };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    exponent.strip_prefix('+').is_some_and(are_digits) && are_digits(whole) && are_digits(part)
}
