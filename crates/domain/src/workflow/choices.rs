//! What units may set for themselves, within what the regime allows (C2).

use std::collections::BTreeSet;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::policy::MOST_LEVELS;
use super::{Signing, WorkflowPolicy};
use crate::ids::UserId;
use crate::language::Language;

/// Most people that can be named for one level.
const MOST_NAMED: usize = 20;

/// What a regime leaves to units. What the regime itself says is always allowed; by default everything is left to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitChoices {
    /// Fewest approval levels that a unit may choose.
    pub least_levels: u8,
    /// Most approval levels that a unit may choose.
    pub most_levels: u8,
    /// What a unit may choose about signing.
    pub signing: Vec<Signing>,
    /// Whether a unit may say if one account does all steps.
    pub one_account: bool,
    /// Whether it may be said for a unit if its receiver answers.
    pub receiver_check: bool,
    /// Whether a unit may choose the hour of automatic sending.
    pub auto_send: bool,
    /// Whether the hour of automatic acceptance may be chosen for a unit.
    pub auto_accept: bool,
}

impl Default for UnitChoices {
    fn default() -> Self {
        Self {
            least_levels: 0,
            most_levels: MOST_LEVELS,
            signing: Signing::ALL.to_vec(),
            one_account: true,
            receiver_check: true,
            auto_send: true,
            auto_accept: true,
        }
    }
}

/// Something wrong with a process, at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFault {
    /// The field, e.g. `approval_levels`, or `approvers.2` for the people of the second level.
    pub place: String,
    /// What kind of fault, in snake_case.
    pub code: &'static str,
    /// What is wrong and what to do, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

impl PolicyFault {
    /// A fault at a field.
    pub fn new(place: impl Into<String>, code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { place: place.into(), code, vi: vi.into(), en: en.into() }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// What no process may say, wherever it is set.
#[must_use]
pub fn policy_limits(policy: &WorkflowPolicy) -> Vec<PolicyFault> {
    let mut faults = Vec::new();
    if policy.approval_levels > MOST_LEVELS {
        faults.push(too_many_levels("approval_levels"));
    }
    if policy.approvers.len() > usize::from(policy.levels()) {
        faults.push(PolicyFault::new(
            "approval_levels",
            "named_beyond_levels",
            "Có người được chỉ định ở cấp duyệt không còn trong quy trình. Tăng số cấp duyệt hoặc bỏ chỉ định.",
            "People are named for a level that the process does not have. Add the level or remove them.",
        ));
    }
    let mut seen: BTreeSet<UserId> = BTreeSet::new();
    for (number, people) in policy.approvers.iter().enumerate() {
        let place = format!("approvers.{}", number + 1);
        if people.len() > MOST_NAMED {
            faults.push(PolicyFault::new(
                place.clone(),
                "too_many",
                format!("Chỉ định nhiều nhất {MOST_NAMED} người cho một cấp duyệt."),
                format!("Name {MOST_NAMED} people for a level at most."),
            ));
        }
        let distinct: BTreeSet<UserId> = people.iter().copied().collect();
        if distinct.len() < people.len() || !distinct.is_disjoint(&seen) {
            faults.push(PolicyFault::new(
                place,
                "named_twice",
                "Một người chỉ được chỉ định ở một cấp duyệt. Bỏ người bị trùng.",
                "A person is named for one level only. Remove who is named twice.",
            ));
        }
        seen.extend(distinct);
    }
    faults
}

impl UnitChoices {
    /// Whether everything is left to units.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// What is wrong with the choices themselves.
    #[must_use]
    pub fn limits(&self) -> Vec<PolicyFault> {
        let mut faults = Vec::new();
        if self.least_levels > MOST_LEVELS || self.most_levels > MOST_LEVELS {
            faults.push(too_many_levels("levels"));
        }
        if self.least_levels > self.most_levels {
            faults.push(PolicyFault::new(
                "levels",
                "least_above_most",
                "Số cấp duyệt ít nhất không được lớn hơn số cấp duyệt nhiều nhất.",
                "The fewest levels must not be more than the most.",
            ));
        }
        if self.signing.len() > Signing::ALL.len() {
            faults.push(PolicyFault::new(
                "signing",
                "too_many",
                "Mỗi lựa chọn ký số chỉ nêu một lần.",
                "Name each choice about signing once.",
            ));
        }
        faults
    }

    /// Whether a unit may have this many approval levels.
    #[must_use]
    pub fn allows_levels(&self, regime: &WorkflowPolicy, levels: u8) -> bool {
        levels == regime.approval_levels || (self.least_levels..=self.most_levels).contains(&levels)
    }

    /// Whether a unit may choose this about signing.
    #[must_use]
    pub fn allows_signing(&self, regime: &WorkflowPolicy, signing: Signing) -> bool {
        signing == regime.signing || self.signing.contains(&signing)
    }

    /// Where a unit's process leaves what the regime allows.
    #[must_use]
    pub fn check(&self, regime: &WorkflowPolicy, own: &WorkflowPolicy) -> Vec<PolicyFault> {
        let mut faults = Vec::new();
        // More levels than there can be are told as such.
        if own.approval_levels <= MOST_LEVELS && !self.allows_levels(regime, own.approval_levels) {
            faults.push(levels_outside(self.least_levels, self.most_levels, regime.levels()));
        }
        if !self.allows_signing(regime, own.signing) {
            let allowed = |language| {
                let mut all = self.signing.clone();
                all.push(regime.signing);
                let names = Signing::ALL.into_iter().filter(|one| all.contains(one)).map(|one| one.label(language));
                names.collect::<Vec<_>>().join(", ")
            };
            faults.push(PolicyFault::new(
                "signing",
                "outside_regime",
                format!("Chế độ báo cáo chỉ cho phép: {}.", allowed(Language::Vi)),
                format!("The regime allows only: {}.", allowed(Language::En)),
            ));
        }
        let fixed = [
            ("one_account", !self.one_account && own.one_account != regime.one_account),
            ("receiver_check", !self.receiver_check && own.receiver_check != regime.receiver_check),
            ("auto_send_at", !self.auto_send && own.auto_send_at != regime.auto_send_at),
            ("auto_accept_at", !self.auto_accept && own.auto_accept_at != regime.auto_accept_at),
        ];
        let outside = fixed.into_iter().filter(|(_, is_outside)| *is_outside);
        faults.extend(outside.map(|(place, _)| {
            PolicyFault::new(
                place,
                "outside_regime",
                "Chế độ báo cáo không cho đơn vị thay đổi mục này. Giữ như chế độ báo cáo quy định.",
                "The regime does not leave this to units. Keep what the regime says.",
            )
        }));
        faults
    }

    /// What holds for a unit with a process of its own: where it leaves what the regime allows – since the regime was
    /// narrowed later – the regime's word holds.
    #[must_use]
    pub fn settle(&self, regime: &WorkflowPolicy, own: &WorkflowPolicy) -> WorkflowPolicy {
        let kept = |is_left: bool, own: bool, of_regime: bool| if is_left { own } else { of_regime };
        let hour =
            |is_left: bool, own: Option<NaiveTime>, regime: Option<NaiveTime>| if is_left { own } else { regime };
        let fits = self.allows_levels(regime, own.approval_levels);
        let levels = if fits { own.approval_levels } else { regime.approval_levels };
        WorkflowPolicy {
            approval_levels: levels,
            signing: if self.allows_signing(regime, own.signing) { own.signing } else { regime.signing },
            receiver_check: kept(self.receiver_check, own.receiver_check, regime.receiver_check),
            one_account: kept(self.one_account, own.one_account, regime.one_account),
            auto_accept_at: hour(self.auto_accept, own.auto_accept_at, regime.auto_accept_at),
            auto_send_at: hour(self.auto_send, own.auto_send_at, regime.auto_send_at),
            approvers: own.approvers.iter().take(usize::from(levels.min(MOST_LEVELS))).cloned().collect(),
        }
    }
}

fn too_many_levels(place: &str) -> PolicyFault {
    PolicyFault::new(
        place,
        "too_many_levels",
        format!("Số cấp duyệt từ 0 đến {MOST_LEVELS}."),
        format!("There are 0 to {MOST_LEVELS} approval levels."),
    )
}

fn levels_outside(least: u8, most: u8, regime: u8) -> PolicyFault {
    let also = !(least..=most).contains(&regime);
    let (range_vi, range_en) = if least == most {
        (least.to_string(), least.to_string())
    } else {
        (format!("từ {least} đến {most}"), format!("{least} to {most}"))
    };
    let (also_vi, also_en) =
        if also { (format!(" hoặc {regime}"), format!(" or {regime}")) } else { (String::new(), String::new()) };
    PolicyFault::new(
        "approval_levels",
        "outside_regime",
        format!("Chế độ báo cáo cho phép số cấp duyệt {range_vi}{also_vi}."),
        format!("The regime allows {range_en}{also_en} approval levels."),
    )
}
