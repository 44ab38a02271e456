//! The real window, driven as a person would: by what is read on the page, with real clicks and keys.
//!
//! [`Window::open`] starts a display when there is none, `WebKitWebDriver`, and through it the `chartwell` of this build; all
//! of it ends when the window is dropped. Every method waits for what it needs and panics with what the page shows instead.

mod keys;
pub mod paint;
mod processes;

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::{Element, ElementRef},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::{PASSPHRASE, built, target, workspace};
use processes::Ended;

/// How long something on the page is waited for.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often the page is looked at while waiting.
const GLANCE: Duration = Duration::from_millis(40);
/// How the page's own script finds things; every question is asked with it.
const PAGE: &str = include_str!("page.js");

/// A driven window on one practice file.
pub struct Window {
    runtime: Runtime,
    client: Option<Client>,
    app: u32,
    // In the order they end: the driver before the display it draws on.
    _driver: Ended,
    _display: Option<Ended>,
    _home: TempDir,
}

/// A rule of WCAG that a page breaks, by axe-core.
#[derive(Debug, Clone)]
pub struct Violation {
    /// The rule's name, such as `color-contrast`.
    pub rule: String,
    /// What the rule asks for.
    pub help: String,
    /// CSS selectors of the elements that break it.
    pub selectors: Vec<String>,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} ({})", self.rule, self.help, self.selectors.join("; "))
    }
}

impl Window {
    /// Opens the window on a practice file, which need not exist yet.
    pub fn open(file: &Path) -> Self {
        Self::open_with(file, &[])
    }

    /// Like [`Window::open`]; every dialog that asks for a file or folder is answered with `path`. A folder takes a saved file
    /// under its suggested name.
    pub fn open_choosing(file: &Path, path: &Path) -> Self {
        Self::open_with(file, &[("CHARTWELL_CHOOSES", path.as_os_str())])
    }

    /// Opens the window on a locked practice and signs Dr. Ada Quill in.
    pub fn signed_in(file: &Path) -> Self {
        let window = Self::open(file);
        window.sign_in();
        window
    }

    /// Like [`Window::open`], with these variables in the program's environment.
    pub fn open_with(file: &Path, variables: &[(&str, &OsStr)]) -> Self {
        let program = built("chartwell").canonicalize().unwrap();
        // What GTK and WebKit keep for a user goes with the window.
        let home = tempfile::tempdir().unwrap();
        let mut environment: Vec<(&str, OsString)> = vec![
            ("TAURI_WEBVIEW_AUTOMATION", "true".into()),
            ("CHARTWELL_PICTURED", "true".into()),
            ("NO_AT_BRIDGE", "1".into()),
            ("HOME", home.path().into()),
            ("XDG_DATA_HOME", home.path().join("data").into()),
            ("XDG_CONFIG_HOME", home.path().join("config").into()),
            ("XDG_CACHE_HOME", home.path().join("cache").into()),
        ];
        let display = std::env::var_os("DISPLAY").is_none().then(processes::display);
        if let Some((_, name)) = &display {
            environment.extend([("DISPLAY", name.into()), ("GDK_BACKEND", "x11".into())]);
        }
        environment.extend(variables.iter().map(|(name, value)| (*name, value.into())));
        let log = home.path().join("log");
        let (driver, address) = processes::driver(&environment, &log);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let capabilities = json!({
            "browserName": "wry",
            "webkitgtk:browserOptions": { "binary": program, "args": ["--file", file] },
        });
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.as_object().cloned().unwrap_or_default()).connect(&address).await
        });
        let app = processes::child_of(driver.id(), &program);
        let (Ok(client), Some(app)) = (client, app) else {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            panic!("the window does not open (is ui/dist built?): {said}");
        };
        let window = Self {
            runtime,
            client: Some(client),
            app,
            _driver: driver,
            _display: display.map(|(server, _)| server),
            _home: home,
        };
        window.until("the first page", || {
            let text = window.page("return document.getElementById('root')?.innerText", &[]);
            text.as_str().is_some_and(|text| !text.trim().is_empty())
        });
        window
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }

    // Looking.

    /// Waits until this text is on the page, as text or in a field; upper and lower case are the same.
    #[track_caller]
    pub fn see(&self, text: &str) {
        self.until(&format!("“{text}”"), || self.shows(text));
    }

    /// Waits until this text is no longer on the page.
    #[track_caller]
    pub fn not_see(&self, text: &str) {
        self.until(&format!("no “{text}”"), || !self.shows(text));
    }

    /// Whether this text is on the page at this moment.
    pub fn shows(&self, text: &str) -> bool {
        self.page("return sees(arguments[0])", &[text.into()]) == true
    }

    /// Everything that can be read on the page.
    pub fn text(&self) -> String {
        self.page("return read()", &[]).as_str().unwrap_or_default().to_owned()
    }

    /// What stands in a field.
    #[track_caller]
    pub fn field(&self, label: &str) -> String {
        let mut value = Value::Null;
        self.until(&format!("a field “{label}”"), || {
            let script = "const f = findField(arguments[0]); return f && (f.value ?? f.innerText)";
            value = self.page(script, &[label.into()]);
            value.is_string()
        });
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The accessible name, or else the tag, of what has the keyboard.
    pub fn focused(&self) -> String {
        let script = "const e = document.activeElement; \
            return ((e.getAttribute('aria-label') ?? words(e.labels?.[0] ?? e)).trim().replace(/\\s+/g, ' ')) || e.tagName.toLowerCase()";
        self.page(script, &[]).as_str().unwrap_or_default().to_owned()
    }

    // Doing.

    /// Types the passphrase of Dr. Ada Quill on the unlock page.
    #[track_caller]
    pub fn sign_in(&self) {
        self.fill("Passphrase", PASSPHRASE);
        self.press("Enter");
        self.until("the practice open", || {
            self.page("return findField('Passphrase') === null", &[]) == true
                && self.call("practice_status", &json!({})).is_ok_and(|status| status["state"] == "open")
        });
    }

    /// Clicks a button, link, tab, menu item or choice by its name.
    #[track_caller]
    pub fn click(&self, name: &str) {
        self.until_done(&format!("“{name}” to click"), || {
            let element = self.find("findClickable", name)?;
            self.stands_still(&element)?;
            self.wait(element.click()).ok()
        });
    }

    /// Types into a field by its label, over what stood there.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        self.until_done(&format!("a field “{label}” to fill"), || {
            let field = self.find("findField", label)?;
            self.wait(field.click()).ok()?;
            self.wait(field.send_keys(keys::SELECT_ALL_AND_DELETE)).ok()?;
            self.wait(field.send_keys(text)).ok()
        });
    }

    /// Chooses an option in a select, an autocomplete or a group of choices by its label.
    #[track_caller]
    pub fn choose(&self, label: &str, option: &str) {
        let is_field = || self.page("return findField(arguments[0]) !== null", &[label.into()]) == true;
        let patience = Instant::now() + Duration::from_secs(2);
        while !is_field() && Instant::now() < patience {
            std::thread::sleep(GLANCE);
        }
        if !is_field() {
            // A group of radio buttons or segments: its choices stand on the page.
            return self.click(option);
        }
        let native = "const f = findField(arguments[0]); return f?.tagName === 'SELECT'";
        if self.page(native, &[label.into()]) == true {
            // Its list is drawn by the system, not by the page.
            return self.until_done(&format!("the option “{option}” of “{label}”"), || {
                let find = "const wanted = squash(arguments[1]); \
                    return [...findField(arguments[0]).options].find((o) => squash(o.text) === wanted) ?? null";
                let element = self.element(self.page(find, &[label.into(), option.into()]))?;
                self.wait(element.click()).ok()
            });
        }
        self.until_done(&format!("a choice in “{label}”"), || {
            let field = self.find("findField", label)?;
            self.wait(field.click()).ok()
        });
        let free = "const f = findField(arguments[0]); return f.tagName === 'INPUT' && !f.readOnly";
        if self.page(free, &[label.into()]) == true {
            self.fill(label, option);
        }
        self.until_done(&format!("the option “{option}” of “{label}”"), || {
            let element = self.find("findOption", option)?;
            self.stands_still(&element)?;
            self.wait(element.click()).ok()
        });
    }

    /// Presses a key with its modifiers: `Enter`, `Ctrl+K`, `Ctrl+Shift+ArrowDown`, `?`.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        self.wait(self.client().perform_actions(keys::chord(keys)))
            .unwrap_or_else(|e| self.fail(&format!("{keys}: {e}")));
    }

    /// Types text into whatever has the keyboard.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.wait(self.client().perform_actions(keys::typed(text)))
            .unwrap_or_else(|e| self.fail(&format!("typing: {e}")));
    }

    /// Drags the middle of one thing to the middle of another, each found by its name or text.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str) {
        let (start, end) = (self.middle(from), self.middle(to));
        self.drag_between(start, end);
    }

    /// Drags the middle of a thing by some CSS pixels.
    #[track_caller]
    pub fn drag_by(&self, from: &str, x: f64, y: f64) {
        let start = self.middle(from);
        self.drag_between(start, (start.0 + x, start.1 + y));
    }

    #[track_caller]
    fn drag_between(&self, from: (f64, f64), to: (f64, f64)) {
        let to_point = |(x, y): (f64, f64), milliseconds| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(milliseconds)),
            x: x.round(),
            y: y.round(),
        };
        let between = |part: f64| (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
        let pause = || PointerAction::Pause { duration: Duration::from_millis(80) };
        // In steps: a drag begins only after the pointer has moved a little with its button down.
        let mut mouse = MouseActions::new("mouse".into())
            .then(to_point(from, 0))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(pause());
        for step in 1..=8 {
            mouse = mouse.then(to_point(between(f64::from(step) / 8.0), 30));
        }
        mouse = mouse.then(pause()).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.wait(self.client().perform_actions(mouse)).unwrap_or_else(|e| self.fail(&format!("dragging: {e}")));
    }

    #[track_caller]
    fn middle(&self, name: &str) -> (f64, f64) {
        let script = "const e = findAnything(arguments[0]); if (!e) return null; \
            const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]";
        self.until_done(&format!("“{name}” to drag"), || {
            let at = self.page(script, &[name.into()]);
            Some((at[0].as_f64()?, at[1].as_f64()?))
        })
    }

    // The door, from within the page.

    /// Calls the door as the page does. `Err` is the fault.
    pub fn call(&self, name: &str, input: &Value) -> Result<Value, Value> {
        let script = "const [name, input, done] = arguments; \
            window.__TAURI_INTERNALS__.invoke('call', { name, input }).then((ok) => done({ ok }), (fault) => done({ fault }))";
        let mut answer = self
            .wait(self.client().execute_async(script, vec![name.into(), input.clone()]))
            .unwrap_or_else(|e| self.fail(&format!("{name}: {e}")));
        match answer.get_mut("ok") {
            Some(ok) => Ok(ok.take()),
            None => Err(answer["fault"].take()),
        }
    }

    /// Like [`Window::call`]; the call must succeed.
    #[track_caller]
    pub fn ask(&self, name: &str, input: &Value) -> Value {
        self.call(name, input).unwrap_or_else(|fault| self.fail(&format!("{name}: {fault}")))
    }

    /// Runs a script in the page and gives what it returns. For what a person cannot do; not for what a person can.
    pub fn script(&self, script: &str) -> Value {
        self.page(script, &[])
    }

    // How quick it is.

    /// Milliseconds from `act`, a script that clicks, until `there`, an expression, is true and has been painted.
    #[track_caller]
    pub fn millis_until(&self, act: &str, there: &str) -> f64 {
        let script = format!(
            "{PAGE}\nconst done = arguments[0]; const began = performance.now(); {act}; \
             const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began))); \
             const look = () => (({there}) ? painted() : performance.now() - began > 10000 ? done(null) : requestAnimationFrame(look)); look();"
        );
        let taken = self.wait(self.client().execute_async(&script, vec![])).ok().and_then(|taken| taken.as_f64());
        taken.unwrap_or_else(|| self.fail(&format!("waited ten seconds for: {there}")))
    }

    // Its looks.

    /// A picture of the page in `target/screenshots/NAME.png`, taken when nothing moves any more.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let still = "const done = arguments[0]; \
            const ends = document.getAnimations().filter((a) => a.effect?.getTiming().iterations !== Infinity).map((a) => a.finished); \
            const settled = Promise.allSettled([document.fonts.ready, ...ends]); \
            Promise.race([settled, new Promise((r) => setTimeout(r, 1000))]) \
              .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        _ = self.wait(self.client().execute_async(still, vec![]));
        let path = target().parent().unwrap().join("screenshots").join(name).with_extension("png");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let png = self.wait(self.client().screenshot()).unwrap();
        std::fs::write(&path, png).unwrap();
        path
    }

    /// What axe-core finds wrong by WCAG 2.0, 2.1 and 2.2, levels A and AA.
    #[track_caller]
    pub fn axe(&self) -> Vec<Violation> {
        let source = std::fs::read_to_string(workspace().join("ui/node_modules/axe-core/axe.min.js"))
            .expect("axe-core is not installed; `npm ci` in ui/ first");
        self.wait(self.client().execute(&source, vec![])).unwrap();
        let script = "const done = arguments[0]; \
            axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }) \
              .then((r) => done(r.violations.map((v) => [v.id, v.help, v.nodes.map((n) => n.target.join(' '))])), (e) => done(String(e)))";
        let found = self.wait(self.client().execute_async(script, vec![])).unwrap();
        let found: Vec<(String, String, Vec<String>)> =
            serde_json::from_value(found.clone()).unwrap_or_else(|_| self.fail(&format!("axe: {found}")));
        found.into_iter().map(|(rule, help, selectors)| Violation { rule, help, selectors }).collect()
    }

    /// Shows the page in its dark or its light colours.
    pub fn dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        self.page("document.documentElement.setAttribute('data-mantine-color-scheme', arguments[0])", &[scheme.into()]);
    }

    /// Makes the window this large, in CSS pixels.
    pub fn size(&self, width: u32, height: u32) {
        self.wait(self.client().set_window_size(width, height)).unwrap();
        self.until(&format!("a window {width} wide"), || self.page("return innerWidth", &[]) == width);
    }

    // Its end.

    /// Memory the program and its web and network processes answer for, in MB (proportional set size).
    pub fn memory(&self) -> f64 {
        let mut all = vec![self.app];
        let mut next = 0;
        while let Some(&parent) = all.get(next) {
            all.extend(processes::children(parent));
            next += 1;
        }
        all.into_iter().map(processes::memory).sum()
    }

    /// Closes the window gently, as its user or the end of the session would, and waits until the program has ended.
    #[track_caller]
    pub fn close(self) {
        // WebDriver's own way of closing kills the program.
        processes::terminate(self.app);
        assert!(processes::ended(self.app, PATIENCE), "the window was closed and the program still runs");
    }

    /// Kills the window as a power cut would. What it acknowledged is on the disk.
    pub fn kill(self) {
        processes::kill(self.app);
    }

    // Inside.

    fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    fn page(&self, question: &str, arguments: &[Value]) -> Value {
        // A question that falls into a change of page is asked again.
        self.wait(self.client().execute(&format!("{PAGE}\n{question}"), arguments.to_vec())).unwrap_or_default()
    }

    fn find(&self, finder: &str, name: &str) -> Option<Element> {
        self.element(self.page(&format!("return {finder}(arguments[0])"), &[name.into()]))
    }

    /// A list that has just opened, or moves as its page scrolls, would be missed by a click.
    fn stands_still(&self, element: &Element) -> Option<()> {
        let element = serde_json::to_value(element).ok()?;
        let place = || {
            self.page(
                "const at = arguments[0].getBoundingClientRect(); return [at.x, at.y]",
                std::slice::from_ref(&element),
            )
        };
        let before = place();
        std::thread::sleep(GLANCE);
        (place() == before).then_some(())
    }

    fn element(&self, found: Value) -> Option<Element> {
        let id = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client().clone(), ElementRef::from(id)))
    }

    #[track_caller]
    fn until(&self, what: &str, mut there: impl FnMut() -> bool) {
        self.until_done(what, || there().then_some(()));
    }

    #[track_caller]
    fn until_done<T>(&self, what: &str, mut tried: impl FnMut() -> Option<T>) -> T {
        let patience = Instant::now() + PATIENCE;
        loop {
            if let Some(done) = tried() {
                return done;
            }
            if Instant::now() > patience {
                self.fail(&format!("waited {} s for {what}", PATIENCE.as_secs()));
            }
            std::thread::sleep(GLANCE);
        }
    }

    #[track_caller]
    fn fail(&self, what: &str) -> ! {
        let test = std::thread::current().name().unwrap_or("window").replace("::", "-");
        let text: String = self.text().chars().take(2000).collect();
        let picture = match self.wait(self.client().screenshot()) {
            Ok(_) => self.screenshot(&format!("failed-{test}")).display().to_string(),
            Err(e) => format!("none: {e}"),
        };
        panic!("{what}\npicture: {picture}\nthe page reads: {text}");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // A killed window cannot be asked to close; that it is gone is all that counts.
            _ = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(3), client.close()).await });
        }
        processes::kill(self.app);
    }
}
