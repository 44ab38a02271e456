import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Visit } from "../api/bindings";
import { CodeSearch } from "../shared/CodeSearch";
import { FaultNotice } from "../shared/Notice";
import { EmptyState, Section } from "../shared/Page";
import { Money } from "../shared/text";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";
import { ChargeRow, type OnRefused } from "./ChargeRow";
import { OtherCharge } from "./OtherCharge";
import styles from "./Visits.module.css";

interface ChargesProps {
  visit: Visit;
  open: boolean;
  onRefused: OnRefused;
}

/** What the visit costs, line by line; open until it is signed. */
export function Charges({ visit, open, onRefused }: ChargesProps) {
  const charges = useRecord("visit_charges", { visit: visit.id });
  const adding = useChange("add_charge", { faults: "here" });
  const [other, setOther] = useState(false);
  const lines = charges.data?.filter((charge) => charge.status !== "removed") ?? [];
  const total = lines.reduce((sum, charge) => sum + charge.cents, 0);
  const main = visit.diagnoses.slice(0, 1).map((one) => one.code);

  return (
    <Section
      title="Charges"
      count={lines.length || undefined}
      actions={
        lines.length > 0 ? (
          <span>
            Total{" "}
            <b>
              <Money cents={total} />
            </b>
          </span>
        ) : null
      }
    >
      <FaultNotice fault={charges.error} />
      {lines.length > 0 ? (
        <div className={styles.scroll}>
          <table className={styles.charges}>
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Modifiers</th>
                <th scope="col">For</th>
                <th scope="col">Units</th>
                <th scope="col">Price</th>
                <th scope="col">Amount</th>
                {open ? <td /> : null}
              </tr>
            </thead>
            <tbody>
              {lines.map((charge) => (
                <ChargeRow key={charge.id} charge={charge} visit={visit} open={open} onRefused={onRefused} />
              ))}
            </tbody>
          </table>
        </div>
      ) : open ? null : (
        <EmptyState title="Nothing was charged" />
      )}
      {open ? (
        <div className={styles.addCharge}>
          <CodeSearch
            command="find_fees"
            input={(query) => ({ query, limit: 20 })}
            itemKey={(fee) => fee.id}
            item={(fee) => (
              <div className={styles.fee}>
                <span className={styles.code}>{fee.code}</span>
                <span>{fee.description}</span>
                <Money cents={fee.cents} />
              </div>
            )}
            onPick={({ code }) => {
              adding.mutate({
                visit: visit.id,
                patient: visit.patient,
                line: { code, modifiers: [], diagnoses: main },
              });
              return undefined;
            }}
            atLeast={0}
            label="Add charge"
            placeholder="Type a code or words: 99213, flu shot"
            nothing="Not in the fee schedule. Use “Other code”."
          />
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOther(true)}>
            Other code…
          </Button>
        </div>
      ) : null}
      <FaultNotice fault={adding.error} />
      {other ? <OtherCharge visit={visit} onClose={() => setOther(false)} /> : null}
    </Section>
  );
}
