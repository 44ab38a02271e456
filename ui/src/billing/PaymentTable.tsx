import { Button, Group } from "@mantine/core";
import type { Payment } from "../api/bindings";
import { type Column, DataTable } from "../shared/DataTable";
import { EmptyState } from "../shared/Page";
import { useMay } from "../shared/session";
import { DayText, Money } from "../shared/text";
import { kindWords, methodWords } from "./words";

interface PaymentTableProps {
  payments: Payment[];
  onReceipt: (payment: Payment) => void;
  onRefund: (payment: Payment) => void;
}

/** Payments, refunds and voids, with their receipts. */
export function PaymentTable({ payments, onReceipt, onRefund }: PaymentTableProps) {
  const may = useMay()("TakePayments");
  const columns: Column<Payment>[] = [
    { key: "on", header: "Day", cell: (p) => <DayText day={p.received_on} /> },
    { key: "kind", header: "What", cell: (p) => kindWords[p.kind] },
    { key: "method", header: "Method", cell: (p) => [methodWords[p.method], p.reference].filter(Boolean).join(" ") },
    { key: "receipt", header: "Receipt", cell: (p) => <span style={{ whiteSpace: "nowrap" }}>{p.receipt}</span> },
    { key: "cents", header: "Amount", align: "end", cell: (p) => <Money cents={p.cents} /> },
    {
      key: "acts",
      header: "Actions",
      quiet: true,
      align: "end",
      cell: (p) => (
        <Group gap={2} justify="flex-end" wrap="nowrap">
          <Button size="compact-sm" variant="subtle" onClick={() => onReceipt(p)} aria-label={`Receipt ${p.receipt}`}>
            Receipt
          </Button>
          {may && p.kind === "payment" && p.taken_back < p.cents ? (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              onClick={() => onRefund(p)}
              aria-label={`Refund ${p.receipt}`}
            >
              Refund
            </Button>
          ) : null}
        </Group>
      ),
    },
  ];
  return (
    <DataTable
      label="Payments"
      columns={columns}
      rows={payments}
      rowKey={(p) => p.id}
      empty={<EmptyState title="No payments yet">Take one on the right.</EmptyState>}
    />
  );
}
