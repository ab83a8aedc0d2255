//! A figure of another report is the one which that report shows.

use serde_json::{Value, json};

use super::world::{World, on_each};

const PERIODS: [&str; 3] = ["2026-Q2", "2026-Q3", "2026-Q4"];

/// A running total: each period adds its own figure to what the period before shows.
const RUNNING: [&str; 2] = ["", "[1] + prev[2]"];

/// Enters 1, 2 and 3 (times a factor) in three periods, and gives the reports.
fn running(world: &World, form: domain::ids::FormId, unit: &str, receiver: &str, factor: u32) -> Vec<i64> {
    let author = world.person(unit, &["nhap_lieu"]);
    PERIODS
        .iter()
        .zip(1..)
        .map(|(period, number)| {
            let report = world.assign(form, unit, receiver, period, false);
            world.enter(&author, report, &(number * factor).to_string());
            report
        })
        .collect()
}

#[test]
fn a_running_total_reaches_back_to_the_first_period() {
    on_each(|world| {
        let form = world.form("T.01", &RUNNING);
        let reports = running(&world, form, "00004", "01", 1);
        let author = world.person("00004", &["nhap_lieu"]);
        for (report, total) in reports.iter().zip(["1", "3", "6"]) {
            assert_eq!(world.shown(&author, *report, "2"), total);
        }
        let previous = serde_json::to_value(world.data(&author, reports[2]).references).unwrap();
        assert_eq!(previous["previous"]["R"]["2"], "3", "the browser computes with what the other screen shows");
        // An earlier figure that changes is seen in all later ones.
        world.enter(&author, reports[0], "11");
        assert_eq!(world.shown(&author, reports[2], "2"), "16");
    });
}

#[test]
fn forms_may_refer_to_each_other() {
    on_each(|world| {
        let first = world.form("T.02", &["", "[1] + form(\"T.03\"){R}[1]"]);
        let second = world.form("T.03", &["", "[1] + form(\"T.02\"){R}[2]"]);
        let author = world.person("00004", &["nhap_lieu"]);
        let [one, other] = [(first, "10"), (second, "4")].map(|(form, value)| {
            let report = world.assign(form, "00004", "01", PERIODS[2], false);
            world.enter(&author, report, value);
            report
        });
        assert_eq!(world.shown(&author, one, "2"), "14");
        assert_eq!(world.shown(&author, other, "2"), "18");
    });
}

fn number(value: &Value) -> i64 {
    value.as_str().map_or(0, |text| text.parse().unwrap())
}

#[test]
fn the_sources_of_a_computed_cell_are_what_the_children_show() {
    on_each(|world| {
        let form = world.form("T.04", &RUNNING);
        let first = running(&world, form, "00004", "01", 1);
        let second = running(&world, form, "00070", "01", 10);
        let province = world.person("01", &["tong_hop"]);
        let mut last = 0;
        for (ix, period) in PERIODS.iter().enumerate() {
            for (unit, reports) in [("00004", &first), ("00070", &second)] {
                world.deliver(unit, "01", reports[ix]);
            }
            last = world.assign(form, "01", "VPCP", period, true);
            world.consolidate("01", last);
            world.enter(&province, last, "100");
        }
        let cell = app::reports::lineage(&world.app, &province, last, "R", 2).unwrap();
        let cell = serde_json::to_value(cell).unwrap();
        for (source, unit, report) in [(0, "00004", first[2]), (1, "00070", second[2])] {
            let author = world.person(unit, &["nhap_lieu"]);
            assert_eq!(cell["sources"][source]["report_id"], report);
            assert_eq!(cell["sources"][source]["value"], world.shown(&author, report, "2"), "{cell}");
        }
        assert_eq!((&cell["own"], &cell["value"]), (&json!("300"), &json!("366")), "{cell}");
        let sources = cell["sources"].as_array().unwrap();
        let parts: i64 = sources.iter().map(|source| number(&source["value"])).sum();
        assert_eq!(parts + number(&cell["own"]), number(&cell["value"]), "{cell}");

        let author = world.person("00070", &["nhap_lieu"]);
        world.act(&author, second[2], "request_correction");
        world.act(&province, second[2], "grant_correction");
        world.enter(&author, second[2], "31");
        world.deliver("00070", "01", second[2]);
        for (column, value, current) in [(1, "30", "31"), (2, "60", "61")] {
            let cell = app::reports::lineage(&world.app, &province, last, "R", column).unwrap();
            let source = serde_json::to_value(cell.sources).unwrap()[1].clone();
            assert_eq!(
                (&source["value"], &source["current"], &source["is_stale"]),
                (&json!(value), &json!(current), &json!(true)),
                "{source}"
            );
        }
    });
}
