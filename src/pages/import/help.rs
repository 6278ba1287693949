//! What a file may hold, and files to begin with.

use openim_api::ServerBlock;
use openim_bulk::job::{Field, Format};
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::import as words;
use crate::ui::{Icon, view_icon};

/// The columns that are known by name.
pub fn view_help(desk: &Desk, block: ServerBlock) -> Html {
    let words = words::texts(desk.appearance.language);
    let id_rule =
        if block.dialect() == openim_api::Dialect::AdminToken { words.rule_user_id } else { words.rule_user_id_old };
    let rows = [
        (Field::UserId, true, id_rule, "zhang_wei01"),
        (Field::Nickname, true, words.rule_nickname, "张伟"),
        (Field::FaceUrl, false, words.rule_face_url, "https://example.com/zw.png"),
        (Field::Ex, false, words.rule_ex, "{\"dept\":\"sales\"}"),
        (Field::GlobalRecvMsgOpt, false, words.rule_receive, "0"),
    ];
    let title_id = desk.id("import-rules");
    html! {
        <section class="oic-section">
            <div class="oic-section__head">
                <h3 class="oic-h3" id={title_id.clone()}>{ words.columns }</h3>
                <span class="oic-faint">{ words.columns_hint }</span>
            </div>
            <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id} tabindex="0">
                <table class="oic-table">
                    <thead><tr>
                        <th scope="col">{ words.column }</th>
                        <th scope="col">{ words.needed }</th>
                        <th scope="col" class="oic-col-grow">{ words.rule }</th>
                        <th scope="col" class="oic-hide-sm">{ words.example }</th>
                    </tr></thead>
                    <tbody>
                        { for rows.iter().map(|(field, required, rule, example)| html! {
                            <tr>
                                <td class="oic-mono oic-breakcell">{ field.word() }</td>
                                <td>
                                    if *required { <span class="oic-chip oic-chip--accent">{ words.required }</span> }
                                    else { <span class="oic-muted">{ words.optional }</span> }
                                </td>
                                <td class="oic-muted oic-col-wrap">{ *rule }</td>
                                <td class="oic-mono oic-muted oic-hide-sm">{ *example }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// Files to fill in. Told: how it is written, and whether it has examples.
pub fn view_templates(desk: &Desk, save: &Callback<(Format, bool)>) -> Html {
    let words = words::texts(desk.appearance.language);
    let button = |label: &'static str, wanted: (Format, bool)| {
        html! {
            <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--fit" onclick={save.reform(move |_: MouseEvent| wanted)}>
                { view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ label }
            </button>
        }
    };
    html! {
        <div class="oic-card">
            <div class="oic-card__head"><h3>{ words.templates }</h3></div>
            <div class="oic-card__body oic-stack oic-stack--tight">
                { button(words.template_empty, (Format::Csv, false)) }
                { button(words.template_csv, (Format::Csv, true)) }
                { button(words.template_json, (Format::Json, true)) }
            </div>
        </div>
    }
}
