//! The OpenAPI document: what is committed is what is served.

use std::collections::BTreeMap;

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

/// Two types of one name are one schema in the document, and whichever comes last is said of both.
#[test]
fn no_two_types_share_a_schemas_name() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/src");
    let mut owners = BTreeMap::<String, String>::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).unwrap();
        let names = source.lines().filter_map(|line| {
            let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
            rest.split(|letter: char| !letter.is_alphanumeric()).next()
        });
        for name in names {
            let former = owners.insert(name.to_owned(), file.clone());
            assert_eq!(former, None, "{name} of {file} has a namesake");
        }
    }
    assert!(owners.len() > 100, "the types are found");
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
