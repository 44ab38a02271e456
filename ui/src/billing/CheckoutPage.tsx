import { Button } from "@mantine/core";
import { IconCalendarPlus, IconFileText, IconReceipt2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Charge, Checkout, Id, Payment } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { type Column, DataTable } from "../shared/DataTable";
import { PageLink, useGo, usePathId } from "../shared/go";
import { Notice } from "../shared/Notice";
import { EmptyState, Page, Section } from "../shared/Page";
import { PatientHead } from "../shared/PatientHead";
import { useMay } from "../shared/session";
import { Money } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import styles from "./Billing.module.css";
import { PaymentTable } from "./PaymentTable";
import { type Paper, PaperDrawer } from "./Printing";
import { RefundDialog } from "./RefundDialog";
import { TakePayment } from "./TakePayment";

const columns: Column<Charge>[] = [
  { key: "code", header: "Code", cell: (c) => [c.code, ...c.modifiers].join(" ") },
  { key: "description", header: "What", cell: (c) => c.description },
  { key: "diagnoses", header: "For", cell: (c) => c.diagnoses.join(", ") },
  { key: "units", header: "Units", align: "end", cell: (c) => c.units },
  { key: "cents", header: "Amount", align: "end", cell: (c) => <Money cents={c.cents} /> },
  { key: "open", header: "Open", align: "end", cell: (c) => <Money cents={c.open} /> },
];

/** The end of a visit: what is owed, payment, receipt, next appointment, and the papers to hand over. */
export default function CheckoutPage() {
  const visit = usePathId("visit") as Id<"Visit">;
  const checkout = useRecord("checkout", { visit });
  return <Answer of={checkout}>{(data) => <Desk key={data.visit} checkout={data} />}</Answer>;
}

function Desk({ checkout }: { checkout: Checkout }) {
  const may = useMay();
  const go = useGo();
  const [paper, setPaper] = useState<Paper | null>(null);
  const [refund, setRefund] = useState<Payment | null>(null);
  const { patient, visit } = checkout;
  const receipt = (payment: Payment) => setPaper({ kind: "receipt", payment: payment.id });

  return (
    <>
      <PatientHead patient={patient} />
      <Page
        title="Checkout"
        lead={checkout.bill_number ? `Bill ${checkout.bill_number}` : "The visit is not signed yet"}
        actions={
          <>
            {may("SeeChart") ? (
              <Button
                variant="default"
                leftSection={<IconFileText size={16} />}
                onClick={() => setPaper({ kind: "summary", visit })}
              >
                Print summary
              </Button>
            ) : null}
            <Button
              variant="default"
              leftSection={<IconReceipt2 size={16} />}
              onClick={() => setPaper({ kind: "bill", visit })}
            >
              Print bill
            </Button>
            {may("EditSchedule") ? (
              <Button
                variant="default"
                leftSection={<IconCalendarPlus size={16} />}
                onClick={() => go(`/schedule/book/${patient}`)}
              >
                Next appointment
              </Button>
            ) : null}
          </>
        }
      >
        {checkout.released ? null : (
          <Notice kind="warn" title="These charges are not final yet">
            They are released when the visit is signed. A payment can be taken now; it is kept as credit until then.
          </Notice>
        )}
        <div className={styles.split}>
          <div style={{ display: "grid", gap: 24, minWidth: 0 }}>
            <Section title="Charges" count={checkout.charges.length}>
              <DataTable
                label="Charges of this visit"
                columns={columns}
                rows={checkout.charges}
                rowKey={(c) => c.id}
                rowClass={(c) => (c.reversed || c.reversal_of ? styles.taken : undefined)}
                empty={
                  <EmptyState title="No charges">
                    Charges are entered on the <PageLink to={`/visits/${visit}`}>visit</PageLink>.
                  </EmptyState>
                }
              />
              {checkout.charges.length > 0 ? (
                <div className={styles.total}>
                  <span className={styles.muted}>
                    Charged <Money cents={checkout.charged} />
                  </span>
                  <b>
                    Open <Money cents={checkout.open} />
                  </b>
                </div>
              ) : null}
            </Section>
            <Section title="Payments" count={checkout.payments.length}>
              <PaymentTable payments={checkout.payments} onReceipt={receipt} onRefund={setRefund} />
            </Section>
          </div>
          <aside className={styles.pay} aria-label="Payment">
            <div className={styles.owed}>
              <span>{checkout.balance < 0 ? "Credit of the patient" : "Owed in all"}</span>
              <strong>
                <Money cents={Math.abs(checkout.balance)} />
              </strong>
            </div>
            <div className={styles.muted} style={{ marginBottom: 12 }}>
              {checkout.unapplied > 0 ? (
                <>
                  <Money cents={checkout.unapplied} /> of it is paid and not yet applied.{" "}
                </>
              ) : null}
              <PageLink to={`/patients/${patient}/account`}>Whole account</PageLink>
            </div>
            {may("TakePayments") ? (
              <TakePayment
                key={checkout.balance}
                patient={patient}
                visit={visit}
                owed={checkout.balance}
                onTaken={receipt}
              />
            ) : (
              <span className={styles.muted}>Your role does not take payments.</span>
            )}
          </aside>
        </div>
      </Page>
      <PaperDrawer paper={paper} onClose={() => setPaper(null)} />
      {refund ? <RefundDialog payment={refund} onClose={() => setRefund(null)} /> : null}
    </>
  );
}
