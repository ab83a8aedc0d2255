//! What is asked: every list and dashboard, with every filter and order, by people of each level.

use serde_json::Value;

use super::Failure;
use super::client::Client;

/// Who asks: the administrator, the Government Office, a province and its administrator, a commune's author and leader, a
/// ministry and one of its departments.
pub const PEOPLE: [&str; 8] = [
    "quantri",
    "vpcp.tonghop",
    "01.tonghop",
    "01.quantri",
    "00004.nhaplieu",
    "00004.duyet",
    "b01.tonghop",
    "b01.d001.nhaplieu",
];

const ADMIN: usize = 0;
const COUNTRY: usize = 1;
const PROVINCE: usize = 2;
const PROVINCE_ADMIN: usize = 3;
const AUTHOR: usize = 4;
const LEADER: usize = 5;
const MINISTRY: usize = 6;
const DEPARTMENT: usize = 7;

/// One kind of request.
pub struct Question {
    pub who: usize,
    pub name: String,
    pub path: String,
}

/// What the questions are about, found by asking.
struct World {
    /// The newest quarter that is open, and the one before.
    period: String,
    before: String,
    root: i64,
    province: i64,
    commune: i64,
    ministry: i64,
    regime: i64,
    form: i64,
    report: i64,
    consolidated: i64,
}

const REGIME: &str = "circular=01/2020/TT-VPCP&regime=II";

/// All questions.
pub fn questions(people: &mut [Client]) -> Result<Vec<Question>, Failure> {
    let world = World::find(people)?;
    let mut all = Vec::new();
    reports(&mut all, &world);
    progress(&mut all, &world);
    administration(&mut all, &world);
    one_report(&mut all, &world);
    Ok(all)
}

fn ask(all: &mut Vec<Question>, who: usize, name: &str, path: String) {
    all.push(Question { who, name: name.to_owned(), path });
}

fn reports(all: &mut Vec<Question>, world: &World) {
    let period = &world.before;
    for who in [ADMIN, COUNTRY, PROVINCE, MINISTRY] {
        for sort in ["due", "-due", "unit", "form", "-updated"] {
            ask(all, who, &format!("reports by {sort}"), format!("/reports?page_size=50&sort={sort}"));
        }
        for (name, filter) in [
            ("of a regime", "regime=II".to_owned()),
            ("of a form", "form=II.06a".to_owned()),
            ("of a period", format!("period={period}")),
            ("of a form and period, by unit", format!("form=II.06a&period={period}&sort=unit")),
            ("in entry", "status=in_progress".to_owned()),
            ("sent", "status=sent".to_owned()),
            ("accepted", "status=accepted".to_owned()),
            ("accepted of a form", "status=accepted&form=II.06a".to_owned()),
            ("returned", "status=returned".to_owned()),
            ("narrative", "kind=outline".to_owned()),
            ("of a commune", format!("unit={}", world.commune)),
            (
                "by all fields at once",
                format!(
                    "regime=II&form=II.06a&kind=data&period={period}&status=accepted&unit={}&q=phuong",
                    world.province
                ),
            ),
            ("of a word", "q=ba".to_owned()),
            ("of two words", "q=ba%20dinh".to_owned()),
            ("of a common word", "q=phuong".to_owned()),
            ("of words that nothing has", "q=khong%20co".to_owned()),
            ("page 100", "page=100&page_size=50".to_owned()),
            ("page 100 by unit", "page=100&page_size=50&sort=unit".to_owned()),
        ] {
            ask(all, who, &format!("reports {name}"), format!("/reports?{filter}"));
        }
    }
    for (who, task) in [
        (AUTHOR, "enter"),
        (AUTHOR, "track"),
        (LEADER, "approve"),
        (PROVINCE, "check"),
        (PROVINCE, "consolidate"),
        (COUNTRY, "check"),
        (COUNTRY, "consolidate"),
        (MINISTRY, "check"),
        (DEPARTMENT, "enter"),
        (DEPARTMENT, "track"),
    ] {
        ask(all, who, &format!("my work: {task}"), format!("/reports?task={task}"));
    }
    ask(all, COUNTRY, "reports below a province", format!("/reports?unit={}", world.province));
    ask(all, COUNTRY, "reports of a commune", format!("/reports?unit={}&sort=unit", world.commune));
    ask(all, COUNTRY, "reports below a ministry by unit", format!("/reports?unit={}&sort=unit", world.ministry));
    ask(all, COUNTRY, "reports, page of 200", "/reports?page_size=200".to_owned());
    ask(all, COUNTRY, "reports, the last page", "/reports?page_size=200&page=900".to_owned());
}

fn progress(all: &mut Vec<Question>, world: &World) {
    let cases = [
        (COUNTRY, "the country", world.root),
        (COUNTRY, "a province", world.province),
        (COUNTRY, "a ministry", world.ministry),
        (PROVINCE, "the own province", world.province),
        (MINISTRY, "the own ministry", world.ministry),
        (AUTHOR, "the own commune", world.commune),
    ];
    for (who, name, unit) in cases {
        for period in [&world.period, &world.before] {
            let query = format!("{REGIME}&period={period}&unit={unit}");
            ask(all, who, &format!("progress of {name}, {period}"), format!("/progress?{query}"));
            ask(all, who, &format!("who has not sent in {name}, {period}"), format!("/progress/unsent?{query}"));
        }
    }
    let query = format!("{REGIME}&period={}&page=100", world.period);
    ask(all, COUNTRY, "who has not sent in the country, page 100", format!("/progress/unsent?{query}"));
}

fn administration(all: &mut Vec<Question>, world: &World) {
    for who in [ADMIN, PROVINCE, AUTHOR] {
        for (name, path) in [
            ("who I am", "/me".to_owned()),
            ("notifications", "/notifications".to_owned()),
            ("unread notifications", "/notifications?unread=true".to_owned()),
            ("units", "/units".to_owned()),
            ("units of a word", "/units?q=ba%20dinh".to_owned()),
            ("units of a common word", "/units?q=phong".to_owned()),
            ("units, page 100", "/units?page=100".to_owned()),
            ("units below the top", format!("/units/{}/children", world.root)),
            ("units below a province", format!("/units/{}/children", world.province)),
            ("units below a ministry", format!("/units?parent={}", world.ministry)),
            ("a unit", format!("/units/{}", world.commune)),
            ("forms", "/forms".to_owned()),
            ("forms of a word", "/forms?q=thu%20tuc".to_owned()),
            ("a form", format!("/forms/{}", world.form)),
            ("regimes", "/regimes".to_owned()),
            ("a regime", format!("/regimes/{}", world.regime)),
            ("a unit's calendar", format!("/regimes/{}/calendar?year=2026&unit={}", world.regime, world.commune)),
            ("holidays", "/holidays?year=2026".to_owned()),
            ("exemptions", "/exemptions".to_owned()),
            ("receivers", "/receivers".to_owned()),
        ] {
            ask(all, who, name, path);
        }
    }
    ask(all, PROVINCE_ADMIN, "exemptions", "/exemptions".to_owned());
    ask(all, ADMIN, "exemptions, page 10", "/exemptions?page=10".to_owned());
    ask(all, PROVINCE_ADMIN, "receivers", "/receivers".to_owned());
    for path in ["/openings", "/openings/automatic", "/jobs", "/jobs/remind/runs"] {
        ask(all, ADMIN, path.trim_start_matches('/'), path.to_owned());
    }
}

fn one_report(all: &mut Vec<Question>, world: &World) {
    for (who, kind, id) in
        [(AUTHOR, "a commune's report", world.report), (PROVINCE, "a province's report", world.consolidated)]
    {
        for part in ["", "/data", "/previous", "/history", "/comments", "/explanations", "/outliers"] {
            ask(all, who, &format!("{kind} {part}"), format!("/reports/{id}{part}"));
        }
    }
    let id = world.consolidated;
    ask(all, PROVINCE, "a province's report /children", format!("/reports/{id}/children"));
}

impl World {
    fn find(people: &mut [Client]) -> Result<Self, Failure> {
        let openings = read(&mut people[ADMIN], "/openings?page_size=50")?;
        let mut quarters: Vec<String> = openings["items"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|opening| opening["regime"] == "II")
            .filter_map(|opening| Some(opening["period"].as_str()?.to_owned()))
            .filter(|period| period.contains("-Q"))
            .collect();
        quarters.sort();
        let before = quarters.iter().rev().nth(1).cloned().ok_or("there are no two quarters")?;
        let period = quarters.pop().ok_or("there is no quarter")?;
        let unit = |client: &mut Client| number(&read(client, "/me")?, &["unit", "id"]);
        let regimes = read(&mut people[ADMIN], "/regimes?q=II")?;
        let regime = regimes["items"].as_array().into_iter().flatten().find(|regime| regime["code"] == "II");
        let first = |client: &mut Client, path: &str| number(&read(client, path)?["items"][0], &["id"]);
        Ok(Self {
            root: unit(&mut people[ADMIN])?,
            province: unit(&mut people[PROVINCE])?,
            commune: unit(&mut people[AUTHOR])?,
            ministry: unit(&mut people[MINISTRY])?,
            regime: number(regime.ok_or("there is no regime II")?, &["id"])?,
            form: first(&mut people[ADMIN], "/forms?q=II.06a")?,
            report: first(&mut people[AUTHOR], &format!("/reports?form=II.06a&period={before}"))?,
            consolidated: first(&mut people[PROVINCE], &format!("/reports?form=II.06c&period={before}"))?,
            period,
            before,
        })
    }
}

fn read(client: &mut Client, path: &str) -> Result<Value, Failure> {
    let answer = client.send("GET", path, "", "")?;
    if answer.status != 200 {
        return Err(format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)).into());
    }
    Ok(serde_json::from_slice(&answer.body)?)
}

fn number(value: &Value, path: &[&str]) -> Result<i64, Failure> {
    let found = path.iter().fold(value, |value, key| &value[*key]);
    Ok(found.as_i64().ok_or_else(|| format!("no {} in {value}", path.join(".")))?)
}
