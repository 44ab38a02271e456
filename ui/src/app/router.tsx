import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import type { SessionInfo } from "../api/bindings";
import { Fault } from "../api/call";
import { confirm } from "../shared/confirm";
import { PageLink } from "../shared/go";
import { wouldLoseTyping } from "../shared/leaving";
import { FaultNotice, Notice } from "../shared/Notice";
import { EmptyState, Page } from "../shared/Page";
import { Waiting } from "../shared/Waiting";
import { pages } from "./Routes";
import type { PageEntry } from "./registry";
import { Shell } from "./Shell";

function allows(session: SessionInfo, page: PageEntry) {
  return !page.may || session.permissions.includes(page.may);
}

/** Where this user starts: the first page of the menu they may open. */
export function startOf(session: SessionInfo): string {
  const mine = pages.find((page) => page.icon && allows(session, page));
  return mine?.path ?? "/preferences";
}

/** Fetches the pages this user opens all day, one by one, so that the first click on each need not wait for it. */
export async function fetchDailyPages(session: SessionInfo) {
  for (const page of pages) {
    if (!page.path.startsWith("/settings") && allows(session, page)) await page.load();
  }
}

/** The pages as addresses after `#`, so that a reload and the back key work inside the window. */
export function makeRouter(session: SessionInfo) {
  const root = createRootRoute({ component: Shell, notFoundComponent: NoPage });
  const index = createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: startOf(session) });
    },
  });
  const routes = pages.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: allows(session, page) ? lazyRouteComponent(page.load) : NotForYou,
      beforeLoad: ({ location }) => {
        if (!allows(session, page) && page.otherwise) throw redirect({ to: page.otherwise(location.pathname) });
      },
      errorComponent: Broken,
    }),
  );
  const history = createHashHistory();
  history.block({
    blockerFn: async () =>
      wouldLoseTyping() &&
      !(await confirm({
        title: "Leave without saving?",
        body: "What you typed on this page is not saved yet.",
        confirm: "Leave",
        cancel: "Stay",
      })),
    enableBeforeUnload: false,
  });
  return createRouter({
    routeTree: root.addChildren([index, ...routes]),
    history,
    defaultPreload: "intent",
    defaultPendingComponent: Waiting,
    defaultPendingMs: 0,
    // A page that is ready is shown; the router would otherwise hold the waiting sign for half a second.
    defaultPendingMinMs: 0,
    scrollRestoration: false,
  });
}

function NotForYou() {
  return (
    <Page title="Not for this role">
      <EmptyState title="Your role does not include this page" action={<PageLink to="/">Back to the start</PageLink>}>
        Ask an administrator of the practice if you need it.
      </EmptyState>
    </Page>
  );
}

function NoPage() {
  return (
    <Page title="Not here">
      <EmptyState title="There is no such page" action={<PageLink to="/">Back to the start</PageLink>} />
    </Page>
  );
}

/** A defect of one page: the rest of the window goes on. */
function Broken({ error, reset }: ErrorComponentProps) {
  const again = (
    <button type="button" onClick={reset}>
      Try again
    </button>
  );
  return (
    <Page title="Something went wrong">
      {error instanceof Fault ? (
        <FaultNotice fault={error} actions={again} />
      ) : (
        <Notice kind="danger" title="This page could not be shown" actions={again}>
          Your records are safe, and drafts were saved as you typed.
        </Notice>
      )}
    </Page>
  );
}
