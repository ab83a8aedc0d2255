//! Units by their official codes, chosen and shown by name: a regime names units so that it means the same everywhere.

use std::collections::{BTreeMap, BTreeSet};

use contract::units::UnitView;
use domain::duty::{DutyRule, Receiver};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::{Icon, UnitSearch};
use crate::locales::{M, fill, t};

/// Most units whose names are asked for when a page opens; what is beyond stands as its code.
const ASKED: usize = 60;

/// Names of units by their codes, as far as they are known on the page.
#[derive(Clone, Copy)]
pub struct UnitNames(RwSignal<BTreeMap<String, String>>);

impl UnitNames {
    /// The names of the units that rules name, asked for one after the other.
    pub fn of(rules: &[DutyRule]) -> Self {
        let names = Self(RwSignal::new(BTreeMap::new()));
        let codes = codes(rules);
        spawn_local(async move {
            for code in codes.into_iter().take(ASKED) {
                // A unit that cannot be found stands as its code.
                let Ok(Some(unit)) = api::find_unit_of_code(&code).await else { continue };
                if names.0.try_update(|known| known.insert(code, unit.name)).is_none() {
                    return;
                }
            }
        });
        names
    }

    /// Name and code; the code alone where the name is not known.
    pub fn text(self, code: &str) -> String {
        let name = self.0.with(|known| known.get(code).cloned());
        name.map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"))
    }

    fn keep(self, unit: &UnitView) {
        self.0.update(|known| drop(known.insert(unit.code.clone(), unit.name.clone())));
    }
}

/// The codes of all units that rules name.
fn codes(rules: &[DutyRule]) -> BTreeSet<String> {
    let receiver = |rule: &DutyRule| match &rule.receiver {
        Receiver::Unit { code } => Some(code.clone()),
        _ => None,
    };
    let named =
        |rule: &DutyRule| rule.units.iter().chain(&rule.exempt).cloned().chain(receiver(rule)).collect::<Vec<_>>();
    rules.iter().flat_map(named).filter(|code| !code.trim().is_empty()).collect()
}

/// A field that finds units, and those that were chosen, by their codes.
#[component]
pub fn UnitCodes(
    /// Its label.
    label: &'static str,
    /// Its id.
    id: String,
    /// The codes of the chosen units.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Takes other codes.
    on_change: Callback<Vec<String>>,
    /// The names that are known.
    names: UnitNames,
    /// Whether only one can be chosen.
    #[prop(optional)]
    single: bool,
) -> impl IntoView {
    let choose = Callback::new(move |unit: UnitView| {
        names.keep(&unit);
        let before = if single { Vec::new() } else { chosen.get_untracked() };
        on_change.run(with(before, unit.code));
    });
    let chip = move |code: String| {
        let text = names.text(&code);
        let remove = fill(M::RemoveUnit, &[&text]);
        let take = move |_| on_change.run(chosen.get_untracked().into_iter().filter(|one| *one != code).collect());
        view! {
            <li class="badge badge-plain">
                {text}
                <button type="button" class="button-icon" aria-label=remove on:click=take><Icon name="close"/></button>
            </li>
        }
    };
    view! {
        <div class="field picker">
            <UnitSearch label id on_choose=choose/>
            <ul class="chosen" aria-label=t(M::ChosenUnits)>{move || chosen.get().into_iter().map(chip).collect_view()}</ul>
        </div>
    }
}

fn with(mut codes: Vec<String>, code: String) -> Vec<String> {
    if !codes.contains(&code) {
        codes.push(code);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_of_the_rules_is_asked_for_once() {
        let text = |code: &str| code.to_owned();
        let first = DutyRule { units: vec![text("01"), text("02")], exempt: vec![text("03")], ..DutyRule::default() };
        let to = |code: &str| DutyRule { receiver: Receiver::Unit { code: text(code) }, ..DutyRule::default() };
        let all = codes(&[first, to("01"), to("HQ"), to(" ")]);
        assert_eq!(all.iter().map(String::as_str).collect::<Vec<_>>(), ["01", "02", "03", "HQ"]);
    }

    #[test]
    fn a_unit_is_chosen_once() {
        let again = with(with(Vec::new(), "01".to_owned()), "01".to_owned());
        assert_eq!(again, ["01"]);
    }
}
