//! The binary `baocao`.

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    server::cli::run(&arguments)
}
