//! What a program that holds a practice does first: neither a panic nor a core dump may tell what was in memory.

/// A panic says where it happened and nothing else: its message may quote a value.
pub fn quiet_panics(program: &'static str) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!(place, "a defect stopped a call");
        eprintln!("{program}: a defect stopped a call at {place}");
    }));
}

/// A core dump would hold the key and the chart that was open. Failing to forbid it is not worth refusing to work.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    let _ = rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit { current: Some(0), maximum: Some(0) },
    );
}
