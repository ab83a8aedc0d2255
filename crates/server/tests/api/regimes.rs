//! Regimes in versions, their calendars, and the days off.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::client::{Answer, Api, Person, on_each};

/// The published version of a regime.
async fn published(person: &Person<'_>, circular: &str, code: &str) -> Value {
    let list = person.get(&format!("/regimes?circular={circular}")).await.expect(200);
    list["items"].as_array().unwrap().iter().find(|regime| regime["code"] == code).unwrap().clone()
}

async fn write(person: &Person<'_>, method: Method, path: &str, revision: i64, body: &Value) -> Answer {
    person.write(method, path, &[("If-Match", format!("\"{revision}\""))], body).await
}

/// A copy of the regime of meetings, with a day from which it holds.
async fn copied(admin: &Person<'_>) -> (i64, i64, Value) {
    let id = published(admin, "01/2020/TT-VPCP", "III").await["id"].as_i64().unwrap();
    let draft = admin.write(Method::POST, "/regimes", &[], &json!({ "from": id })).await.expect(201);
    assert_eq!((&draft["status"], &draft["regime"]["version"]), (&json!("draft"), &json!(2)));
    let mut regime = draft["regime"].clone();
    regime["valid_from"] = json!("2027-01-01");
    (draft["id"].as_i64().unwrap(), draft["revision"].as_i64().unwrap(), regime)
}

#[test]
fn the_circulars_are_there_as_published_versions() {
    on_each(async |api| {
        let anybody = api.person("hanoi.badinh.nhaplieu").await;
        let list = anybody.get("/regimes").await.expect(200);
        assert_eq!(list["total"], 14);
        let items = list["items"].as_array().unwrap();
        let own: Vec<&str> =
            items.iter().filter(|one| one["is_own"] == true).filter_map(|one| one["code"].as_str()).collect();
        assert!(own.contains(&"II") && !own.contains(&"I"), "a commune reports administrative procedures: {own:?}");
        for (circular, count) in [("01/2020/TT-VPCP", 6), ("5/2025/TT-VPCP", 7), ("68/NQ-CP", 1)] {
            assert_eq!(anybody.get(&format!("/regimes?circular={circular}")).await.expect(200)["total"], count);
        }
        let control = published(&anybody, "5/2025/TT-VPCP", "III").await;
        assert_eq!((&control["provenance"], &control["has_forms"]), (&json!("draft"), &json!(false)));
        let whole = anybody.get(&format!("/regimes/{}", control["id"])).await.expect(200);
        assert_eq!(whole["allowed_actions"], json!([]));
        assert_eq!(whole["regime"]["receivers"][2]["alternatives"], json!(["Bộ Tư pháp"]));
        assert_eq!(anybody.get("/regimes/999999").await.problem(404), "not_found");
        assert_eq!(anybody.get("/regimes?status=x").await.problem(400), "malformed_request");
        // Started again: nothing is made twice.
        app::circulars::keep(&api.state.app).unwrap();
        assert_eq!(anybody.get("/regimes?status=all").await.expect(200)["total"], 14);
    });
}

#[test]
fn a_regime_is_copied_mended_and_published_and_never_changes_again() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let (id, revision, mut regime) = copied(&admin).await;
        let path = format!("/regimes/{id}");

        // The cut-off is on 14 December: due on that day leaves no working day.
        regime["due"][0]["rule"] = json!({ "day": { "name": "fixed_dates", "dates": ["12-15"] } });
        regime["due"][3]["rule"] = json!({ "day": { "name": "days_after_cutoff", "days": 0 } });
        regime["non_working_days"] = json!("strict");
        let saved = write(&admin, Method::PUT, &path, revision, &regime).await.expect(200);
        let revision = saved["revision"].as_i64().unwrap();
        let refused =
            write(&admin, Method::POST, &format!("{path}/publication"), revision, &Value::Null).await.expect(422);
        let fault = &refused["faults"][0];
        assert_eq!(
            (&refused["code"], &fault["code"]),
            (&json!("invalid_content"), &json!("less_than_one_working_day")),
            "{refused}"
        );
        assert!(fault["place"].as_str().unwrap().starts_with("due."), "{refused}");
        assert!(fault["message"].as_str().unwrap().contains("01 ngày làm việc"), "{refused}");

        regime["due"][3]["rule"] = json!({ "day": { "name": "fixed_dates", "dates": ["12-23"] } });
        regime["due"][0]["rule"] = json!({ "day": { "name": "fixed_dates", "dates": ["12-18"] } });
        regime["non_working_days"] = json!("next_working_day");
        let saved = write(&admin, Method::PUT, &path, revision, &regime).await.expect(200);
        assert_eq!(write(&admin, Method::PUT, &path, revision, &regime).await.problem(412), "stale_revision");
        let revision = saved["revision"].as_i64().unwrap();
        let done =
            write(&admin, Method::POST, &format!("{path}/publication"), revision, &Value::Null).await.expect(200);
        assert_eq!((&done["status"], &done["published_by"]), (&json!("published"), &json!("Quản trị hệ thống")));

        let revision = done["revision"].as_i64().unwrap();
        let refused = write(&admin, Method::PUT, &path, revision, &regime).await.expect(409);
        assert_eq!(refused["allowed_actions"], json!(["retire", "copy"]));
        assert_eq!(write(&admin, Method::DELETE, &path, revision, &Value::Null).await.problem(409), "wrong_state");
        assert_eq!(published(&admin, "01/2020/TT-VPCP", "III").await["version"], 2, "the newest is listed");
        let all = admin.get("/regimes?status=all&circular=01/2020/TT-VPCP").await.expect(200);
        assert_eq!(all["total"], 7, "the first version is still there");

        let retired =
            write(&admin, Method::POST, &format!("{path}/retirement"), revision, &Value::Null).await.expect(200);
        assert_eq!(retired["status"], "retired");
        assert_eq!(published(&admin, "01/2020/TT-VPCP", "III").await["version"], 1);
    });
}

#[test]
fn only_administrators_of_the_whole_write_and_only_sensible_things() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let (id, revision, regime) = copied(&admin).await;
        let path = format!("/regimes/{id}");
        for somebody in ["hanoi.tonghop", "vpcp.tonghop", "hanoi.badinh.nhaplieu"] {
            let person = api.person(somebody).await;
            let body = json!({ "from": id });
            assert_eq!(person.write(Method::POST, "/regimes", &[], &body).await.problem(403), "forbidden");
            assert_eq!(write(&person, Method::PUT, &path, revision, &regime).await.problem(403), "forbidden");
            assert_eq!(write(&person, Method::DELETE, &path, revision, &Value::Null).await.problem(403), "forbidden");
            let days = json!({ "holidays": [] });
            assert_eq!(write(&person, Method::PUT, "/holidays?year=2027", 0, &days).await.problem(403), "forbidden");
        }
        assert_eq!(admin.write(Method::PUT, &path, &[], &regime).await.problem(428), "revision_required");
        assert_eq!(admin.write(Method::POST, "/regimes", &[], &json!({})).await.problem(400), "malformed_request");
        let mut other = regime.clone();
        other["code"] = json!("IX");
        let refused = write(&admin, Method::PUT, &path, revision, &other).await.expect(422);
        assert_eq!(refused["faults"][0]["place"], "code");
        let mut far = regime.clone();
        far["valid_from"] = json!("+20000-01-01");
        assert_eq!(
            write(&admin, Method::PUT, &path, revision, &far).await.expect(422)["faults"][0]["code"],
            "no_such_year"
        );
        write(&admin, Method::DELETE, &path, revision, &Value::Null).await.expect(204);
        assert_eq!(admin.get(&path).await.problem(404), "not_found");
    });
}

#[test]
fn a_year_of_a_regime_is_seen_and_downloaded() {
    on_each(async |api| {
        let person = api.person("hanoi.badinh.nhaplieu").await;
        let id = published(&person, "01/2020/TT-VPCP", "III").await["id"].as_i64().unwrap();
        let own = person.get(&format!("/regimes/{id}/calendar?year=2026")).await.expect(200);
        assert_eq!((&own["level"], &own["unit"]["name"]), (&json!("commune"), &json!("Phường Ba Đình")));
        let period = &own["periods"][0];
        assert_eq!(
            (&period["code"], &period["data_from"], &period["data_to"]),
            (&json!("2026"), &json!("2025-12-15"), &json!("2026-12-14"))
        );
        assert_eq!(
            (&period["legal_due"], &period["due_label"]),
            (&json!("2026-12-17"), &json!("24:00 ngày 17/12/2026"))
        );
        // 22 December 2024 is a Sunday.
        let moved = person.get(&format!("/regimes/{id}/calendar?year=2024&level=ministry")).await.expect(200);
        assert_eq!(
            (&moved["periods"][0]["legal_due"], &moved["periods"][0]["due_on"]),
            (&json!("2024-12-22"), &json!("2024-12-23"))
        );

        let file = person.get(&format!("/regimes/{id}/calendar.ics?year=2026")).await;
        assert_eq!(file.headers.get("content-type").unwrap(), "text/calendar; charset=utf-8");
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("DTSTART;VALUE=DATE:20261217\r\n"), "{text}");
        for query in ["year=1999", "year=2101", "year=x", "", "year=2026&level=x", "year=2026&level=commune&unit=1"] {
            assert_eq!(
                person.get(&format!("/regimes/{id}/calendar?{query}")).await.problem(400),
                "malformed_request",
                "{query}"
            );
        }
        assert_eq!(
            person.get(&format!("/regimes/{id}/calendar?year=2026&unit=999999")).await.problem(404),
            "not_found"
        );
    });
}

#[test]
fn days_off_are_edited_and_move_deadlines() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let year = admin.get("/holidays?year=2026").await.expect(200);
        assert_eq!((&year["revision"], &year["is_changed"]), (&json!(0), &json!(false)));
        let days: Vec<&str> =
            year["holidays"].as_array().unwrap().iter().map(|off| off["day"].as_str().unwrap()).collect();
        assert!(
            ["2026-01-01", "2026-02-16", "2026-02-20", "2026-04-27", "2026-09-02"].iter().all(|day| days.contains(day)),
            "{days:?}"
        );

        let body = json!({ "holidays": [{ "day": "2026-12-17", "name": "Ngày thử" }], "working_days": ["2026-12-19"] });
        assert_eq!(write(&admin, Method::PUT, "/holidays?year=2026", 1, &body).await.problem(412), "stale_revision");
        let changed = write(&admin, Method::PUT, "/holidays?year=2026", 0, &body).await.expect(200);
        assert_eq!((&changed["revision"], &changed["is_changed"]), (&json!(1), &json!(true)));
        let id = published(&admin, "01/2020/TT-VPCP", "III").await["id"].as_i64().unwrap();
        let due = async |level: &str| {
            let view = admin.get(&format!("/regimes/{id}/calendar?year=2026&level={level}")).await.expect(200);
            view["periods"][0]["due_on"].clone()
        };
        assert_eq!(due("commune").await, "2026-12-18", "a day off moves the deadline");
        assert_eq!(due("district").await, "2026-12-19", "a Saturday worked in exchange does not");

        let wrong = json!({ "holidays": [{ "day": "2025-12-17", "name": "" }], "working_days": ["2026-12-18"] });
        let refused = write(&admin, Method::PUT, "/holidays?year=2026", 1, &wrong).await.expect(422);
        let places: Vec<&str> =
            refused["faults"].as_array().unwrap().iter().map(|fault| fault["place"].as_str().unwrap()).collect();
        assert_eq!(places, ["holidays.0.day", "holidays.0.name", "working_days.0"]);
    });
}

/// Whatever a program changes with its next version, what was published stays.
#[test]
fn publishing_changes_no_earlier_version() {
    on_each(async |api: Api| {
        let admin = api.person("quantri").await;
        let first = published(&admin, "01/2020/TT-VPCP", "III").await["id"].clone();
        let before = admin.get(&format!("/regimes/{first}")).await.expect(200);
        let (id, revision, regime) = copied(&admin).await;
        let saved = write(&admin, Method::PUT, &format!("/regimes/{id}"), revision, &regime).await.expect(200);
        let revision = saved["revision"].as_i64().unwrap();
        write(&admin, Method::POST, &format!("/regimes/{id}/publication"), revision, &Value::Null).await.expect(200);
        app::circulars::keep(&api.state.app).unwrap();
        assert_eq!(admin.get(&format!("/regimes/{first}")).await.expect(200), before);
        assert_eq!(admin.get("/regimes?status=all").await.expect(200)["total"], 15);
    });
}

/// What a refusal says.
fn detail(refused: &Value) -> &str {
    refused["detail"].as_str().unwrap_or_default()
}

#[test]
fn what_no_version_governs_is_not_opened() {
    on_each(async |api| {
        const CIRCULAR: &str = "01/2020/TT-VPCP";
        let admin = api.person("quantri").await;
        let open = async |circular: &str, regime: &str, period: &str| {
            let wanted = json!({ "circular": circular, "regime": regime, "period": period });
            admin.write(Method::POST, "/openings", &[], &wanted).await
        };
        for (circular, regime, period, why) in [
            (CIRCULAR, "II", "2019-Q1", "không có hiệu lực trong kỳ Quý I năm 2019"),
            (CIRCULAR, "II", "2030-Q1", "còn quá xa"),
            (CIRCULAR, "II", "2027-H1", "không có kỳ báo cáo"),
            ("5/2025/TT-VPCP", "II", "2026-12", "chưa có biểu mẫu nào"),
        ] {
            let refused = open(circular, regime, period).await.expect(422);
            assert!(detail(&refused).contains(why), "{regime} {period}: {refused}");
        }

        let listed = async || -> Vec<Value> {
            let all = admin.get("/openings/automatic").await.expect(200);
            all["items"].as_array().unwrap().iter().filter(|one| one["regime"] == "VI").cloned().collect()
        };
        assert_eq!(listed().await.len(), 1);
        let regime = published(&admin, CIRCULAR, "VI").await;
        let found = admin.get(&format!("/regimes/{}", regime["id"])).await.expect(200);
        let path = format!("/regimes/{}/retirement", regime["id"]);
        write(&admin, Method::POST, &path, found["revision"].as_i64().unwrap(), &Value::Null).await.expect(200);
        assert_eq!(listed().await, [] as [Value; 0], "nothing is left that could open by itself");
        let refused = open(CIRCULAR, "VI", "2027").await.expect(422);
        assert!(detail(&refused).contains("đã ngừng áp dụng"), "{refused}");
        let form = found["regime"]["forms"][0]["code"].clone();
        let units = admin.get("/units?page_size=1").await.expect(200);
        let assigned = json!({
            "circular": CIRCULAR, "form": form, "period": "2027", "units": [units["items"][0]["id"]],
        });
        let refused = admin.write(Method::POST, "/assignments", &[], &assigned).await.expect(422);
        assert!(detail(&refused).contains("đã ngừng áp dụng"), "{refused}");
    });
}

#[test]
fn each_version_has_its_own_years_and_its_own_forms() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let first = published(&admin, "01/2020/TT-VPCP", "III").await["id"].as_i64().unwrap();
        let (id, _, mut regime) = copied(&admin).await;
        regime["due"][3]["rule"] = json!({ "day": { "name": "fixed_dates", "dates": ["12-23"] } });
        let path = format!("/regimes/{id}");
        for (field, wrong, code) in [
            ("frequencies", json!(["half_yearly"]), "no_form_of_frequency"),
            ("forms", json!([{ "circular": "01/2020/TT-VPCP", "code": "II.01a/VPCP/KSTT" }]), "form_of_another_regime"),
            ("valid_from", json!("2020-01-01"), "begins_before_earlier_version"),
        ] {
            let mut spoiled = regime.clone();
            spoiled[field] = wrong;
            let seen = admin.get(&path).await.expect(200)["revision"].as_i64().unwrap();
            let saved = write(&admin, Method::PUT, &path, seen, &spoiled).await.expect(200);
            let seen = saved["revision"].as_i64().unwrap();
            let refused =
                write(&admin, Method::POST, &format!("{path}/publication"), seen, &Value::Null).await.expect(422);
            let codes: Vec<&str> =
                refused["faults"].as_array().unwrap().iter().map(|fault| fault["code"].as_str().unwrap()).collect();
            assert!(codes.contains(&code), "{field}: {refused}");
        }
        let seen = admin.get(&path).await.expect(200)["revision"].as_i64().unwrap();
        let saved = write(&admin, Method::PUT, &path, seen, &regime).await.expect(200);
        let seen = saved["revision"].as_i64().unwrap();
        write(&admin, Method::POST, &format!("{path}/publication"), seen, &Value::Null).await.expect(200);
        let due = async |id: i64, year: i32| -> Vec<Value> {
            let view = admin.get(&format!("/regimes/{id}/calendar?year={year}&level=province")).await.expect(200);
            view["periods"].as_array().unwrap().iter().map(|period| period["due_on"].clone()).collect()
        };
        for year in [2026, 2027] {
            let days = due(first, year).await;
            assert_eq!(days.len(), 1, "{year}: each period once, by the version that governs it");
            assert_eq!(due(id, year).await, days, "whichever version is asked");
        }
        assert_eq!((due(id, 2026).await, due(id, 2027).await), (vec![json!("2026-12-22")], vec![json!("2027-12-23")]));
    });
}

/// What is wrong with a draft as it is now, by code.
async fn fault_codes(admin: &Person<'_>, path: &str) -> Vec<String> {
    let view = admin.get(path).await.expect(200);
    let faults = view["faults"].as_array().unwrap().iter();
    faults.map(|fault| fault["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_unit_s_calendar_has_what_it_owes() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let (id, revision, mut regime) = copied(&admin).await;
        let path = format!("/regimes/{id}");
        let units = admin.get("/units?q=Phuong+Ba+Dinh").await.expect(200);
        let (commune, code) = (units["items"][0]["id"].clone(), units["items"][0]["code"].clone());
        let count = async |whose: &str| {
            let view = admin.get(&format!("{path}/calendar?year=2027{whose}")).await.expect(200);
            view["periods"].as_array().unwrap().len()
        };
        regime["duties"] = json!([{ "levels": ["commune"], "exempt": [code], "receiver": { "name": "parent" } }]);
        write(&admin, Method::PUT, &path, revision, &regime).await.expect(200);
        let other = admin.get("/units?q=Phuong+Hoan+Kiem").await.expect(200)["items"][0]["id"].clone();
        assert_eq!(count("&level=commune").await, 1);
        assert_eq!(count(&format!("&unit={other}")).await, 1);
        assert_eq!(count(&format!("&unit={commune}")).await, 0, "it is exempt by the rule");
        regime["duties"] = json!([{ "units": [code], "receiver": { "name": "parent" } }]);
        write(&admin, Method::PUT, &path, revision + 1, &regime).await.expect(200);
        assert_eq!((count(&format!("&unit={commune}")).await, count(&format!("&unit={other}")).await), (1, 0));
        for form in regime["forms"].as_array().unwrap() {
            let new = json!({ "unit": commune, "circular": form["circular"], "form": form["code"], "reason": "Thử" });
            admin.write(Method::POST, "/exemptions", &[], &new).await.expect(201);
        }
        assert_eq!(count(&format!("&unit={commune}")).await, 0, "exempt by hand from each form");
        assert!(!fault_codes(&admin, &path).await.contains(&"unknown_unit".to_owned()));
        regime["duties"][0]["exempt"] = json!(["không có"]);
        write(&admin, Method::PUT, &path, revision + 2, &regime).await.expect(200);
        assert!(fault_codes(&admin, &path).await.contains(&"unknown_unit".to_owned()));
    });
}

#[test]
fn periods_that_are_open_keep_their_dates_and_that_is_told() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let (id, revision, regime) = copied(&admin).await;
        let path = format!("/regimes/{id}");
        write(&admin, Method::PUT, &path, revision, &regime).await.expect(200);
        let told = "open_periods_keep_dates".to_owned();
        assert!(!fault_codes(&admin, &path).await.contains(&told));
        let wanted = json!({ "circular": "01/2020/TT-VPCP", "regime": "III", "period": "2027" });
        admin.write(Method::POST, "/openings", &[], &wanted).await.expect(202);
        assert!(fault_codes(&admin, &path).await.contains(&told));
        // Only a warning: it can be published all the same.
        write(&admin, Method::POST, &format!("{path}/publication"), revision + 1, &Value::Null).await.expect(200);
    });
}

#[test]
fn a_retired_version_has_no_dates_after_its_end() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let id = published(&admin, "01/2020/TT-VPCP", "III").await["id"].as_i64().unwrap();
        let revision = admin.get(&format!("/regimes/{id}")).await.expect(200)["revision"].as_i64().unwrap();
        write(&admin, Method::POST, &format!("/regimes/{id}/retirement"), revision, &Value::Null).await.expect(200);
        let count = async |year: i32| {
            let view = admin.get(&format!("/regimes/{id}/calendar?year={year}&level=province")).await.expect(200);
            view["periods"].as_array().unwrap().len()
        };
        assert_eq!((count(2025).await, count(2027).await), (1, 0));
    });
}
