//! Who may approve whose figures, and where the process of a unit differs from its regime's.

use app::App;
use domain::access::{Permission, for_system};
use domain::ids::UnitId;
use domain::workflow::WorkflowPolicy;
use serde_json::json;
use store::policies::{self, Setting};
use store::users::GrantRow;

use super::client::{Api, Person, on_each};

const CIRCULAR: &str = "01/2020/TT-VPCP";
const FORM: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

/// Gives somebody one more group on the own unit.
fn also(app: &App, username: &str, group: &str) {
    app.store
        .write::<_, store::StoreError>(|tx| {
            let user = store::users::find_by_username(tx, username)?;
            let grant = GrantRow { user_id: user.id, group_code: group.to_owned(), unit_id: user.unit_id };
            store::users::create_grants(tx, &[grant])
        })
        .unwrap();
}

fn unit(app: &App, code: &str) -> UnitId {
    UnitId(app.store.read(|conn| store::units::find_by_code(conn, code)).unwrap().id)
}

fn set_policy(app: &App, unit_code: &str, policy: &WorkflowPolicy) {
    let allowed = for_system(Permission::Administer, unit(app, unit_code));
    let setting = Setting { seen: 0, user: None, at: app.clock.now() };
    app.store.write(|tx| policies::set(tx, &allowed, (CIRCULAR, "II"), Some(policy), setting)).unwrap();
}

fn figures(received: &str) -> serde_json::Value {
    json!({
        "add_rows": [{ "item": "LV001" }],
        "changes": [
            { "row": "LV001", "column": "4", "value": received },
            { "row": "LV001", "column": "9", "value": received },
        ],
    })
}

async fn allowed(person: &Person<'_>, report: i64, action: &str) -> bool {
    let view = person.get(&format!("/reports/{report}")).await.expect(200);
    let list = person.get(&format!("/reports?task=track&form={FORM}&period={PERIOD}")).await.expect(200);
    let listed = list["items"].as_array().unwrap().iter().find(|item| item["id"] == report).unwrap();
    let has =
        |item: &serde_json::Value| item["allowed_actions"].as_array().unwrap().iter().any(|known| known == action);
    assert_eq!(has(&view), has(listed), "list and report offer the same");
    has(&view)
}

/// Everybody in Ba Đình may enter and approve: only who entered what decides.
async fn small_office(api: &Api) -> [Person<'_>; 3] {
    for name in ["nhaplieu", "duyet", "gui"] {
        for group in ["nhap_lieu", "duyet"] {
            also(&api.state.app, &format!("hanoi.badinh.{name}"), group);
        }
    }
    [
        api.person("hanoi.badinh.nhaplieu").await,
        api.person("hanoi.badinh.duyet").await,
        api.person("hanoi.badinh.gui").await,
    ]
}

#[test]
fn nobody_approves_figures_of_the_own_hand() {
    on_each(async |api| {
        let [first, second, third] = small_office(&api).await;
        let report = first.find("enter", FORM, PERIOD).await;
        first.save(report, figures("3")).await.expect(200);
        second.act(report, "submit", Some("Kính trình")).await.expect(200);
        // The first entered, the second submitted: the report is both people's.
        for author in [&first, &second] {
            assert!(!allowed(author, report, "approve").await);
            assert_eq!(author.act(report, "approve", None).await.problem(403), "forbidden");
        }
        // Taking it back and having somebody else submit it again makes nobody's own figures another's.
        second.act(report, "recall", None).await.expect(200);
        third.act(report, "submit", Some("Kính trình")).await.expect(200);
        assert!(!allowed(&first, report, "approve").await);
        first.act(report, "reject", Some("Thử")).await.expect(200);
        second.act(report, "submit", Some("Kính trình")).await.expect(200);
        assert_eq!(first.act(report, "approve", None).await.problem(403), "forbidden");
    });
}

#[test]
fn an_approved_round_is_answered_for() {
    on_each(async |api| {
        let [first, second, third] = small_office(&api).await;
        let report = first.find("enter", FORM, PERIOD).await;
        first.save(report, figures("3")).await.expect(200);
        first.act(report, "submit", Some("Kính trình")).await.expect(200);
        assert!(allowed(&third, report, "approve").await);
        third.act(report, "approve", None).await.expect(200);
        third.act(report, "request_correction", Some("Sửa số")).await.expect(200);
        let change = json!({ "changes": [{ "row": "LV001", "column": "4", "value": "4" },
            { "row": "LV001", "column": "9", "value": "4" }] });
        second.save(report, change).await.expect(200);
        second.act(report, "submit", Some("Kính trình")).await.expect(200);
        assert!(!allowed(&second, report, "approve").await);
        first.act(report, "approve", None).await.expect(200);
    });
}

#[test]
fn the_nearest_units_own_process_holds() {
    on_each(async |api| {
        let [author, ..] = small_office(&api).await;
        also(&api.state.app, "hanoi.hoankiem.nhaplieu", "duyet");
        let neighbour = api.person("hanoi.hoankiem.nhaplieu").await;
        // Hà Nội has one account do all; Hoàn Kiếm wants two approvals and somebody else's eyes.
        set_policy(&api.state.app, "01", &WorkflowPolicy { one_account: true, ..WorkflowPolicy::default() });
        set_policy(&api.state.app, "00070", &WorkflowPolicy { approval_levels: 2, ..WorkflowPolicy::default() });
        let mut reports = Vec::new();
        for person in [&author, &neighbour] {
            let report = person.find("enter", FORM, PERIOD).await;
            person.save(report, figures("3")).await.expect(200);
            person.act(report, "submit", Some("Kính trình")).await.expect(200);
            reports.push(report);
        }
        let inherited = author.get(&format!("/reports/{}", reports[0])).await.expect(200);
        assert_eq!(inherited["approval_levels"], 1);
        assert!(allowed(&author, reports[0], "approve").await);
        author.act(reports[0], "approve", None).await.expect(200);
        let own = neighbour.get(&format!("/reports/{}", reports[1])).await.expect(200);
        assert_eq!((&own["approval_levels"], &own["level"]), (&json!(2), &json!(1)));
        assert!(!allowed(&neighbour, reports[1], "approve").await);
        let leader = api.person("hanoi.hoankiem.duyet").await;
        let seen = leader.revision(reports[1]).await;
        let bulk = json!({ "action": "approve", "reports": [{ "id": reports[1], "revision": seen }] });
        let outcome = leader.write(actix_web::http::Method::POST, "/reports/transitions", &[], &bulk).await;
        assert_eq!(outcome.expect(200)["results"][0]["status"], "submitted", "one approval of two");
        // Without a process of its own the unit follows its province again: with what is submitted from then on.
        let unit = for_system(Permission::Administer, unit(&api.state.app, "00070"));
        let setting = Setting { seen: 1, user: None, at: api.state.app.clock.now() };
        api.state.app.store.write(|tx| policies::set(tx, &unit, (CIRCULAR, "II"), None, setting)).unwrap();
        assert!(!allowed(&neighbour, reports[1], "approve").await, "it keeps the process it was submitted under");
        leader.act(reports[1], "reject", Some("Nộp lại")).await.expect(200);
        neighbour.act(reports[1], "submit", Some("Kính trình")).await.expect(200);
        assert!(allowed(&neighbour, reports[1], "approve").await);
    });
}
