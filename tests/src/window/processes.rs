//! The processes of one window: a display of its own, the driver, and the program the driver starts.

use std::{
    ffi::OsString,
    fs::File,
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A process that ends with its owner.
pub struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

impl From<Child> for Ended {
    fn from(process: Child) -> Self {
        Self(process)
    }
}

impl Ended {
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

/// A screen nobody sees, and its name (`:7`). The server picks the number, so any number of them start at once.
pub fn display() -> (Ended, String) {
    started(Command::new("Xvfb").args(["-screen", "0", "2000x2000x24"]))
}

/// Like [`display`], small, and its picture can be read at any moment: the file `Xvfb_screen0` in this folder.
pub fn display_to_look_at(folder: &Path) -> (Ended, String) {
    started(Command::new("Xvfb").args(["-screen", "0", "1280x800x24", "-fbdir"]).arg(folder))
}

fn started(server: &mut Command) -> (Ended, String) {
    let mut server = server
        .args(["-displayfd", "1", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb");
    let mut number = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
    assert!(!number.trim().is_empty(), "Xvfb did not start");
    (Ended(server), format!(":{}", number.trim()))
}

/// WebKitWebDriver on a free port, ready, and its address. What it and the program say goes to `log`.
pub fn driver(environment: &[(&str, OsString)], log: &Path) -> (Ended, String) {
    // The port is free when asked for; another process may take it before the driver does, so a few are tried.
    for _ in 0..5 {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = File::create(log).unwrap();
        let mut driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs(environment.iter().map(|(name, value)| (name, value)))
            // With either of these the second screenshot hangs.
            .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
            .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE")
            .env_remove("CHARTWELL_FILE")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("WebKitWebDriver (webkit2gtk-driver)");
        let late = Instant::now() + Duration::from_secs(10);
        while Instant::now() < late && driver.try_wait().unwrap().is_none() {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return (Ended(driver), format!("http://127.0.0.1:{port}"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(Ended(driver));
    }
    panic!("WebKitWebDriver did not start");
}

/// The program the driver started.
pub fn child_of(parent: u32, program: &Path) -> Option<u32> {
    let program = program.canonicalize().ok()?;
    children(parent)
        .into_iter()
        .find(|id| std::fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program))
}

/// The processes another has started.
pub fn children(parent: u32) -> Vec<u32> {
    let is_child = |id: &u32| {
        // The fourth field, after the name in parentheses, which may hold spaces.
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let after = stat.rsplit_once(") ").map(|(_, rest)| rest).unwrap_or_default();
        after.split(' ').nth(1) == Some(&parent.to_string())
    };
    let all = std::fs::read_dir("/proc").unwrap().filter_map(|e| e.ok()?.file_name().to_str()?.parse().ok());
    all.filter(is_child).collect()
}

/// Ends a process as a power cut would, and waits until it is gone.
pub fn kill(id: u32) {
    _ = Command::new("kill").args(["-KILL", &id.to_string()]).stderr(Stdio::null()).status();
    ended(id, Duration::from_secs(5));
}

/// Asks a process to end.
pub fn terminate(id: u32) {
    _ = Command::new("kill").arg(id.to_string()).stderr(Stdio::null()).status();
}

/// Waits until a process has ended; whether it has.
pub fn ended(id: u32, patience: Duration) -> bool {
    // Its parent may be slow to notice; a zombie holds no file any more once its other threads are gone too.
    let alive = || {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let running = stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'));
        running || std::fs::read_dir(format!("/proc/{id}/task")).is_ok_and(|threads| threads.count() > 1)
    };
    let late = Instant::now() + patience;
    while alive() && Instant::now() < late {
        std::thread::sleep(Duration::from_millis(5));
    }
    !alive()
}

/// Memory in MB that a process alone answers for (proportional set size).
pub fn memory(id: u32) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|l| l.strip_prefix("Pss:"));
    let kb: f64 = line.and_then(|l| l.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or_default();
    kb / 1024.0
}
