//! The store on both databases: every test runs on a fresh SQLite file and on a fresh PostgreSQL database.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod regime_versions;
#[cfg(test)]
mod reorganisations;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod stored;
#[cfg(test)]
mod transactions;
