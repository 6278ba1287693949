//! What is kept over a reload or a crash: two stores of one database, the files and what is known of them, under the same keys. Written
//! together or not at all.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const NAME: &str = "openim-console:import";
const VERSION: u32 = 1;
const FILES: &str = "files";
const RECORDS: &str = "records";

type Result<T> = std::result::Result<T, JsValue>;

/// Keeps both, if what stands there `may` be written over; says whether. The bytes of a file that is kept already are not written again:
/// the key names them.
pub async fn put(key: &str, record: &str, file: &Blob, may: impl Fn(&str) -> bool) -> Result<bool> {
    let database = open().await?;
    let key = JsValue::from_str(key);
    let transaction = begin(&database, IdbTransactionMode::Readwrite)?;
    let (files, records) = (transaction.object_store(FILES)?, transaction.object_store(RECORDS)?);
    let before = done(records.get(&key)?).await?.as_string();
    let may = before.is_none_or(|before| may(&before));
    if may {
        if done(files.count_with_key(&key)?).await?.as_f64() == Some(0.0) {
            files.put_with_key(file, &key)?;
        }
        records.put_with_key(&JsValue::from_str(record), &key)?;
        committed(&transaction).await?;
    }
    database.close();
    Ok(may)
}

/// Both, if both are there.
pub async fn get(key: &str) -> Result<Option<(String, Blob)>> {
    let database = open().await?;
    let key = JsValue::from_str(key);
    let transaction = begin(&database, IdbTransactionMode::Readonly)?;
    let (record, file) = (transaction.object_store(RECORDS)?.get(&key)?, transaction.object_store(FILES)?.get(&key)?);
    let (record, file) = (done(record).await?.as_string(), done(file).await?.dyn_into::<Blob>().ok());
    database.close();
    Ok(record.zip(file))
}

/// What is known of the file.
pub async fn text(key: &str) -> Result<Option<String>> {
    let database = open().await?;
    let transaction = begin(&database, IdbTransactionMode::Readonly)?;
    let record = done(transaction.object_store(RECORDS)?.get(&JsValue::from_str(key))?).await?;
    database.close();
    Ok(record.as_string())
}

/// All records.
pub async fn texts() -> Result<Vec<String>> {
    let database = open().await?;
    let transaction = begin(&database, IdbTransactionMode::Readonly)?;
    let all = done(transaction.object_store(RECORDS)?.get_all()?).await?;
    database.close();
    Ok(Array::from(&all).iter().filter_map(|text| text.as_string()).collect())
}

/// Keeps neither any longer.
pub async fn remove(key: &str) -> Result<()> {
    let database = open().await?;
    let key = JsValue::from_str(key);
    let transaction = begin(&database, IdbTransactionMode::Readwrite)?;
    for store in [RECORDS, FILES] {
        transaction.object_store(store)?.delete(&key)?;
    }
    committed(&transaction).await?;
    database.close();
    Ok(())
}

async fn open() -> Result<IdbDatabase> {
    // By name: it is there in pages and workers alike, and throws where a page may keep nothing.
    let factory: IdbFactory = Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))?.dyn_into()?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let making = request.clone();
    let make = Closure::once_into_js(move || -> Result<()> {
        let database: IdbDatabase = making.result()?.dyn_into()?;
        for store in [FILES, RECORDS] {
            database.create_object_store(store)?;
        }
        Ok(())
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    done_open(request).await?.dyn_into()
}

fn begin(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbTransaction> {
    let stores = Array::of2(&FILES.into(), &RECORDS.into());
    database.transaction_with_str_sequence_and_mode(&stores, mode)
}

async fn done_open(request: IdbOpenDbRequest) -> Result<JsValue> {
    done(request.unchecked_into()).await
}

/// What a request gives.
async fn done(request: IdbRequest) -> Result<JsValue> {
    let (on_success, on_error, told) = ends();
    request.set_onsuccess(Some(on_success.as_ref().unchecked_ref()));
    request.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let is_success = told.await.unwrap_or(false);
    if is_success { request.result() } else { Err(request.error()?.map_or(JsValue::NULL, JsValue::from)) }
}

/// The end of a transaction.
async fn committed(transaction: &IdbTransaction) -> Result<()> {
    let (on_complete, on_abort, told) = ends();
    transaction.set_oncomplete(Some(on_complete.as_ref().unchecked_ref()));
    transaction.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
    let is_complete = told.await.unwrap_or(false);
    if is_complete { Ok(()) } else { Err(transaction.error().map_or(JsValue::NULL, JsValue::from)) }
}

type Listener = Closure<dyn FnMut()>;

/// Two listeners, and which of them is called first.
fn ends() -> (Listener, Listener, oneshot::Receiver<bool>) {
    let (tell, told) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let listen = |is_good: bool| {
        let tell = Rc::clone(&tell);
        Closure::<dyn FnMut()>::new(move || {
            if let Some(tell) = tell.borrow_mut().take() {
                let _ = tell.send(is_good);
            }
        })
    };
    (listen(true), listen(false), told)
}
