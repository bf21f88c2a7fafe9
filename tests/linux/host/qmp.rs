//! QEMU's control line: one JSON object a line (QEMU Machine Protocol).

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;

use serde_json::{Value, json};

pub struct Qmp(BufReader<UnixStream>);

impl Qmp {
    pub fn new(line: UnixStream) -> Qmp {
        let mut qmp = Qmp(BufReader::new(line));
        qmp.until("QMP");
        qmp.execute("qmp_capabilities", json!({}));
        qmp
    }

    /// What a command returns.
    pub fn execute(&mut self, command: &str, arguments: Value) -> Value {
        let asked = json!({ "execute": command, "arguments": arguments });
        writeln!(self.0.get_mut(), "{asked}").unwrap();
        self.until("return")
    }

    /// The next object with that key; an error is none.
    pub fn until(&mut self, key: &str) -> Value {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            let mut said: Value = serde_json::from_str(&line).unwrap();
            assert!(said.get("error").is_none(), "QEMU: {line}");
            if let Some(value) = said.get_mut(key) {
                return value.take();
            }
        }
    }
}
