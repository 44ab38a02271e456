import { ActionIcon, Button, Menu, Title } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import styles from "./clinical.module.css";

interface CardProps {
  title: string;
  count?: number | undefined;
  actions?: ReactNode;
  children: ReactNode;
}

/** One part of the chart under its heading. */
export function Card({ title, count, actions, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.cardHead}>
        <Title order={2} id={id}>
          {title} {count ? <span className={styles.count}>{count}</span> : null}
        </Title>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** Shows also what is past: the word is short, its name is whole. */
export function PastToggle({ of, on, onChange }: { of: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <Button
      size="compact-sm"
      variant={on ? "light" : "subtle"}
      color="gray"
      c="var(--mantine-color-dimmed)"
      aria-pressed={on}
      aria-label={`Show past ${of}`}
      onClick={() => onChange(!on)}
    >
      Past
    </Button>
  );
}

/** What a part of the chart says while it is empty. */
export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.none}>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** One thing that can be done with an entry. */
export interface EntryAct {
  label: string;
  run: () => void;
  danger?: boolean;
}

interface EntryProps {
  /** Its name, said also by its menu. */
  name: string;
  main: ReactNode;
  sub?: ReactNode;
  /** `over`: past. `error`: entered in error. */
  state?: "over" | "error" | undefined;
  acts: EntryAct[];
}

/** One entry of a list of the chart, with what can be done with it. */
export function Entry({ name, main, sub, state, acts }: EntryProps) {
  return (
    <li className={`${styles.row} ${state ? styles.over : ""} ${state === "error" ? styles.error : ""}`}>
      <div>
        <div className={styles.main}>{main}</div>
        <div className={styles.sub}>{sub}</div>
      </div>
      {acts.length > 0 ? <EntryMenu name={name} acts={acts} /> : null}
    </li>
  );
}

/** The acts of an entry behind three dots. */
export function EntryMenu({ name, acts }: { name: string; acts: EntryAct[] }) {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={`Actions for ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act.label} onClick={act.run} {...(act.danger ? { c: "var(--cw-danger-text)" } : {})}>
            {act.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A word that stands out by its weight and its ground; colour only helps. */
export function Mark({ kind, children }: { kind?: "warn" | "danger" | "good"; children: ReactNode }) {
  return <span className={`${styles.mark} ${kind ? styles[kind] : ""}`}>{children}</span>;
}
