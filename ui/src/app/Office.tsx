import "@mantine/notifications/styles.css";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { SessionInfo } from "../api/bindings";
import { call, onFoundLocked } from "../api/call";
import { flushDrafts, resumeDrafts } from "../shared/drafts";
import { SessionProvider } from "../shared/session";
import { IdleWarning } from "./IdleWarning";
import { LockProvider } from "./lock";
import { fetchDailyPages, makeRouter } from "./router";

/** Who sat here last, so that the same user comes back to the page they left and another one does not. */
let lastUser = "";

interface OfficeProps {
  session: SessionInfo;
  /** The practice is locked; everything drawn from it goes. */
  onLocked: () => void;
}

/** The open practice: everything here lives from unlock to lock and not a moment longer. */
export default function Office({ session, onLocked }: OfficeProps) {
  const [client] = useState(makeClient);
  const [router] = useState(() => {
    if (lastUser && lastUser !== session.user) window.location.hash = "";
    lastUser = session.user;
    return makeRouter(session);
  });

  useEffect(() => {
    resumeDrafts(session.user);
    const forget = () => {
      client.clear();
      onLocked();
    };
    const stop = onFoundLocked(forget);
    const flush = () => void flushDrafts();
    // The window waits for what is being typed before it closes.
    const close = (event: Event) => {
      event.preventDefault();
      void putDown(client).finally(() => call("window.close", {}));
    };
    window.addEventListener("chartwell:closing", close);
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      stop();
      window.removeEventListener("chartwell:closing", close);
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      client.clear();
    };
  }, [session.user, client, onLocked]);

  useEffect(() => {
    const timer = setTimeout(() => void fetchDailyPages(session), 500);
    return () => clearTimeout(timer);
  }, [session]);

  async function lock() {
    await putDown(client);
    try {
      await call("lock", {});
    } finally {
      client.clear();
      onLocked();
    }
  }

  return (
    <SessionProvider value={session}>
      <LockProvider value={() => void lock()}>
        <QueryClientProvider client={client}>
          <ModalsProvider>
            <Notifications position="bottom-right" />
            <RouterProvider router={router} />
            <IdleWarning minutes={session.idle_minutes} onIdle={() => void lock()} />
          </ModalsProvider>
        </QueryClientProvider>
      </LockProvider>
    </SessionProvider>
  );
}

/** Saves what is being typed: a field that saves when it is left is left now, and its save is waited for, but not for long. */
async function putDown(client: QueryClient) {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const patience = Date.now() + 2_000;
  do await new Promise((done) => setTimeout(done, 5));
  while (client.isMutating() > 0 && Date.now() < patience);
  await flushDrafts();
}

/**
 * The records are on this machine: asking again is cheap, being offline means nothing, and a refusal is an answer. An answer of
 * this very second is not asked for again: a chart brings its lists with it (`keepParts`).
 */
function makeClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: "always", retry: false, refetchOnWindowFocus: false, staleTime: 1_000, gcTime: 60_000 },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
