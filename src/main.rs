//! The `pressroom` program: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    pressroom::cli::main()
}
