//! One step for many reports: each is decided by itself, and each result is told.

use actix_web::http::Method;
use domain::access::{Permission, for_system};
use domain::ids::{ReportId, UnitId};
use serde_json::{Value, json};
use store::reports::{ContentWrite, NewRevision, NewTransition, ReportChange};

use super::client::{Api, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const MANY: usize = 100;

/// Sends so many communes' reports to Hà Nội, as their people would.
fn send_many(api: &Api) -> Vec<i64> {
    let app = &api.state.app;
    app.store
        .write::<_, store::StoreError>(|tx| {
            let province = UnitId(store::units::find_by_code(tx, "01")?.id);
            let communes = store::units::list_children(tx, province)?;
            let units: Vec<UnitId> = communes.iter().map(|unit| UnitId(unit.id)).collect();
            let mut rows = store::reports::list_of_units(tx, &units, "2026-Q4", &[FORM])?;
            rows.truncate(MANY);
            for row in &rows {
                let now = app.clock.now();
                let change = ReportChange {
                    state: "sent".to_owned(),
                    submitted_at: Some(now),
                    sent_at: Some(now),
                    ..ReportChange::of(row, now)
                };
                let revision = NewRevision { user_id: None, source: "transition", content: ContentWrite::Snapshot };
                let step = NewTransition {
                    action: "send".to_owned(),
                    from_state: "approved".to_owned(),
                    level: 0,
                    note: None,
                    user_id: None,
                    unit_id: row.unit_id,
                };
                let event =
                    testkit::sample::new_event(&format!("sent-{}", row.id), "report.sent", Some(ReportId(row.id)));
                let allowed = for_system(Permission::Send, UnitId(row.unit_id));
                store::reports::advance(
                    tx,
                    &allowed,
                    ReportId(row.id),
                    row.revision,
                    &change,
                    &revision,
                    Some(&step),
                    &event,
                )?;
            }
            Ok(rows.iter().map(|row| row.id).collect())
        })
        .unwrap()
}

#[test]
fn a_hundred_reports_go_back_for_one_reason_and_each_result_is_told() {
    on_each(async |api| {
        let sent = send_many(&api);
        assert_eq!(sent.len(), MANY);
        let receiver = api.person("hanoi.tonghop").await;
        let list = receiver.get(&format!("/reports?task=check&form={FORM}&page_size=200")).await.expect(200);
        assert_eq!(list["total"], MANY);
        let seen = |item: &Value| json!({ "id": item["id"], "revision": item["revision"] });
        let mut chosen: Vec<Value> = list["items"].as_array().unwrap().iter().map(seen).collect();

        // Meanwhile one is accepted by somebody else; of another one an old state was seen, and one nobody may know.
        receiver.act(chosen[3]["id"].as_i64().unwrap(), "accept", None).await.expect(200);
        chosen[7]["revision"] = json!(0);
        chosen[11] = json!({ "id": 999_999, "revision": 1 });
        let body = json!({ "action": "return", "note": "Thiếu thủ tục hành chính mới", "reports": chosen });
        let key = [("Idempotency-Key", "tra-lai-100".to_owned())];
        let answer = receiver.write(Method::POST, "/reports/transitions", &key, &body).await.expect(200);

        let results = answer["results"].as_array().unwrap();
        assert_eq!(results.len(), MANY);
        for (at, (result, asked)) in results.iter().zip(&chosen).enumerate() {
            assert_eq!(result["id"], asked["id"], "in the order of the request");
            let code = &result["problem"]["code"];
            match at {
                3 | 7 => assert_eq!(code, "stale_revision", "{result}"),
                11 => assert_eq!(code, "not_found", "{result}"),
                _ => assert_eq!((&result["status"], code), (&json!("returned"), &Value::Null), "{result}"),
            }
        }
        let report = chosen[50]["id"].as_i64().unwrap();
        let view = receiver.get(&format!("/reports/{report}/history")).await.expect(200);
        assert_eq!(view["transitions"][0]["note"], "Thiếu thủ tục hành chính mới", "each has the reason");

        let again = receiver.write(Method::POST, "/reports/transitions", &key, &body).await.expect(200);
        assert_eq!(again, answer, "a retry takes no step twice");
        let left = receiver.get(&format!("/reports?task=check&form={FORM}&status=sent")).await.expect(200);
        assert_eq!(left["total"], 2);
    });
}

#[test]
fn without_a_reason_nothing_goes_back() {
    on_each(async |api| {
        let sent = send_many(&api);
        let receiver = api.person("hanoi.tonghop").await;
        let revision = receiver.revision(sent[0]).await;
        let chosen: Vec<Value> = sent.iter().map(|id| json!({ "id": id, "revision": revision })).collect();
        let body = json!({ "action": "return", "reports": chosen });
        let answer = receiver.write(Method::POST, "/reports/transitions", &[], &body).await.expect(200);
        let codes: Vec<&Value> =
            answer["results"].as_array().unwrap().iter().map(|result| &result["problem"]["code"]).collect();
        assert_eq!(codes.len(), MANY);
        assert!(codes.iter().all(|code| *code == "invalid_content"), "{codes:?}");
        let left = receiver.get(&format!("/reports?task=check&form={FORM}&status=sent")).await.expect(200);
        assert_eq!(left["total"], MANY);
    });
}
