//! Acknowledged means durable: the server is killed with SIGKILL while people save, again and again, on both databases.

#[cfg(test)]
mod kill;
