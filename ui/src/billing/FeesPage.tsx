import { Button, Modal, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Fee } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { type Column, DataTable } from "../shared/DataTable";
import { DayField } from "../shared/DayField";
import { todayIn } from "../shared/day";
import { FormShell } from "../shared/FormShell";
import { MoneyField } from "../shared/MoneyField";
import { EmptyState, Page } from "../shared/Page";
import { useMay, useSession } from "../shared/session";
import { DayText, Money } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";

const columns: Column<Fee>[] = [
  { key: "code", header: "Code", cell: (f) => f.code, sort: (f) => f.code, width: 110 },
  { key: "description", header: "Description", cell: (f) => f.description, sort: (f) => f.description },
  { key: "cents", header: "Price", align: "end", cell: (f) => <Money cents={f.cents} />, sort: (f) => f.cents },
  { key: "since", header: "Since", cell: (f) => <DayText day={f.starts_on} />, sort: (f) => f.starts_on },
];

/** What the practice asks for each code. CPT is licensed by the AMA: a practice enters the codes it uses. */
export default function FeesPage() {
  const may = useMay()("ManagePractice");
  const [query, setQuery] = useState("");
  const [editing, setEditing] = useState<Fee | "new" | null>(null);
  const fees = useRecord("find_fees", { query, on: null, limit: 2000 }, { keepLast: true });
  return (
    <Page
      title="Fee schedule"
      actions={
        may ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            Add fee
          </Button>
        ) : null
      }
    >
      <TextInput
        aria-label="Search the fee schedule"
        placeholder="Code or words"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        style={{ maxWidth: 320 }}
      />
      <Answer of={fees}>
        {(rows) => (
          <DataTable
            label="Fees"
            columns={columns}
            rows={rows}
            rowKey={(f) => f.id}
            {...(may ? { onOpen: setEditing } : {})}
            empty={
              query ? (
                <EmptyState title="No fee has these words">Try the code, or fewer words.</EmptyState>
              ) : (
                <EmptyState title="No fees yet">
                  Add the codes the practice charges. CPT codes belong to the AMA and do not come with Chartwell; HCPCS
                  codes are found by their words.
                </EmptyState>
              )
            }
          />
        )}
      </Answer>
      {editing ? <FeeDialog fee={editing === "new" ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Page>
  );
}

function FeeDialog({ fee, onClose }: { fee: Fee | null; onClose: () => void }) {
  const { zone } = useSession();
  const setting = useChange("set_fee", { faults: "here" });
  const typing = useDraft(
    { about: "fee", subject: fee?.id },
    {
      code: fee?.code ?? "",
      description: fee?.description ?? "",
      cents: (fee?.cents ?? null) as number | null,
      starts_on: todayIn(zone) as string | null,
    },
  );
  const fields = useFields(typing, setting.error);
  const { code, description, cents, starts_on } = typing.value;

  function save() {
    if (cents === null) return;
    setting.mutate(
      { code, description, cents, starts_on },
      {
        onSuccess: (saved) => {
          void typing.discard();
          toast(`${saved.code} is kept.`);
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={fee ? `Change the fee of ${fee.code}` : "Add a fee"} size={460}>
      <FormShell
        label={fee ? "Change a fee" : "Add a fee"}
        submit="Save fee"
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={setting.error}
        busy={setting.isPending}
      >
        <TextInput
          label="Code"
          required
          readOnly={fee !== null}
          data-autofocus={fee === null}
          {...fields.text("code")}
        />
        <TextInput label="Description" required maxLength={200} {...fields.text("description")} />
        <MoneyField label="Price of one unit" required {...fields.field("cents")} />
        <DayField
          label="From"
          description="Charges made before keep their price."
          required
          {...fields.field("starts_on")}
        />
      </FormShell>
    </Modal>
  );
}
