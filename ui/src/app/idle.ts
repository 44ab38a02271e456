import { useEffect, useRef, useState } from "react";
import { call } from "../api/call";

/** Seconds before the lock in which it is announced. */
export const warnFor = 30;
/** The door is told of work at most this often, in ms. */
const touchEvery = 20_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/**
 * Counts the time without a sign of work. Tells the door of work, which locks on its own if the window hangs; calls `onIdle`
 * when the time is over and no job runs, also after the machine slept. Returns the seconds left while they are few, otherwise null.
 */
export function useIdle(minutes: number, onIdle: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null);
  const idle = useRef(onIdle);
  idle.current = onIdle;

  useEffect(() => {
    let lastSign = Date.now();
    let lastTouch = lastSign;
    let over = false;

    function work() {
      lastSign = Date.now();
      setLeft(null);
      if (lastSign - lastTouch < touchEvery) return;
      lastTouch = lastSign;
      // Failing means the practice is locked, which is acted upon where calls are made.
      call("touch", {}).catch(() => {});
    }

    const timer = setInterval(() => {
      const rest = Math.ceil(minutes * 60 - (Date.now() - lastSign) / 1000);
      if (rest <= 0 && !over) {
        over = true;
        // A long import or export is work: the lock would end it, so it waits for its end.
        call("job_progress", {})
          .then(
            (jobs) => jobs.length > 0,
            () => false,
          )
          .then((working) => {
            if (working) over = false;
            else idle.current();
          });
      }
      setLeft(rest <= warnFor ? Math.max(0, rest) : null);
    }, 1000);
    for (const sign of signs) window.addEventListener(sign, work, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, work, { capture: true });
    };
  }, [minutes]);

  return left;
}
