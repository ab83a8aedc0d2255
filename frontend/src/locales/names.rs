//! Names of codes that the API sends: statuses, actions, rights and kinds.

use super::{M, t};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident { $($code:literal => $message:ident,)* })*) => {$(
        $(#[$doc])*
        pub fn $name(code: &str) -> String {
            match code {
                $($code => t(M::$message).to_owned(),)*
                // A code that a newer server knows is better shown than hidden.
                unknown => unknown.to_owned(),
            }
        }
    )*};
}

names! {
    /// Name of a report's status.
    status_label {
        "assigned" => StatusAssigned, "in_progress" => StatusInProgress, "submitted" => StatusSubmitted,
        "approved" => StatusApproved, "sent" => StatusSent, "accepted" => StatusAccepted, "returned" => StatusReturned,
        "correction_requested" => StatusCorrectionRequested, "exempt" => StatusExempt,
    }

    /// Name of a workflow action, as on its button.
    action_label {
        "open" => ActionOpen, "save" => ActionSave, "submit" => ActionSubmit, "recall" => ActionRecall,
        "approve" => ActionApprove, "reject" => ActionReject, "sign" => ActionSign,
        "refuse_to_send" => ActionRefuseToSend, "send" => ActionSend, "accept" => ActionAccept,
        "return" => ActionReturn, "request_correction" => ActionRequestCorrection,
        "grant_correction" => ActionGrantCorrection, "decline_correction" => ActionDeclineCorrection,
        "exempt" => ActionExempt, "auto_accept" => ActionAutoAccept, "auto_send" => ActionAutoSend,
    }

    /// Name of a working right.
    right_label {
        "enter" => RightEnter, "consolidate" => RightConsolidate, "approve" => RightApprove, "send" => RightSend,
        "check" => RightCheck, "administer" => RightAdminister, "view" => RightView,
    }

    /// How a revision came about.
    source_label {
        "entered" => SourceEntered, "imported" => SourceImported, "consolidated" => SourceConsolidated,
        "transition" => SourceTransition,
    }

    /// What kind of change a revision made.
    change_kind {
        "cell" => ChangeCell, "row_added" => ChangeRowAdded, "row_removed" => ChangeRowRemoved,
        "label" => ChangeLabel,
    }

    /// What kind of unit it is.
    unit_kind_label {
        "government_office" => UnitGovernmentOffice, "ministry" => UnitMinistry, "province" => UnitProvince,
        "department" => UnitDepartment, "commune" => UnitCommune, "ward" => UnitWard,
        "special_zone" => UnitSpecialZone,
    }

    /// How often a regime is reported.
    frequency_label {
        "monthly" => FrequencyMonthly, "quarterly" => FrequencyQuarterly, "half_yearly" => FrequencyHalfYearly,
        "nine_monthly" => FrequencyNineMonthly, "yearly" => FrequencyYearly, "daily" => FrequencyDaily,
        "ad_hoc" => FrequencyAdHoc,
    }
}
