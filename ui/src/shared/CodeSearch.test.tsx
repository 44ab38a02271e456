import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { CodeSearch } from "./CodeSearch";
import { FormShell } from "./FormShell";
import { useTyping } from "./useTyping";

/** A door that answers a search with what was asked, when it is let. */
const door = { wait: Promise.resolve(), asked: [] as string[] };

vi.mock("@tauri-apps/api/core", () => ({
  invoke: async (_: string, { input }: { input: { query: string } }) => {
    door.asked.push(input.query);
    await door.wait;
    return ["best", "next"].map((rank) => ({
      code: `${input.query}-${rank}`,
      description: `${rank} of ${input.query}`,
    }));
  },
}));

/** Holds the door's answers back until it is called. */
function hold() {
  let answer = () => {};
  door.wait = new Promise((done) => {
    answer = done;
  });
  return () => act(async () => answer());
}

function Around({ children }: { children: React.ReactNode }) {
  const [client] = useState(() => new QueryClient());
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}

const search = {
  command: "search_diagnoses",
  input: (query: string) => ({ query, limit: 20 }),
  itemKey: (hit: { code: string }) => hit.code,
  item: (hit: { description: string }) => hit.description,
  label: "Diagnosis",
} as const;

function open() {
  const onPick = vi.fn<(code: string) => void>();
  render(
    <Around>
      <CodeSearch
        {...search}
        onPick={(hit) => {
          onPick(hit.code);
          return undefined;
        }}
      />
    </Around>,
  );
  return { onPick, user: userEvent.setup(), field: screen.getByLabelText("Diagnosis", { selector: "input" }) };
}

beforeEach(() => {
  door.wait = Promise.resolve();
  door.asked = [];
});

test("Enter in an empty field takes nothing of the list that is offered there", async () => {
  const onPick = vi.fn(() => undefined);
  render(
    <Around>
      <CodeSearch {...search} onPick={onPick} atLeast={0} />
    </Around>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByLabelText("Diagnosis", { selector: "input" }));
  await screen.findByText("best of");
  await user.keyboard("{Enter}");
  expect(onPick).not.toHaveBeenCalled();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onPick).toHaveBeenCalledOnce();
});

test("Enter takes the first of what was found", async () => {
  const { onPick, user, field } = open();
  await user.type(field, "asthma");
  await screen.findByText("best of asthma");
  await user.keyboard("{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith("asthma-best");
});

test("Enter takes the one chosen by arrow", async () => {
  const { onPick, user, field } = open();
  await user.type(field, "asthma");
  await screen.findByText("best of asthma");
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(onPick).toHaveBeenCalledExactlyOnceWith("asthma-next");
});

test("Enter right after typing takes nothing from the earlier answer, and the first of the right one when it comes", async () => {
  const { onPick, user, field } = open();
  await user.type(field, "gout");
  await screen.findByText("best of gout");
  const answer = hold();
  await user.clear(field);
  await user.type(field, "asthma{Enter}");
  await waitFor(() => expect(door.asked).toContain("asthma"));
  expect(onPick).not.toHaveBeenCalled();
  await answer();
  await waitFor(() => expect(onPick).toHaveBeenCalledExactlyOnceWith("asthma-best"));
});

test("an Enter that still waits is forgotten when the text changes", async () => {
  const { onPick, user, field } = open();
  const answer = hold();
  await user.type(field, "gout{Enter}y");
  await answer();
  await screen.findByText("best of gouty");
  expect(onPick).not.toHaveBeenCalled();
});

test("what was marked in the earlier answer is not taken for one of the next", async () => {
  const { onPick, user, field } = open();
  await user.type(field, "gout");
  await screen.findByText("best of gout");
  const answer = hold();
  await user.type(field, "y{ArrowDown}{ArrowDown}{Enter}");
  await answer();
  await screen.findByText("best of gouty");
  expect(onPick).not.toHaveBeenCalled();
});

function Form({ onSubmit }: { onSubmit: (code: string) => void }) {
  const typing = useTyping({ code: "", words: "" });
  return (
    <FormShell label="Add" submit="Add" typing={typing} onSubmit={() => onSubmit(typing.value.code)}>
      <CodeSearch
        {...search}
        onPick={(hit) => {
          typing.set({ code: hit.code, words: hit.description });
          return hit.description;
        }}
        text={typing.value.words}
        onText={(words) => typing.set({ words, code: "" })}
        picked={typing.value.code !== ""}
        required
      />
    </FormShell>
  );
}

test("what was picked and then edited is no longer picked, and is refused until one is chosen", async () => {
  const onSubmit = vi.fn<(code: string) => void>();
  render(<Form onSubmit={onSubmit} />, { wrapper: Around });
  const user = userEvent.setup();
  const field = screen.getByLabelText(/^Diagnosis/, { selector: "input" });
  await user.type(field, "gout");
  await screen.findByText("best of gout");
  await user.keyboard("{Enter}");
  expect(field).toHaveValue("best of gout");
  await user.type(field, "y{Control>}{Enter}{/Control}");
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByText("Choose one from the list.")).toBeVisible();
  await user.clear(field);
  await user.type(field, "asthma{Enter}");
  await waitFor(() => expect(field).toHaveValue("best of asthma"));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith("asthma-best");
});
