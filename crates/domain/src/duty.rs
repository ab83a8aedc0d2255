//! Which units owe which forms to whom (A3, A7, G6).
//!
//! A regime says it by [`DutyRule`]s; where it has none for a form, the circular's own list of reporters on the form holds.
//! Reports run along *receivers*: usually the unit above, but a vertical agency may stand outside the territorial tree and
//! report to a named unit, and an administrator may set another receiver for one unit.
//!
//! A form that consolidates others is owed only where somebody sends one of those others there. A unit at the top, which has
//! nobody above, owes each form that comes to it, to hold the national figure.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::regime::UnitLevel;
use crate::template::FormTemplate;

/// Who owes which forms of a regime to whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DutyRule {
    /// Codes of the forms concerned; all of the regime when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// The levels that owe them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<UnitLevel>,
    /// Codes of single units that owe them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// Kinds of unit that owe them, e.g. `ward`, where a level holds several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Codes of units that do not, though they are of such a level or kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<String>,
    /// Who receives the reports.
    pub receiver: Receiver,
}

/// Who receives the reports of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Receiver {
    /// The unit above.
    #[default]
    Parent,
    /// One unit, wherever it stands.
    Unit {
        /// Its code.
        code: String,
    },
    /// The nearest unit above of a level.
    Level {
        /// The level.
        level: UnitLevel,
    },
}

impl DutyRule {
    /// Whether the rule says who owes the form.
    #[must_use]
    pub fn speaks_of(&self, form: &str) -> bool {
        self.forms.is_empty() || self.forms.iter().any(|code| code == form)
    }

    fn names(&self, unit: &Reporter) -> bool {
        // Who was named is followed to the unit that came after it; an exemption ends with its unit.
        let is_one = || self.units.contains(&unit.code) || unit.continued().any(|one| self.units.contains(&one.code));
        let named = self.levels.contains(&unit.level) || self.kinds.contains(&unit.kind) || is_one();
        named && !self.exempt.contains(&unit.code)
    }
}

/// The level of a kind of unit.
#[must_use]
pub fn level_of_kind(kind: &str) -> Option<UnitLevel> {
    match kind {
        "ward" | "special_zone" => Some(UnitLevel::Commune),
        other => UnitLevel::parse(other),
    }
}

/// A unit that may owe reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporter {
    /// The unit's id.
    pub id: i64,
    /// Its official code.
    pub code: String,
    /// Its name: some forms are owed by one named unit.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Where it stands.
    pub level: UnitLevel,
    /// The unit above.
    pub parent: Option<i64>,
    /// The units that ended and that it came after, itself or at the end of a line.
    pub formers: Vec<Former>,
}

/// What a unit was called that has ended: regimes go on naming it, since a published version never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Its official code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the unit that came after it was made for that, of the same level, and so owes what it owed; one that was
    /// there before goes on owing what it owed itself (decision 0054).
    pub is_continued: bool,
}

impl Reporter {
    /// The units in whose place it stands.
    fn continued(&self) -> impl Iterator<Item = &Former> {
        self.formers.iter().filter(|former| former.is_continued)
    }
}

/// What administrators set for single units, which goes before every rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receivers(HashMap<(i64, String), i64>);

impl Receivers {
    /// Sets who receives a unit's reports of a form; of all forms when the code is empty.
    pub fn set(&mut self, unit: i64, form: &str, receiver: i64) {
        self.0.insert((unit, form.to_owned()), receiver);
    }

    /// Who was set to receive a unit's reports of a form.
    #[must_use]
    pub fn find(&self, unit: i64, form: &str) -> Option<i64> {
        if self.0.is_empty() {
            return None;
        }
        let of = |form: &str| self.0.get(&(unit, form.to_owned())).copied();
        of(form).or_else(|| of(""))
    }
}

/// One form that one unit owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// Place of the form in the list of forms.
    pub form: usize,
    /// Place of the unit in the list of units.
    pub unit: usize,
    /// The id of the unit that receives it; none at the top.
    pub receiver: Option<i64>,
    /// Whether others send here what this report consolidates.
    pub consolidates: bool,
}

/// All duties of these units by these forms of one regime, by unit and form in the order of the lists.
#[must_use]
pub fn duties(forms: &[FormTemplate], rules: &[DutyRule], units: &[Reporter], receivers: &Receivers) -> Vec<Duty> {
    let ground = Ground::of(forms, units);
    let mut owed: BTreeMap<(usize, usize), Duty> = BTreeMap::new();
    let mut candidates: HashMap<(usize, usize), Option<i64>> = HashMap::new();
    let mut settled: Vec<(usize, usize)> = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        for (number, form) in forms.iter().enumerate() {
            let Some(receiver) = ground.owes(form, rules, unit, receivers) else { continue };
            candidates.insert((place, number), receiver);
            // What sums others up waits until somebody sends those others.
            if form.consolidates.is_empty() && receiver.is_some() {
                owed.insert((place, number), Duty { form: number, unit: place, receiver, consolidates: false });
                settled.push((place, number));
            }
        }
    }
    // Each duty feeds what its receiver owes: every pair is settled once, so that a circle of receivers ends too.
    while let Some((place, number)) = settled.pop() {
        let receiver = owed.get(&(place, number)).and_then(|duty| duty.receiver);
        let Some(above) = receiver.and_then(|id| ground.places.get(&id).copied()) else { continue };
        for fed in ground.fed_by(number) {
            let is_top = units.get(above).is_some_and(|unit| unit.parent.is_none());
            let Some(receiver) = candidates.get(&(above, fed)).copied().or(is_top.then_some(None)) else { continue };
            let is_fillable = forms.get(fed).is_some_and(FormTemplate::is_fillable);
            match owed.get_mut(&(above, fed)) {
                Some(duty) => duty.consolidates |= is_fillable,
                None if is_fillable => {
                    owed.insert((above, fed), Duty { form: fed, unit: above, receiver, consolidates: true });
                    settled.push((above, fed));
                }
                None => {}
            }
        }
    }
    owed.into_values().collect()
}

/// The forms that a unit is named for, looked at by itself; `others` are the units that forms name one by one. What adds
/// others up is among them also where nobody sends anything, and a unit at the top has them all: this tells which dates
/// concern the unit, and [`duties`] what it owes.
#[must_use]
pub fn named_for<'a>(
    forms: &'a [FormTemplate],
    rules: &[DutyRule],
    unit: &Reporter,
    others: &[Reporter],
) -> Vec<&'a FormTemplate> {
    let near: Vec<Reporter> = others.iter().chain([unit]).cloned().collect();
    let ground = Ground::of(forms, &near);
    let is_top = unit.parent.is_none();
    let is_named = |form: &&FormTemplate| is_top || ground.owes(form, rules, unit, &Receivers::default()).is_some();
    forms.iter().filter(is_named).collect()
}

/// What is looked up while duties are found.
struct Ground<'a> {
    units: &'a [Reporter],
    /// Where a unit stands in the list.
    places: HashMap<i64, usize>,
    /// Present units by their codes and by those of the units that they came after.
    codes: HashMap<&'a str, i64>,
    /// Present units, and those that others stand in the place of, by their names.
    names: HashMap<&'a str, HashSet<i64>>,
    /// For each form, the forms that take it in.
    fed: Vec<Vec<usize>>,
}

impl<'a> Ground<'a> {
    fn of(forms: &'a [FormTemplate], units: &'a [Reporter]) -> Self {
        let takes_in =
            |form: &FormTemplate, code: &str| form.code == code || form.consolidates.iter().any(|below| below == code);
        let fed_by = |form: &FormTemplate| -> Vec<usize> {
            (0..forms.len()).filter(|ix| forms.get(*ix).is_some_and(|above| takes_in(above, &form.code))).collect()
        };
        Self {
            units,
            places: units.iter().enumerate().map(|(place, unit)| (unit.id, place)).collect(),
            // A present unit's own code goes before a former unit's.
            codes: (units.iter())
                .flat_map(|unit| unit.formers.iter().map(|former| (former.code.as_str(), unit.id)))
                .chain(units.iter().map(|unit| (unit.code.as_str(), unit.id)))
                .collect(),
            names: named(units),
            fed: forms.iter().map(fed_by).collect(),
        }
    }

    fn fed_by(&self, form: usize) -> Vec<usize> {
        self.fed.get(form).cloned().unwrap_or_default()
    }

    /// Whether a unit is to report a form, and to whom.
    fn owes(
        &self,
        form: &FormTemplate,
        rules: &[DutyRule],
        unit: &Reporter,
        receivers: &Receivers,
    ) -> Option<Option<i64>> {
        let mut spoken = rules.iter().filter(|rule| rule.speaks_of(&form.code)).peekable();
        let by_rule = if spoken.peek().is_some() {
            let rule = spoken.find(|rule| rule.names(unit))?;
            self.receiver(&rule.receiver, unit)
        } else if reports(form, unit, &self.names) {
            unit.parent
        } else {
            return None;
        };
        Some(receivers.find(unit.id, &form.code).or(by_rule))
    }

    /// Who receives by a rule; the unit above where the rule's receiver does not exist, so that no report goes nowhere.
    fn receiver(&self, receiver: &Receiver, unit: &Reporter) -> Option<i64> {
        match receiver {
            Receiver::Parent => unit.parent,
            Receiver::Unit { code } => {
                self.codes.get(code.as_str()).copied().filter(|id| *id != unit.id).or(unit.parent)
            }
            Receiver::Level { level } => {
                self.above(unit).find(|above| above.level == *level).map_or(unit.parent, |above| Some(above.id))
            }
        }
    }

    /// The units above, nearest first. Bounded, should the tree hold a circle.
    fn above(&self, unit: &Reporter) -> impl Iterator<Item = &'a Reporter> {
        let up = |unit: &Reporter| self.units.get(*self.places.get(&unit.parent?)?);
        std::iter::successors(up(unit), move |above| up(above)).take(self.units.len())
    }
}

/// The units that a name means: those that have it, and where none does, those that stand in the place of one that had it.
fn named(units: &[Reporter]) -> HashMap<&str, HashSet<i64>> {
    let mut all: HashMap<&str, HashSet<i64>> = HashMap::new();
    for unit in units {
        all.entry(&unit.name).or_default().insert(unit.id);
    }
    let present: HashSet<&str> = all.keys().copied().collect();
    for unit in units {
        for former in unit.continued().filter(|former| !present.contains(former.name.as_str())) {
            all.entry(&former.name).or_default().insert(unit.id);
        }
    }
    all
}

/// Whether the circular names the unit, or its level, among the form's reporters.
fn reports(form: &FormTemplate, unit: &Reporter, named: &HashMap<&str, HashSet<i64>>) -> bool {
    form.reporters.iter().any(|words| match named.get(words.as_str()) {
        Some(units) => units.contains(&unit.id),
        None => level_of(words) == Some(unit.level),
    })
}

/// The level that the circular's words mean; none for units that do not exist any more or are named one by one.
fn level_of(words: &str) -> Option<UnitLevel> {
    [
        ("UBND cấp xã", UnitLevel::Commune),
        ("Cơ quan chuyên môn thuộc UBND cấp tỉnh", UnitLevel::ProvincialDepartment),
        ("UBND cấp tỉnh", UnitLevel::Province),
        ("Vụ, cục, đơn vị thuộc bộ", UnitLevel::MinistryDepartment),
        ("Bộ, cơ quan ngang bộ", UnitLevel::Ministry),
    ]
    .into_iter()
    .find_map(|(start, level)| words.starts_with(start).then_some(level))
}
