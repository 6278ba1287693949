//! `client.d.ts`, written from the methods, their arguments and answers, and the documentation of the Rust client. The test that compares
//! it writes it anew, if told so by an environment variable.

mod docs;

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

pub use self::docs::Docs;
use crate::failure::CODES;
use crate::give::Give;
use crate::methods;
use crate::options::VERSIONS;
use crate::take::Take;

/// Tells the test to write.
const WRITE: &str = "WRITE_DECLARATIONS";
/// What is written by hand, with places for the rest.
const TEMPLATE: &str = include_str!("declarations/template.d.ts");

/// What a method takes and answers.
pub struct Signature {
    /// By name.
    pub arguments: Vec<Field>,
    /// Types whose fields stand among them.
    pub parts: Vec<String>,
    /// What it resolves to.
    pub answer: String,
    /// What is different from the Rust client.
    pub notes: &'static [&'static str],
}

/// A field of an object.
#[derive(Clone)]
pub struct Field {
    /// With `?` where it may be left out.
    name: String,
    ts: String,
    doc: String,
}

impl Field {
    /// Its name, and whether it may be left out.
    fn key(&self) -> (String, bool) {
        (self.name.trim_end_matches('?').to_owned(), self.name.ends_with('?'))
    }

    /// As it stands in a type. `undefined` is the same as nothing.
    fn member(&self) -> String {
        format!("{}: {}{}", self.name, self.ts, if self.name.ends_with('?') { " | undefined" } else { "" })
    }
}

pub type Fields = Vec<Field>;

/// Fields that are described here and not in the Rust client: name, type, text.
pub fn written(fields: &[(&str, &str, &str)]) -> Fields {
    let field = |&(name, ts, doc): &(&str, &str, &str)| Field { name: name.into(), ts: ts.into(), doc: doc.into() };
    fields.iter().map(field).collect()
}

/// The types that are named, by the order in which they came up.
pub struct Types {
    /// None where nobody reads what is said of them.
    docs: Option<Docs>,
    named: Vec<Named>,
}

enum Named {
    Object { name: String, doc: String, fields: Fields },
    Alias { name: String, doc: String, variants: Vec<String> },
}

impl Named {
    fn name(&self) -> &str {
        match self {
            Self::Object { name, .. } | Self::Alias { name, .. } => name,
        }
    }
}

impl Types {
    pub fn new(docs: Option<Docs>) -> Self {
        Self { docs, named: Vec::new() }
    }

    fn doc(&mut self, of: impl FnOnce(&mut Docs) -> String) -> String {
        self.docs.as_mut().map(of).unwrap_or_default()
    }

    /// What a method may be given, by name, and whether it may be left out.
    pub fn keys(&self, signature: &Signature) -> Vec<(String, bool)> {
        let of_parts = signature.parts.iter().flat_map(|part| self.fields(part));
        signature.arguments.iter().chain(of_parts).map(Field::key).collect()
    }

    fn fields(&self, name: &str) -> &[Field] {
        match self.named.iter().find(|named| named.name() == name) {
            Some(Named::Object { fields, .. }) => fields,
            _ => &[],
        }
    }

    /// Arguments as a method wants them, with all that may be left out.
    pub fn example(&self, signature: &Signature) -> Map<String, Value> {
        let fields = signature.arguments.iter().map(|field| (field.key().0, self.value(&field.ts)));
        let parts = signature.parts.iter().flat_map(|part| match self.value(part) {
            Value::Object(fields) => fields,
            other => panic!("{part} is no object: {other}"),
        });
        fields.chain(parts).collect()
    }

    fn value(&self, ts: &str) -> Value {
        match ts {
            "string" => json!("1"),
            "number" => json!(1),
            "boolean" => json!(true),
            "20 | 60" => json!(60),
            "Content" => json!({"type": "text", "content": "1"}),
            "Receiver" => json!({"recvID": "1"}),
            list if list.ends_with("[]") => json!([self.value(list.trim_end_matches("[]").trim_matches(['(', ')']))]),
            name => self.fields(name).iter().map(|field| (field.key().0, self.value(&field.ts))).collect(),
        }
    }

    /// A type with fields; gives its name.
    pub fn object(&mut self, name: &str, fields: impl FnOnce(&mut Self) -> Fields) -> String {
        if !self.named.iter().any(|named| named.name() == name) {
            let fields = fields(self);
            let doc = self.doc(|docs| docs.of_type(name.split('<').next().unwrap_or_default()));
            self.named.push(Named::Object { name: name.into(), doc, fields });
        }
        name.into()
    }

    /// A type of several forms; gives its name.
    pub fn alias(&mut self, name: &str, doc: &str, variants: &[&str]) -> String {
        if !self.named.iter().any(|named| named.name() == name) {
            let variants = variants.iter().map(|&variant| variant.to_owned()).collect();
            self.named.push(Named::Alias { name: name.into(), doc: doc.into(), variants });
        }
        name.into()
    }

    /// A field of an argument.
    pub fn field<S, T: Take>(&mut self, of: &str, field: &str, key: &str, has_default: bool, _: fn(&S) -> &T) -> Field {
        let may_be_absent = has_default || T::IS_OPTIONAL;
        let name = if may_be_absent { format!("{key}?") } else { key.into() };
        Field { name, ts: T::ts(self), doc: self.doc(|docs| docs.of_field(of, field)) }
    }

    /// A field of an answer.
    pub fn answer<S, T: Give>(&mut self, of: &str, field: &str, key: &str, _: fn(&S) -> &T) -> Field {
        Field { name: key.into(), ts: T::ts(self), doc: self.doc(|docs| docs.of_field(of, field)) }
    }

    /// An argument of a method.
    pub fn argument<T: Take>(&mut self, key: &str) -> Field {
        let name = if T::IS_OPTIONAL { format!("{key}?") } else { key.into() };
        Field { name, ts: T::ts(self), doc: String::new() }
    }

    /// Whether nothing of it has to be given.
    fn is_optional(&self, name: &str) -> bool {
        self.named.iter().any(|named| match named {
            Named::Object { name: known, fields, .. } => {
                known == name && fields.iter().all(|it| it.name.ends_with('?'))
            }
            Named::Alias { .. } => false,
        })
    }
}

/// The whole file.
fn declarations() -> String {
    let mut types = Types::new(Some(Docs::read()));
    let (mut own, mut families): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    for method in methods::all() {
        let signature = (method.signature)(&mut types);
        let (family, name) = method.name.rsplit_once('.').unwrap_or(("", method.name));
        let arguments: Vec<String> = signature.arguments.iter().map(Field::member).collect();
        let mut given = signature.parts.clone();
        if !arguments.is_empty() {
            given.insert(0, format!("{{ {} }}", arguments.join("; ")));
        }
        let is_optional = signature.arguments.iter().all(|it| it.name.ends_with('?'))
            && signature.parts.iter().all(|part| types.is_optional(part));
        assert_eq!(method.called.has_arguments, !given.is_empty(), "{}", method.name);
        let given = match given.as_slice() {
            [] => String::new(),
            given => format!("given{}: {}, ", if is_optional { "?" } else { "" }, given.join(" & ")),
        };
        let doc = types.doc(|docs| docs.of_method(family, name, signature.notes));
        let text =
            comment("  ", &doc) + &format!("  {name}({given}options?: CallOptions): Promise<{}>;\n", signature.answer);
        if family.is_empty() {
            own += &text;
        } else {
            match families.iter_mut().find(|(known, _)| known == family) {
                Some((_, methods)) => *methods += &text,
                None => families.push((family.to_owned(), text)),
            }
        }
    }
    let mut interfaces = String::new();
    let mut members = String::new();
    for (family, methods) in &families {
        let (name, doc) = (docs::type_of(family), types.doc(|docs| docs.of_type(docs::type_of(family))));
        let _ = write!(interfaces, "{}export interface {name} {{\n{methods}}}\n\n", comment("", &doc));
        let _ = writeln!(members, "{}  readonly {family}: {name};", comment("  ", &doc));
    }
    types.named.sort_by(|one, other| one.name().cmp(other.name()));
    for named in &types.named {
        match named {
            Named::Object { name, doc, fields } => {
                let _ = writeln!(interfaces, "{}export interface {name} {{", comment("", doc));
                for field in fields {
                    let _ = writeln!(interfaces, "{}  {};", comment("  ", &field.doc), field.member());
                }
                interfaces += "}\n\n";
            }
            Named::Alias { name, doc, variants } => {
                let _ = writeln!(
                    interfaces,
                    "{}export type {name} =\n  | {};\n",
                    comment("", doc),
                    variants.join("\n  | ")
                );
            }
        }
    }
    let codes: String = CODES.iter().map(|(code, doc)| format!("{}  | \"{code}\"\n", comment("  ", doc))).collect();
    let versions: Vec<String> = VERSIONS.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    if let Some(docs) = &types.docs {
        docs.check();
    }
    TEMPLATE
        .replace("  /* codes */\n", &codes)
        .replace("/* versions */", &versions.join(" | "))
        .replace("  /* methods */\n", &own)
        .replace("  /* families */\n", &members)
        .replace("/* types */\n", interfaces.trim_end())
        + "\n"
}

/// A text as JSDoc; none where there is no text.
fn comment(indent: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = text.lines().flat_map(|line| wrapped(line, 130 - indent.len())).collect();
    match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let rows: String = lines
                .iter()
                .map(|line| if line.is_empty() { format!("{indent} *\n") } else { format!("{indent} * {line}\n") })
                .collect();
            format!("{indent}/**\n{rows}{indent} */\n")
        }
    }
}

fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in line.split(' ') {
        let Some(row) = rows.last_mut() else { continue };
        if !row.is_empty() && row.chars().count() + 1 + word.chars().count() > width {
            rows.push(word.to_owned());
        } else {
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
    }
    rows
}

#[test]
fn the_declarations_are_those_of_the_methods() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/client.d.ts");
    let declarations = declarations();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(file, &declarations).unwrap();
    }
    let found = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        found == declarations,
        "client.d.ts is not what it should be: {WRITE}=1 cargo test -p openim-console-client"
    );
}
