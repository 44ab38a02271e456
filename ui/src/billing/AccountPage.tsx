import { Button } from "@mantine/core";
import { useState } from "react";
import type { Account, AccountLine, Id, Payment } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { type Column, DataTable } from "../shared/DataTable";
import { PageLink, usePathId } from "../shared/go";
import { moneyWords } from "../shared/money";
import { EmptyState, Page, Section } from "../shared/Page";
import { PatientPage } from "../shared/PatientPage";
import { useMay } from "../shared/session";
import { DayText, Money } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";
import styles from "./Billing.module.css";
import { PaymentTable } from "./PaymentTable";
import { type Paper, PaperDrawer } from "./Printing";
import { RefundDialog } from "./RefundDialog";
import { TakePayment } from "./TakePayment";
import { lineWords } from "./words";

const columns: Column<AccountLine & { at: number }>[] = [
  { key: "on", header: "Day", cell: (l) => <DayText day={l.on} /> },
  { key: "kind", header: "What", cell: (l) => lineWords[l.kind] },
  {
    key: "text",
    header: "For",
    cell: (l) => (l.visit ? <PageLink to={`/visits/${l.visit}/checkout`}>{l.text}</PageLink> : l.text),
  },
  { key: "cents", header: "Amount", align: "end", cell: (l) => <Money cents={l.cents} /> },
  { key: "balance", header: "Balance", align: "end", cell: (l) => <Money cents={l.balance} /> },
];

/** Why the balance is what it is: every line that moved it. */
export default function AccountPage() {
  const patient = usePathId("patient") as Id<"Patient">;
  const account = useRecord("account", { patient });
  return (
    <PatientPage patient={patient}>
      <Answer of={account}>{(data) => <Ledger patient={patient} account={data} />}</Answer>
    </PatientPage>
  );
}

function Ledger({ patient, account }: { patient: Id<"Patient">; account: Account }) {
  const may = useMay()("TakePayments");
  const applying = useChange("apply_credit");
  const [paper, setPaper] = useState<Paper | null>(null);
  const [refund, setRefund] = useState<Payment | null>(null);
  const receipt = (payment: Payment) => setPaper({ kind: "receipt", payment: payment.id });
  // Newest first: the line one is asked about is usually the last.
  const lines = account.lines.map((line, at) => ({ ...line, at })).reverse();

  return (
    <Page title="Account" lead={account.balance < 0 ? "The practice owes the patient" : undefined}>
      <div className={styles.split}>
        <div style={{ display: "grid", gap: 24, minWidth: 0 }}>
          <Section title="What moved the balance" count={lines.length}>
            <DataTable
              label="Account lines"
              columns={columns}
              rows={lines}
              rowKey={(l) => String(l.at)}
              empty={
                <EmptyState title="Nothing has moved this account yet">
                  Charges appear here when a visit is signed, payments when they are taken.
                </EmptyState>
              }
            />
          </Section>
          <Section title="Payments" count={account.payments.length}>
            <PaymentTable payments={account.payments} onReceipt={receipt} onRefund={setRefund} />
          </Section>
        </div>
        <aside className={styles.pay} aria-label="Payment">
          <div className={styles.owed}>
            <span>{account.balance < 0 ? "Credit" : "Owed"}</span>
            <strong>
              <Money cents={Math.abs(account.balance)} />
            </strong>
          </div>
          {may && account.unapplied > 0 && account.balance + account.unapplied > 0 ? (
            <Button
              variant="default"
              mb="md"
              loading={applying.isPending}
              onClick={() =>
                applying.mutate({ patient }, { onSuccess: (done) => toast(`${moneyWords(done.cents)} applied.`) })
              }
            >
              Apply credit of {moneyWords(account.unapplied)}
            </Button>
          ) : null}
          {may ? (
            <TakePayment
              key={account.balance}
              patient={patient}
              visit={null}
              owed={account.balance}
              onTaken={receipt}
            />
          ) : (
            <span className={styles.muted}>Your role does not take payments.</span>
          )}
        </aside>
      </div>
      <PaperDrawer paper={paper} onClose={() => setPaper(null)} />
      {refund ? <RefundDialog payment={refund} onClose={() => setRefund(null)} /> : null}
    </Page>
  );
}
