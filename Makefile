# make run      builds Chartwell and opens the window (without a display: one whole visit, headless, into out/)
# make test     every check and every test; what CI runs
# make help     everything else

SHELL := /bin/bash
.DEFAULT_GOAL := help
# Lives and goes with the packages it tells of.
NPM := ui/node_modules/.installed
# Bench and soak take long and are run by hand.
.PHONY: help run demo test check unit ui bindings codes bench soak screenshots format clean system system-test

help:
	@grep -E '^# make' Makefile | sed 's/^# //'
# make demo         one whole visit without a window: the practice file and its PDFs in out/
# make check        formatting, lints, types; no tests
# make bindings     ui/src/api/bindings.ts from the command list
# make codes        assets/codes from the source lists (CHARTWELL_CORPUS, or ../shared/data)
# make bench        criterion on the day's commands, then the workloads at 1,000, 20,000 and 100,000 patients, each beside its floor (BENCH_SIZES="1000 20000")
# make soak         the long runs: more kills, more fuzz
# make screenshots  the pictures of the README, from the real window
# make format       formats everything

# What the system must have. Asked for only when something is missing, so that the second time costs nothing.
BUILD_PACKAGES := libwebkit2gtk-4.1-dev libssl-dev pkg-config librsvg2-dev build-essential curl file
TEST_PACKAGES := webkit2gtk-driver xvfb xauth poppler-utils fonts-dejavu-core fonts-droid-fallback unzip
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
define install
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "Installing: $$missing"; \
	  $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	fi
endef

system:
	$(call install,$(BUILD_PACKAGES))
system-test: system
	$(call install,$(TEST_PACKAGES))

# The npm packages, and the bundled pages. Not `npm ci`: it refuses a lock file that was made where the registry lacks the
# optional packages of other systems, although nothing here needs them.
$(NPM): ui/package.json ui/package-lock.json
	cd ui && npm install --no-save --no-audit --no-fund
	@touch $@
UI_SOURCES := $(shell find ui/src ui/index.html ui/vite.config.ts ui/tsconfig.json -type f 2>/dev/null)
ui/dist/index.html: $(NPM) $(UI_SOURCES)
	cd ui && npm run build
	@touch $@
ui: ui/dist/index.html

# With no display there is no window to open: the same visit is done through the door.
run: system ui
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  cargo run --release -p chartwell; \
	else \
	  echo "There is no display here, so no window can open. Doing one whole visit without it instead, into out/."; \
	  $(MAKE) --no-print-directory demo; \
	fi

demo: system
	@rm -rf out
	cargo run -p chartwell-ctl -- demo --out out

# One profile and one set of features for everything, so that nothing is compiled twice.
test: check
	cargo build --workspace --all-targets
	cd ui && npm test
	@if cargo nextest --version >/dev/null 2>&1; then \
	  cargo nextest run --workspace; \
	else \
	  cargo test --workspace --all-targets --no-fail-fast; \
	fi

check: system-test ui
	cargo fmt --all --check
	cd ui && npm run lint
	cargo clippy --workspace --all-targets -- -D warnings

bindings:
	UPDATE=1 cargo test -q -p chartwell-records --test bindings

codes:
	cargo run --release -p chartwell-knowledge --example make_codes

BENCH_SIZES ?= 1000 20000 100000
# One choice of packages for every command, or cargo builds what they share once for each.
RELEASED := --release -p chartwell -p chartwell-ctl -p chartwell-bench --features chartwell/automation
bench: system-test ui
	$(call install,strace)
	cargo build $(RELEASED)
	cargo bench $(RELEASED:--release=) --bench door
	target/release/chartwell-bench $(BENCH_SIZES)

soak: system-test ui
	cargo build --workspace
	CHARTWELL_SOAK=1 cargo test -p chartwell-tests --test killed
	CHARTWELL_SOAK=1 PROPTEST_CASES=20000 cargo test -p chartwell-formats -p chartwell-knowledge
	PROPTEST_CASES=20000 cargo test -p chartwell-records --lib

screenshots: system-test ui
	cargo build --workspace
	CHARTWELL_SCREENSHOTS=$(CURDIR)/docs cargo test -p chartwell-tests --test screenshots -- --nocapture

format: $(NPM)
	cargo fmt --all
	cd ui && npm run format

clean:
	cargo clean
	rm -rf ui/dist ui/node_modules out
