//! Putting texts in the order that people expect in a language; and letter case.

use std::collections::VecDeque;
use std::future::Future;

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Texts that are sorted at once.
const PIECE: usize = 1_000;

/// The texts sorted, numbers within them by their value. They cross over to the browser once, not at each comparison. None
/// where the browser refuses.
pub fn sorted(texts: &[&str], language: &str) -> Option<Vec<String>> {
    let array: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    sort(&array, &compare(language)?)?;
    Some(array.iter().filter_map(|text| text.as_string()).collect())
}

/// The same for tens of thousands, without the page standing still: `rest` is awaited between the pieces.
pub async fn sorted_in_pieces<R: Future<Output = ()>>(
    texts: &[&str],
    language: &str,
    mut rest: impl FnMut() -> R,
) -> Option<Vec<String>> {
    let compare = compare(language)?;
    let mut runs: VecDeque<Vec<JsValue>> = VecDeque::new();
    for piece in texts.chunks(PIECE) {
        runs.push_back(sort_piece(piece.iter().map(|text| JsValue::from_str(text)), &compare)?);
        rest().await;
    }
    while runs.len() > 1 {
        let (one, other) = (runs.pop_front()?, runs.pop_front()?);
        let mut merged = Vec::with_capacity(one.len() + other.len());
        let (mut one, mut other) = (one.as_slice(), other.as_slice());
        while !one.is_empty() || !other.is_empty() {
            let (first, second) = next_pieces(one, other, &compare)?;
            let both = one.iter().take(first).chain(other.iter().take(second));
            // Browsers see two sorted runs in an array, and merge them at the price of looking at each text once.
            merged.extend(sort_piece(both.cloned(), &compare)?);
            (one, other) = (one.get(first..)?, other.get(second..)?);
            rest().await;
        }
        runs.push_back(merged);
    }
    let mut texts = Vec::new();
    for piece in runs.pop_front().unwrap_or_default().chunks(PIECE) {
        texts.extend(piece.iter().filter_map(JsValue::as_string));
        rest().await;
    }
    Some(texts)
}

fn sort_piece(texts: impl Iterator<Item = JsValue>, compare: &Function) -> Option<Vec<JsValue>> {
    let array: Array = texts.collect();
    sort(&array, compare)?;
    Some(array.to_vec())
}

/// How many of each of two sorted runs come next: a piece of the one, and all of the other that come before its last; or the other way
/// round, so that neither is long.
fn next_pieces(one: &[JsValue], other: &[JsValue], compare: &Function) -> Option<(usize, usize)> {
    let (first, second) = (one.len().min(PIECE), other.len().min(PIECE));
    let last = |run: &[JsValue], count: usize| run.get(count.checked_sub(1)?).cloned();
    Some(match (last(one, first), last(other, second)) {
        (Some(text), Some(than)) if is_not_behind(&text, &than, compare)? => {
            (first, not_behind(other.get(..second)?, &text, compare)?)
        }
        (Some(_), Some(text)) => (not_behind(one.get(..first)?, &text, compare)?, second),
        _ => (first, second),
    })
}

fn is_not_behind(text: &JsValue, than: &JsValue, compare: &Function) -> Option<bool> {
    let sorted = sort_piece([text.clone(), than.clone()].into_iter(), compare)?;
    Some(sorted.first() == Some(text))
}

/// How many of these sorted texts do not come behind `than`.
fn not_behind(run: &[JsValue], than: &JsValue, compare: &Function) -> Option<usize> {
    let (mut from, mut to) = (0, run.len());
    while from < to {
        let middle = from.midpoint(to);
        if is_not_behind(run.get(middle)?, than, compare)? { from = middle + 1 } else { to = middle }
    }
    Some(from)
}

/// Texts that differ in the case of letters alone become equal.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    JsString::from(text).to_lower_case().into()
}

fn compare(language: &str) -> Option<Function> {
    let options = Object::new();
    Reflect::set(&options, &"numeric".into(), &true.into()).ok()?;
    Some(Intl::Collator::new(&Array::of1(&language.into()), &options).compare())
}

fn sort(array: &Array, compare: &Function) -> Option<()> {
    let sort = Reflect::get(array, &"sort".into()).ok()?.dyn_into::<Function>().ok()?;
    // The browser sorts by its own comparison, without coming back here for each pair.
    sort.call1(array, compare).ok()?;
    Some(())
}
