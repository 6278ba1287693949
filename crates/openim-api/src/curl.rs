//! A call as a command for a shell, to be repeated without the console.
//!
//! What was sent may hold anything, a nickname that is a command for the shell among it: every text stands in single quotes. Token and
//! secret are not in it, but the names of two variables that hold them.

use serde_json::Value;

use crate::base_url::BaseUrl;
use crate::json;
use crate::mask::MASK;
use crate::observer::CallRecord;

/// The fields of a body that hold what a variable has to give back, and the variable. Inside of double quotes, where a shell
/// puts in its value and changes nothing about it.
const PLACEHOLDERS: [(&str, &str); 2] = [("secret", "\"$OPENIM_SECRET\""), ("token", TOKEN)];
const TOKEN: &str = "\"$OPENIM_TOKEN\"";

impl CallRecord {
    /// The call as a command for a POSIX shell with `curl`. The variables `OPENIM_TOKEN` and `OPENIM_SECRET` have to be set where it
    /// names them. The operationID gets an end of its own, so that a log tells the repetition from the call.
    ///
    /// Where something else than the two was hidden, a comment says so. Where the body was too long to be kept whole, the command is
    /// a comment itself: it would send something else than was sent.
    #[must_use]
    pub fn as_curl(&self, base: &BaseUrl) -> String {
        let mut command = format!("curl -sS -g {}", quoted(&base.join(self.path)));
        let mut header = |text: &str, variable: &str| {
            command.push_str(" \\\n  -H ");
            command.push_str(&quoted(text));
            command.push_str(variable);
        };
        header(&format!("operationID: {}-curl", self.operation_id.as_str()), "");
        if self.carried_token {
            header("token: ", TOKEN);
        }
        // What only reads by GET has no body.
        if self.request_body.is_empty() {
            return command;
        }
        header("Content-Type: application/json", "");
        command.push_str(" \\\n  --data-raw ");
        let Ok(body) = serde_json::from_str::<Value>(&self.request_body) else {
            command.push_str(&quoted(&self.request_body));
            let command = command.replace('\n', "\n# ");
            return format!("# The body was too long to be kept: this is its beginning, and no command.\n# {command}");
        };
        let written = with_placeholders(&body);
        command.push_str(&written);
        if written.contains(MASK) {
            command.insert_str(0, &format!("# Where {MASK} stands, something was hidden that has to be put back.\n"));
        }
        command
    }
}

/// A body in quotes for the shell, with variables in the place of what was hidden in its first level.
fn with_placeholders(body: &Value) -> String {
    let Value::Object(fields) = body else { return quoted(&json::to_text(body)) };
    // Pieces in single quotes and variables between them; the shell joins what no blank separates.
    let (mut out, mut piece) = (String::new(), String::from("{"));
    for (index, (key, value)) in fields.iter().enumerate() {
        if index > 0 {
            piece.push(',');
        }
        json::write_text(&mut piece, key);
        piece.push(':');
        let placeholder = PLACEHOLDERS.iter().find(|(hidden, _)| hidden == key && value.as_str() == Some(MASK));
        if let Some((_, variable)) = placeholder {
            piece.push('"');
            out.push_str(&quoted(&piece));
            out.push_str(variable);
            piece = String::from("\"");
        } else {
            piece.push_str(&json::to_text(value));
        }
    }
    piece.push('}');
    out + &quoted(&piece)
}

/// A text that a POSIX shell takes for exactly this text. (JSON writes control characters as escapes, so there is no NUL to lose.)
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
