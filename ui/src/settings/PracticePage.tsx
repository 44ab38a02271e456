import { Button, FileButton, Group, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { PageSize, PracticeProfile, Units } from "../api/bindings";
import { AddressFields } from "../shared/AddressFields";
import { Answer } from "../shared/Answer";
import { FormShell } from "../shared/FormShell";
import { FaultNotice } from "../shared/Notice";
import { Page, Section } from "../shared/Page";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { type DraftTyping, useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";
import { ZoneField } from "../shared/ZoneField";
import styles from "./Settings.module.css";

/** What the practice is called, what its paper says, and how the window behaves. */
export default function PracticePage() {
  const profile = useRecord("practice_profile", {});
  return (
    <Page title="Practice" narrow>
      <Answer of={profile}>{(data) => <Profile profile={data} />}</Answer>
    </Page>
  );
}

function typedFrom(profile: PracticeProfile) {
  const { version, name, address, phone, fax, email, npi, tax_id, zone, page_size, units, idle_minutes } = profile;
  return {
    version,
    name,
    address,
    phone,
    fax,
    email,
    npi,
    tax_id,
    zone,
    page_size: page_size as PageSize,
    units: units as Units,
    idle_minutes,
  };
}
type TypedProfile = ReturnType<typeof typedFrom>;

function Profile({ profile }: { profile: PracticeProfile }) {
  const typing = useDraft({ about: "practice_profile" }, typedFrom(profile));
  const { dirty, ready, reset, set, value } = typing;
  useEffect(() => {
    if (ready && !dirty && value.version < profile.version) reset(typedFrom(profile));
  }, [ready, dirty, value.version, reset, profile]);

  return (
    <>
      <Details typing={typing} />
      <Logo
        profile={profile}
        // The logo is of the same record: one's own change of it does not stand against the details typed meanwhile.
        onKept={({ version }) => dirty && value.version === profile.version && set({ version })}
      />
    </>
  );
}

function Details({ typing }: { typing: DraftTyping<TypedProfile> }) {
  const changing = useChange("change_practice_profile", { faults: "here" });
  const fields = useFields(typing, changing.error);
  return (
    <FormShell
      label="Practice details"
      submit="Save"
      onSubmit={() =>
        changing.mutate(typing.value, {
          onSuccess: (kept) => {
            typing.reset(typedFrom(kept));
            void typing.discard();
            toast("The practice's details are kept.");
          },
        })
      }
      typing={typing}
      fault={changing.error}
      busy={changing.isPending}
    >
      <Section title="On paper">
        <Stack gap="sm">
          <TextInput label="Name of the practice" required maxLength={200} {...fields.text("name")} />
          <AddressFields name="address" value={typing.value.address} onChange={(to) => typing.set({ address: to })} />
          <div className={styles.row}>
            <TextInput label="Telephone" inputMode="tel" {...fields.text("phone")} />
            <TextInput label="Fax" inputMode="tel" {...fields.text("fax")} />
            <TextInput label="Email" inputMode="email" {...fields.text("email")} />
          </div>
          <div className={styles.row}>
            <TextInput label="Organization NPI" inputMode="numeric" {...fields.text("npi")} />
            <TextInput label="Tax ID" {...fields.text("tax_id")} />
            <NativeSelect
              label="Paper"
              data={[
                { value: "letter", label: "Letter" },
                { value: "a4", label: "A4" },
              ]}
              {...fields.text("page_size")}
            />
          </div>
        </Stack>
      </Section>
      <Section title="In the window">
        <div className={styles.row}>
          <ZoneField label="Time zone" required {...fields.field("zone")} />
          <NativeSelect
            label="Measurements"
            data={[
              { value: "us", label: "Feet, pounds, Fahrenheit" },
              { value: "metric", label: "Centimetres, kilograms, Celsius" },
            ]}
            {...fields.text("units")}
          />
          <NumberInput
            label="Locks itself after (minutes)"
            min={1}
            max={30}
            allowDecimal={false}
            name="idle_minutes"
            value={typing.value.idle_minutes}
            onChange={(minutes) => typing.set({ idle_minutes: Number(minutes) || 1 })}
          />
        </div>
      </Section>
    </FormShell>
  );
}

interface LogoProps {
  profile: PracticeProfile;
  onKept: (profile: PracticeProfile) => void;
}

function Logo({ profile, onKept }: LogoProps) {
  const setting = useChange("set_logo", { faults: "here" });
  const [shown, setShown] = useState<string | null>(null);

  async function choose(file: File | null) {
    if (!file) return;
    const url = await new Promise<string>((done) => {
      const reader = new FileReader();
      reader.onload = () => done(String(reader.result));
      reader.readAsDataURL(file);
    });
    const png_base64 = url.slice(url.indexOf(",") + 1);
    setting.mutate(
      { version: profile.version, png_base64 },
      {
        onSuccess: (kept) => {
          onKept(kept);
          setShown(url);
          toast("The logo is kept; it stands on every document from now on.");
        },
      },
    );
  }

  return (
    <Section title="Logo">
      <Stack gap="sm" align="start">
        {shown && profile.has_logo ? <img src={shown} alt="Logo of the practice" className={styles.logo} /> : null}
        <span className={styles.dim}>
          {profile.has_logo ? "A logo stands on every printed document." : "No logo yet. A PNG picture, at most 2 MB."}
        </span>
        <Group>
          <FileButton accept="image/png" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconPhoto size={16} />} loading={setting.isPending}>
                Choose a picture
              </Button>
            )}
          </FileButton>
          {profile.has_logo ? (
            <Button
              variant="default"
              onClick={() => setting.mutate({ version: profile.version, png_base64: null }, { onSuccess: onKept })}
              disabled={setting.isPending}
            >
              Remove logo
            </Button>
          ) : null}
        </Group>
        <FaultNotice fault={setting.error} />
      </Stack>
    </Section>
  );
}
