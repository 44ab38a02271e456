import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ActName, call, type Fault, type InputOf, type OutputOf } from "../api/call";
import { toastFault } from "./toast";

interface Options {
  /** `toast`: a fault passes by in the corner. `here`: the form or page shows `change.error` itself. */
  faults?: "toast" | "here";
}

/**
 * Does one act. After a success every question on the page is asked again, which is cheap on local data and cannot be
 * forgotten. `mutate(input, { onSuccess })` or `await mutateAsync(input)`.
 */
export function useChange<N extends ActName>(name: N, { faults = "toast" }: Options = {}) {
  const client = useQueryClient();
  return useMutation<OutputOf<N>, Fault, InputOf<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => {
      void client.invalidateQueries();
    },
    onError: (fault) => {
      // What stands now is not what the page shows.
      if (fault.code === "conflict") void client.invalidateQueries();
      if (faults === "toast") toastFault(fault);
    },
  });
}
