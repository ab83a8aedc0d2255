//! `embed_migrations!` does not see new folders by itself.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
