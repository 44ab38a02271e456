import { isMantineColorScheme, type MantineColorSchemeManager } from "@mantine/core";
import { preference, setPreference } from "../shared/preferences";

/** Light, dark or the system's scheme, remembered on this machine so that the unlock page is right at once. */
export const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => {
    const kept = preference("scheme");
    return isMantineColorScheme(kept) ? kept : fallback;
  },
  set: (value) => setPreference("scheme", value),
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => setPreference("scheme", "auto"),
};
