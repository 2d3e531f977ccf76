import { type KeyboardEvent, type RefObject, useEffect } from "react";

/** Anything that takes what is typed. */
const TAKES_KEYS = "input, textarea, select, [contenteditable], [role='combobox']";

/** “/” leads to the first box of the table, from wherever nothing is being typed. */
export function useSlash(box: RefObject<{ focus(): void } | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest?.(TAKES_KEYS)) return;
      if (box.current === null) return;
      event.preventDefault();
      box.current.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [box]);
}

export interface RowKeys {
  /** Of the row that has the focus. */
  readonly open: (key: string) => void;
  readonly nextPage: () => void;
  readonly previousPage: () => void;
}

/**
 * Arrows go from row to row, Enter opens, PageUp and PageDown turn pages. The focus itself moves
 * and nothing is drawn anew, so that it is immediate in a long table.
 */
export function onRowKey(event: KeyboardEvent<HTMLElement>, keys: RowKeys): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row-key]");
  if (row === null || (event.target as HTMLElement).closest(TAKES_KEYS)) return;
  const act = actOf(event.key, row, keys, event.target === row);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** What a key does; nothing for most. */
function actOf(
  key: string,
  row: HTMLElement,
  keys: RowKeys,
  isOnRow: boolean,
): (() => void) | undefined {
  const rows = rowsOf(row);
  const place = rows.indexOf(row);
  const targets: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowDown: rows[place + 1],
    ArrowUp: rows[place - 1],
    Home: rows[0],
    End: rows.at(-1),
  };
  if (key in targets) return () => focusRow(targets[key]);
  if (key === "PageDown") return keys.nextPage;
  if (key === "PageUp") return keys.previousPage;
  // A link or a button inside the row has its own Enter.
  if (key === "Enter" && isOnRow) return () => keys.open(row.dataset.rowKey ?? "");
  return undefined;
}

function rowsOf(row: HTMLElement): HTMLElement[] {
  return [...(row.parentElement?.querySelectorAll<HTMLElement>(":scope > [data-row-key]") ?? [])];
}

function focusRow(row: HTMLElement | undefined): void {
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}
