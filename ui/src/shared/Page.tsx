import { Title } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./Page.module.css";

interface PageProps {
  title: string;
  /** A few words beside the title: a date, a count. */
  lead?: ReactNode;
  /** Buttons at the right; the main one last. */
  actions?: ReactNode;
  /** Keeps forms and text at a readable width. */
  narrow?: boolean;
  children: ReactNode;
}

/** A page: one title, its actions, and its content in an even rhythm. Patient pages put their banner above it. */
export function Page({ title, lead, actions, narrow = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Chartwell`;
  }, [title]);
  useEffect(() => {
    // After a jump by key or link, reading and tabbing go on from the new page.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`${styles.page} ${narrow ? styles.narrow : ""}`}>
      <header className={styles.head}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {lead ? <div className={styles.lead}>{lead}</div> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

interface SectionProps {
  title: string;
  /** How many there are. */
  count?: number | undefined;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, count, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <Title order={2} id={id}>
          {title} {count === undefined ? null : <span className={styles.count}>{count}</span>}
        </Title>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** What an empty list says: what it would hold, and what to do next. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children}
      {action ? <div className={styles.emptyAction}>{action}</div> : null}
    </div>
  );
}
