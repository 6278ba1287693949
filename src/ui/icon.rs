//! Icons: the design's sprite, put into the console once, and used by reference.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::browser;
use crate::desk::use_desk;
use crate::environment::Environment;

const SPRITE: &str = include_str!("../../static/icons.svg");

/// Of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Its name in the sprite, such as `users`.
    pub name: &'static str,
    /// Further classes, such as `oic-icon--sm`.
    #[prop_or_default]
    pub class: &'static str,
}

/// One icon, drawn in the colour of the text; hidden from assistive technology, which reads the word beside it.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let prefix = &use_desk().environment.id_prefix;
    html! {
        <svg class={format!("oic-icon {}", props.class)} aria-hidden="true">
            <use href={format!("#{prefix}-i-{}", props.name)} />
        </svg>
    }
}

/// The sprite itself. Parsed as XML and imported, so that no HTML is ever made from text; its ids become this console's
/// own. `is_shown`: what this returns stands in the console by now.
#[hook]
pub fn use_icon_sprite(environment: &Environment, is_shown: bool) -> Html {
    let place = use_node_ref();
    {
        let (place, id_prefix) = (place.clone(), environment.id("i-"));
        use_effect_with(is_shown, move |_| {
            if let Some(place) = place.cast::<web_sys::Element>() {
                let _ = insert_sprite(&place, &id_prefix);
            }
        });
    }
    html! { <div ref={place} class="oic-sprite" hidden={true} /> }
}

fn insert_sprite(place: &web_sys::Element, id_prefix: &str) -> Option<()> {
    let source = SPRITE.replace("id=\"oic-i-", &format!("id=\"{id_prefix}"));
    let parser = web_sys::DomParser::new().ok()?;
    let parsed = parser.parse_from_string(&source, web_sys::SupportedType::ImageSvgXml).ok()?;
    let sprite = browser::document()?.import_node_with_deep(parsed.document_element()?.unchecked_ref(), true).ok()?;
    place.append_child(&sprite).ok()?;
    Some(())
}
