//! Acknowledged means durable: the server is killed with SIGKILL while people save, again and again, on both databases; asked
//! to end, it finishes what it has begun.

#[cfg(test)]
mod ending;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod server;
