import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import type { Charge, Checkout } from "../api/bindings";
import { AddCharge } from "../shared/charges/AddCharge";
import { type Column, DataTable } from "../shared/DataTable";
import { EmptyState, Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { Money } from "../shared/text";
import styles from "./Billing.module.css";
import { DiscountDialog, TakeBackDialog } from "./ChargeDialogs";

const columns: Column<Charge>[] = [
  { key: "code", header: "Code", cell: (c) => [c.code, ...c.modifiers].join(" ") },
  { key: "description", header: "What", cell: (c) => c.description },
  { key: "diagnoses", header: "For", cell: (c) => c.diagnoses.join(", ") },
  { key: "units", header: "Units", align: "end", cell: (c) => c.units },
  { key: "cents", header: "Amount", align: "end", cell: (c) => <Money cents={c.cents} /> },
  { key: "open", header: "Open", align: "end", cell: (c) => <Money cents={c.open} /> },
];

/** The charges as they stand on the bill. They are final: a mistake is taken back by its opposite and entered anew. */
export function BilledCharges({ checkout }: { checkout: Checkout }) {
  const may = useMay();
  const [mending, setMending] = useState<{ charge: Charge; how: "discount" | "take_back" } | null>(null);
  const { charges, patient, visit, diagnoses, status } = checkout;
  const closed = status === "signed" || status === "finished";
  const mayMend = may("EditCharges") && closed;
  const close = () => setMending(null);

  const acts: Column<Charge> = {
    key: "acts",
    header: "Actions",
    quiet: true,
    align: "end",
    cell: (charge) =>
      charge.reversed || charge.reversal_of ? null : (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`More for ${charge.code}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {charge.open > 0 ? (
              <Menu.Item onClick={() => setMending({ charge, how: "discount" })}>Give a discount…</Menu.Item>
            ) : null}
            <Menu.Item c="var(--cw-danger-text)" onClick={() => setMending({ charge, how: "take_back" })}>
              Take back…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ),
  };

  return (
    <Section title="Charges" count={charges.length}>
      <DataTable
        label="Charges of this visit"
        columns={mayMend ? [...columns, acts] : columns}
        rows={charges}
        rowKey={(c) => c.id}
        rowClass={(c) => (c.reversed || c.reversal_of ? styles.taken : undefined)}
        empty={<EmptyState title="No charges">Providers and billers enter them.</EmptyState>}
      />
      {charges.length > 0 ? (
        <div className={mayMend ? `${styles.total} ${styles.beside}` : styles.total}>
          <span className={styles.muted}>
            Charged <Money cents={checkout.charged} />
          </span>
          <b>
            Open <Money cents={checkout.open} />
          </b>
        </div>
      ) : null}
      {mayMend ? (
        <div className={styles.add}>
          <AddCharge visit={{ id: visit, patient, diagnoses }} final />
        </div>
      ) : null}
      {mending?.how === "discount" ? (
        <DiscountDialog patient={patient} charge={mending.charge} onClose={close} />
      ) : null}
      {mending?.how === "take_back" ? (
        <TakeBackDialog patient={patient} charge={mending.charge} onClose={close} />
      ) : null}
    </Section>
  );
}
