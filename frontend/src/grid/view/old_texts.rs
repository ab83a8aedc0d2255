//! The notice of texts in old fonts after a paste, with the button that converts them (convention 120).

use leptos::prelude::*;

use super::super::journal::CellKey;
use super::super::old_texts::{converted, found};
use super::super::texts::Text;
use super::controller::Controller;

impl Controller {
    /// Looks for texts in old fonts among cells that were just pasted.
    pub(super) fn offer_unicode(&self, cells: &[CellKey]) {
        self.hand.old_texts.set(self.model.read(|book| found(book, cells)));
    }

    /// Converts them as one step.
    fn to_unicode(self) {
        let texts = self.hand.old_texts.get_untracked();
        let cells = self.model.read(|book| converted(book, &texts));
        self.hand.old_texts.set(Vec::new());
        self.model.set(&cells);
        self.say(Text::ConvertedToUnicode.get(self.model.language()).replace("{}", &cells.len().to_string()));
    }
}

/// The notice; it stays until it is answered or something else is pasted.
#[component]
pub fn OldTextNotice(controller: Controller) -> impl IntoView {
    let language = controller.model.language_signal();
    let texts = controller.hand.old_texts;
    let told = move || {
        texts.with(|texts| {
            let first = texts.first()?;
            let words = Text::OldTexts.get(language.get());
            Some(
                [&texts.len().to_string(), &first.old, &first.new]
                    .into_iter()
                    .fold(words.to_owned(), |words, part| words.replacen("{}", part, 1)),
            )
        })
    };
    view! {
        <Show when=move || !texts.with(Vec::is_empty) && !controller.read_only.get()>
            <div class="grid-links" role="group" aria-label=move || Text::OldFonts.get(language.get())>
                <span>{told}</span>" "
                <button type="button" class="grid-link" on:click=move |_| controller.to_unicode()>{move || Text::ToUnicode.get(language.get())}</button>" "
                <button type="button" class="grid-link" on:click=move |_| texts.set(Vec::new())>{move || Text::KeepAsItIs.get(language.get())}</button>
            </div>
        </Show>
    }
}
