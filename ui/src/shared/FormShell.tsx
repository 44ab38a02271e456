import { Button } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from "react";
import type { Fault } from "../api/call";
import { DraftRestored, DraftStatus } from "./DraftStatus";
import styles from "./FormShell.module.css";
import { useLeaveGuard } from "./leaving";
import { FaultNotice, Notice } from "./Notice";
import type { DraftTyping } from "./useDraft";
import type { Typing } from "./useTyping";

interface FormShellProps<T extends object> {
  /** What the form does, for those who do not see it: "Register a patient". */
  label: string;
  /** The verb on the button: "Register". */
  submit: string;
  /** Called with all fields readable and the required ones filled. */
  onSubmit: () => void;
  /** Leaves the form; what was typed is thrown away. */
  onCancel?: () => void;
  /** The form's values. With a draft, typing survives; without, leaving is asked about. */
  typing: Typing<T> | DraftTyping<T>;
  /** The act's fault: shown at its field (`useFields`), or here when it names none. */
  fault?: Fault | null;
  busy?: boolean;
  /** Marks an act that cannot be taken back. */
  danger?: boolean;
  /** More buttons, at the far end. */
  aside?: ReactNode;
  children: ReactNode;
}

/**
 * A form: Ctrl+Enter submits from any field, faults stand at their field, what is missing is named and focused, and typing
 * is not lost by leaving.
 */
export function FormShell<T extends object>({
  label,
  submit,
  onSubmit,
  onCancel,
  typing,
  fault,
  busy = false,
  danger = false,
  aside,
  children,
}: FormShellProps<T>) {
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const draft = "restoredAt" in typing ? typing : null;
  useLeaveGuard(typing.dirty && !draft && !busy);

  const [unclaimed, setUnclaimed] = useState<Fault | null>(null);
  useEffect(() => {
    const input = fault?.field ? form.current?.elements.namedItem(fault.field) : null;
    if (input instanceof HTMLElement) input.focus();
    setUnclaimed(fault && !input ? fault : null);
  }, [fault]);

  function trySubmit(event?: SyntheticEvent) {
    event?.preventDefault();
    if (!form.current || busy) return;
    const invalid = [...form.current.elements].filter(
      (e): e is HTMLInputElement => "validity" in e && !(e as HTMLInputElement).checkValidity(),
    );
    setMissing(invalid.map(labelOf));
    if (invalid.length === 0) onSubmit();
    else invalid[0]?.focus();
  }

  function cancel() {
    void draft?.discard();
    onCancel?.();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    trySubmit();
  }

  return (
    <form
      ref={form}
      aria-label={label}
      className={styles.form}
      noValidate
      onSubmit={trySubmit}
      onKeyDown={onKeyDown}
      onChange={() => missing.length > 0 && setMissing([])}
    >
      {draft ? <DraftRestored draft={draft} /> : null}
      {children}
      {/* With the buttons, which stay in view in a long form: so does what keeps it from being sent. */}
      <div className={styles.end}>
        {missing.length > 0 ? (
          <Notice
            kind="warn"
            title={missing.length === 1 ? "One field needs attention" : `${missing.length} fields need attention`}
          >
            {missing.join(", ")}
          </Notice>
        ) : null}
        <FaultNotice fault={unclaimed} />
        <div className={styles.foot}>
          <Button type="submit" loading={busy} {...(danger ? { color: "red.8" } : {})}>
            {submit}
            <kbd>Ctrl ↵</kbd>
          </Button>
          {onCancel ? (
            <Button variant="default" onClick={cancel} disabled={busy}>
              Cancel
            </Button>
          ) : null}
          {draft ? <DraftStatus draft={draft} /> : null}
          <span style={{ flex: 1 }} />
          {aside}
        </div>
      </div>
    </form>
  );
}

function labelOf(input: HTMLInputElement): string {
  const label = input.labels?.[0]?.textContent ?? input.getAttribute("aria-label") ?? input.name;
  return label.replace(/\s*\*$/, "");
}
