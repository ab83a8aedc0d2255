//! The OpenAPI document: what is committed is what is served.

use actix_web::test::TestRequest;

use super::client::Api;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");

#[test]
fn the_committed_document_is_the_real_one() {
    let real = format!("{}\n", server::service::document().to_pretty_json().unwrap());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(COMMITTED, &real).unwrap();
    }
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(committed == real, "openapi/openapi.json is out of date: run `cargo xtask openapi`");
}

#[test]
fn document_and_page_are_served() {
    let database = testkit::databases::sqlite();
    actix_web::rt::System::new().block_on(async {
        let api = Api::demo(&database);
        let document = api.send(TestRequest::get().uri("/api/v1/openapi.json")).await.expect(200);
        assert_eq!(document["openapi"], "3.1.0");
        let page = api.send(TestRequest::get().uri("/api/docs/")).await;
        assert_eq!(page.status, 200);
        let ready = api.send(TestRequest::get().uri("/health/ready")).await;
        assert_eq!(ready.status, 200);
    });
}
