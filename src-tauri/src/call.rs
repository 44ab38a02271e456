//! The only command of the window: hands a call on, to the practice or, when its name starts with `window.`, to the window.

use std::sync::Arc;

use records::{Error, Fault, Id, Practice};
use serde_json::Value;
use tauri::{State, WebviewWindow, ipc::Response};

use crate::files;

/// Asks the practice, or the window, one thing. `input` is the command's input; the answer is its JSON, passed on unread.
#[tauri::command]
pub async fn call(
    name: String,
    input: Value,
    window: WebviewWindow,
    practice: State<'_, Arc<Practice>>,
) -> Result<Response, Fault> {
    let practice = Arc::clone(&practice);
    // Calls block on the disk, on Argon2 and on dialogs: the window's own threads stay free.
    let answer = tauri::async_runtime::spawn_blocking(move || match name.strip_prefix("window.") {
        Some(act) => files::act(&window, act, input),
        None => practice.call(&name, &input.to_string()),
    });
    answer.await.unwrap_or_else(|_| Err(fault(&Error::Internal("a call stopped")))).map(Response::new)
}

/// A failure as the page is told of it.
pub fn fault(error: &Error) -> Fault {
    let reference = Id::<Fault>::new().to_string();
    tracing::warn!(code = ?error.code(), reference, "refused by the window");
    error.fault(reference)
}
