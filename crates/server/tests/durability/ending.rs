//! A server that is asked to end answers what it has begun, and then ends.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use super::server::Server;

const FORM: &str = "II.06a/VPCP/KSTT";

#[test]
fn a_save_under_way_is_answered_before_the_server_ends() {
    testkit::for_each_database(|database| {
        let data = std::env::temp_dir().join(format!("baocao-end-{}-{:?}", std::process::id(), database.engine()));
        actix_web::rt::System::new().block_on(async {
            let client = reqwest::Client::new();
            let server = Server::start(database.url(), &data, &client).await;
            let token = server.token(&client).await;
            let list = read(&client, &server, &token, &format!("/reports?form={FORM}&task=enter")).await;
            let report = list["items"][0]["id"].as_i64().unwrap();

            let body = json!({
                "base_revision": 0,
                "add_rows": [{ "item": "LV001" }],
                "changes": [{ "row": "LV001", "column": "4", "value": "7" }],
            })
            .to_string();
            let (first, second) = body.split_at(body.len() / 2);
            let address = server.base.trim_start_matches("http://").to_owned();
            let mut stream = TcpStream::connect(&address).unwrap();
            let head = format!(
                "PATCH /api/v1/reports/{report}/data HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
                 If-Match: \"0\"\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(format!("{head}{first}").as_bytes()).unwrap();
            tokio::time::sleep(Duration::from_millis(500)).await;
            server.ask_to_end();
            tokio::time::sleep(Duration::from_millis(500)).await;
            stream.write_all(second.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
            assert!(server.wait(), "it ended well");

            let server = Server::start(database.url(), &data, &client).await;
            let token = server.token(&client).await;
            let kept = read(&client, &server, &token, &format!("/reports/{report}/data")).await;
            assert_eq!(kept["rows"][0]["cells"]["4"], "7");
            server.kill();
        });
        std::fs::remove_dir_all(&data).unwrap();
    });
}

async fn read(client: &reqwest::Client, server: &Server, token: &str, path: &str) -> Value {
    let url = format!("{}/api/v1{path}", server.base);
    client.get(url).bearer_auth(token).send().await.unwrap().json().await.unwrap()
}
