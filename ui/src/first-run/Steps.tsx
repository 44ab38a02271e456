import { Button } from "@mantine/core";
import type { KeyboardEvent, ReactNode, SyntheticEvent } from "react";
import styles from "./FirstRun.module.css";

interface StepFormProps {
  label: string;
  next: string;
  onBack: () => void;
  onNext: () => void;
  ready?: boolean;
  busy?: boolean;
  children: ReactNode;
}

/** One step of the wizard: Enter or Ctrl+Enter goes on, Back goes back without losing what was typed. */
export function StepForm({ label, next, onBack, onNext, ready = true, busy = false, children }: StepFormProps) {
  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!ready || busy) return;
    const invalid = [...event.currentTarget.elements].find(
      (e) => "validity" in e && !(e as HTMLInputElement).checkValidity(),
    );
    if (invalid instanceof HTMLElement) invalid.focus();
    else onNext();
  }
  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  }
  return (
    <form aria-label={label} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      {children}
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack} disabled={busy}>
          Back
        </Button>
        <Button type="submit" loading={busy} disabled={!ready}>
          {next}
        </Button>
      </div>
    </form>
  );
}
