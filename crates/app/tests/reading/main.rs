//! Reading reports, on SQLite and on PostgreSQL: as few queries as possible, and the same figures wherever they are shown
//! and whatever became of them since.

#[cfg(test)]
mod corrections;
#[cfg(test)]
mod outliers;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod references;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod world;
