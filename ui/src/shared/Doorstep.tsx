import type { ReactNode } from "react";
import styles from "./Doorstep.module.css";
import mark from "./mark.svg";

/** What stands before the practice is open: one sheet with the mark and the practice's name. */
export function Doorstep({ name, width, children }: { name?: string | null; width: number; children: ReactNode }) {
  return (
    <main className={styles.ground}>
      <div className={styles.sheet} style={{ maxWidth: width }}>
        <div className={styles.brand}>
          <img src={mark} width={40} height={40} alt="" />
          <div>
            <b>{name ?? "Chartwell"}</b>
            <span>{name ? "Chartwell" : "Charts, schedule and billing on this machine"}</span>
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}
