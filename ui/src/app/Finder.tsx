import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconArrowRight, IconSearch, IconUser } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useGo } from "../shared/go";
import { useMay } from "../shared/session";
import { acts, finders, pages } from "./Routes";

const [store, spotlight] = createSpotlight();

/** Opens the search. */
export const openFinder = () => spotlight.open();

/** Ctrl+K: any patient, page or act by typing. */
export function Finder() {
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed.trim(), 80);
  const go = useGo();
  const may = useMay();

  const searches = useQueries({
    queries: finders
      .filter((finder) => may(finder.may))
      .map((finder) => ({
        queryKey: ["finder", finder.label, asked],
        queryFn: async () => ({ label: finder.label, found: await finder.find(asked) }),
        enabled: asked.length >= 2,
        placeholderData: (last: { label: string; found: Awaited<ReturnType<typeof finder.find>> } | undefined) =>
          asked.length >= 2 ? last : undefined,
      })),
  });

  const fits = (text: string) =>
    typed
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.toLowerCase().includes(word));
  const doable = acts.filter((act) => may(act.may) && fits(`${act.label} ${act.words ?? ""}`));
  const places = pages.filter((page) => !page.path.includes("$") && may(page.may) && fits(page.label));
  const groups = searches.flatMap((search) => (search.data?.found.length ? [search.data] : []));
  const nothing = groups.length + doable.length + places.length === 0;

  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      maxHeight={440}
      size={640}
      transitionProps={{ duration: 0 }}
      onSpotlightClose={() => setTyped("")}
    >
      <Spotlight.Search
        placeholder="Name, birth date, phone, MRN, page or act"
        aria-label="Find"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ label, found }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {found.map((one) => (
              <Spotlight.Action
                key={one.id}
                label={one.title}
                description={one.detail}
                leftSection={<IconUser size={18} aria-hidden />}
                onClick={() => go(one.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {doable.length ? (
          <Spotlight.ActionsGroup label="Do">
            {doable.map((act) => (
              <Spotlight.Action
                key={act.label}
                label={act.label}
                leftSection={<act.icon size={18} aria-hidden />}
                onClick={() => go(act.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {places.length ? (
          <Spotlight.ActionsGroup label="Go to">
            {places.map((page) => {
              const Icon = page.icon ?? IconArrowRight;
              return (
                <Spotlight.Action
                  key={page.path}
                  label={page.label}
                  leftSection={<Icon size={18} aria-hidden />}
                  onClick={() => go(page.path)}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ) : null}
        {nothing ? (
          <Spotlight.Empty>
            <Text>Nothing fits "{typed}". Try part of a name, a birth date, a phone number or an MRN.</Text>
          </Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
