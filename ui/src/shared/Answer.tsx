import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Fault } from "../api/call";
import { FaultNotice } from "./Notice";
import { Waiting } from "./Waiting";

/** Draws an answer of `useRecord`: waiting, the fault with a way to ask again, or what it holds. */
export function Answer<T>({ of, children }: { of: UseQueryResult<T, Fault>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) {
    return (
      <FaultNotice
        fault={of.error}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => void of.refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  return <Waiting />;
}
