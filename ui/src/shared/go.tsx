import { Anchor, type AnchorProps } from "@mantine/core";
import { Link, useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";

/**
 * Moving between pages. A page's address is the `path` it has in `app/Routes.tsx`, with its ids filled in; a question mark
 * may add what the page opens with: `/schedule?patient=…`.
 */

/** An address as the router takes it. */
function split(address: string) {
  const [to = "", question = ""] = address.split("?");
  return { to, search: Object.fromEntries(new URLSearchParams(question)) };
}

/** `const go = useGo(); go("/patients/" + id)`. */
export function useGo(): (address: string) => void {
  const navigate = useNavigate();
  return (address) => void navigate(split(address));
}

/** Back to where one came from. */
export function useBack(): () => void {
  const { history } = useRouter();
  return () => history.back();
}

/** The id in the page's address: `usePathId("patient")` under `/patients/$patient`. */
export function usePathId(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? "";
}

/** What stands after the question mark: `usePathQuery("patient")` under `/schedule?patient=…`; null when it does not. */
export function usePathQuery(name: string): string | null {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  return search[name] === undefined ? null : String(search[name]);
}

/** A link to a page; underlined, since colour alone does not tell it from the words around it. */
export function PageLink({ to, children, ...rest }: AnchorProps & { to: string; children: ReactNode }) {
  return (
    <Anchor underline="always" {...rest} renderRoot={(props) => <Link {...split(to)} {...props} />}>
      {children}
    </Anchor>
  );
}
