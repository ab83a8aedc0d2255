//! Which regimes' periods open by themselves.

use contract::openings::{AutomaticOpening, AutomaticOpenings};
use contract::regimes::RegimeItem;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::locales::{M, t};
use crate::state::{Remote, Toasts, draw};

/// A switch for each regime.
#[component]
pub fn AutomaticPanel(regimes: Vec<RegimeItem>) -> impl IntoView {
    let automatic = Remote::<AutomaticOpenings>::new();
    let load = Callback::new(move |()| automatic.load(api::read_automatic()));
    load.run(());
    view! {
        <section class="panel" aria-labelledby="automatic">
            <h2 id="automatic">{t(M::AutomaticOpening)}</h2>
            <p class="hint">{t(M::AutomaticOpeningHint)}</p>
            {draw(automatic, load, move |known| {
                let line = |regime: &RegimeItem| line(regime, &known, automatic);
                view! { <ul class="switches">{regimes.iter().map(line).collect_view()}</ul> }.into_any()
            })}
        </section>
    }
}

fn line(regime: &RegimeItem, known: &AutomaticOpenings, automatic: Remote<AutomaticOpenings>) -> AnyView {
    let toasts = Toasts::current();
    let (circular, code) = (regime.circular.clone(), regime.code.clone());
    let is_on = known.items.iter().any(|item| item.circular == circular && item.regime == code);
    let change = move |event: leptos::ev::Event| {
        let wanted =
            AutomaticOpening { circular: circular.clone(), regime: code.clone(), is_on: event_target_checked(&event) };
        spawn_local(async move {
            let answer = api::set_automatic(&wanted).await;
            if let Err(error) = &answer {
                toasts.failed(error.message());
            }
            // What the server says is what is shown, also where it refused.
            let shown = match answer {
                Ok(known) => Ok(known),
                Err(_) => api::read_automatic().await,
            };
            automatic.load(async move { shown });
        });
    };
    view! {
        <li><label class="check">
            <input type="checkbox" checked=is_on prop:checked=is_on on:change=change/>
            <span>{regime.code.clone()}". "{regime.title.clone()}" "<span class="hint">{regime.circular.clone()}</span></span>
        </label></li>
    }
    .into_any()
}
