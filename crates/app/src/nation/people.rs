//! The people of a generated nation: three for each unit, invented, and named so that nobody takes them for anybody.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use domain::access::{Actor, Grant, group};
use domain::ids::{UnitId, UserId};
use store::units::NewUnit;
use store::users::{GrantRow, NewUser};
use store::{StoreError, Tx};

use super::tree::{OFFICE, ROOT};

/// Those who do the work of a unit.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    /// The unit.
    pub unit: UnitId,
    /// The units above it, nearest first.
    pub above: Vec<UnitId>,
    /// Enters and, where the unit receives reports, checks them.
    pub author: Actor,
    /// Approves.
    pub leader: Actor,
    /// Sends.
    pub clerk: Actor,
}

/// What three people of a unit are for: the end of their names to sign in with, their groups, what they are called.
const ROLES: [(&str, &str, &str); 3] =
    [("nhaplieu", "nhap_lieu", "Người nhập liệu"), ("duyet", "duyet", "Người duyệt"), ("gui", "gui", "Người gửi")];

/// Makes the people of these units, and who administers each province and the whole; everybody has the same password.
/// Gives who works where, by unit; offices work for the unit that they stand in.
pub(super) fn create(
    tx: &mut Tx<'_>,
    units: &[NewUnit],
    ids: &[UnitId],
    password_hash: &str,
    now: NaiveDateTime,
) -> Result<HashMap<i64, Staff>, StoreError> {
    let by_code: HashMap<&str, UnitId> = units.iter().map(|unit| unit.code.as_str()).zip(ids.iter().copied()).collect();
    let mut jobs = Vec::new();
    for (unit, id) in units.iter().zip(ids) {
        jobs.extend(jobs_of(unit, *id, &by_code));
    }
    let new = (0_usize..).zip(&jobs).map(|(number, job)| job.person(number, password_hash, now)).collect();
    let users = store::users::create_many(tx, new)?;
    let grants: Vec<GrantRow> = users
        .iter()
        .zip(&jobs)
        .map(|(user, job)| GrantRow { user_id: user.0, group_code: job.group.to_owned(), unit_id: job.on.0 })
        .collect();
    store::users::create_grants(tx, &grants)?;
    let parents: HashMap<UnitId, UnitId> = units
        .iter()
        .zip(ids)
        .filter_map(|(unit, id)| Some((*id, *by_code.get(unit.parent_code.as_deref()?)?)))
        .collect();
    Ok(staff(&users, &jobs, &parents))
}

/// One person's work.
struct Job<'a> {
    unit: UnitId,
    username: String,
    title: &'a str,
    group: &'a str,
    /// The unit that the rights are held on.
    on: UnitId,
}

impl Job<'_> {
    fn person(&self, number: usize, password_hash: &str, now: NaiveDateTime) -> NewUser {
        NewUser {
            username: self.username.clone(),
            full_name: format!("{} {number} (dữ liệu sinh)", self.title),
            position: Some(self.title.to_owned()),
            phone: Some(format!("0000 {:03} {:03}", number / 1_000, number % 1_000)),
            password_hash: password_hash.to_owned(),
            unit_id: self.unit.0,
            created_at: now,
        }
    }
}

fn jobs_of(unit: &NewUnit, id: UnitId, by_code: &HashMap<&str, UnitId>) -> Vec<Job<'static>> {
    let name = |end: &str| format!("{}.{end}", unit.code.to_lowercase());
    let parent = unit.parent_code.as_deref().and_then(|code| by_code.get(code)).copied();
    if unit.kind == OFFICE {
        let on = parent.unwrap_or(id);
        let job = |number: usize| Job {
            unit: id,
            username: name(&format!("nhaplieu{number}")),
            title: "Người nhập liệu",
            group: "nhap_lieu",
            on,
        };
        return (1..=3).map(job).collect();
    }
    let receives = matches!(unit.kind.as_str(), "government_office" | "province" | "ministry");
    let job = |(end, group, title)| Job { unit: id, username: name(end), title, group, on: id };
    let mut jobs: Vec<Job<'static>> = ROLES
        .into_iter()
        .map(|role| if receives && role.1 == "nhap_lieu" { ("tonghop", "tong_hop", "Người tổng hợp") } else { role })
        .map(job)
        .collect();
    if unit.code == ROOT {
        jobs.push(Job { username: "quantri".to_owned(), ..job(("", "quan_tri", "Quản trị hệ thống")) });
    } else if receives {
        jobs.push(job(("quantri", "quan_tri", "Quản trị")));
    }
    jobs
}

fn staff(users: &[UserId], jobs: &[Job<'_>], parents: &HashMap<UnitId, UnitId>) -> HashMap<i64, Staff> {
    let mut working: HashMap<UnitId, HashMap<&str, Actor>> = HashMap::new();
    for (user, job) in users.iter().zip(jobs).filter(|(_, job)| job.unit == job.on) {
        let grants: Vec<Grant> = group(job.group).map(|group| group.on(job.on)).into_iter().collect();
        let role = if job.group == "tong_hop" { "nhap_lieu" } else { job.group };
        working.entry(job.unit).or_default().insert(role, Actor { user: *user, unit: job.unit, grants });
    }
    let whole = |(unit, mut people): (UnitId, HashMap<&str, Actor>)| {
        let above = std::iter::successors(parents.get(&unit), |above| parents.get(above)).copied().collect();
        let [author, leader, clerk] = ["nhap_lieu", "duyet", "gui"].map(|role| people.remove(role));
        Some((unit.0, Staff { unit, above, author: author?, leader: leader?, clerk: clerk? }))
    };
    working.into_iter().filter_map(whole).collect()
}
