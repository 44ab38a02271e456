import { MantineProvider, TextInput } from "@mantine/core";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { Fault } from "../api/call";
import { DayField } from "./DayField";
import { FormShell } from "./FormShell";
import { wouldLoseTyping } from "./leaving";
import { MoneyField } from "./MoneyField";
import { TimeField } from "./TimeField";
import { useFields } from "./useFields";
import { useTyping } from "./useTyping";

interface Values {
  name: string;
  birth_date: string | null;
  time: string | null;
  copay: number | null;
  address: { zip: string | null };
}

const fresh: Values = { name: "", birth_date: null, time: null, copay: null, address: { zip: null } };

function Register({ onSubmit, refuse }: { onSubmit: (values: Values) => void; refuse?: Fault }) {
  const typing = useTyping(fresh);
  const [fault, setFault] = useState<Fault | null>(null);
  const fields = useFields(typing, fault);
  return (
    <MantineProvider>
      <FormShell
        label="Register a patient"
        submit="Register"
        typing={typing}
        fault={fault}
        onSubmit={() => {
          onSubmit(typing.value);
          setFault(refuse ?? null);
        }}
      >
        <TextInput label="Name" required {...fields.text("name")} />
        <DayField label="Birth date" today="2026-11-22" toward="past" {...fields.field("birth_date")} />
        <TimeField label="Time" {...fields.field("time")} />
        <MoneyField label="Copay" {...fields.field("copay")} />
        <TextInput label="ZIP" {...fields.text("address.zip")} />
      </FormShell>
    </MantineProvider>
  );
}

function open(refuse?: Fault) {
  const onSubmit = vi.fn<(values: Values) => void>();
  render(<Register onSubmit={onSubmit} {...(refuse ? { refuse } : {})} />);
  return { onSubmit, user: userEvent.setup() };
}

test("Ctrl+Enter submits what was typed, in the door's own shapes", async () => {
  const { onSubmit, user } = open();
  await user.type(screen.getByLabelText(/^Name/), "Ana");
  await user.type(screen.getByLabelText("Birth date"), "3/4/61");
  await user.type(screen.getByLabelText("Time"), "930");
  await user.type(screen.getByLabelText("Copay"), "25");
  await user.type(screen.getByLabelText("ZIP"), "02139{Control>}{Enter}{/Control}");
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith({
    name: "Ana",
    birth_date: "1961-03-04",
    time: "09:30",
    copay: 2500,
    address: { zip: "02139" },
  });
});

test("a field that is left shows what was understood", async () => {
  const { user } = open();
  await user.type(screen.getByLabelText("Birth date"), "march 4 61");
  expect(screen.getByText("Sat, Mar 4, 1961")).toBeVisible();
  await user.tab();
  expect(screen.getByLabelText("Birth date")).toHaveValue("03/04/1961");
});

test("a day that cannot be read is not sent as empty: it is named, focused and kept", async () => {
  const { onSubmit, user } = open();
  await user.type(screen.getByLabelText(/^Name/), "Ana");
  await user.type(screen.getByLabelText("Birth date"), "2/30/1961");
  await user.click(screen.getByRole("button", { name: /Register/ }));
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByLabelText("Birth date")).toHaveFocus();
  expect(screen.getByLabelText("Birth date")).toHaveValue("2/30/1961");
  expect(screen.getByRole("alert")).toHaveTextContent("Birth date");
  // The hint stands though the focus is in the field, until something is typed.
  expect(screen.getByText(/Type a day up to today/)).toBeVisible();
  await user.type(screen.getByLabelText("Birth date"), "{Backspace}");
  expect(screen.queryByText(/Type a day up to today/)).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a required field left empty is named", async () => {
  const { onSubmit, user } = open();
  await user.click(screen.getByRole("button", { name: /Register/ }));
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByRole("alert")).toHaveTextContent("One field needs attentionName");
});

test("a refused field shows the door's sentence and gets the focus", async () => {
  const { user } = open(
    new Fault({ code: "invalid", field: "address.zip", message: "A ZIP code has five or nine digits." }),
  );
  await user.type(screen.getByLabelText(/^Name/), "Ana{Control>}{Enter}{/Control}");
  expect(await screen.findByText("A ZIP code has five or nine digits.")).toBeVisible();
  await waitFor(() => expect(screen.getByLabelText("ZIP")).toHaveFocus());
  // What is typed now was not refused yet.
  await user.type(screen.getByLabelText("ZIP"), "02139");
  expect(screen.queryByText("A ZIP code has five or nine digits.")).toBeNull();
});

test("a fault about no field of the form stands at its foot", async () => {
  const { user } = open(new Fault({ code: "disk_full", message: "" }));
  await user.type(screen.getByLabelText(/^Name/), "Ana{Control>}{Enter}{/Control}");
  expect(await screen.findByRole("alert")).toHaveTextContent("The disk is full");
  expect(screen.getByLabelText(/^Name/)).toHaveValue("Ana");
});

test("leaving a form with typing in it is asked about, an untouched one is not", async () => {
  const { user } = open();
  expect(wouldLoseTyping()).toBe(false);
  await user.type(screen.getByLabelText(/^Name/), "A");
  expect(wouldLoseTyping()).toBe(true);
  await user.clear(screen.getByLabelText(/^Name/));
  expect(wouldLoseTyping()).toBe(false);
});
