import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconAdjustments, IconChevronDown, IconKeyboard, IconLock, IconSearch } from "@tabler/icons-react";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useGo } from "../shared/go";
import { useHotkey } from "../shared/hotkeys";
import mark from "../shared/mark.svg";
import { useMay, useSession } from "../shared/session";
import { Finder } from "./Finder";
import { HotkeyHelp } from "./HotkeyHelp";
import { useLock } from "./lock";
import { pages } from "./Routes";
import { SchemeMenu } from "./SchemeMenu";
import styles from "./Shell.module.css";

/** What stands around every page: the practice, the search, the user, and the menu of pages. */
export function Shell() {
  const session = useSession();
  const may = useMay();
  const go = useGo();
  const lock = useLock();
  const [help, setHelp] = useState(false);
  const [finding, setFinding] = useState(false);
  const section = useSection();
  const openFinder = () => setFinding(true);

  useHotkey("Ctrl+K", "Find a patient, a page or an act", openFinder);
  useHotkey("Ctrl+L", "Lock now", lock);
  useHotkey("?", "Show the keys", () => setHelp(true));

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById("main")?.focus()}>
        Skip to the page
      </button>
      <header className={styles.head}>
        <div className={styles.practice}>
          <img src={mark} width={26} height={26} alt="" />
          <span title={session.practice_name}>{session.practice_name}</span>
        </div>
        <button type="button" className={styles.search} onClick={openFinder}>
          <IconSearch size={16} aria-hidden />
          Find a patient, page or act
          <kbd className={styles.kbd}>Ctrl K</kbd>
        </button>
        <div className={styles.tools}>
          <SchemeMenu />
          <Tooltip label="Lock now (Ctrl+L)">
            <ActionIcon variant="subtle" color="gray" size={32} aria-label="Lock now" onClick={lock}>
              <IconLock size={18} />
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <Button
                variant="subtle"
                color="gray"
                c="var(--mantine-color-text)"
                px={8}
                rightSection={<IconChevronDown size={14} />}
              >
                {session.display_name}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconAdjustments size={16} />} onClick={() => go("/preferences")}>
                This window
              </Menu.Item>
              <Menu.Item
                leftSection={<IconKeyboard size={16} />}
                rightSection={<kbd className={styles.kbd}>?</kbd>}
                onClick={() => setHelp(true)}
              >
                Keys
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconLock size={16} />}
                rightSection={<kbd className={styles.kbd}>Ctrl L</kbd>}
                onClick={lock}
              >
                Lock
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <nav className={styles.nav} aria-label="Pages">
        {pages.map((page) =>
          page.icon && may(page.may) ? (
            <Link
              key={page.path}
              to={page.path}
              className={styles.link}
              title={page.label}
              // The router's own mark would put every visit under "To sign".
              activeOptions={{ exact: true }}
              aria-current={page.path === section ? "page" : undefined}
            >
              <page.icon size={18} stroke={1.7} aria-hidden />
              {page.label}
            </Link>
          ) : null,
        )}
      </nav>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Finder opened={finding} onClose={() => setFinding(false)} />
      <HotkeyHelp opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}

/** The menu's page one is on. A visit and its checkout belong to whatever they were opened from. */
function useSection(): string {
  const path = useLocation({ select: (location) => location.pathname });
  const came = useRef("/today");
  const own = pages.find(
    ({ icon, path: at }) => icon && (path === at || (at !== "/visits" && path.startsWith(`${at}/`))),
  );
  useEffect(() => {
    if (own) came.current = own.path;
  }, [own]);
  return own?.path ?? (path.startsWith("/visits/") ? came.current : "");
}
