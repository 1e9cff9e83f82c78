//! The `pressroom` program: arguments in, exit status out.

use std::process::ExitCode;

/// Rendering makes and drops many small values on every thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pressroom::cli::main()
}
