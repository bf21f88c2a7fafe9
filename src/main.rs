//! The `doro` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    doro::cli::main()
}
