//! The process of a unit: who sets it, within what, for which reports; and what each report shows of it.

use actix_web::http::Method;
use app::App;
use chrono::TimeDelta;
use serde_json::{Value, json};
use store::users::GrantRow;

use super::client::{Answer, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";
const REGIME: &str = "circular=01/2020/TT-VPCP&regime=II";

fn grant(app: &App, username: &str, group: &str) -> i64 {
    app.store
        .write::<_, store::StoreError>(|tx| {
            let user = store::users::find_by_username(tx, username)?;
            let grant = GrantRow { user_id: user.id, group_code: group.to_owned(), unit_id: user.unit_id };
            store::users::create_grants(tx, &[grant])?;
            Ok(user.id)
        })
        .unwrap()
}

fn user(app: &App, username: &str) -> i64 {
    app.store.read(|conn| store::users::find_by_username(conn, username)).unwrap().id
}

fn unit(app: &App, code: &str) -> i64 {
    app.store.read(|conn| store::units::find_by_code(conn, code)).unwrap().id
}

fn path(unit: i64) -> String {
    format!("/units/{unit}/process?{REGIME}")
}

async fn set(person: &Person<'_>, unit: i64, revision: i64, settings: &Value) -> Answer {
    person.write(Method::PUT, &path(unit), &[("If-Match", format!("\"{revision}\""))], settings).await
}

async fn remove(person: &Person<'_>, unit: i64, revision: i64) -> Answer {
    person.write(Method::DELETE, &path(unit), &[("If-Match", format!("\"{revision}\""))], &Value::Null).await
}

fn settings(levels: u8, approvers: &Value) -> Value {
    json!({ "approval_levels": levels, "signing": "off", "receiver_check": true, "one_account": false, "approvers": approvers })
}

fn places(answer: &Value) -> Vec<String> {
    let faults = answer["faults"].as_array().unwrap();
    faults.iter().map(|fault| fault["place"].as_str().unwrap().to_owned()).collect()
}

async fn submitted(person: &Person<'_>) -> i64 {
    let report = person.find("enter", FORM, PERIOD).await;
    let body = json!({
        "add_rows": [{ "item": "LV001" }],
        "changes": [{ "row": "LV001", "column": "4", "value": "3" }, { "row": "LV001", "column": "9", "value": "3" }],
    });
    person.save(report, body).await.expect(200);
    person.act(report, "submit", Some("Kính trình")).await.expect(200);
    report
}

/// The steps of a report as kind, state and who, the present one with since when.
async fn steps(person: &Person<'_>, report: i64) -> Vec<(String, String, String)> {
    let view = person.get(&format!("/reports/{report}")).await.expect(200);
    let text = |step: &Value, field: &str| step[field].as_str().unwrap_or_default().to_owned();
    let all = view["process"]["steps"].as_array().unwrap();
    all.iter().map(|step| (text(step, "kind"), text(step, "state"), text(step, "who"))).collect()
}

async fn may(person: &Person<'_>, report: i64, action: &str) -> bool {
    let view = person.get(&format!("/reports/{report}")).await.expect(200);
    view["allowed_actions"].as_array().unwrap().contains(&json!(action))
}

#[test]
fn a_named_approver_has_the_turn_and_both_levels_are_passed() {
    on_each(async |api| {
        let app = &api.state.app;
        let (admin, author) = (api.person("quantri").await, api.person("hanoi.badinh.nhaplieu").await);
        let (chairman, leader) = (api.person("hanoi.badinh.chutich").await, api.person("hanoi.badinh.duyet").await);
        let (commune, named) = (unit(app, "00004"), user(app, "hanoi.badinh.chutich"));
        let before = admin.get(&path(commune)).await.expect(200);
        assert_eq!(
            (&before["revision"], &before["is_own"], &before["set_by"]),
            (&json!(0), &json!(false), &Value::Null)
        );
        assert_eq!(before["settings"]["approval_levels"], 1);
        let who: Vec<&Value> = before["approvers"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(who, ["Chủ tịch UBND phường Ba Đình", "Lãnh đạo phường Ba Đình"]);

        let answer = set(&admin, commune, 0, &settings(2, &json!([[named], []]))).await;
        assert_eq!(answer.headers.get("etag").unwrap(), "\"1\"");
        let now = answer.expect(200);
        assert_eq!((&now["is_own"], &now["set_by"]["name"]), (&json!(true), &json!("Phường Ba Đình")));
        assert_eq!(now["changed_by"], "Quản trị hệ thống");
        let labels: Vec<&Value> = now["steps"].as_array().unwrap().iter().map(|step| &step["label"]).collect();
        let expected =
            ["Nhập liệu, trình", "Duyệt cấp 1", "Duyệt cấp 2", "Gửi báo cáo", "Kiểm tra, tiếp nhận", "Hoàn thành"];
        assert_eq!(labels, expected);

        let report = submitted(&author).await;
        let step = |kind: &str, state: &str, who: &str| (kind.to_owned(), state.to_owned(), who.to_owned());
        assert_eq!(
            steps(&author, report).await[..3],
            [
                step("enter", "done", "Người có quyền nhập liệu"),
                step("approve", "current", "Chủ tịch UBND phường Ba Đình"),
                step("approve", "ahead", "Người có quyền duyệt"),
            ]
        );
        // The receiver follows the report, and need not know the unit's people.
        let province = api.person("hanoi.tonghop").await;
        assert_eq!(steps(&province, report).await[1], step("approve", "current", "Người được chỉ định"));

        assert!(!may(&leader, report, "approve").await && !may(&leader, report, "reject").await);
        assert_eq!(leader.act(report, "approve", None).await.problem(403), "forbidden");
        assert_eq!(leader.get("/reports?task=approve").await.expect(200)["total"], 0, "not the leader's to approve");
        assert_eq!(chairman.find("approve", FORM, PERIOD).await, report);
        api.clock.advance(TimeDelta::minutes(5));
        chairman.act(report, "approve", None).await.expect(200);

        let view = leader.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(
            (&view["level"], &view["approval_levels"], &view["status"]),
            (&json!(2), &json!(2), &json!("submitted"))
        );
        let current = &view["process"]["steps"][2];
        assert_eq!((&current["state"], &current["since"]), (&json!("current"), &json!("2026-11-21T01:05:00Z")));
        assert_eq!(view["process"]["is_kept"], true);
        assert_eq!(leader.find("approve", FORM, PERIOD).await, report);
        assert_eq!(leader.act(report, "approve", None).await.expect(200)["status"], "approved");
        assert_eq!(steps(&author, report).await[3], step("send", "current", "Người có quyền gửi"));
        app::notifications::deliver(app).unwrap();
        let told = |list: Value| -> Vec<String> {
            let items = list["items"].as_array().unwrap();
            items
                .iter()
                .filter(|one| one["report_id"] == report)
                .map(|one| one["kind"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(told(chairman.get("/notifications").await.expect(200)), ["submit"]);
        assert_eq!(told(leader.get("/notifications").await.expect(200)), ["approve"], "told when the turn came");
    });
}

#[test]
fn a_change_reaches_only_what_is_submitted_after_it() {
    on_each(async |api| {
        let app = &api.state.app;
        let (admin, author) = (api.person("quantri").await, api.person("hanoi.badinh.nhaplieu").await);
        let (leader, neighbour) = (api.person("hanoi.badinh.duyet").await, api.person("hanoi.hoankiem.nhaplieu").await);
        let province = unit(app, "01");
        let report = submitted(&author).await;
        let now = set(&admin, province, 0, &settings(3, &json!([]))).await.expect(200);
        assert_eq!(now["under_way"], 1, "it keeps the process from before");
        let view = leader.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!((&view["approval_levels"], &view["process"]["is_kept"]), (&json!(1), &json!(true)));
        let fresh = neighbour.find("enter", FORM, PERIOD).await;
        let view = neighbour.get(&format!("/reports/{fresh}")).await.expect(200);
        assert_eq!((&view["approval_levels"], &view["process"]["is_kept"]), (&json!(3), &json!(false)));

        // What comes back is submitted under the process of the day.
        leader.act(report, "reject", Some("Nhầm số")).await.expect(200);
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        let view = leader.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!((&view["approval_levels"], &view["level"]), (&json!(3), &json!(1)));
        let now = remove(&admin, province, 1).await.expect(200);
        assert_eq!((&now["is_own"], &now["settings"]["approval_levels"]), (&json!(false), &json!(1)));
        for level in 2..=3 {
            assert_eq!(leader.act(report, "approve", None).await.expect(200)["level"], level);
        }
        assert_eq!(leader.act(report, "approve", None).await.expect(200)["status"], "approved");
    });
}

#[test]
fn a_hand_over_without_receiver_check_keeps_its_word_too() {
    on_each(async |api| {
        let app = &api.state.app;
        let (admin, author) = (api.person("quantri").await, api.person("hanoi.badinh.nhaplieu").await);
        let sender = api.person("hanoi.badinh.gui").await;
        let commune = unit(app, "00004");
        let short =
            json!({ "approval_levels": 0, "signing": "required", "receiver_check": false, "one_account": true });
        set(&admin, commune, 0, &short).await.expect(200);
        let report = submitted(&author).await;
        let view = sender.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(view["status"], "approved", "nobody approves");
        set(&admin, commune, 1, &settings(2, &json!([]))).await.expect(200);
        assert_eq!(sender.act(report, "send", None).await.problem(422), "invalid_content");
        let states: Vec<String> =
            steps(&sender, report).await.into_iter().map(|(kind, state, _)| format!("{kind} {state}")).collect();
        assert_eq!(states, ["enter done", "sign current", "send ahead", "finish ahead"]);
        sender.act(report, "sign", None).await.expect(200);
        assert_eq!(sender.act(report, "send", None).await.expect(200)["status"], "accepted", "nobody checks");
        assert!(steps(&sender, report).await.iter().all(|(_, state, _)| state == "done"));
    });
}

#[test]
fn who_may_set_what() {
    on_each(async |api| {
        let app = &api.state.app;
        let (commune, other) = (unit(app, "00004"), unit(app, "00070"));
        grant(app, "hanoi.badinh.gui", "quan_tri");
        let (admin, own) = (api.person("quantri").await, api.person("hanoi.badinh.gui").await);
        let plain = settings(2, &json!([]));
        for somebody in ["hanoi.badinh.nhaplieu", "hanoi.badinh.duyet", "hanoi.tonghop"] {
            let person = api.person(somebody).await;
            assert_eq!(set(&person, commune, 0, &plain).await.problem(403), "forbidden", "{somebody}");
            let view = person.get(&path(commune)).await.expect(200);
            assert_eq!((&view["can_change"], &view["approvers"]), (&json!(false), &json!([])), "{somebody}");
        }
        assert_eq!(set(&own, other, 0, &plain).await.problem(403), "forbidden", "the neighbour's");
        assert_eq!(own.get(&path(other)).await.problem(403), "forbidden");
        assert_eq!(set(&own, commune, 0, &plain).await.expect(200)["settings"]["approval_levels"], 2);

        // What the receiver does is said from above.
        let mut unchecked = plain.clone();
        unchecked["receiver_check"] = json!(false);
        unchecked["auto_accept_at"] = json!("17:00:00");
        let refused = set(&own, commune, 1, &unchecked).await.expect(422);
        assert_eq!(places(&refused), ["receiver_check", "auto_accept_at"]);
        assert_eq!(own.get(&path(commune)).await.expect(200)["choices"]["receiver_check"], false);
        set(&admin, commune, 1, &unchecked).await.expect(200);
        let mut kept = unchecked.clone();
        kept["approval_levels"] = json!(1);
        assert_eq!(set(&own, commune, 2, &kept).await.expect(200)["settings"]["auto_accept_at"], "17:00:00");
        assert_eq!(places(&remove(&own, commune, 3).await.expect(422)), ["receiver_check", "auto_accept_at"]);

        let list = own.get("/processes").await.expect(200);
        assert_eq!((&list["total"], &list["items"][0]["unit"]["name"]), (&json!(1), &json!("Phường Ba Đình")));
        assert_eq!(admin.get("/processes").await.expect(200)["total"], 1);
        assert_eq!(api.person("hanoi.badinh.duyet").await.get("/processes").await.expect(200)["total"], 0);
        let all = app.store.write(|tx| store::events::take(tx, "test", 10_000)).unwrap();
        let events: Vec<_> = all.into_iter().filter(|event| event.kind == "unit.policy_changed").collect();
        assert_eq!(events.len(), 3, "each change is told once");
        let body: Value = serde_json::from_str(&events[2].body).unwrap();
        assert_eq!((&body["before"]["approval_levels"], &body["after"]["approval_levels"]), (&json!(2), &json!(1)));
    });
}

#[test]
fn nothing_is_set_unseen_or_wrong() {
    on_each(async |api| {
        let app = &api.state.app;
        let (admin, commune) = (api.person("quantri").await, unit(app, "00004"));
        let plain = settings(2, &json!([]));
        assert_eq!(admin.write(Method::PUT, &path(commune), &[], &plain).await.problem(428), "revision_required");
        assert_eq!(set(&admin, commune, 7, &plain).await.problem(412), "stale_revision");
        set(&admin, commune, 0, &plain).await.expect(200);
        assert_eq!(set(&admin, commune, 0, &plain).await.problem(412), "stale_revision");
        remove(&admin, commune, 1).await.expect(200);
        assert_eq!(set(&admin, commune, 0, &plain).await.problem(412), "stale_revision", "set and taken away since");
        assert_eq!(remove(&admin, commune, 2).await.expect(200)["revision"], 2, "nothing is left to be taken away");
        let author = user(app, "hanoi.badinh.nhaplieu");
        let leader = user(app, "hanoi.badinh.duyet");
        for (wrong, place) in [
            (settings(4, &json!([])), "approval_levels"),
            (settings(1, &json!([[], [leader]])), "approval_levels"),
            (settings(2, &json!([[author]])), "approvers.1"),
            (settings(2, &json!([[999_999]])), "approvers.1"),
            (settings(2, &json!([[leader], [leader]])), "approvers.2"),
        ] {
            let refused = set(&admin, commune, 2, &wrong).await.expect(422);
            assert_eq!(places(&refused), [place], "{refused}");
        }
        for unread in [json!({}), json!({ "approval_levels": -1 }), json!({ "signing": "soon" })] {
            assert_eq!(set(&admin, commune, 2, &unread).await.problem(400), "malformed_request");
        }
        assert_eq!(set(&admin, 999_999, 0, &plain).await.problem(404), "not_found");
        assert_eq!(admin.get("/units/1/process?circular=1&regime=XX").await.problem(404), "not_found");
        assert_eq!(admin.get("/units/1/process").await.problem(400), "malformed_request");
    });
}

#[test]
fn the_regime_says_what_units_may_choose() {
    on_each(async |api| {
        let app = &api.state.app;
        let (admin, commune) = (api.person("quantri").await, unit(app, "00004"));
        let loose = json!({ "approval_levels": 0, "signing": "optional", "receiver_check": true, "one_account": true });
        set(&admin, commune, 0, &loose).await.expect(200);

        let list = admin.get("/regimes?circular=01/2020/TT-VPCP").await.expect(200);
        let from = list["items"].as_array().unwrap().iter().find(|one| one["code"] == "II").unwrap()["id"].clone();
        let draft = admin.write(Method::POST, "/regimes", &[], &json!({ "from": from })).await.expect(201);
        let mut regime = draft["regime"].clone();
        regime["valid_from"] = json!("2026-01-01");
        regime["policy"] =
            json!({ "approval_levels": 2, "signing": "off", "receiver_check": true, "approvers": [[1]] });
        regime["unit_choices"] = json!({ "least_levels": 2, "most_levels": 1, "signing": [], "one_account": false });
        let draft_path = format!("/regimes/{}", draft["id"]);
        let seen = |view: &Value| [("If-Match", format!("\"{}\"", view["revision"]))];
        let refused = admin.write(Method::PUT, &draft_path, &seen(&draft), &regime).await.expect(422);
        assert_eq!(places(&refused), ["unit_choices.levels", "policy.approvers"]);
        regime["policy"]["approvers"] = json!([]);
        regime["unit_choices"]["most_levels"] = json!(3);
        let saved = admin.write(Method::PUT, &draft_path, &seen(&draft), &regime).await.expect(200);
        let published = format!("{draft_path}/publication");
        admin.write(Method::POST, &published, &seen(&saved), &Value::Null).await.expect(200);

        // What the unit said before leaves the regime now: the regime's word holds, and its administrators are told where.
        let now = admin.get(&path(commune)).await.expect(200);
        let held = &now["settings"];
        assert_eq!(
            (&held["approval_levels"], &held["signing"], &held["one_account"]),
            (&json!(2), &json!("off"), &json!(false)),
            "{now}"
        );
        assert_eq!(places(&now), ["approval_levels", "signing", "one_account"]);
        assert_eq!(now["choices"]["approval_levels"], json!([2, 3]));
        let refused = set(&admin, commune, 1, &loose).await.expect(422);
        assert_eq!(places(&refused), ["approval_levels", "signing", "one_account"]);
        assert_eq!(refused["faults"][0]["message"], "Chế độ báo cáo cho phép số cấp duyệt từ 2 đến 3.");
        let fits = settings(3, &json!([]));
        assert_eq!(places(&set(&admin, commune, 1, &fits).await.expect(200)), [""; 0]);
    });
}
