//! Icons: the design's sprite, put into the console once, and used by reference.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::browser;
use crate::environment::use_environment;

const SPRITE: &str = include_str!("../../static/icons.svg");

/// Of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Its name in the sprite, such as `users`.
    pub name: AttrValue,
    /// Further classes, such as `oic-icon--sm`.
    #[prop_or_default]
    pub class: Classes,
}

/// One icon, drawn in the colour of the text; hidden from assistive technology, which reads the word beside it.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let environment = use_environment();
    html! {
        <svg class={classes!("oic-icon", props.class.clone())} aria-hidden="true">
            <use href={format!("#{}", environment.id(&format!("i-{}", props.name)))} />
        </svg>
    }
}

/// The sprite itself. Parsed as XML and imported, so that no HTML is ever made from text; its ids become this console's
/// own.
#[component]
pub fn IconSprite() -> Html {
    let environment = use_environment();
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            if let Some(place) = place.cast::<web_sys::Element>() {
                let _ = insert_sprite(&place, &environment.id("i-"));
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
