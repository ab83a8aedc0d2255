//! Whether the server can serve, asked of the database at most once a second: anybody may probe, as often as they like.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

const LIFE: Duration = Duration::from_secs(1);

/// The last answer. Probes that come while the database is asked wait for that answer.
#[derive(Default)]
pub struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    /// The answer of the last second, or else a new one.
    pub async fn ask(&self, probe: impl AsyncFnOnce() -> bool) -> bool {
        let mut last = self.0.lock().await;
        match *last {
            Some((since, answer)) if since.elapsed() < LIFE => answer,
            _ => {
                let answer = probe().await;
                *last = Some((Instant::now(), answer));
                answer
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use actix_web::rt::time::sleep;

    use super::*;

    #[actix_web::test]
    async fn the_database_is_asked_once_a_second() {
        let (readiness, asked) = (Readiness::default(), Cell::new(0));
        let probe = |answer: bool| {
            let asked = &asked;
            readiness.ask(async move || {
                sleep(Duration::from_millis(50)).await;
                asked.set(asked.get() + 1);
                answer
            })
        };
        let together = tokio::join!(probe(true), probe(false), probe(false));
        assert_eq!((together, asked.get()), ((true, true, true), 1), "one asks for all");
        assert!(probe(false).await);
        sleep(LIFE).await;
        assert!(!probe(false).await);
        assert!(!probe(true).await, "a bad answer is kept as long");
        assert_eq!(asked.get(), 2);
    }
}
