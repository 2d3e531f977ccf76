import { Mark } from "../../shared/mark.tsx";
import type { RowOf, TableColumn } from "../../shared/table/table-types.ts";
import { wordsNow } from "../../shared/words.ts";
import { both, MAPPING_WORDS } from "./mapping.words.ts";

export type Mapping = RowOf<"GET /api/v1/catalogue/mappings">;

const TONES = { open: "brand", accepted: "good", returned: "bad" } as const;

export function MappingState({ state }: Pick<Mapping, "state">) {
  return <Mark tone={TONES[state]}>{wordsNow(MAPPING_WORDS).states(state)}</Mark>;
}

/** The page of a mapping. */
export function mappingPath(one: Pick<Mapping, "institution_code" | "own_code" | "from">): string {
  const parts = [one.institution_code, one.own_code, one.from].map(encodeURIComponent);
  return `/catalogue/mappings/${parts.join("/")}`;
}

/** What a review names: the mapping as it was shown. */
export function asSeen({ institution_code, own_code, from, item_code, updated_at }: Mapping) {
  return { institution_code, own_code, from, item_code, updated_at };
}

export const MAPPING_COLUMNS: readonly TableColumn<Mapping>[] = [
  { key: "own_code", title: both("ownCode"), width: 130 },
  { key: "own_name", title: both("ownName"), width: 150 },
  { key: "item_name", title: both("itemName"), width: 150 },
  { key: "institution", title: both("institution"), width: 140 },
  {
    key: "state",
    title: both("state"),
    width: 80,
    render: ({ state }) => <MappingState state={state} />,
  },
  {
    key: "doubts",
    title: both("doubts"),
    width: 250,
    render: ({ doubts }) =>
      doubts.length === 0
        ? "—"
        : doubts.map(({ kind, reason }) => (
            <span key={kind} className="mapping-doubt">
              {reason}
            </span>
          )),
  },
  { key: "from", title: both("from"), kind: "date", width: 105, hidden: true },
  { key: "item_code", title: both("itemCode"), width: 200 },
  { key: "updated_at", title: both("updatedAt"), kind: "time", width: 160 },
  { key: "class_title", title: both("class"), width: 90, hidden: true },
  {
    key: "ceiling_yuan",
    title: both("ceiling"),
    kind: "count",
    width: 110,
    hidden: true,
    render: ({ ceiling_yuan }) => ceiling_yuan ?? "—",
  },
  { key: "to", title: both("to"), kind: "date", width: 105, hidden: true },
  {
    key: "origin",
    title: both("origin"),
    width: 90,
    hidden: true,
    render: ({ origin }) => wordsNow(MAPPING_WORDS).origins(origin),
  },
];
