import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { type ActName, call, type Fault, type InputOf, type OutputOf } from "../api/call";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Fault;
  }
}

interface Options {
  /** Waits until there is something to ask. */
  enabled?: boolean;
  /** Goes on showing the last answer while the next is fetched: a search as it is typed, a day being turned. */
  keepLast?: boolean;
  /** Asks again every so many milliseconds: the flow board, a running job. */
  every?: number | undefined;
}

/** The question as TanStack Query knows it, for prefetching: `client.prefetchQuery(record("chart", { patient }))`. */
export function record<N extends ActName>(name: N, input: InputOf<N>) {
  return queryOptions<OutputOf<N>, Fault>({ queryKey: [name, input], queryFn: () => call(name, input) });
}

/** Asks the door and keeps the answer fresh: any successful change, here or in another part of the page, asks again. */
export function useRecord<N extends ActName>(name: N, input: InputOf<N>, { enabled, keepLast, every }: Options = {}) {
  return useQuery<OutputOf<N>, Fault>({
    ...record(name, input),
    ...(enabled === undefined ? {} : { enabled }),
    ...(keepLast ? { placeholderData: keepPreviousData } : {}),
    ...(every ? { refetchInterval: every } : {}),
  });
}
