//! The API through the real application, on SQLite and on PostgreSQL, with the demonstration's people and forms.

#[cfg(test)]
mod bell;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod choices;
#[cfg(test)]
mod client;
#[cfg(test)]
mod comments;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod doubts;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod email;
#[cfg(test)]
mod exact_figures;
#[cfg(test)]
mod explanations;
#[cfg(test)]
mod four_eyes;
#[cfg(test)]
mod free_rows;
#[cfg(test)]
mod guessing;
#[cfg(test)]
mod history;
#[cfg(test)]
mod incidents;
#[cfg(test)]
mod outages;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod previous;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod progress;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod regimes;
#[cfg(test)]
mod reorganisations;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod review;
#[cfg(test)]
mod searches;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod smtp_sink;
#[cfg(test)]
mod stale;
#[cfg(test)]
mod story;
#[cfg(test)]
mod two_editors;
#[cfg(test)]
mod windows;
#[cfg(test)]
mod workbooks;
