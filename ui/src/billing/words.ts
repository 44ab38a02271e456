import type { AccountLineKind, PaymentKind, PaymentMethod } from "../api/bindings";

export const methodWords: Record<PaymentMethod, string> = {
  cash: "Cash",
  check: "Check",
  card: "Card",
  transfer: "Bank transfer",
  unknown: "Not said",
};

/** The methods a person can choose; an imported payment may not say. */
export const methods: PaymentMethod[] = ["card", "cash", "check", "transfer"];

export const kindWords: Record<PaymentKind, string> = { payment: "Payment", refund: "Refund", void: "Void" };

export const lineWords: Record<AccountLineKind, string> = {
  charge: "Charge",
  reversal: "Charge taken back",
  payment: "Payment",
  refund: "Refund",
  void: "Payment voided",
  adjustment: "Adjustment",
};

/** What is asked for beside a method. */
export function referenceLabel(method: PaymentMethod): string {
  if (method === "check") return "Check number";
  if (method === "card") return "Authorization or last four digits";
  return "Reference";
}
