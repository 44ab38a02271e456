import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Fault } from "../api/call";
import { tell } from "./messages";
import styles from "./notices.module.css";

const icons = { danger: IconCircleX, warn: IconAlertTriangle, good: IconCircleCheck, info: IconInfoCircle };

interface NoticeProps {
  kind: keyof typeof icons;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons, after the words. */
  actions?: ReactNode;
}

/** A few words in the flow of the page. Icon and title say the kind; colour only helps. */
export function Notice({ kind, title, children, actions }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div
      className={`${styles.notice} ${styles[kind]}`}
      role={kind === "danger" || kind === "warn" ? "alert" : "status"}
    >
      <Icon size={18} aria-hidden />
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        {children}
      </div>
      {actions}
    </div>
  );
}

/** What went wrong, that nothing was lost, and what to do. Nothing when all is well. */
export function FaultNotice({ fault, actions }: { fault: Fault | null | undefined; actions?: ReactNode }) {
  if (!fault) return null;
  const { title, body } = tell(fault);
  return (
    <Notice kind={fault.code === "cancelled" ? "info" : "danger"} title={title} actions={actions}>
      {body}
    </Notice>
  );
}
