import { Anchor, type AnchorProps } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Moving between pages. A page's address is the `path` it has in `app/Routes.tsx`, with its ids filled in. */

/** `const go = useGo(); go("/patients/" + id)`. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  return (to) => void navigate({ to });
}

/** The id in the page's address: `usePathId("patient")` under `/patients/$patient`. */
export function usePathId(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? "";
}

/** A link to a page. */
export function PageLink({ to, children, ...rest }: AnchorProps & { to: string; children: ReactNode }) {
  return (
    <Anchor {...rest} renderRoot={(props) => <Link to={to} {...props} />}>
      {children}
    </Anchor>
  );
}
