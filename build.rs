//! The icons of `static/icons.svg`, as one constant each: `src/ui/icon.rs` draws them. Each goes into the part of the console
//! that names it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

/// The width of all strokes (`.oic-icon` in static/pages.css).
const STROKE: f64 = 1.4;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=static/icons.svg");
    let sprite = fs::read_to_string("static/icons.svg").map_err(|error| error.to_string())?;
    let mut constants = String::new();
    for (name, shapes) in icons(&sprite) {
        let path = path_of(shapes)
            .ok_or_else(|| format!("icons.svg: {name} has a shape that is no plain path, circle or rect"))?;
        let constant = name.replace('-', "_").to_ascii_uppercase();
        // Writing to a text cannot fail.
        let _ = writeln!(constants, "    /// `{name}`.\n    pub const {constant}: Self = Self({path:?});");
    }
    let code = format!("#[allow(dead_code)]\nimpl Icon {{\n{constants}}}\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("OUT_DIR is not set")?;
    fs::write(out.join("icons.rs"), code).map_err(|error| error.to_string())
}

/// Name and shapes of each symbol.
fn icons(sprite: &str) -> Vec<(&str, &str)> {
    let symbols = sprite.split("<symbol id=\"oic-i-").skip(1);
    symbols
        .filter_map(|symbol| {
            let (name, rest) = symbol.split_once('"')?;
            let (_, shapes) = rest.split_once('>')?;
            Some((name, shapes.split_once("</symbol>")?.0))
        })
        .collect()
}

fn path_of(shapes: &str) -> Option<String> {
    shapes.split('<').filter(|shape| !shape.trim().is_empty()).map(shape_path).collect()
}

fn shape_path(shape: &str) -> Option<String> {
    let (kind, rest) = shape.trim_end().strip_suffix("/>")?.split_once(' ')?;
    let mut attributes = BTreeMap::new();
    for pair in rest.split("\" ") {
        let (name, value) = pair.split_once("=\"")?;
        attributes.insert(name.trim(), value.trim_end_matches('"'));
    }
    // What every icon has anyway.
    attributes.retain(|name, value| (*name, *value) != ("stroke-linecap", "round"));
    let number = |name: &str| attributes.get(name)?.parse::<f64>().ok();
    match (kind, attributes.len()) {
        ("path", 1) => attributes.get("d").map(|path| from_anywhere(path)),
        // Dots, drawn as lines without length: a wider stroke is a circle around the same place.
        ("path", 2) => {
            let r = (number("stroke-width")? - STROKE) / 2.0;
            let circle = format!("m-{0} 0a{0} {0} 0 1 0 {1} 0a{0} {0} 0 1 0 -{1} 0", short(r), short(2.0 * r));
            attributes.get("d").map(|path| path.replace("h.01", &circle))
        }
        ("circle", 3) => {
            let (x, y, r) = (number("cx")?, number("cy")?, number("r")?);
            Some(format!(
                "M{} {}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0",
                short(x - r),
                short(y),
                short(2.0 * r),
                short(-2.0 * r)
            ))
        }
        ("rect", 5) => {
            let (x, y, r) = (number("x")?, number("y")?, number("rx")?);
            let (w, h) = (short(number("width")? - 2.0 * r), short(number("height")? - 2.0 * r));
            let corner = |x: &str, y: &str| format!("a{r} {r} 0 0 1 {x}{r} {y}{r}");
            Some(format!(
                "M{} {}h{w}{}v{h}{}h-{w}{}v-{h}{}z",
                short(x + r),
                short(y),
                corner("", ""),
                corner("-", ""),
                corner("-", "-"),
                corner("", "-")
            ))
        }
        _ => None,
    }
}

/// A path may begin with a relative `m`, which counts from the origin there; behind another path it would not. What follows its
/// first pair without a command is a relative line.
fn from_anywhere(path: &str) -> String {
    let Some(rest) = path.strip_prefix('m') else { return path.to_owned() };
    let mut ends = number_ends(rest);
    let end = (ends.next(), ends.next()).1.unwrap_or(rest.len());
    let (first, rest) = rest.split_at(end);
    let rest = rest.trim_start();
    let line = if rest.starts_with(|character: char| character.is_ascii_digit() || "-.".contains(character)) {
        "l"
    } else {
        ""
    };
    format!("M{first}{line}{rest}")
}

/// Where each number at the start of `text` ends.
fn number_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = rest.len() - rest.trim_start().len();
        let mut dotted = false;
        let length = rest.get(start..)?.char_indices().take_while(|(index, character)| {
            let is_second_dot = *character == '.' && std::mem::replace(&mut dotted, true);
            let dot = *character == '.' && !is_second_dot;
            character.is_ascii_digit() || dot || (*index == 0 && *character == '-')
        });
        let length = length.count();
        at += start + length;
        (length > 0).then_some(at)
    })
}

/// Without the noise of binary fractions.
fn short(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
