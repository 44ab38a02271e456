import { MantineProvider } from "@mantine/core";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { PageLink, useGo, usePathId, usePathQuery } from "./go";

function Start() {
  const go = useGo();
  return (
    <>
      <PageLink to="/patients/7?tab=2026">by link</PageLink>
      <button type="button" onClick={() => go("/patients/8")}>
        by act
      </button>
    </>
  );
}

function Patient() {
  return (
    <p>
      patient {usePathId("patient")} tab {usePathQuery("tab") ?? "none"}
    </p>
  );
}

function open() {
  const root = createRootRoute();
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: "/", component: Start }),
    createRoute({ getParentRoute: () => root, path: "/patients/$patient", component: Patient }),
  ]);
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(
    <MantineProvider>
      <RouterProvider router={router} />
    </MantineProvider>,
  );
}

test("a link carries the page's ids and what it opens with", async () => {
  open();
  await userEvent.click(await screen.findByText("by link"));
  expect(await screen.findByText("patient 7 tab 2026")).toBeVisible();
});

test("an act goes to the page with its ids", async () => {
  open();
  await userEvent.click(await screen.findByText("by act"));
  expect(await screen.findByText("patient 8 tab none")).toBeVisible();
});
