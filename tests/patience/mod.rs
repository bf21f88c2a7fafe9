//! Programs that a test starts: no wait for one is without an end, whatever the program does with signals.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough for any machine; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a program to its end with `input`; a program that does not read it may refuse it.
pub fn output(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    thread::spawn(move || drop(stdin.write_all(&input)));
    let (out, err) = (all(child.stdout.take().unwrap()), all(child.stderr.take().unwrap()));
    let status = end(&mut child);
    let said = |from: Receiver<Vec<u8>>| from.recv_timeout(PATIENCE).expect("the program's pipes close with it");
    Output { status, stdout: said(out), stderr: said(err) }
}

fn all(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (tell, told) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        tell.send(bytes)
    });
    told
}

/// How a program ends; one that does not is killed, and the test has failed.
pub fn end(child: &mut Child) -> ExitStatus {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > until {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the program has not ended within {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// What a running program says, line by line.
#[allow(dead_code, reason = "not every test watches a running program")]
pub struct Said(Receiver<String>);

#[allow(dead_code, reason = "not every test watches a running program")]
impl Said {
    /// Reads on a thread of its own, so that waiting for a line can end.
    pub fn by(from: impl Read + Send + 'static) -> Said {
        let (tell, told) = channel();
        thread::spawn(move || BufReader::new(from).lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Said(told)
    }

    /// The next line.
    #[track_caller]
    pub fn line(&self) -> String {
        self.0.recv_timeout(PATIENCE).expect("a line in time")
    }

    /// The next line of which that is true.
    #[track_caller]
    pub fn until(&self, wanted: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let line = self.line();
            if wanted(&line) {
                return line;
            }
            assert!(Instant::now() < until, "no such line within {PATIENCE:?}");
        }
    }
}
