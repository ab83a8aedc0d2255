//! Kills the real program while four people save, starts it again, and looks for everything that was answered.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use super::server::Server;

const ROUNDS: usize = 3;
const WRITERS: usize = 4;
const FORM: &str = "II.06a/VPCP/KSTT";

/// What was answered: row, value, revision.
type Acknowledged = Arc<Mutex<Vec<(String, u64, i64)>>>;

async fn write(
    client: reqwest::Client,
    base: String,
    token: String,
    report: i64,
    writer: usize,
    stop: Arc<AtomicBool>,
    done: Acknowledged,
) {
    let row = format!("LV{:03}", writer + 1);
    let mut value = 0_u64;
    let mut revision = 0;
    while !stop.load(Ordering::SeqCst) {
        value += 1;
        let body = json!({
            "base_revision": revision,
            "add_rows": [{ "item": row }],
            "changes": [{ "row": row, "column": "4", "value": value.to_string() }],
        });
        let sent = client
            .patch(format!("{base}/api/v1/reports/{report}/data"))
            .bearer_auth(&token)
            .header("If-Match", format!("\"{revision}\""))
            .json(&body)
            .send()
            .await;
        // A killed server answers nothing: what it did not answer may be lost.
        let Ok(answer) = sent else { return };
        let status = answer.status();
        let Ok(body) = answer.json::<Value>().await else { return };
        match status.as_u16() {
            200 => {
                revision = body["revision"].as_i64().unwrap();
                done.lock().unwrap().push((row.clone(), value, revision));
            }
            409 => revision = body["current_revision"].as_i64().unwrap(),
            412 => revision = body["current_revision"].as_i64().unwrap(),
            503 => {}
            other => panic!("{other}: {body}"),
        }
    }
}

async fn round(database: &str, data: &Path, round: usize, last: &mut Vec<u64>) {
    let client = reqwest::Client::new();
    let server = Server::start(database, data, &client).await;
    let token = server.token(&client).await;
    let list: Value = client
        .get(format!("{}/api/v1/reports?form={FORM}&status=in_progress", server.base))
        .bearer_auth(&token)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let list: Value = if list["total"] == 0 {
        let url = format!("{}/api/v1/reports?form={FORM}&task=enter", server.base);
        client.get(url).bearer_auth(&token).send().await.unwrap().json().await.unwrap()
    } else {
        list
    };
    let report = list["items"][0]["id"].as_i64().unwrap();
    verify(&client, &server, &token, report, last).await;

    let (stop, done) = (Arc::new(AtomicBool::new(false)), Acknowledged::default());
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (client, base, token) = (client.clone(), server.base.clone(), token.clone());
            actix_web::rt::spawn(write(client, base, token, report, writer, stop.clone(), done.clone()))
        })
        .collect();
    // Killed at another moment each time, but never before something was answered.
    while done.lock().unwrap().len() < 5 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(137 * (round as u64 + 1))).await;
    server.kill();
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    *last = vec![0; WRITERS];
    for (row, value, _) in done.lock().unwrap().iter() {
        let writer: usize = row.trim_start_matches("LV").parse().unwrap();
        last[writer - 1] = *value;
    }
    assert!(last.iter().any(|value| *value > 0), "nobody saved anything");
}

/// Every row holds at least what was last answered; one later save may have been stored without its answer arriving.
async fn verify(client: &reqwest::Client, server: &Server, token: &str, report: i64, last: &[u64]) {
    let url = format!("{}/api/v1/reports/{report}/data", server.base);
    let data: Value = client.get(url).bearer_auth(token).send().await.unwrap().json().await.unwrap();
    for (writer, answered) in last.iter().enumerate().filter(|(_, answered)| **answered > 0) {
        let key = format!("LV{:03}", writer + 1);
        let row = data["rows"].as_array().unwrap().iter().find(|row| row["key"] == *key);
        let stored: u64 = row.unwrap()["cells"]["4"].as_str().unwrap().parse().unwrap();
        assert!(stored == *answered || stored == answered + 1, "{key}: answered {answered}, stored {stored}");
    }
}

#[test]
fn nothing_answered_is_lost_when_the_server_is_killed() {
    testkit::for_each_database(|database| {
        let data = std::env::temp_dir().join(format!("baocao-kill-{}-{:?}", std::process::id(), database.engine()));
        actix_web::rt::System::new().block_on(async {
            let mut last = Vec::new();
            for number in 0..ROUNDS {
                round(database.url(), &data, number, &mut last).await;
            }
            let client = reqwest::Client::new();
            let server = Server::start(database.url(), &data, &client).await;
            let token = server.token(&client).await;
            let url = format!("{}/api/v1/reports?form={FORM}&status=in_progress", server.base);
            let list: Value = client.get(url).bearer_auth(&token).send().await.unwrap().json().await.unwrap();
            verify(&client, &server, &token, list["items"][0]["id"].as_i64().unwrap(), &last).await;
            server.kill();
        });
        std::fs::remove_dir_all(&data).unwrap();
    });
}
