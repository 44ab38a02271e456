import { List, Text } from "@mantine/core";
import type { BookingClash } from "../api/bindings";
import { call, Fault, type InputOf } from "../api/call";
import { confirm } from "../shared/confirm";
import { clashWords, spanWords } from "./words";

/**
 * Does an act that may run into other appointments. When it does, shows into what, and does it all the same if that is
 * wanted; null when it is not.
 */
export async function bookOver<T>(
  place: InputOf<"booking_clashes">,
  act: (allow_overlap: boolean) => Promise<T>,
): Promise<T | null> {
  try {
    return await act(false);
  } catch (reason) {
    const fault = Fault.of(reason);
    if (fault.code !== "overlap") throw fault;
    const clashes = await call("booking_clashes", place);
    const wanted = await confirm({
      title: "This time is not free",
      body: <Clashes clashes={clashes} said={fault.message} />,
      confirm: "Book anyway",
      cancel: "Choose another time",
    });
    return wanted ? act(true) : null;
  }
}

function Clashes({ clashes, said }: { clashes: BookingClash[]; said: string }) {
  if (clashes.length === 0) return <Text>{said}</Text>;
  return (
    <List spacing={4}>
      {clashes.map((clash) => (
        <List.Item key={`${clash.kind} ${clash.appointment}`}>
          <b>{clashWords[clash.kind]}</b>
          {clash.starts_at && clash.ends_at ? (
            <>
              : {clash.patient_name}, {spanWords({ starts_at: clash.starts_at, ends_at: clash.ends_at })},{" "}
              {clash.practitioner_name}
            </>
          ) : null}
        </List.Item>
      ))}
    </List>
  );
}
