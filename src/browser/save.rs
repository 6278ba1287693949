//! Handing something long to the person as a file, piece by piece: streamed to the disk where the browser can, else kept by the
//! browser as parts of a download. For a short text there is [`download`](mod@super::download).

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::download;

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// `csv`
    pub extension: &'static str,
    /// `text/csv`
    pub mime: &'static str,
}

/// A file that is being written.
pub enum File {
    /// On the disk; it appears there when it is closed.
    Disk(JsValue),
    /// In the browser's hands until it is whole.
    Parts {
        /// What it is to be called.
        name: String,
        /// What kind.
        kind: Kind,
        /// One blob for each piece: the browser need not keep those in memory.
        parts: Array,
    },
}

/// Why a file could not be written: the browser's name of it, such as `QuotaExceededError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotWritten(pub String);

impl File {
    /// Begins a file. Where the browser lets pages write to the disk, the person is asked where: to be called first thing after a click.
    /// None: the person does not want to.
    pub async fn begin(name: &str, kind: Kind) -> Option<Self> {
        match pick(name, kind).await {
            Ok(writable) => Some(Self::Disk(writable)),
            Err(Refused::ByPerson) => None,
            // A frame of another origin may not ask, a policy may forbid it, plain http has no such thing.
            Err(Refused::ByBrowser) => Some(Self::Parts { name: name.to_owned(), kind, parts: Array::new() }),
        }
    }

    /// Adds a piece, which may be empty.
    ///
    /// # Errors
    /// The disk is full, or no longer there. What was written so far is lost with it.
    pub async fn write(&self, text: &str) -> Result<(), NotWritten> {
        match self {
            _ if text.is_empty() => Ok(()),
            Self::Disk(writable) => call(writable, "write", &[text.into()]).await.map(|_| ()).map_err(not_written),
            Self::Parts { parts, .. } => {
                let blob = web_sys::Blob::new_with_str_sequence(&Array::of1(&text.into())).map_err(not_written)?;
                parts.push(&blob);
                Ok(())
            }
        }
    }

    /// It is whole.
    ///
    /// # Errors
    /// As for [`File::write`].
    pub async fn close(self) -> Result<(), NotWritten> {
        match self {
            Self::Disk(writable) => call(&writable, "close", &[]).await.map(|_| ()).map_err(not_written),
            Self::Parts { name, kind, parts } => {
                let options = web_sys::BlobPropertyBag::new();
                options.set_type(kind.mime);
                let blob = web_sys::Blob::new_with_blob_sequence_and_options(&parts, &options).map_err(not_written)?;
                download::save(&name, &blob).ok_or_else(|| NotWritten("Blob".to_owned()))
            }
        }
    }

    /// It is not wanted after all.
    pub async fn discard(self) {
        if let Self::Disk(writable) = self {
            // The browser throws it away in any case.
            let _ = call(&writable, "abort", &[]).await;
        }
    }
}

enum Refused {
    ByPerson,
    ByBrowser,
}

impl From<JsValue> for Refused {
    fn from(error: JsValue) -> Self {
        if name_of(&error) == "AbortError" { Self::ByPerson } else { Self::ByBrowser }
    }
}

/// Asks where, and opens the file there. Undefined outside secure contexts and in most browsers, whatever its type says.
async fn pick(name: &str, kind: Kind) -> Result<JsValue, Refused> {
    let window = super::window().ok_or(Refused::ByBrowser)?;
    if !window.is_secure_context() {
        return Err(Refused::ByBrowser);
    }
    let (options, accept) = (Object::new(), Object::new());
    Reflect::set(&accept, &kind.mime.into(), &Array::of1(&format!(".{}", kind.extension).into()))?;
    let of_kind = Object::new();
    Reflect::set(&of_kind, &"accept".into(), &accept)?;
    Reflect::set(&options, &"types".into(), &Array::of1(&of_kind))?;
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    let handle = call(window.as_ref(), "showSaveFilePicker", &[options.into()]).await?;
    Ok(call(&handle, "createWritable", &[]).await?)
}

/// Calls a method that answers later.
async fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let arguments: Array = arguments.iter().collect();
    JsFuture::from(method.apply(of, &arguments)?.dyn_into::<Promise>()?).await
}

fn not_written(error: impl Into<JsValue>) -> NotWritten {
    NotWritten(name_of(&error.into()))
}

fn name_of(error: &JsValue) -> String {
    let name = error.is_object().then(|| Reflect::get(error, &"name".into()).ok()?.as_string()).flatten();
    name.unwrap_or_else(|| "Error".to_owned())
}
