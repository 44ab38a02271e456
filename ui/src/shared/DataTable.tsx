import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import styles from "./DataTable.module.css";

/** One column of a table. */
export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the column sorts by; without it, it does not sort. Null sorts last. */
  sort?: (row: Row) => string | number | null;
  /** `end` for figures. */
  align?: "end";
  width?: number | string;
  /** Hides the header's text from sight, not from a screen reader: a column of buttons. */
  quiet?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, for those who do not see it. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Opens a row: click, or Enter on the focused one. Arrows, Home and End move. */
  onOpen?: (row: Row) => void;
  /** Marks rows: a class of the page's own. */
  rowClass?: (row: Row) => string | undefined;
  /** Stands in place of the table when there are no rows. */
  empty: ReactNode;
  /** Height of the scrolling part; needed for long lists. Grows with the rows up to it. */
  maxHeight?: number | string;
  /** Sorted like this at first. */
  initialSort?: { key: string; down?: boolean };
}

/** Above this many rows only those in sight are drawn. */
const virtualAbove = 200;
const rowHeight = 34;

/** A real table: sorts, is walked by keyboard, and draws a hundred thousand rows as quickly as ten. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, onOpen, rowClass, empty, maxHeight, initialSort } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState(initialSort);
  const [at, setAt] = useState(0);

  // The row the keys moved to and that is not focused yet.
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current !== null) focusWanted();
  });

  useEffect(() => {
    // A table wider than its place is scrolled by keys; where rows take the focus they do it already.
    const box = scroll.current;
    if (!box || onOpen) return;
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });

  const sorted = useMemo(() => {
    const by = columns.find((column) => column.key === sort?.key)?.sort;
    return by ? [...rows].sort((a, b) => compare(by(a), by(b), sort?.down ?? false)) : rows;
  }, [rows, columns, sort]);

  const isVirtual = sorted.length > virtualAbove;
  const virtual = useVirtualizer({
    count: isVirtual ? sorted.length : 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });

  if (rows.length === 0) return <>{empty}</>;

  const inSight = isVirtual ? virtual.getVirtualItems() : null;
  const indices = inSight ? inSight.map((item) => item.index) : sorted.map((_, index) => index);
  const above = inSight?.[0]?.start ?? 0;
  const below = inSight ? virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0) : 0;
  // One row is reached by Tab; it must be among those drawn.
  const tabStop = indices.includes(at) ? at : (indices[0] ?? 0);

  /** A row out of sight is drawn first; until then it stays wanted. */
  function focusWanted() {
    const row = scroll.current?.querySelector<HTMLElement>(`tr[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  }

  function moveTo(index: number) {
    const to = Math.max(0, Math.min(sorted.length - 1, index));
    setAt(to);
    if (isVirtual) virtual.scrollToIndex(to);
    wanted.current = to;
    focusWanted();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, index: number) {
    if (event.target !== event.currentTarget) return;
    const to = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + 10,
      PageUp: index - 10,
      Home: 0,
      End: sorted.length - 1,
    }[event.key];
    const row = sorted[index];
    if (to !== undefined) moveTo(to);
    else if (event.key === "Enter" && !event.ctrlKey && row && onOpen) onOpen(row);
    else return;
    event.preventDefault();
  }

  return (
    <div ref={scroll} className={styles.scroll} style={{ maxHeight: maxHeight ?? (isVirtual ? "70vh" : undefined) }}>
      <table className={styles.table} aria-label={label} aria-rowcount={isVirtual ? sorted.length + 1 : undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Header key={column.key} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Spacer height={above} columns={columns.length} /> : null}
          {indices.map((index) => {
            const row = sorted[index] as Row;
            return (
              <tr
                key={rowKey(row)}
                data-index={index}
                aria-rowindex={isVirtual ? index + 2 : undefined}
                tabIndex={onOpen ? (index === tabStop ? 0 : -1) : undefined}
                className={`${onOpen ? styles.openable : ""} ${rowClass?.(row) ?? ""}`}
                onFocus={() => setAt(index)}
                onClick={(event) => {
                  if (!(event.target as HTMLElement).closest("a, button, input, select, textarea, label"))
                    onOpen?.(row);
                }}
                onKeyDown={(event) => onKeyDown(event, index)}
              >
                {columns.map((column) => (
                  <td key={column.key} className={column.align === "end" ? styles.end : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 ? <Spacer height={below} columns={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  );
}

type Sort = { key: string; down?: boolean } | undefined;

function Header<Row>({ column, sort, onSort }: { column: Column<Row>; sort: Sort; onSort: (sort: Sort) => void }) {
  const active = sort?.key === column.key;
  const Icon = active && sort?.down ? IconChevronDown : IconChevronUp;
  return (
    <th
      scope="col"
      aria-sort={active ? (sort?.down ? "descending" : "ascending") : undefined}
      className={column.align === "end" ? styles.end : undefined}
      style={{ width: column.width }}
    >
      {column.sort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ key: column.key, down: active && !sort?.down })}
        >
          {column.header}
          <Icon size={14} aria-hidden />
        </button>
      ) : (
        <span className={column.quiet ? styles.hidden : undefined}>{column.header}</span>
      )}
    </th>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className={styles.spacer} aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

const inOrder = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function compare(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "number" && typeof b === "number" ? a - b : inOrder.compare(String(a), String(b));
  return down ? -order : order;
}
