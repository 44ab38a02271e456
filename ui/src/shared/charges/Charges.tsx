import { FaultNotice } from "../Notice";
import { EmptyState, Section } from "../Page";
import { Money } from "../text";
import { useRecord } from "../useRecord";
import { AddCharge, type ChargedVisit } from "./AddCharge";
import { ChargeRow, type OnRefused } from "./ChargeRow";
import styles from "./Charges.module.css";

interface ChargesProps {
  visit: ChargedVisit;
  open: boolean;
  onRefused?: OnRefused;
}

/** What the visit costs, line by line; open until it is signed. */
export function Charges({ visit, open, onRefused }: ChargesProps) {
  const charges = useRecord("visit_charges", { visit: visit.id });
  const lines = charges.data?.filter((charge) => charge.status !== "removed") ?? [];
  const total = lines.reduce((sum, charge) => sum + charge.cents, 0);

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
      {open ? <AddCharge visit={visit} /> : null}
    </Section>
  );
}
