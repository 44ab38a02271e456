import { Tabs } from "@mantine/core";
import { useState } from "react";
import type { AgedAccount, Aging, DayPayment } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { type Column, DataTable } from "../shared/DataTable";
import { DayField } from "../shared/DayField";
import { dayWords, todayIn } from "../shared/day";
import { useGo } from "../shared/go";
import { EmptyState, Page, Section } from "../shared/Page";
import { useSession } from "../shared/session";
import { Money } from "../shared/text";
import { useRecord } from "../shared/useRecord";
import styles from "./Billing.module.css";
import { kindWords, methodWords } from "./words";

/** Who owes how much since when, and what came in on a day. */
export default function BillingPage() {
  const { zone } = useSession();
  const today = todayIn(zone);
  const [asOf, setAsOf] = useState<string | null>(today);
  const [on, setOn] = useState<string | null>(today);
  return (
    <Page title="Billing">
      <Tabs defaultValue="open" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="open">Open accounts</Tabs.Tab>
          <Tabs.Tab value="day">Payments of a day</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="open" pt="md">
          <div style={{ maxWidth: 252, marginBottom: 16 }}>
            <DayField label="As of" value={asOf} onChange={setAsOf} />
          </div>
          <OpenAccounts asOf={asOf ?? today} />
        </Tabs.Panel>
        <Tabs.Panel value="day" pt="md">
          <div style={{ maxWidth: 252, marginBottom: 16 }}>
            <DayField label="Day" value={on} onChange={setOn} />
          </div>
          <DayPayments on={on ?? today} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function OpenAccounts({ asOf }: { asOf: string }) {
  const aging = useRecord("aging", { as_of: asOf, limit: 500 }, { keepLast: true });
  return <Answer of={aging}>{(data) => <Aged aging={data} />}</Answer>;
}

function Aged({ aging }: { aging: Aging }) {
  const go = useGo();
  const columns: Column<AgedAccount>[] = [
    { key: "name", header: "Patient", cell: (a) => a.patient_name, sort: (a) => a.patient_name },
    amount("current", "0–30 days", (a) => a.buckets.current),
    amount("over_30", "31–60", (a) => a.buckets.over_30),
    amount("over_60", "61–90", (a) => a.buckets.over_60),
    amount("over_90", "Over 90", (a) => a.buckets.over_90),
    amount("open", "Open", (a) => a.open),
  ];
  return (
    <div style={{ display: "grid", gap: 20 }}>
      <Sums
        sums={[
          ["0–30 days", aging.buckets.current],
          ["31–60 days", aging.buckets.over_30],
          ["61–90 days", aging.buckets.over_60],
          ["Over 90 days", aging.buckets.over_90],
          ["Open in all", aging.open],
          ["Unapplied credit", aging.unapplied],
        ]}
      />
      <Section title="Accounts" count={aging.accounts}>
        <DataTable
          label="Open accounts"
          columns={columns}
          rows={aging.largest}
          rowKey={(a) => a.patient}
          onOpen={(a) => go(`/patients/${a.patient}/account`)}
          initialSort={{ key: "open", down: true }}
          empty={
            <EmptyState title="Nobody owes anything">
              Accounts appear here when a signed visit has charges that are not paid.
            </EmptyState>
          }
        />
      </Section>
    </div>
  );
}

function amount(key: string, header: string, of: (a: AgedAccount) => number): Column<AgedAccount> {
  return { key, header, align: "end", cell: (a) => (of(a) ? <Money cents={of(a)} /> : "–"), sort: of };
}

function Sums({ sums }: { sums: [string, number][] }) {
  return (
    <dl className={styles.sums} style={{ margin: 0 }}>
      {sums.map(([term, cents]) => (
        <div key={term} className={styles.sum}>
          <dt>{term}</dt>
          <dd>
            <Money cents={cents} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const dayColumns: Column<DayPayment>[] = [
  { key: "name", header: "Patient", cell: (p) => p.patient_name, sort: (p) => p.patient_name },
  { key: "kind", header: "What", cell: (p) => kindWords[p.payment.kind] },
  {
    key: "method",
    header: "Method",
    cell: (p) => [methodWords[p.payment.method], p.payment.reference].filter(Boolean).join(" "),
    sort: (p) => p.payment.method,
  },
  { key: "receipt", header: "Receipt", cell: (p) => p.payment.receipt },
  { key: "by", header: "Taken by", cell: (p) => p.payment.taken_by ?? "" },
  {
    key: "cents",
    header: "Amount",
    align: "end",
    cell: (p) => <Money cents={p.payment.cents} />,
    sort: (p) => p.payment.cents,
  },
];

function DayPayments({ on }: { on: string }) {
  const go = useGo();
  const payments = useRecord("day_payments", { on }, { keepLast: true });
  return (
    <Answer of={payments}>
      {(rows) => {
        const sum = (method: string) =>
          rows.filter((p) => p.payment.method === method).reduce((cents, p) => cents + p.payment.cents, 0);
        return (
          <div style={{ display: "grid", gap: 20 }}>
            <Sums
              sums={[
                ["Cash", sum("cash")],
                ["Checks", sum("check")],
                ["Cards", sum("card")],
                ["Transfers", sum("transfer")],
                ["In all", rows.reduce((cents, p) => cents + p.payment.cents, 0)],
              ]}
            />
            <DataTable
              label="Payments of the day"
              columns={dayColumns}
              rows={rows}
              rowKey={(p) => p.payment.id}
              onOpen={(p) => go(`/patients/${p.payment.patient}/account`)}
              empty={
                <EmptyState title={`No payments on ${dayWords(on)}`}>
                  Payments are taken at a visit's checkout.
                </EmptyState>
              }
            />
          </div>
        );
      }}
    </Answer>
  );
}
