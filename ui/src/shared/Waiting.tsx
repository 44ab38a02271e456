import { Center, Loader } from "@mantine/core";
import { useEffect, useState } from "react";

/** Shows progress, but only for waits one notices. */
export function Waiting({ label = "Loading" }: { label?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Center mih={120} role="status" aria-label={label}>
      {late ? <Loader size="sm" /> : null}
    </Center>
  );
}
