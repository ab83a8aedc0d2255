//! Names of codes that the API sends: statuses and actions by the domain's words, rights and kinds by ours.

use domain::workflow::{Action, State};

use super::{M, language, t};

/// Name of a report's status.
pub fn status_label(code: &str) -> String {
    State::parse(code).map_or(code, |state| state.label(language())).to_owned()
}

/// Name of a workflow action, as on its button.
pub fn action_label(code: &str) -> String {
    Action::parse(code).map_or(code, |action| action.label(language())).to_owned()
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident { $($($code:literal)|+ => $message:ident,)* })*) => {$(
        $(#[$doc])*
        pub fn $name(code: &str) -> String {
            match code {
                $($($code)|+ => t(M::$message).to_owned(),)*
                // A code that a newer server knows is better shown than hidden.
                unknown => unknown.to_owned(),
            }
        }
    )*};
}

names! {
    /// Name of a working right.
    right_label {
        "enter" => RightEnter, "consolidate" => RightConsolidate, "approve" => RightApprove, "send" => RightSend,
        "check" => RightCheck, "administer" => RightAdminister, "view" => RightView,
    }

    /// How a revision came about.
    source_label {
        "entered" => SourceEntered, "imported" => SourceImported, "consolidated" => SourceConsolidated,
        "transition" => SourceTransition, "succession" => SourceSuccession,
    }

    /// How a value that was not typed came into its cell.
    origin_label {
        "pasted" => OriginPasted, "filled" => OriginFilled, "carried_over" => OriginCarriedOver,
    }

    /// What kind of change a revision made.
    change_kind {
        "cell" => ChangeCell, "row_added" => ChangeRowAdded, "row_removed" => ChangeRowRemoved,
        "label" => ChangeLabel,
    }

    /// What kind of unit it is.
    unit_kind_label {
        "government_office" => UnitGovernmentOffice, "ministry" => UnitMinistry, "province" => UnitProvince,
        "department" | "provincial_department" => UnitDepartment,
        "ministry_department" => UnitMinistryDepartment, "commune" => UnitCommune, "ward" => UnitWard,
        "special_zone" => UnitSpecialZone,
    }

    /// How often a regime is reported.
    frequency_label {
        "monthly" => FrequencyMonthly, "quarterly" => FrequencyQuarterly, "half_yearly" => FrequencyHalfYearly,
        "nine_monthly" => FrequencyNineMonthly, "yearly" => FrequencyYearly, "daily" => FrequencyDaily,
        "ad_hoc" => FrequencyAdHoc,
    }
}
