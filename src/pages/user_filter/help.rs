//! How a filter is written, by examples.

use yew::prelude::*;

use crate::i18n::user_filter::UserFilterTexts;

/// The content of the help.
pub fn view_help(words: &'static UserFilterTexts) -> Html {
    let examples = [
        ("ann", words.help_words),
        ("\"ann lee\"", words.help_phrase),
        ("nick:ann", words.help_field),
        ("!avatar:yes", words.help_not),
        ("level:admin,robot", words.help_level),
        ("recv:2", words.help_receive),
        ("created:2026-01-01..2026-02-01", words.help_created),
        ("created:none", words.help_created_none),
        ("online:yes", words.help_online),
        ("sort:-created", words.help_sort),
    ];
    html! {
        <div class="oic-filterhelp oic-stack oic-stack--tight" tabindex="-1" data-first="true">
            <p>{ words.help_intro }</p>
            <dl>
                { for examples.map(|(example, text)| html! { <div key={example}><dt class="oic-mono">{ example }</dt><dd>{ text }</dd></div> }) }
            </dl>
            <p class="oic-hint">{ words.help_all }</p>
        </div>
    }
}
