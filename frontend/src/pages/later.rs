//! The pages that come with later parts of the program.
//!
//! An optimised build is cut in three (feature `split`, `docs/decisions/0015`): signing in and the frame come at
//! once, the pages of daily work while the person reads or types, those of the administration when one of them is
//! opened. Other builds are of one piece, and nothing waits.

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use super::{
    AssignPage, CalendarPage, EmailPage, FormPage, Forms, HistoryPage, HolidaysPage, Home, IncidentsPage, JobsPage,
    NotificationsPage, OpeningsPage, ProcessesPage, Progress, RegimePage, RegimesPage, ReorganisationPage,
    ReorganisationsPage, ReportPage, Shortcuts, UnitListPage, Units, WorkList,
};
use crate::api::ApiError;
use crate::components::{ErrorBox, Loading};

/// A page of a later part.
#[derive(Debug, Clone, Copy)]
pub enum Later {
    /// Of the second part.
    Daily(Daily),
    /// Of the third part.
    Administration(Administration),
}

/// A page of daily work.
#[derive(Debug, Clone, Copy)]
pub enum Daily {
    /// What is expected of the person.
    Home,
    /// The reports of one task.
    WorkList,
    /// A report.
    Report,
    /// What happened to a report.
    History,
    /// What the person was told.
    Notifications,
    /// Whether the person is told by e-mail, too.
    Email,
    /// All forms.
    Forms,
    /// A form.
    Form,
    /// Where the reports of a period stand.
    Progress,
    /// The tree of units.
    Units,
    /// The list of units.
    UnitList,
    /// A year of a regime.
    Calendar,
    /// The keys.
    Shortcuts,
}

/// A page of the administration.
#[derive(Debug, Clone, Copy)]
pub enum Administration {
    /// All versions of the regimes.
    Regimes,
    /// A version of a regime.
    Regime,
    /// The days off.
    Holidays,
    /// The work that the system does by itself.
    Jobs,
    /// The system was down, and deadlines move.
    Incidents,
    /// How the reports of units move.
    Processes,
    /// Periods that are opened.
    Openings,
    /// Duties by hand.
    Assign,
    /// Mergers and abolitions of units.
    Reorganisations,
    /// One act of them.
    Reorganisation,
}

impl From<Daily> for Later {
    fn from(page: Daily) -> Self {
        Self::Daily(page)
    }
}

impl From<Administration> for Later {
    fn from(page: Administration) -> Self {
        Self::Administration(page)
    }
}

impl Daily {
    fn view(self) -> AnyView {
        match self {
            Self::Home => view! { <Home/> }.into_any(),
            Self::WorkList => view! { <WorkList/> }.into_any(),
            Self::Report => view! { <ReportPage/> }.into_any(),
            Self::History => view! { <HistoryPage/> }.into_any(),
            Self::Notifications => view! { <NotificationsPage/> }.into_any(),
            Self::Email => view! { <EmailPage/> }.into_any(),
            Self::Forms => view! { <Forms/> }.into_any(),
            Self::Form => view! { <FormPage/> }.into_any(),
            Self::Progress => view! { <Progress/> }.into_any(),
            Self::Units => view! { <Units/> }.into_any(),
            Self::UnitList => view! { <UnitListPage/> }.into_any(),
            Self::Calendar => view! { <CalendarPage/> }.into_any(),
            Self::Shortcuts => view! { <Shortcuts/> }.into_any(),
        }
    }
}

impl Administration {
    fn view(self) -> AnyView {
        match self {
            Self::Regimes => view! { <RegimesPage/> }.into_any(),
            Self::Regime => view! { <RegimePage/> }.into_any(),
            Self::Holidays => view! { <HolidaysPage/> }.into_any(),
            Self::Jobs => view! { <JobsPage/> }.into_any(),
            Self::Incidents => view! { <IncidentsPage/> }.into_any(),
            Self::Processes => view! { <ProcessesPage/> }.into_any(),
            Self::Openings => view! { <OpeningsPage/> }.into_any(),
            Self::Assign => view! { <AssignPage/> }.into_any(),
            Self::Reorganisations => view! { <ReorganisationsPage/> }.into_any(),
            Self::Reorganisation => view! { <ReorganisationPage/> }.into_any(),
        }
    }
}

/// Draws a page of a later part, and fetches that part when it is not here yet.
#[component]
pub fn LaterPage(#[prop(into)] page: Later) -> impl IntoView {
    let arrived = RwSignal::new(None::<Result<(), ApiError>>);
    let drawn = StoredValue::new_local(None::<AnyView>);
    let owner = Owner::current().unwrap_or_default();
    let load = Callback::new(move |()| {
        arrived.set(None);
        let drawing = async move {
            let answer = part::fetch(page).await;
            // The person may have gone elsewhere meanwhile.
            if arrived.is_disposed() {
                return;
            }
            let answer = match answer {
                Ok(()) => part::draw(page).await.map(|view| drawn.set_value(Some(view))),
                Err(error) => Err(error),
            };
            arrived.set(Some(answer));
        };
        // What the page makes belongs to this place in the tree, and goes with it.
        spawn_local(owner.with(|| ScopedFuture::new_untracked(drawing)));
    });
    load.run(());
    move || match arrived.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Ok(())) => drawn.try_update_value(Option::take).flatten().unwrap_or_else(|| ().into_any()),
        Some(Err(error)) => view! { <ErrorBox error retry=load/> }.into_any(),
    }
}

/// Fetches the second part before it is asked for; few people ever need the third.
pub fn fetch_ahead() {
    spawn_local(async {
        // What could not be fetched now is fetched when a page of it is opened, and told there.
        let _ = part::fetch(Daily::Home.into()).await;
    });
}

#[cfg(feature = "split")]
mod part {
    use leptos::prelude::AnyView;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use super::{Administration, Daily, Later};
    use crate::api::ApiError;

    impl From<SplitLoaderError> for ApiError {
        fn from(_: SplitLoaderError) -> Self {
            Self::Offline
        }
    }

    pub async fn fetch(page: Later) -> Result<(), ApiError> {
        let fetched = match page {
            Later::Daily(_) => load_daily().await,
            Later::Administration(_) => load_administration().await,
        };
        fetched.map_err(ApiError::from)
    }

    pub async fn draw(page: Later) -> Result<AnyView, ApiError> {
        match page {
            Later::Daily(page) => draw_daily(page).await,
            Later::Administration(page) => draw_administration(page).await,
        }
    }

    #[wasm_split(daily, wasm_split_path = leptos::wasm_split, preload(load_daily), fallible)]
    fn draw_daily(page: Daily) -> Result<AnyView, ApiError> {
        Ok(page.view())
    }

    #[wasm_split(administration, wasm_split_path = leptos::wasm_split, preload(load_administration), fallible)]
    fn draw_administration(page: Administration) -> Result<AnyView, ApiError> {
        Ok(page.view())
    }
}

#[cfg(not(feature = "split"))]
mod part {
    use leptos::prelude::AnyView;

    use super::Later;
    use crate::api::ApiError;

    pub async fn fetch(_: Later) -> Result<(), ApiError> {
        Ok(())
    }

    pub async fn draw(page: Later) -> Result<AnyView, ApiError> {
        Ok(match page {
            Later::Daily(page) => page.view(),
            Later::Administration(page) => page.view(),
        })
    }
}
