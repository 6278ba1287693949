//! What may not be done here: reading only and protected users, as the deployment's `config.json` and the person want it. Both only
//! ever add up. [`Keeper`] is the guard of every client of the console, so that nothing on screen can go around it.
//!
//! It protects from slips and is no permission: whoever has the token can send the same request by other means.

use openim_api::{Client, Guard, Pattern, Refusal, Route, Rules, UserId};

use crate::environment::Environment;
use crate::preferences;

/// Judges a call that writes.
pub type Judge = fn(&Environment, &Client, &Route, &[UserId]) -> Option<Refusal>;

/// The guard. What judges comes with every part of the console that is fetched ([`crate::lazy::View`]), because the first list
/// writes nothing; until then nothing may be written.
pub struct Keeper(pub Environment);

impl Guard for Keeper {
    fn refuses(&self, client: &Client, route: &Route, touched: &[UserId]) -> Option<Refusal> {
        match self.0.judge.get() {
            Some(judge) => judge(&self.0, client, route, touched),
            None => Some(Refusal::ReadOnly),
        }
    }
}

/// The [`Judge`]. The rules are read anew for each call: what the person has just switched holds at once, in every tab.
pub fn judge(environment: &Environment, client: &Client, route: &Route, touched: &[UserId]) -> Option<Refusal> {
    let own = preferences::protected(&environment.preferences);
    let rules = rules(&environment.config.protected, &own, is_read_only(environment));
    rules.refuses(client, route, touched)
}

/// May nothing be written, by the deployment's wish or by the person's?
pub fn is_read_only(environment: &Environment) -> bool {
    environment.config.read_only || preferences::read_only(&environment.preferences)
}

/// The patterns in a text of the person's own, a line each.
pub fn patterns(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Whoever writes such a pattern means something else than what it would do here, where `*` alone stands for other text.
pub fn looks_like_regular_expression(pattern: &str) -> bool {
    pattern.starts_with('^') || pattern.ends_with('$') || pattern.contains(".*") || pattern.contains('|')
}

fn rules(deployment: &[String], person: &str, read_only: bool) -> Rules {
    let texts = deployment.iter().map(String::as_str).chain(patterns(person));
    Rules { read_only, protected: texts.map(Pattern::new).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_person_protects_is_added_to_what_the_deployment_protects() {
        let rules = rules(&["svc_*".to_owned()], "ann\n\n  bob* \n", false);
        assert_eq!(rules.protected, ["svc_*", "ann", "bob*"].map(Pattern::new));
    }
}
