//! Looking reports up: every field, words, kept searches, and the list as a workbook.

use actix_web::http::Method;
use serde_json::json;

use super::client::on_each;

#[test]
fn a_kept_search_is_the_persons_own() {
    on_each(async |api| {
        let (one, other) = (api.person("hanoi.tonghop").await, api.person("hanoi.badinh.nhaplieu").await);
        assert_eq!(one.get("/searches").await.expect(200), json!({ "items": [] }));
        let new = json!({ "name": " Quý IV chưa gửi ", "filter": { "task": "track", "period": "2026-Q4", "status": "assigned" } });
        let key = [("Idempotency-Key", "k1".to_owned())];
        let kept = one.write(Method::POST, "/searches", &key, &new).await.expect(201);
        assert_eq!(kept["name"], "Quý IV chưa gửi");
        assert_eq!(
            one.write(Method::POST, "/searches", &key, &new).await.expect(201),
            kept,
            "a retry keeps nothing twice"
        );
        assert_eq!(one.get("/searches").await.expect(200)["items"], json!([kept]));
        assert_eq!(other.get("/searches").await.expect(200)["items"], json!([]));

        for (wrong, status) in [
            (json!({ "name": "Quý IV chưa gửi", "filter": {} }), 422),
            (json!({ "name": " ", "filter": {} }), 422),
            (json!({ "name": "x".repeat(101), "filter": {} }), 422),
            (json!({ "name": "a", "filter": { "status": "lost" } }), 400),
            (json!({ "name": "a", "filter": { "kind": "x" } }), 400),
            (json!({ "name": "a", "filter": { "period": "2026-Q9" } }), 400),
            (json!({ "name": "a", "filter": { "colour": "red" } }), 400),
        ] {
            one.write(Method::POST, "/searches", &[], &wrong).await.problem(status);
        }
        let path = format!("/searches/{}", kept["id"]);
        assert_eq!(other.write(Method::DELETE, &path, &[], &json!(null)).await.problem(404), "not_found");
        one.write(Method::DELETE, &path, &[], &json!(null)).await;
        assert_eq!(one.get("/searches").await.expect(200)["items"], json!([]));
    });
}

#[test]
fn every_field_narrows_and_the_workbook_holds_the_same() {
    on_each(async |api| {
        let person = api.person("hanoi.tonghop").await;
        let count =
            async |query: &str| person.get(&format!("/reports?{query}")).await.expect(200)["total"].as_i64().unwrap();
        let (all, figures, narrative) = (count("").await, count("kind=data").await, count("kind=outline").await);
        assert!(figures > narrative && figures + narrative == all, "{figures} + {narrative} = {all}");
        let (plain, marked) = (count("q=ba%20dinh&kind=data").await, count("q=Ba%20%C4%90%C3%ACnh&kind=data").await);
        assert!(plain == marked && plain > 0 && plain < figures, "{plain}, {marked}");
        assert_eq!(count("q=khong-co-tu-nay").await, 0);
        person.get("/reports?kind=x").await.problem(400);
        person.get(&format!("/reports?q={}", "ba+".repeat(25))).await.problem(400);
        person.get(&format!("/reports?q={}", "b".repeat(501))).await.problem(400);
        person.get("/reports/workbook?sort=x").await.problem(400);

        let answer = person.get("/reports/workbook?q=ba%20dinh&kind=data").await;
        assert_eq!(answer.status, 200);
        assert_eq!(&answer.bytes[..2], b"PK", "an .xlsx");
    });
}
