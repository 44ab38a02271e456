//! The one window: shows the bundled pages and nothing else, keeps nothing of them on disk, and closes without losing typing.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use tauri::{
    App, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::{NewWindowResponse, PageLoadEvent, PermissionResponse},
};

use crate::{AUTOMATION, preferences::Preferences};

/// How long the window waits for its page: to show something at the start, and to save what is being typed at the end.
const PATIENCE: Duration = Duration::from_secs(2);

/// Tells the page that the window is closing. A page that has typing to save prevents the event and, when it is saved, calls
/// `window.close` itself; with nothing to wait for, the window closes at once.
const CLOSING: &str = r#"
    if (window.dispatchEvent(new Event("chartwell:closing", { cancelable: true })))
        window.__TAURI_INTERNALS__.invoke("call", { name: "window.close", input: {} });
"#;

/// Opens the window.
pub fn open(app: &App) -> tauri::Result<()> {
    // WebKitGTK has one automation context, and a private one cannot be it.
    let driven = AUTOMATION && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("Chartwell")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        .incognito(!driven)
        .devtools(cfg!(debug_assertions))
        .general_autofill_enabled(false)
        .zoom_hotkeys_enabled(true)
        // Dropped files and dragged appointments are the page's own business.
        .disable_drag_drop_handler()
        .initialization_script(app.state::<Preferences>().script())
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        // Shown with its first page in place: an empty window is white, also for those who work in the dark.
        .visible(false)
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                _ = window.show();
            }
        })
        .build()?;
    #[cfg(target_os = "linux")]
    window.with_webview(move |page| keep_small(&page.inner(), driven && is_pictured()))?;
    show_at_last(&window);
    close_gently(&window);
    #[cfg(unix)]
    close_on_signals(window)?;
    Ok(())
}

/// Has the page's engine collect what it no longer uses as on a machine of this much memory, in bytes: by the machine's own it would
/// keep some 70 MB more of days and charts that were left. The engine's processes read it from the environment when they start:
/// call it before any thread runs.
#[cfg(target_os = "linux")]
pub fn collect_early() {
    _ = webkit2gtk::glib::setenv("JSC_forceRAMSize", "134217728", false);
}

/// Takes from the page what a practice has no use for: memory, and ways in. Painting forms and text on the graphics card is
/// slower than doing without it on a machine that has none, and takes 200 MB more.
#[cfg(target_os = "linux")]
fn keep_small(page: &webkit2gtk::WebView, pictured: bool) {
    use webkit2gtk::{CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};
    if let Some(context) = page.context() {
        context.set_cache_model(CacheModel::DocumentViewer);
    }
    if let Some(settings) = WebViewExt::settings(page) {
        if !pictured {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        settings.set_enable_page_cache(false);
        settings.set_enable_webgl(false);
        settings.set_enable_webaudio(false);
        settings.set_enable_media(false);
        settings.set_enable_dns_prefetching(false);
    }
}

/// Whether the driver will take pictures: WebKit hangs on the second one of a page that it paints without the graphics card.
#[cfg(target_os = "linux")]
fn is_pictured() -> bool {
    std::env::var_os("CHARTWELL_PICTURED").is_some_and(|value| !value.is_empty())
}

/// A page that cannot be loaded must not leave a program without a window.
fn show_at_last(window: &WebviewWindow) {
    let window = window.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        _ = window.show();
    });
}

/// Only the pages bundled with the program are shown.
fn is_ours(url: &Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
}

fn close_gently(window: &WebviewWindow) {
    let closing = AtomicBool::new(false);
    let page = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && !closing.swap(true, Ordering::Relaxed)
            && page.eval(CLOSING).is_ok()
        {
            api.prevent_close();
            let page = page.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                _ = page.destroy();
            });
        }
    });
}

/// The end of the session on this machine, or Ctrl+C in the terminal, closes the window as its user would.
#[cfg(unix)]
fn close_on_signals(window: WebviewWindow) -> tauri::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            _ = window.close();
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shows_no_other_page_than_its_own() {
        let ours = |url: &str| is_ours(&Url::parse(url).unwrap());
        assert!(ours("tauri://localhost/index.html"));
        for other in
            ["https://example.org/", "file:///etc/passwd", "data:text/html,x", "tauri://elsewhere/", "about:blank"]
        {
            assert!(!ours(other), "{other}");
        }
    }
}
