//! `call -`: the file is opened once, calls come one JSON line each, and so do the answers.

use std::{
    io::{BufRead, Write},
    sync::mpsc::{RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use records::{Fault, FaultCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::desk::{Desk, Failure};

#[derive(Deserialize)]
struct Request<'a> {
    name: String,
    #[serde(borrow, default)]
    input: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct Reply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    ok: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<Fault>,
    /// What the call took inside the door.
    micros: u64,
}

/// Answers every line of standard input until it ends. A refused call is an answer like any other. What was looked at is in the
/// log within a second, also when the program is killed meanwhile.
pub fn run(desk: &Desk) -> Result<(), Failure> {
    desk.unlock()?;
    let (ended, end) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while end.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
                desk.practice().write_looks();
            }
        });
        let answered = answer_all(desk);
        drop(ended);
        answered
    })?;
    desk.practice().call("lock", "{}")?;
    Ok(())
}

fn answer_all(desk: &Desk) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    // By bytes: a line that is not text is answered as wrong, and the next is read.
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(Failure::file("standard input"))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let started = Instant::now();
        let answer = match serde_json::from_slice::<Request>(&line) {
            Ok(request) => desk.practice().call(&request.name, request.input.map_or("{}", |i| i.get())),
            Err(_) => Err(Fault {
                code: FaultCode::BadInput,
                message:
                    "This line is not a call such as {\"name\": \"find_patients\", \"input\": {\"query\": \"smi\"}}."
                        .into(),
                field: None,
                detail: None,
                reference: String::new(),
            }),
        };
        let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let raw = answer.as_ref().ok().and_then(|a| serde_json::from_str::<&RawValue>(a).ok());
        let reply = Reply { ok: raw, fault: answer.as_ref().err().cloned(), micros };
        let text = serde_json::to_string(&reply).map_err(|_| Failure::usage("an answer could not be written"))?;
        // A line break in JSON is never within a string: a bundle written to be read becomes one line.
        let text = text.replace(['\n', '\r'], " ");
        writeln!(out, "{text}").and_then(|()| out.flush()).map_err(Failure::file("standard output"))?;
    }
    Ok(())
}
