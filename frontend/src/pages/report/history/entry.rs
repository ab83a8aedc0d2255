//! The entries of a history in one order, with the round and the kind of each. Pure; no browser.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use contract::comments::CommentView;
use contract::explanations::ExplanationView;
use contract::history::{HappeningView, HistoryView, RevisionView, TransitionView};
use domain::template::FormTemplate;
use domain::workflow::State;

use crate::locales::{M, fill, source_label};
use crate::time;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// In which round, from 1.
    pub round: u32,
    /// What.
    pub what: What,
    /// The revision that its figures are best compared with: of a save the one before, of a step the last one that led to
    /// the same state.
    pub before: Option<i64>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A workflow step.
    Step(TransitionView),
    /// A save, an import or a consolidation.
    Save(RevisionView),
    /// What happened to the report as a whole.
    Happening(HappeningView),
    /// A comment at a cell.
    Comment(CommentView),
    /// An explanation of warnings.
    Explanation(ExplanationView),
}

/// The kinds that can be chosen, as they stand in the choice.
pub const KINDS: [(&str, M); 4] =
    [("", M::KindAll), ("buoc", M::KindSteps), ("so-lieu", M::KindSaves), ("ghi-chu", M::KindWords)];

impl What {
    /// The kind that it belongs to.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Step(_) | Self::Happening(_) => "buoc",
            Self::Save(_) => "so-lieu",
            Self::Comment(_) | Self::Explanation(_) => "ghi-chu",
        }
    }

    /// The revision whose figures may be looked at from here.
    pub fn readable(&self) -> Option<i64> {
        match self {
            Self::Step(step) => step.is_readable.then_some(step.revision),
            Self::Save(save) => Some(save.revision),
            Self::Happening(_) | Self::Comment(_) | Self::Explanation(_) => None,
        }
    }
}

/// Everything, newest first. A step that changed no figures is told by the step itself.
pub fn entries(history: HistoryView) -> Vec<Entry> {
    let rounds = Rounds::of(&history.transitions);
    let known: Vec<i64> = versions(&history).iter().map(|version| version.revision).collect();
    let HistoryView { revisions, transitions, happenings, comments, explanations } = history;
    let steps = transitions.iter().map(|step| Entry {
        at: step.at,
        round: step.round,
        before: same_step_before(&transitions, step),
        what: What::Step(step.clone()),
    });
    let mut entries: Vec<Entry> = steps.collect();
    let saves = revisions.into_iter().filter(|save| save.source != "transition" || !save.changes.is_empty());
    entries.extend(saves.map(|save| {
        let before = known.iter().copied().find(|revision| *revision < save.revision).unwrap_or_default();
        Entry { at: save.at, round: save.round, before: Some(before), what: What::Save(save) }
    }));
    let words = comments.into_iter().map(|comment| (comment.at, What::Comment(comment)));
    let words = words.chain(explanations.into_iter().map(|told| (told.at, What::Explanation(told))));
    let words = words.chain(happenings.into_iter().map(|happening| (happening.at, What::Happening(happening))));
    entries.extend(words.map(|(at, what)| Entry { at, round: rounds.at(at), before: None, what }));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries
}

/// The names of rows by their keys: those that the form prints, and as changes called the others last. A comment outlives
/// its row.
pub fn row_names(form: &FormTemplate, history: &HistoryView) -> HashMap<String, String> {
    let printed = form.rows.iter().map(|row| (row.code.clone(), row.label.clone()));
    let changes = history.revisions.iter().rev().flat_map(|save| &save.changes);
    let called = changes.filter(|change| !change.label.is_empty());
    printed.chain(called.map(|change| (change.row.clone(), change.label.clone()))).collect()
}

/// The last step before this one that led to the same state, where its figures may be read.
fn same_step_before(steps: &[TransitionView], step: &TransitionView) -> Option<i64> {
    let earlier = steps.iter().filter(|other| other.revision < step.revision && other.to == step.to);
    earlier.max_by_key(|other| other.revision).filter(|other| other.is_readable).map(|other| other.revision)
}

/// The moments at which rounds ended: what was written between has no round of its own.
struct Rounds(Vec<DateTime<Utc>>);

impl Rounds {
    fn of(steps: &[TransitionView]) -> Self {
        let is_entry = |state: &str| State::parse(state).is_some_and(State::is_entry);
        Self(steps.iter().filter(|step| !is_entry(&step.from) && is_entry(&step.to)).map(|step| step.at).collect())
    }

    fn at(&self, moment: DateTime<Utc>) -> u32 {
        1 + u32::try_from(self.0.iter().filter(|end| **end < moment).count()).unwrap_or_default()
    }
}

/// A revision that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub revision: i64,
    /// Number, moment and what made it.
    pub label: String,
}

/// The revisions that can be looked at and compared, newest first.
pub fn versions(history: &HistoryView) -> Vec<Version> {
    let mut made: BTreeMap<i64, (DateTime<Utc>, String)> = BTreeMap::new();
    for save in &history.revisions {
        made.insert(save.revision, (save.at, source_label(&save.source)));
    }
    for step in history.transitions.iter().filter(|step| step.is_readable) {
        made.insert(step.revision, (step.at, step.action_label.clone()));
    }
    let label = |(revision, (at, by)): (i64, (DateTime<Utc>, String))| Version {
        revision,
        label: format!("{} · {} · {by}", fill(M::RevisionNumber, &[&revision.to_string()]), time::date_time(at)),
    };
    made.into_iter().rev().map(label).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn history() -> HistoryView {
        let step = |revision: i64, action: &str, from: &str, to: &str, round: u32, readable: bool| {
            json!({ "action": action, "action_label": action, "from": from, "to": to, "to_label": to, "unit": "U",
                "at": format!("2026-11-21T0{revision}:00:00Z"), "revision": revision, "round": round, "is_readable": readable })
        };
        let save = |revision: i64, source: &str, round: u32| {
            json!({ "revision": revision, "at": format!("2026-11-21T0{revision}:00:00Z"), "by": "Lan", "round": round,
                "source": source, "changes": [] })
        };
        let comment = |at: &str| {
            json!({ "id": 1, "row": "R", "column": "4", "text": "?", "by": "An", "unit": "U", "at": at, "revision": 3,
                "audience": "all" })
        };
        serde_json::from_value(json!({
            "revisions": [save(4, "entered", 2), save(3, "transition", 1), save(1, "entered", 1)],
            "transitions": [
                step(3, "return", "sent", "returned", 1, false), step(2, "send", "approved", "sent", 1, true),
            ],
            "comments": [comment("2026-11-21T02:30:00Z"), comment("2026-11-21T03:30:00Z")],
        }))
        .unwrap()
    }

    #[test]
    fn everything_stands_in_one_order_and_in_its_round() {
        let told: Vec<(&str, u32)> =
            entries(history()).iter().map(|entry| (entry.what.kind(), entry.round)).collect::<Vec<_>>();
        assert_eq!(told, [("so-lieu", 2), ("ghi-chu", 2), ("buoc", 1), ("ghi-chu", 1), ("buoc", 1), ("so-lieu", 1)]);
    }

    #[test]
    fn a_row_that_is_gone_keeps_its_name() {
        let mut history = history();
        let change = |kind: &str, label: &str| {
            serde_json::from_value(json!({ "kind": kind, "row": "R", "label": label })).unwrap()
        };
        history.revisions[2].changes = vec![change("row_added", "Đất đai")];
        history.revisions[0].changes = vec![change("label", "Môi trường"), change("row_removed", "")];
        let form =
            serde_json::from_value(json!({ "format": 1, "circular": "C", "code": "X", "version": 1, "title": "T",
            "regime": "II", "kind": "data", "frequencies": ["quarterly"], "provenance": "published",
            "rows": [{ "code": "T", "label": "Tổng số", "role": "total" }] }));
        let names = row_names(&form.unwrap(), &history);
        assert_eq!([&names["R"], &names["T"]], ["Môi trường", "Tổng số"]);
    }

    #[test]
    fn only_what_may_be_read_can_be_compared() {
        let revisions: Vec<i64> = versions(&history()).iter().map(|version| version.revision).collect();
        assert_eq!(revisions, [4, 3, 2, 1]);
        let mut seen = history();
        seen.revisions.retain(|save| save.revision == 1);
        let revisions: Vec<i64> = versions(&seen).iter().map(|version| version.revision).collect();
        assert_eq!(revisions, [2, 1], "the step that a receiver may not look into is left out");
    }
}
