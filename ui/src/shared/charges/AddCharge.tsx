import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Fee, Visit } from "../../api/bindings";
import { CodeSearch } from "../CodeSearch";
import { confirm } from "../confirm";
import { moneyWords } from "../money";
import { FaultNotice } from "../Notice";
import { Money } from "../text";
import { useChange } from "../useChange";
import styles from "./Charges.module.css";
import { OtherCharge } from "./OtherCharge";

/** What a line of charges needs to know of its visit. */
export type ChargedVisit = Pick<Visit, "id" | "patient" | "diagnoses">;

/** Charges by the fee schedule, or by a code that is not in it. */
export function AddCharge({ visit, final = false }: { visit: ChargedVisit; final?: boolean }) {
  const adding = useChange("add_charge", { faults: "here" });
  const [other, setOther] = useState(false);
  const main = visit.diagnoses.slice(0, 1).map((one) => one.code);

  async function add({ code, description, cents }: Fee) {
    // Picked by a slip, a draft is taken off again; a line of a bill is not.
    const sure =
      !final ||
      (await confirm({
        title: `Add ${code} to the bill?`,
        body: `${description}, ${moneyWords(cents)}. The visit is closed: it is owed at once.`,
        confirm: "Add to the bill",
      }));
    if (sure)
      adding.mutate({ visit: visit.id, patient: visit.patient, line: { code, modifiers: [], diagnoses: main } });
  }

  return (
    <>
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
          onPick={(fee) => {
            void add(fee);
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
      <FaultNotice fault={adding.error} />
      {other ? <OtherCharge visit={visit} onClose={() => setOther(false)} /> : null}
    </>
  );
}
