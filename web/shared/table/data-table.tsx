import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { GetRef, InputRef } from "antd";
import { Space, Table, type TableColumnType } from "antd";
import { type MouseEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { useUnitWord } from "../amounts.tsx";
import { type Asked, addressOf, callQuery, type ParamsOf } from "../client.ts";
import { EmptyState, ProblemAlert } from "../feedback.tsx";
import type { Problem } from "../problem.ts";
import { useSharedWords } from "../shared.words.ts";
import { useMedia } from "../use-media.ts";
import { usePhrase } from "../words.ts";
import { useKept } from "./saved.ts";
import { cellContent, isNumeric } from "./table-cell.tsx";
import { TableFilters } from "./table-filters.tsx";
import { onRowKey, useSlash } from "./table-keys.ts";
import { TablePager } from "./table-pager.tsx";
import { type TableStateHandle, useTableState } from "./table-state.ts";
import { ColumnChoice, ExportButton, ReloadButton, SavedFilters } from "./table-tools.tsx";
import type { ListOperation, RowOf, TableColumn, TableFilter } from "./table-types.ts";

export interface DataTableProps<O extends ListOperation> {
  /** The route that answers with rows; page, order, filters and export come with it. */
  readonly list: O;
  readonly params?: ParamsOf<O>;
  /** Always asked for, beside what the reader filters by. */
  readonly fixed?: Readonly<Record<string, string | number | boolean>>;
  /** Said to screen readers. */
  readonly title: string;
  readonly columns: readonly TableColumn<RowOf<O>>[];
  readonly filters?: readonly TableFilter[];
  readonly rowKey: (row: RowOf<O>) => string;
  /** The page of a row: its first column is a link, a click or Enter leads there. */
  readonly open?: (row: RowOf<O>) => string;
  /** Instead of a page of its own: what a click or Enter does. */
  readonly onOpen?: (row: RowOf<O>) => void;
  readonly actions?: ReactNode;
  /** Where a page has several tables: before their names in its address. */
  readonly prefix?: string;
  /** What to do when there is nothing. */
  readonly empty?: ReactNode;
  readonly withoutExport?: boolean;
}

const NO_FILTERS: readonly TableFilter[] = [];
/** From so many rows on, only those in sight are drawn. */
const VIRTUAL_ROWS = 40;
/** What stands above and below the rows of a usual page, and the least that is left to them. */
const AROUND_ROWS = 344;
const ROWS_HEIGHT_LEAST = 360;
const COLUMN_WIDTH = 140;

/** A list that lives on the server: it pages, sorts, filters and exports there. */
export function DataTable<O extends ListOperation>(props: DataTableProps<O>) {
  const { list, params, fixed, filters = NO_FILTERS, prefix = "", columns } = props;
  const state = useTableState(filters, prefix);
  const first = useRef<InputRef>(null);
  useSlash(first);
  const usual = columns.filter(({ hidden }) => hidden).map(({ key }) => key);
  const [hidden, setHidden] = useKept<readonly string[]>(`yibao.columns.${list}`, usual);
  const query = queryOf(state, fixed);
  const asked = { params, query } as unknown as Asked<O>;
  const read = useQuery({
    ...callQuery(list, asked),
    placeholderData: keepPreviousData,
  });
  const page = read.data as
    | { readonly rows: readonly RowOf<O>[]; readonly total: number | null }
    | undefined;
  const problem = read.error as Problem | null;
  const { offset: _offset, limit: _limit, ...chosen } = query;
  const address = (format: string) =>
    addressOf(list, { params: params ?? {}, query: { ...chosen, format } });
  return (
    <section className="data-table" aria-label={props.title}>
      <div className="data-table-head">
        <TableFilters {...{ filters, first }} values={state.filters} onChange={state.setFilters} />
        <Space className="data-table-tools" wrap>
          {props.actions}
          {filters.length === 0 ? null : (
            <SavedFilters
              name={list}
              values={openFilters(state.filters, filters)}
              onChoose={state.setFilters}
            />
          )}
          {props.withoutExport ? null : <ExportButton address={address} />}
          <ReloadButton onClick={() => read.refetch()} busy={read.isFetching} />
          <ColumnChoice {...{ columns, hidden }} onChange={setHidden} />
        </Space>
      </div>
      {problem === null ? null : <ProblemAlert problem={problem} onRetry={() => read.refetch()} />}
      <Rows
        {...props}
        {...{ state, hidden }}
        rows={page?.rows}
        total={page?.total ?? null}
        busy={read.isPlaceholderData || read.isPending}
      />
      <TablePager state={state} shown={page?.rows.length ?? 0} total={page?.total ?? null} />
    </section>
  );
}

function queryOf(
  { offset, limit, sort, filters }: TableStateHandle,
  fixed: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return { ...filters, ...fixed, ...(sort === null ? {} : { sort }), offset, limit };
}

function openFilters(
  values: Readonly<Record<string, string>>,
  filters: readonly TableFilter[],
): Readonly<Record<string, string>> {
  const personal = filters.filter((one) => one.personal).map(({ key }) => key);
  return Object.fromEntries(Object.entries(values).filter(([key]) => !personal.includes(key)));
}

interface RowsProps<O extends ListOperation> extends DataTableProps<O> {
  readonly state: TableStateHandle;
  readonly hidden: readonly string[];
  readonly rows: readonly RowOf<O>[] | undefined;
  readonly total: number | null;
  readonly busy: boolean;
}

function Rows<O extends ListOperation>(props: RowsProps<O>) {
  const { rows = [], rowKey, open, onOpen, state, total, busy, empty, title } = props;
  const words = useSharedWords();
  const [, navigate] = useLocation();
  const columns = useColumns(props);
  const openRow = (row: RowOf<O> | undefined) => {
    if (row === undefined) return;
    if (onOpen !== undefined) onOpen(row);
    else if (open !== undefined) navigate(open(row));
  };
  const isOpenable = open !== undefined || onOpen !== undefined;
  const place = useRef<HTMLDivElement>(null);
  const firstKey = rows[0] === undefined ? null : rowKey(rows[0]);
  const table = useRef<GetRef<typeof Table>>(null);
  const turned = useFirstRowFocus(place, firstKey, busy);
  const keys = {
    open: (key: string) => openRow(rows.find((row) => rowKey(row) === key)),
    nextPage: () => {
      const end = state.offset + rows.length;
      if (!(total === null ? rows.length === state.limit : end < total)) return;
      turned();
      state.setOffset(end);
    },
    previousPage: () => {
      if (state.offset === 0) return;
      turned();
      state.setOffset(Math.max(0, state.offset - state.limit));
    },
  };
  // On paper every row is drawn.
  const isPrinting = useMedia("print");
  const isVirtual = rows.length >= VIRTUAL_ROWS && !isPrinting;
  // A new page begins with its first row.
  useEffect(() => {
    if (isVirtual && rows.length > 0) table.current?.scrollTo({ index: 0 });
  }, [isVirtual, rows]);
  const height = Math.max(ROWS_HEIGHT_LEAST, innerHeight - AROUND_ROWS);
  const width = columns.reduce((sum, column) => sum + Number(column.width ?? COLUMN_WIDTH), 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus.
    <div ref={place} onKeyDown={(event) => onRowKey(event, keys)}>
      <Table<RowOf<O>>
        ref={table}
        size="small"
        aria-label={title}
        rowKey={rowKey}
        columns={columns}
        dataSource={rows as RowOf<O>[]}
        pagination={false}
        loading={{ spinning: busy, delay: 150 }}
        virtual={isVirtual}
        // Without rows nothing in it takes the focus, so nothing of it may scroll.
        scroll={isVirtual ? { x: width, y: height } : rows.length > 0 ? { x: "max-content" } : {}}
        locale={{ emptyText: busy ? words.loading : (empty ?? <EmptyState />) }}
        showSorterTooltip={false}
        rowClassName={isOpenable ? "row-openable" : ""}
        onRow={(row, index) => ({
          tabIndex: index === 0 ? 0 : -1,
          onClick: (event) => {
            if (isOpenable && isPlainClick(event)) openRow(row);
          },
        })}
        onChange={(_pages, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          const key = String(one?.columnKey ?? "");
          state.setSort(
            one?.order === undefined || one.order === null
              ? null
              : `${one.order === "descend" ? "-" : ""}${key}`,
          );
        }}
      />
    </div>
  );
}

/** The table scrolls to its top and draws that a few frames later. */
const FRAMES_MOST = 20;

/** Whoever turned the page by a key goes on with its first row. */
function useFirstRowFocus(
  place: RefObject<HTMLDivElement | null>,
  first: string | null,
  busy: boolean,
): () => void {
  const isTurned = useRef(false);
  useEffect(() => {
    if (!isTurned.current || busy || first === null) return;
    isTurned.current = false;
    let frames = 0;
    const look = () => {
      const wanted = `[data-row-key="${CSS.escape(first)}"]`;
      const row = place.current?.querySelector<HTMLElement>(wanted) ?? null;
      frames += 1;
      if (row === null && frames < FRAMES_MOST) requestAnimationFrame(look);
      row?.focus();
    };
    requestAnimationFrame(look);
  }, [place, first, busy]);
  return () => {
    isTurned.current = true;
  };
}

/** A click on a link, a button or while text is being marked is not a click on the row. */
function isPlainClick(event: MouseEvent<HTMLElement>): boolean {
  if ((event.target as HTMLElement).closest("a, button, input, label") !== null) return false;
  return (getSelection()?.toString() ?? "") === "";
}

function useColumns<O extends ListOperation>({
  columns,
  hidden,
  open,
  state: { sort },
}: RowsProps<O>): TableColumnType<RowOf<O>>[] {
  const phrase = usePhrase();
  const unit = useUnitWord();
  return useMemo(() => {
    const shown = columns.filter(({ key }) => !hidden.includes(key));
    return shown.map((column, index) => {
      const { key, kind, width, sortable } = column;
      const title = phrase(column.title);
      return {
        key,
        title: kind === "amount" ? `${title}（${unit}）` : title,
        ...(width === undefined ? {} : { width }),
        ...(isNumeric(kind) ? { align: "right" as const, className: "numeric" } : {}),
        ...(sortable ? { sorter: true, sortOrder: orderOf(sort, key) } : {}),
        render: (_value: unknown, row: RowOf<O>) => {
          const content = cellContent(row, column);
          if (index > 0 || open === undefined) return content;
          return <Link href={open(row)}>{content}</Link>;
        },
      };
    });
  }, [columns, hidden, open, sort, phrase, unit]);
}

function orderOf(sort: string | null, key: string): "ascend" | "descend" | null {
  if (sort === key) return "ascend";
  return sort === `-${key}` ? "descend" : null;
}
