import { createContext, useContext } from "react";
import type { Permission, SessionInfo } from "../api/bindings";

const SessionContext = createContext<SessionInfo | null>(null);

/** Stands around every page of an open practice. */
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only for pages of an open practice. */
export function useSession(): SessionInfo {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession stands outside an open practice");
  return session;
}

/** Whether the signed-in user's roles allow it. The door checks again; this only decides what to show. */
export function useMay(): (permission: Permission | undefined) => boolean {
  const { permissions } = useSession();
  return (permission) => permission === undefined || permissions.includes(permission);
}
