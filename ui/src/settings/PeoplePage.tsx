import { Badge, Button, Checkbox, Modal, PasswordInput, Stack, Switch, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Practitioner, Role, User } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { type Column, DataTable } from "../shared/DataTable";
import { FormShell } from "../shared/FormShell";
import { EmptyState, Page, Section } from "../shared/Page";
import { PassphraseField } from "../shared/PassphraseField";
import { useMay, useSession } from "../shared/session";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";

const roleWords: Record<Role, { label: string; about: string }> = {
  administrator: { label: "Administrator", about: "Settings, users, audit, import; no charting" },
  provider: { label: "Provider", about: "Treats patients and signs" },
  clinical_staff: { label: "Clinical staff", about: "Charts, does not sign" },
  front_desk: { label: "Front desk", about: "Schedules, registers, takes payments" },
  biller: { label: "Biller", about: "Charges and payments" },
  auditor: { label: "Auditor", about: "Reads everything, changes nothing" },
};
const roles = Object.keys(roleWords) as Role[];

const userColumns: Column<User>[] = [
  { key: "name", header: "Name", cell: (u) => u.display_name, sort: (u) => u.display_name },
  { key: "roles", header: "Roles", cell: (u) => u.roles.map((role) => roleWords[role].label).join(", ") },
  {
    key: "active",
    header: "Signs in",
    cell: (u) => (u.active ? "Yes" : <Badge color="gray">Disabled</Badge>),
    sort: (u) => Number(u.active),
  },
];

const practitionerColumns: Column<Practitioner>[] = [
  {
    key: "name",
    header: "Name",
    cell: (p) => [p.display_name, p.credential].filter(Boolean).join(", "),
    sort: (p) => p.display_name,
  },
  { key: "npi", header: "NPI", cell: (p) => p.npi ?? "–" },
  { key: "sees", header: "On the schedule", cell: (p) => (p.sees_patients ? "Yes" : "No") },
];

/** Who signs in, with which roles, and who treats patients. */
export default function PeoplePage() {
  const mayManage = useMay()("ManagePractice");
  const users = useRecord("users", {});
  const practitioners = useRecord("practitioners", { all: true });
  const [user, setUser] = useState<User | "new" | null>(null);
  const [practitioner, setPractitioner] = useState<Practitioner | "new" | null>(null);
  return (
    <Page title="People">
      <Section
        title="Users"
        count={users.data?.length}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setUser("new")}>
            Add user
          </Button>
        }
      >
        <Answer of={users}>
          {(rows) => (
            <DataTable
              label="Users"
              columns={userColumns}
              rows={rows}
              rowKey={(u) => u.id}
              onOpen={setUser}
              empty={<EmptyState title="No users" />}
            />
          )}
        </Answer>
      </Section>
      <Section
        title="Practitioners"
        count={practitioners.data?.length}
        actions={
          mayManage ? (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setPractitioner("new")}>
              Add practitioner
            </Button>
          ) : null
        }
      >
        <Answer of={practitioners}>
          {(rows) => (
            <DataTable
              label="Practitioners"
              columns={practitionerColumns}
              rows={rows}
              rowKey={(p) => p.id}
              {...(mayManage ? { onOpen: setPractitioner } : {})}
              empty={
                <EmptyState title="Nobody treats patients yet">
                  Add a practitioner, or give a user the provider's role.
                </EmptyState>
              }
            />
          )}
        </Answer>
      </Section>
      {user === "new" ? <NewUserDialog onClose={() => setUser(null)} /> : null}
      {user && user !== "new" ? <UserDialog user={user} onClose={() => setUser(null)} /> : null}
      {practitioner ? (
        <PractitionerDialog
          practitioner={practitioner === "new" ? null : practitioner}
          onClose={() => setPractitioner(null)}
        />
      ) : null}
    </Page>
  );
}

function RoleChoice({ value, onChange }: { value: Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <Checkbox.Group label="Roles" required value={value} onChange={(chosen) => onChange(chosen as Role[])}>
      <Stack gap={6} mt={4}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={roleWords[role].label} description={roleWords[role].about} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function NewUserDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const adding = useChange("add_user", { faults: "here" });
  const typing = useDraft(
    { about: "user" },
    { user: { display_name: "", roles: ["front_desk"] as Role[], credential: "", npi: "" } },
  );
  // A passphrase is never kept, not even as a draft.
  const [own, setOwn] = useState("");
  const fields = useFields(typing, adding.error);
  const [chosen, setChosen] = useState({ text: "", usable: false });
  const { user } = typing.value;
  const provider = user.roles.includes("provider");

  return (
    <Modal opened onClose={onClose} title="Add a user" size={560}>
      <FormShell
        label="Add a user"
        submit="Add user"
        onSubmit={() =>
          chosen.usable &&
          adding.mutate(
            {
              user: { ...user, credential: user.credential || null, npi: user.npi || null },
              passphrase: chosen.text,
              own_passphrase: own,
            },
            {
              onSuccess: (added) => {
                void typing.discard();
                toast(`${added.display_name} can sign in.`);
                onClose();
              },
            },
          )
        }
        onCancel={onClose}
        typing={typing}
        fault={adding.error}
        busy={adding.isPending}
      >
        <TextInput label="Name" required maxLength={200} data-autofocus {...fields.text("user.display_name")} />
        <RoleChoice value={user.roles} onChange={(to) => typing.set({ user: { ...user, roles: to } })} />
        {provider ? (
          <>
            <TextInput label="Credential" placeholder="MD, NP, PA-C" {...fields.text("user.credential")} />
            <TextInput label="NPI" inputMode="numeric" {...fields.text("user.npi")} />
          </>
        ) : null}
        <PassphraseField
          label="Passphrase of the new user"
          known={[session.practice_name, user.display_name]}
          onChange={(text, usable) => setChosen({ text, usable })}
        />
        <OwnPassphrase value={own} onChange={setOwn} />
      </FormShell>
    </Modal>
  );
}

function UserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const session = useSession();
  const changing = useChange("change_user", { faults: "here" });
  const typing = useDraft(
    { about: "user", subject: user.id },
    { version: user.version, active: user.active, roles: user.roles, renew: false },
  );
  // Like the new passphrase, outside the draft.
  const [own, setOwn] = useState("");
  const [chosen, setChosen] = useState({ text: "", usable: false });
  const { version, active, roles: held, renew } = typing.value;
  const self = user.id === session.user;
  // Whoever was disabled has no passphrase any more.
  const given = active && (renew || !user.active);

  function save() {
    if (given && !chosen.usable) return;
    changing.mutate(
      {
        id: user.id,
        version,
        active,
        roles: held,
        ...(given ? { passphrase: chosen.text, own_passphrase: own } : {}),
      },
      {
        onSuccess: () => {
          void typing.discard();
          toast(
            active
              ? `${user.display_name} is changed.`
              : `${user.display_name} can no longer sign in: their passphrase opens nothing.`,
          );
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={user.display_name} size={520}>
      <FormShell
        label="Change a user"
        submit="Save"
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={changing.error}
        busy={changing.isPending}
      >
        <Switch
          label="Can sign in"
          description={
            self
              ? "Only another administrator can take this away from you."
              : "Switched off, their passphrase opens nothing at once. Switched on again, they need a new one."
          }
          disabled={self}
          checked={active}
          onChange={(event) => typing.set({ active: event.currentTarget.checked })}
        />
        <RoleChoice value={held} onChange={(to) => typing.set({ roles: to })} />
        {user.active && active && !self ? (
          <Checkbox
            label="Give a new passphrase"
            description="For one who forgot theirs: the old one opens nothing any more."
            checked={renew}
            onChange={(event) => typing.set({ renew: event.currentTarget.checked })}
          />
        ) : null}
        {given ? (
          <>
            <PassphraseField
              label={`New passphrase of ${user.display_name}`}
              known={[session.practice_name, user.display_name]}
              onChange={(text, usable) => setChosen({ text, usable })}
            />
            <OwnPassphrase value={own} onChange={setOwn} />
          </>
        ) : null}
      </FormShell>
    </Modal>
  );
}

/** Whoever gives access shows once more who they are. */
function OwnPassphrase({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <PasswordInput
      label="Your own passphrase"
      description="The file's key is wrapped anew for the user."
      required
      autoComplete="off"
      name="own_passphrase"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function PractitionerDialog({ practitioner, onClose }: { practitioner: Practitioner | null; onClose: () => void }) {
  const adding = useChange("add_practitioner", { faults: "here" });
  const changing = useChange("change_practitioner", { faults: "here" });
  const fault = adding.error ?? changing.error;
  const typing = useDraft(
    { about: "practitioner", subject: practitioner?.id },
    {
      version: practitioner?.version ?? 0,
      display_name: practitioner?.display_name ?? "",
      credential: practitioner?.credential ?? "",
      npi: practitioner?.npi ?? "",
      taxonomy: practitioner?.taxonomy ?? "",
      color: practitioner?.color ?? "#2f6f8f",
      sees_patients: practitioner?.sees_patients ?? true,
    },
  );
  const fields = useFields(typing, fault);
  const done = () => {
    void typing.discard();
    toast(`${typing.value.display_name} is kept.`);
    onClose();
  };

  function save() {
    const { color, version, ...details } = typing.value;
    if (!practitioner) adding.mutate(details, { onSuccess: done });
    else changing.mutate({ id: practitioner.id, version, color, ...details }, { onSuccess: done });
  }

  return (
    <Modal opened onClose={onClose} title={practitioner?.display_name ?? "Add a practitioner"} size={520}>
      <FormShell
        label="Practitioner"
        submit="Save"
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={fault}
        busy={adding.isPending || changing.isPending}
      >
        <TextInput label="Name" required maxLength={200} data-autofocus {...fields.text("display_name")} />
        <TextInput label="Credential" placeholder="MD, NP, PA-C" {...fields.text("credential")} />
        <TextInput label="NPI" inputMode="numeric" {...fields.text("npi")} />
        <TextInput label="Taxonomy code" placeholder="207Q00000X" {...fields.text("taxonomy")} />
        {practitioner ? <TextInput label="Colour on the schedule" type="color" {...fields.text("color")} /> : null}
        <Switch label="Has a column on the schedule" {...fields.checked("sees_patients")} />
      </FormShell>
    </Modal>
  );
}
