//! A third party's view: requests in, status and JSON out.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::from_fn;
use actix_web::test::{self, TestRequest};
use actix_web::web;
use app::mail::{Office, Seal};
use app::{App, Clock};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::{Value, json};
use server::auth::keys;
use server::forwarding::TrustedProxies;
use server::mail::settings::{Given, MailSettings};
use server::mail::smtp::SmtpMailer;
use server::state::AppState;
use store::Store;
use testkit::TestDatabase;

/// A clock that tests move; begins on 21 November 2026, 08:00 in Việt Nam.
pub struct TestClock(AtomicI64);

impl TestClock {
    fn new() -> Self {
        Self(AtomicI64::new(0))
    }

    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> NaiveDateTime {
        let start = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap().and_hms_opt(1, 0, 0).unwrap();
        start + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
    }
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The answer's body, if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// The stable code of a problem of this status.
    #[track_caller]
    pub fn problem(self, status: u16) -> String {
        assert_eq!(self.headers.get("content-type").unwrap(), "application/problem+json", "{}", self.body);
        self.expect(status)["code"].as_str().unwrap().to_owned()
    }
}

/// The application under test.
pub struct Api {
    pub state: web::Data<AppState>,
    pub clock: Arc<TestClock>,
}

impl Api {
    /// An application over a database with the demonstration.
    pub fn demo(database: &TestDatabase) -> Self {
        Self::over(database.store().clone())
    }

    /// The same over a store of the test's own.
    pub fn over(store: Store) -> Self {
        let clock = Arc::new(TestClock::new());
        let app = App::new(store, clock.clone());
        app::circulars::keep(&app).unwrap();
        app::demo::load(&app).unwrap();
        static FOLDERS: AtomicI64 = AtomicI64::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("baocao-api-{}-{number}", std::process::id()));
        let keys = keys::load_or_create(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        Self { state: web::Data::new(AppState::new(Arc::new(app), keys, false)), clock }
    }

    /// The same application behind these proxies.
    pub fn behind(self, proxies: TrustedProxies) -> Self {
        let state = std::sync::Arc::into_inner(self.state.into_inner()).unwrap();
        Self { state: web::Data::new(state.behind(proxies)), clock: self.clock }
    }

    /// The same application with this mail server.
    pub fn mailing(self, smtp_url: &str) -> Self {
        let given = Given {
            smtp_url: Some(smtp_url.to_owned()),
            sender: Some("Báo cáo <baocao@example.gov.vn>".to_owned()),
            public_url: Some("https://baocao.example.gov.vn".to_owned()),
            password_file: None,
        };
        let settings = MailSettings::read(&given).unwrap().unwrap();
        let state = Arc::into_inner(self.state.into_inner()).unwrap();
        let office = Office {
            public_url: settings.public_url.clone(),
            mailer: Arc::new(SmtpMailer::new(settings).unwrap()),
            seal: Seal::of(&[1; 48]).unwrap(),
        };
        let app = Arc::new(Arc::into_inner(state.app).unwrap().with_mail(office));
        Self { state: web::Data::new(AppState { app, ..state }), clock: self.clock }
    }

    /// Sends one request.
    pub async fn send(&self, request: TestRequest) -> Answer {
        let service = self.service().await;
        let response = test::call_service(&service, request.to_request()).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = test::read_body(response).await.to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, headers, body, bytes }
    }

    /// The application, for what takes more than one answer.
    pub async fn service(
        &self,
    ) -> impl Service<actix_http::Request, Response = ServiceResponse<impl MessageBody>, Error = actix_web::Error> {
        let document = web::Data::new(server::service::document());
        test::init_service(
            actix_web::App::new()
                .app_data(self.state.clone())
                .configure(|services| server::service::configure(services, document))
                .wrap(from_fn(server::nul::refuse))
                .wrap(from_fn(server::request_id::name))
                .wrap(from_fn(server::headers::secure))
                .wrap(tracing_actix_web::TracingLogger::default())
                .wrap(from_fn(server::forwarding::settle)),
        )
        .await
    }

    /// A token of a demonstration account.
    pub async fn token(&self, username: &str) -> String {
        let credentials = json!({ "username": username, "password": app::demo::PASSWORD });
        let request = TestRequest::post().uri("/api/v1/tokens").set_json(credentials);
        self.send(request).await.expect(201)["access_token"].as_str().unwrap().to_owned()
    }

    /// A signed-in person.
    pub async fn person(&self, username: &str) -> Person<'_> {
        Person { api: self, token: self.token(username).await }
    }
}

/// A signed-in person with a token.
pub struct Person<'a> {
    pub api: &'a Api,
    token: String,
}

impl Person<'_> {
    fn request(&self, method: Method, path: &str) -> TestRequest {
        TestRequest::default()
            .method(method)
            .uri(&format!("/api/v1{path}"))
            .insert_header(("Authorization", format!("Bearer {}", self.token)))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.api.send(self.request(Method::GET, path)).await
    }

    pub async fn write(&self, method: Method, path: &str, headers: &[(&str, String)], body: &Value) -> Answer {
        let request = headers.iter().fold(self.request(method, path), |request, (name, value)| {
            request.insert_header(((*name).to_owned(), value.clone()))
        });
        self.api.send(request.set_json(body)).await
    }

    pub async fn raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let request = headers
            .iter()
            .fold(self.request(method, path), |request, (name, value)| request.insert_header((*name, *value)));
        self.api.send(request.set_payload(body)).await
    }

    /// The only report of a work list for a form and a period.
    pub async fn find(&self, task: &str, form: &str, period: &str) -> i64 {
        let list = self.get(&format!("/reports?task={task}&form={form}&period={period}")).await.expect(200);
        assert_eq!(list["total"], 1, "{list}");
        list["items"][0]["id"].as_i64().unwrap()
    }

    pub async fn revision(&self, report: i64) -> i64 {
        self.get(&format!("/reports/{report}")).await.expect(200)["revision"].as_i64().unwrap()
    }

    /// Saves changes on top of the present revision.
    pub async fn save(&self, report: i64, body: Value) -> Answer {
        let base = self.revision(report).await;
        self.save_on(report, base, body).await
    }

    /// Saves changes on top of a revision.
    pub async fn save_on(&self, report: i64, base: i64, mut body: Value) -> Answer {
        body["base_revision"] = json!(base);
        self.write(Method::PATCH, &format!("/reports/{report}/data"), &[("If-Match", format!("\"{base}\""))], &body)
            .await
    }

    /// Takes a workflow step on the present revision.
    pub async fn act(&self, report: i64, action: &str, note: Option<&str>) -> Answer {
        let revision = self.revision(report).await;
        let headers = [("If-Match", format!("\"{revision}\""))];
        let body = json!({ "action": action, "note": note });
        self.write(Method::POST, &format!("/reports/{report}/transitions"), &headers, &body).await
    }

    pub async fn consolidate(&self, report: i64) -> Answer {
        let revision = self.revision(report).await;
        let headers = [("If-Match", format!("\"{revision}\""))];
        self.write(Method::POST, &format!("/reports/{report}/consolidation"), &headers, &Value::Null).await
    }
}

/// Runs a test on each database.
pub fn on_each(test: impl AsyncFn(Api)) {
    testkit::for_each_database(|database| {
        actix_web::rt::System::new().block_on(test(Api::demo(database)));
    });
}
