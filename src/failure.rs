//! What went wrong, for whoever called the program.

/// What went wrong, in words that say what to do. Exit code 1.
#[derive(Debug)]
pub struct Failure(pub String);

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Failure {
        // Whoever reads no further, such as `head`, has what they wanted; the exit code tells.
        let io = (&error as &dyn std::error::Error).downcast_ref::<std::io::Error>();
        let is_left = io.is_some_and(|why| why.kind() == std::io::ErrorKind::BrokenPipe);
        Failure(if is_left { String::new() } else { error.to_string() })
    }
}
