import { Button } from "@mantine/core";
import { IconCalendarPlus, IconFileText, IconReceipt2 } from "@tabler/icons-react";
import { useState } from "react";
import type { Checkout, Id, Payment } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { Charges } from "../shared/charges/Charges";
import { PageLink, useGo, usePathId } from "../shared/go";
import { Notice } from "../shared/Notice";
import { Page, Section } from "../shared/Page";
import { PatientHead } from "../shared/PatientHead";
import { useMay } from "../shared/session";
import { Money } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import { BilledCharges } from "./BilledCharges";
import styles from "./Billing.module.css";
import { PaymentTable } from "./PaymentTable";
import { type Paper, PaperDrawer } from "./Printing";
import { RefundDialog } from "./RefundDialog";
import { TakePayment } from "./TakePayment";

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
  const { patient, visit, status } = checkout;
  const open = status === "planned" || status === "in_progress";
  const receipt = (payment: Payment) => setPaper({ kind: "receipt", payment: payment.id });

  return (
    <>
      <PatientHead patient={patient} />
      <Page
        title="Checkout"
        lead={checkout.bill_number ? `Bill ${checkout.bill_number}` : open ? "The visit is not signed yet" : "No bill"}
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
        {open ? (
          <Notice kind="warn" title="These charges are not final yet">
            They are released when the visit is signed. A payment can be taken now; it is kept as credit until then.
          </Notice>
        ) : null}
        {status === "entered_in_error" ? (
          <Notice kind="danger" title="This visit was entered in error">
            Its charges are taken back; nothing is owed for it.
          </Notice>
        ) : null}
        <div className={styles.split}>
          <div style={{ display: "grid", gap: 24, minWidth: 0 }}>
            {open && may("EditCharges") ? (
              <Charges visit={{ id: visit, patient, diagnoses: checkout.diagnoses }} open />
            ) : (
              <BilledCharges checkout={checkout} />
            )}
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
              {open && checkout.charged > 0 ? (
                <>
                  <Money cents={checkout.charged} /> of this visit comes on top when it is signed.{" "}
                </>
              ) : null}
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
