import type { Draft } from "../api/bindings";
import { call, Fault } from "../api/call";

/** Typing on its way into the encrypted file: saved while it is typed, never dropped while it is not saved. */

/** Where one types: a form and what it is about. */
export interface Place {
  /** The form, such as `note` or `register_patient`. */
  about: string;
  /** The record it is about; left out for a new one. */
  subject?: string | null | undefined;
  /** The patient it is about, if any. */
  patient?: string | null | undefined;
}

/** `kept`: in the file. `typing`: will be in a moment. `saving`: on its way. `unkept`: could not be saved, tried again. */
export type DraftState = "kept" | "typing" | "saving" | "unkept";

/** A pause in typing after which it is saved, and the longest one types unsaved. */
const pause = 400;
const longest = 1200;
const retry = 3000;

let owner = "";
const keepers = new Map<string, DraftKeeper>();

const keyOf = (place: Place) => `${owner}|${place.about}|${place.subject ?? ""}`;

/** Names who types from now on, and saves what a lock or a full disk kept from being saved for them. */
export function resumeDrafts(user: string) {
  owner = user;
  for (const keeper of keepers.values()) if (keeper.owner === user) void keeper.flush();
}

/** Saves everything typed and not yet saved; before a lock, and when the window closes. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...keepers.values()].filter((k) => k.owner === owner).map((keeper) => keeper.flush()));
}

/** The keeper of one place; the same one while anything there is unsaved. */
export function keeperOf(place: Place): DraftKeeper {
  const key = keyOf(place);
  const keeper = keepers.get(key) ?? new DraftKeeper(place, key, owner);
  keepers.set(key, keeper);
  return keeper;
}

/** Saves what is typed in one place, in order, one save at a time. */
export class DraftKeeper {
  state: DraftState = "kept";
  /** Typed and not yet in the file. */
  unsaved: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstUnsavedAt = 0;
  /** Counts what changed `unsaved`: the same text typed again is typed anew. */
  private changes = 0;
  private last: Promise<unknown> = Promise.resolve();
  private watchers = new Set<() => void>();

  constructor(
    private readonly place: Place,
    private readonly key: string,
    readonly owner: string,
  ) {}

  /** Runs `watcher` when the state changes; returns the way to stop. The last one to leave has everything saved. */
  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    keepers.set(this.key, this);
    return () => {
      this.watchers.delete(watcher);
      void this.flush();
    };
  };

  /** What was typed here before: what is still unsaved, or what the file holds. */
  async find(): Promise<Draft | null> {
    if (this.unsaved !== null) return { body: this.unsaved, saved_at: new Date().toISOString() };
    // What is on its way out must not come back.
    await this.last;
    return call("draft", { about: this.place.about, subject: this.place.subject ?? null });
  }

  /** Takes what was typed; saves it after a pause. */
  type(body: string) {
    const now = Date.now();
    if (this.unsaved === null) this.firstUnsavedAt = now;
    this.unsaved = body;
    this.changes += 1;
    this.schedule(Math.max(0, Math.min(pause, this.firstUnsavedAt + longest - now)));
    this.become("typing");
  }

  /** Saves what is unsaved. Resolves also when saving failed; the text is then kept and tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.inTurn(() => this.save());
    if (this.unsaved === null) this.rest();
  }

  /** Throws away what was typed until now, once it is a record or not wanted. What is typed from now on is kept. */
  async discard(): Promise<void> {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.changes += 1;
    await this.inTurn(async () => {
      await call("discard_draft", { about: this.place.about, subject: this.place.subject ?? null });
      if (this.unsaved === null) this.become("kept");
    });
  }

  /** One save or discard at a time, in the order they were asked for. */
  private inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.last.then(task);
    this.last = turn.catch(() => {});
    return turn;
  }

  private async save() {
    const { unsaved: body, changes } = this;
    if (body === null) return;
    this.become("saving");
    try {
      const { about, subject = null, patient = null } = this.place;
      await call("save_draft", { about, subject, patient, body });
      if (this.changes === changes) {
        this.unsaved = null;
        this.become("kept");
      } else if (this.unsaved !== null) {
        this.firstUnsavedAt = Date.now();
        this.schedule(pause);
      }
    } catch (reason) {
      this.become("unkept");
      // A locked practice is tried again when its owner is back.
      if (Fault.of(reason).code !== "locked" && this.unsaved !== null) this.schedule(retry);
    }
  }

  private schedule(wait: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  private become(state: DraftState) {
    if (this.state === state) return;
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }

  private rest() {
    if (this.watchers.size === 0 && keepers.get(this.key) === this) keepers.delete(this.key);
  }
}
