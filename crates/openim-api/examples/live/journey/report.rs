//! What the journey tells: one line for each step, and the surprises once more at the end.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::Future;
use std::rc::Rc;

use openim_api::{Absence, ApiError, CallRecord, ErrorClass, ErrorKind, Observer, ServerBlock, Transport};

/// How wide the names of steps are.
const NAME_WIDTH: usize = 44;

/// The calls of the step under way.
#[derive(Default)]
pub struct Heard(RefCell<Vec<CallRecord>>);

impl Observer for Heard {
    fn on_call(&self, record: &CallRecord) {
        self.0.borrow_mut().push(record.clone());
    }
}

/// The lines, as they come, and what is kept for the end.
pub struct Report<'a> {
    print: RefCell<&'a mut dyn FnMut(&str)>,
    clock: Rc<dyn Transport>,
    heard: Rc<Heard>,
    step: RefCell<String>,
    done: Cell<usize>,
    skipped: Cell<usize>,
    surprises: RefCell<Vec<Surprise>>,
    is_over: Cell<bool>,
}

/// Something that is not as the client's documentation has it for this version.
struct Surprise {
    step: String,
    what: String,
    path: &'static str,
    err_code: Option<i64>,
    operation_id: String,
}

/// A refusal that the client's documentation tells of: no surprise, but the step has nothing to show.
#[derive(Clone, Copy)]
pub struct Known {
    /// Its class.
    pub class: ErrorClass,
    /// Where it comes from.
    pub why: &'static str,
}

impl Known {
    /// A refusal that may be met if `applies`.
    pub fn when(applies: bool, class: ErrorClass, why: &'static str) -> Option<Self> {
        applies.then_some(Self { class, why })
    }
}

/// Counting the requests that wait came with a patch that nothing else tells.
pub fn before_patch_5(block: ServerBlock) -> Option<Known> {
    Known::when(block == ServerBlock::V3_8_3, ErrorClass::Unimplemented, "this is older than patch 5")
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Steps that found what there should be, or something surprising.
    pub done: usize,
    /// Steps that this version has nothing for, or that met a known refusal.
    pub skipped: usize,
    /// Everything unexpected, failures among it.
    pub surprises: usize,
}

impl<'a> Report<'a> {
    /// Nothing yet. `heard` is told of the calls.
    pub fn new(print: &'a mut dyn FnMut(&str), clock: Rc<dyn Transport>, heard: Rc<Heard>) -> Self {
        Self {
            print: RefCell::new(print),
            clock,
            heard,
            step: RefCell::default(),
            done: Cell::default(),
            skipped: Cell::default(),
            surprises: RefCell::default(),
            is_over: Cell::default(),
        }
    }

    /// Prints a text. Whatever comes from a server passes here: nothing of it moves the cursor or turns the writing around.
    pub fn say(&self, text: &str) {
        (self.print.borrow_mut())(&harmless(text));
    }

    /// Begins a part of the journey.
    pub fn part(&self, name: &str) {
        self.say("");
        self.say(name);
    }

    /// Makes a call and prints what was found. None where it failed, which is a surprise.
    pub async fn step<T>(
        &self,
        name: &str,
        call: impl Future<Output = Result<T, ApiError>>,
        found: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        self.step_or(name, None, call, found).await
    }

    /// The same, with a refusal that is known of this version.
    pub async fn step_or<T>(
        &self,
        name: &str,
        known: Option<Known>,
        call: impl Future<Output = Result<T, ApiError>>,
        found: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        let (outcome, millis) = self.timed(name, call).await;
        match outcome {
            Ok(value) => {
                add_one(&self.done);
                let found = found(&value);
                self.line('✓', name, Some(millis), &found);
                Some(value)
            }
            Err(error) => {
                match known.filter(|known| error.class() == Some(known.class)) {
                    Some(known) => {
                        add_one(&self.skipped);
                        self.line('–', name, Some(millis), &format!("{}: {}", error.kind, known.why));
                    }
                    None => self.failed(name, millis, &error),
                }
                None
            }
        }
    }

    /// Makes a call that has to be refused, in one of these ways.
    pub async fn refused<T>(
        &self,
        name: &str,
        classes: &[ErrorClass],
        call: impl Future<Output = Result<T, ApiError>>,
    ) {
        let (outcome, millis) = self.timed(name, call).await;
        match outcome {
            Err(error) if error.class().is_some_and(|class| classes.contains(&class)) => {
                add_one(&self.done);
                self.line('✓', name, Some(millis), &error.kind.to_string());
            }
            Err(error) => self.failed(name, millis, &error),
            Ok(_) => {
                add_one(&self.done);
                self.line('✗', name, Some(millis), "a success");
                self.surprise(format!("it should be refused as {classes:?}"));
            }
        }
    }

    async fn timed<T>(&self, name: &str, call: impl Future<Output = T>) -> (T, i64) {
        name.clone_into(&mut self.step.borrow_mut());
        self.heard.0.borrow_mut().clear();
        let started = self.clock.now_millis();
        let outcome = call.await;
        (outcome, self.clock.now_millis().saturating_sub(started))
    }

    fn failed(&self, name: &str, millis: i64, error: &ApiError) {
        add_one(&self.done);
        self.line('✗', name, Some(millis), &error.kind.to_string());
        if error.ends_session() || error.kind == ErrorKind::Network {
            self.is_over.set(true);
        }
        self.surprise(match error.class() {
            Some(class) => format!("it failed ({class:?}): {}", error.kind),
            None => format!("it failed: {}", error.kind),
        });
    }

    /// Whether the version can do it; if not, the reason is printed.
    pub fn can(&self, name: &str, able: Result<(), Absence>) -> bool {
        let why = match able {
            Ok(()) => return true,
            Err(Absence::TooOld { since }) => format!("came with {}", since.label()),
            Err(Absence::Gone { after }) => format!("is gone after {}", after.label()),
            Err(Absence::NoEffect) => "has no effect on this version".to_owned(),
        };
        self.skip(name, &why);
        false
    }

    /// A step that is not made.
    pub fn skip(&self, name: &str, why: &str) {
        add_one(&self.skipped);
        self.line('–', name, None, why);
    }

    /// Judges what the last step found.
    pub fn expect(&self, is_so: bool, otherwise: impl FnOnce() -> String) {
        if !is_so {
            self.surprise(otherwise());
        }
    }

    /// Whether two values that the last step found are the same.
    pub fn expect_same<T: PartialEq + fmt::Debug>(&self, what: &str, found: &T, expected: &T) {
        self.expect(found == expected, || format!("{what} is {found:?}, not {expected:?}"));
    }

    /// Whether an answer of the last step has this in its masked JSON text, which tells versions apart.
    pub fn heard(&self, part: &str) -> bool {
        self.heard.0.borrow().iter().any(|call| call.response_body.contains(part))
    }

    /// The errCodes of the last step's calls, in their order.
    pub fn codes(&self) -> Vec<Option<i64>> {
        self.heard.0.borrow().iter().map(|call| call.err_code).collect()
    }

    /// Whether going on is of no use: the session has ended, or nothing answers.
    pub fn is_over(&self) -> bool {
        self.is_over.get()
    }

    fn surprise(&self, what: String) {
        self.say(&format!("  ! {what}"));
        let heard = self.heard.0.borrow();
        // What failed is told by the call that failed, which is the last of its step.
        let call = heard.last();
        let surprise = Surprise {
            step: self.step.borrow().trim().to_owned(),
            what,
            path: call.map_or("", |call| call.path),
            err_code: call.and_then(|call| call.err_code),
            operation_id: call.map(|call| call.operation_id.to_string()).unwrap_or_default(),
        };
        drop(heard);
        self.surprises.borrow_mut().push(surprise);
    }

    fn line(&self, mark: char, name: &str, millis: Option<i64>, found: &str) {
        let time = millis.map_or_else(String::new, |millis| format!("{millis} ms"));
        self.say(&format!("{mark} {name:<NAME_WIDTH$} {time:>8}  {found}"));
    }

    /// Prints the surprises, and how many there were of what.
    pub fn finish(self) -> Outcome {
        let surprises = self.surprises.take();
        self.part(if surprises.is_empty() { "No surprises." } else { "Surprises" });
        for (index, surprise) in surprises.iter().enumerate() {
            let Surprise { step, what, path, err_code, operation_id } = surprise;
            let code = err_code.map_or_else(|| "none".to_owned(), |code| code.to_string());
            self.say(&format!("{}. {step}: {what}", index + 1));
            self.say(&format!("   {path}  errCode {code}  operationID {operation_id}"));
        }
        let outcome = Outcome { done: self.done.get(), skipped: self.skipped.get(), surprises: surprises.len() };
        self.say("");
        self.say(&format!(
            "steps: {} done, {} skipped; surprises: {}",
            outcome.done, outcome.skipped, outcome.surprises
        ));
        outcome
    }
}

fn add_one(count: &Cell<usize>) {
    count.set(count.get() + 1);
}

/// Without what a terminal would obey, and what reorders or hides text.
fn harmless(text: &str) -> String {
    let is_harmful = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|letter| if is_harmful(letter) { '\u{fffd}' } else { letter }).collect()
}
