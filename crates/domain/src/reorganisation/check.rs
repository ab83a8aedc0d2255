//! What stands in the way of an act.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::{Act, KnownUnit, KnownUnits, Step, StepKind, Successor, successions};
use crate::duty::level_of_kind;
use crate::language::Language;

/// Most steps of one act.
pub const MOST_STEPS: usize = 500;
/// Most units that end by one step.
pub const MOST_UNITS: usize = 1_000;
/// Longest number and code, in characters.
const CODE: usize = 60;
/// Longest name and title, in characters.
const LINE: usize = 500;

/// Something wrong with an act, at a place of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActFault {
    /// The field, e.g. `number`, or `steps.2.units` for the third step.
    pub place: String,
    /// What kind of fault, in snake_case.
    pub code: &'static str,
    /// What is wrong and what to do, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

impl ActFault {
    fn new(place: impl Into<String>, code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
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

/// What even a draft must keep to, so that it can be stored and shown.
#[must_use]
pub fn limits(act: &Act) -> Vec<ActFault> {
    let mut faults = Vec::new();
    let mut long = |place: String, text: &str, most: usize| {
        if text.chars().count() > most || text.chars().any(char::is_control) {
            faults.push(ActFault::new(
                place,
                "too_long",
                format!("Nhập tối đa {most} ký tự, không có ký tự điều khiển."),
                format!("At most {most} characters, none of them a control character."),
            ));
        }
    };
    long("number".to_owned(), &act.number, CODE);
    long("title".to_owned(), &act.title, LINE);
    for (place, step) in act.steps.iter().enumerate() {
        if let Some(new) = &step.new {
            long(format!("steps.{place}.code"), &new.code, CODE);
            long(format!("steps.{place}.name"), &new.name, LINE);
            long(format!("steps.{place}.short_name"), new.short_name.as_deref().unwrap_or_default(), LINE);
            long(format!("steps.{place}.kind"), new.kind.as_deref().unwrap_or_default(), CODE);
        }
    }
    if !(2000..=2100).contains(&act.effective_on.year()) {
        faults.push(ActFault::new(
            "effective_on",
            "out_of_range",
            "Ngày hiệu lực trong khoảng năm 2000–2100.",
            "The effective day lies between 2000 and 2100.",
        ));
    }
    if act.steps.len() > MOST_STEPS || act.steps.iter().any(|step| step.units.len() > MOST_UNITS) {
        faults.push(ActFault::new(
            "steps",
            "too_many",
            format!("Một quyết định có tối đa {MOST_STEPS} nội dung, mỗi nội dung tối đa {MOST_UNITS} đơn vị. Hãy tách thành nhiều quyết định."),
            format!("An act has at most {MOST_STEPS} steps of {MOST_UNITS} units. Enter it as several acts."),
        ));
    }
    faults
}

/// Everything that stands in the way of publishing an act. `pending` are the units that other acts end which were published
/// and not carried out yet.
#[must_use]
pub fn check(act: &Act, units: &KnownUnits, pending: &BTreeSet<i64>) -> Vec<ActFault> {
    let mut faults = limits(act);
    head(act, &mut faults);
    let mut ending: BTreeMap<i64, usize> = BTreeMap::new();
    for (place, step) in act.steps.iter().enumerate() {
        for unit in &step.units {
            if let Some(first) = ending.insert(*unit, place) {
                faults.push(twice(place, first, *unit, units));
            }
        }
    }
    let mut tree = Tree::of(units);
    for (place, step) in act.steps.iter().enumerate() {
        Checked { act, units, pending, ending: &ending, tree: &tree, place, step }.step(&mut faults);
        tree.carry_out(step);
    }
    codes(act, units, &mut faults);
    faults
}

fn head(act: &Act, faults: &mut Vec<ActFault>) {
    if act.number.trim().is_empty() {
        faults.push(ActFault::new("number", "missing", "Nhập số, ký hiệu văn bản.", "Enter the act's number."));
    }
    if act.title.trim().is_empty() {
        faults.push(ActFault::new("title", "missing", "Nhập trích yếu văn bản.", "Enter the act's title."));
    }
    if act.steps.is_empty() {
        faults.push(ActFault::new(
            "steps",
            "missing",
            "Thêm ít nhất một nội dung sắp xếp.",
            "Add at least one change.",
        ));
    }
}

fn twice(place: usize, first: usize, unit: i64, units: &KnownUnits) -> ActFault {
    let name = units.get(&unit).map(|known| known.name.clone()).unwrap_or_default();
    ActFault::new(
        format!("steps.{place}.units"),
        "twice",
        format!(
            "{name} đã có ở nội dung {}. Mỗi đơn vị chỉ có một đơn vị kế thừa: chọn đơn vị nhận toàn bộ báo cáo, phần địa bàn còn lại lập đơn vị mới.",
            first + 1
        ),
        format!(
            "{name} stands in change {} already. A unit has one successor: choose the one that takes all its reports, and make new units for the rest.",
            first + 1
        ),
    )
}

/// Who stands under whom after the steps before: two that are sound by themselves can make a circle together.
struct Tree(BTreeMap<i64, i64>);

impl Tree {
    fn of(units: &KnownUnits) -> Self {
        Self(units.iter().filter_map(|(id, known)| Some((*id, known.parent?))).collect())
    }

    /// A unit with all above it.
    fn line(&self, unit: i64) -> Vec<i64> {
        let mut line = vec![unit];
        while let Some(above) = line.last().and_then(|last| self.0.get(last)).filter(|above| !line.contains(above)) {
            line.push(*above);
        }
        line
    }

    /// The first unit that ends stands for what comes after it, and the others stand below it. What is abolished goes on
    /// standing between those below it and above it, which changes nothing about who is above whom.
    fn carry_out(&mut self, step: &Step) {
        let Some((first, others)) = step.units.split_first() else { return };
        let head = step.into.filter(|_| step.kind == StepKind::Merge).unwrap_or(*first);
        match step.kind {
            StepKind::Abolish | StepKind::Split => return,
            StepKind::Merge | StepKind::Rename | StepKind::Move => {}
        }
        let parent = step.parent.or(step.new.as_ref().and_then(|new| new.parent));
        if let Some(parent) = parent.filter(|_| head == *first) {
            self.0.insert(*first, parent);
        }
        for unit in others.iter().chain([first]).filter(|unit| **unit != head) {
            self.0.insert(*unit, head);
        }
    }
}

/// One step with what it is checked against.
struct Checked<'a> {
    act: &'a Act,
    units: &'a KnownUnits,
    pending: &'a BTreeSet<i64>,
    ending: &'a BTreeMap<i64, usize>,
    tree: &'a Tree,
    place: usize,
    step: &'a Step,
}

impl Checked<'_> {
    fn step(&self, faults: &mut Vec<ActFault>) {
        if self.step.kind == StepKind::Split {
            faults.push(self.fault(
                "kind",
                "split",
                "Không chia báo cáo của một đơn vị cho nhiều đơn vị: số liệu đã gửi không tách được. Hãy chọn một đơn vị kế thừa nhận toàn bộ báo cáo (sáp nhập hoặc đổi tên), các đơn vị còn lại lập mới.",
                "The reports of one unit are not divided among several: figures that were sent cannot be taken apart. Choose one successor that takes them all (merge or rename), and make the others as new units.",
            ));
            return;
        }
        self.ended_units(faults);
        self.successor(faults);
    }

    fn ended_units(&self, faults: &mut Vec<ActFault>) {
        let is_one = matches!(self.step.kind, StepKind::Rename | StepKind::Move);
        let count = self.step.units.iter().collect::<BTreeSet<_>>().len();
        if count == 0 || (is_one && count != 1) {
            let (vi, en) = if is_one {
                ("Chọn đúng một đơn vị.", "Choose exactly one unit.")
            } else {
                ("Chọn các đơn vị được sắp xếp.", "Choose the units that end.")
            };
            faults.push(self.fault("units", "missing", vi, en));
        }
        for unit in &self.step.units {
            let Some(known) = self.existing("units", *unit, faults) else { continue };
            if known.parent.is_none() {
                faults.push(self.fault(
                    "units",
                    "top",
                    format!("{} đứng đầu hệ thống nên không sáp nhập hay bãi bỏ được.", known.name),
                    format!("{} stands at the top and can neither be merged nor abolished.", known.name),
                ));
            }
            if self.pending.contains(unit) {
                faults.push(self.fault(
                    "units",
                    "pending",
                    format!("{} đã có trong một quyết định khác đã ban hành, chưa thực hiện xong.", known.name),
                    format!("{} is part of another published act that was not carried out yet.", known.name),
                ));
            }
            if known.valid_from.is_some_and(|from| from >= self.act.effective_on) {
                faults.push(self.fault(
                    "units",
                    "too_young",
                    format!("{} chưa có trước ngày hiệu lực. Kiểm tra lại ngày hiệu lực.", known.name),
                    format!("{} did not exist before the effective day. Check that day.", known.name),
                ));
            }
        }
    }

    fn successor(&self, faults: &mut Vec<ActFault>) {
        match self.step.kind {
            StepKind::Merge => match (self.step.into, &self.step.new) {
                (Some(into), None) => self.merged_into(into, faults),
                (None, Some(new)) if new.name.trim().is_empty() => faults.push(self.no_name()),
                (None, Some(new)) => self.above(new.parent, faults),
                _ => faults.push(self.fault(
                    "into",
                    "missing",
                    "Chọn đơn vị nhận sáp nhập, hoặc nhập tên đơn vị mới.",
                    "Choose the unit that takes them in, or enter the new unit's name.",
                )),
            },
            StepKind::Rename => match &self.step.new {
                Some(new) if !new.name.trim().is_empty() => self.above(new.parent, faults),
                _ => faults.push(self.no_name()),
            },
            StepKind::Move => match self.step.parent {
                Some(parent) => self.above(Some(parent), faults),
                None => faults.push(self.fault(
                    "parent",
                    "missing",
                    "Chọn đơn vị cấp trên mới.",
                    "Choose the unit above from then on.",
                )),
            },
            StepKind::Abolish => {
                for unit in &self.step.units {
                    let above = self.units.get(unit).and_then(|known| known.parent);
                    if above.is_some_and(|above| self.ending.contains_key(&above)) {
                        faults.push(self.chain(above.unwrap_or_default()));
                    }
                }
            }
            StepKind::Split => {}
        }
    }

    fn merged_into(&self, into: i64, faults: &mut Vec<ActFault>) {
        let Some(target) = self.existing("into", into, faults) else { return };
        if self.ending.contains_key(&into) || self.pending.contains(&into) {
            faults.push(self.chain(into));
        }
        self.not_below("into", into, faults);
        let level = |unit: &i64| self.units.get(unit).and_then(KnownUnit::level);
        if self.step.units.iter().any(|unit| level(unit) != target.level()) {
            faults.push(self.other_level("into"));
        }
    }

    /// A unit that something new is put under.
    fn above(&self, parent: Option<i64>, faults: &mut Vec<ActFault>) {
        if let Some(parent) = parent
            && self.existing("parent", parent, faults).is_some()
        {
            self.not_below("parent", parent, faults);
        }
        let first = self.step.units.first().and_then(|unit| self.units.get(unit));
        let own = self.step.new.as_ref().and_then(|new| new.kind.as_deref()).filter(|kind| !kind.is_empty());
        let level = own.map_or_else(|| first.and_then(KnownUnit::level), level_of_kind);
        if own.is_some() && level.is_none() {
            faults.push(self.fault(
                "kind",
                "unknown_kind",
                "Không có loại đơn vị này.",
                "There is no such kind of unit.",
            ));
        } else if self.step.units.iter().filter_map(|unit| self.units.get(unit)).any(|known| known.level() != level) {
            faults.push(self.other_level("units"));
        }
    }

    fn not_below(&self, field: &str, unit: i64, faults: &mut Vec<ActFault>) {
        if self.tree.line(unit).iter().any(|above| self.step.units.contains(above)) {
            faults.push(self.fault(
                field,
                "below_itself",
                "Đơn vị này là, hoặc trực thuộc, một đơn vị được sắp xếp. Chọn đơn vị khác.",
                "This is one of the units that end, or stands below one. Choose another.",
            ));
        }
    }

    fn existing(&self, field: &str, unit: i64, faults: &mut Vec<ActFault>) -> Option<&KnownUnit> {
        match self.units.get(&unit) {
            Some(known) if !known.is_ended() => Some(known),
            Some(known) => {
                faults.push(self.fault(
                    field,
                    "ended",
                    format!("{} đã chấm dứt hoạt động. Chọn đơn vị kế thừa.", known.name),
                    format!("{} has ended. Choose its successor.", known.name),
                ));
                None
            }
            None => {
                faults.push(self.fault(field, "unknown", "Không có đơn vị này.", "There is no such unit."));
                None
            }
        }
    }

    fn chain(&self, unit: i64) -> ActFault {
        let name = self.units.get(&unit).map(|known| known.name.clone()).unwrap_or_default();
        self.fault(
            "into",
            "chain",
            format!("{name} cũng được sắp xếp trong quyết định. Chọn đơn vị nhận sau cùng."),
            format!("{name} ends by an act, too. Choose the unit that remains."),
        )
    }

    fn other_level(&self, field: &str) -> ActFault {
        self.fault(
            field,
            "other_level",
            "Chỉ sáp nhập các đơn vị cùng cấp. Để bỏ một cấp, chọn “Bãi bỏ”.",
            "Only units of one level are merged. Abolish units to leave out a level.",
        )
    }

    fn no_name(&self) -> ActFault {
        self.fault("name", "missing", "Nhập tên đơn vị mới.", "Enter the new unit's name.")
    }

    fn fault(&self, field: &str, code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> ActFault {
        ActFault::new(format!("steps.{}.{field}", self.place), code, vi, en)
    }
}

/// A code is that of one unit; a unit that ends may hand its own over to what comes after it.
fn codes(act: &Act, units: &KnownUnits, faults: &mut Vec<ActFault>) {
    let mut made: BTreeSet<String> = BTreeSet::new();
    let held: BTreeMap<&str, i64> = units.iter().map(|(id, known)| (known.code.as_str(), *id)).collect();
    for one in successions(act, units) {
        let Successor::New(new) = &one.to else { continue };
        let holder = held.get(new.code.as_str());
        let is_free = holder.is_none_or(|holder| one.from.contains(holder));
        if !is_free || !made.insert(new.code.clone()) {
            faults.push(ActFault::new(
                format!("steps.{}.code", one.step),
                "code_in_use",
                format!("Mã {} đã dùng cho đơn vị khác. Nhập mã khác.", new.code),
                format!("The code {} is another unit's. Enter another.", new.code),
            ));
        }
    }
}
