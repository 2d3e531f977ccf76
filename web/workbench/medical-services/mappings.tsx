import { CheckOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import { call } from "../../shared/client.ts";
import { EmptyState, problemWords } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { queries } from "../../shared/queries.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { TableFilter } from "../../shared/table/table-types.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { both, choicesOf, MAPPING_WORDS } from "./mapping.words.ts";
import { asSeen, MAPPING_COLUMNS, type Mapping, mappingPath } from "./mapping-columns.tsx";
import "./medical-services.css";

const FILTERS: readonly TableFilter[] = [
  {
    key: "state",
    title: both("state"),
    kind: "choice",
    width: 110,
    choices: choicesOf("states", ["open", "accepted", "returned"]),
  },
  { key: "doubtful", title: both("doubtful"), kind: "flag", width: 140 },
  {
    key: "origin",
    title: both("origin"),
    kind: "choice",
    width: 120,
    choices: choicesOf("origins", ["uploaded", "imported"]),
  },
  { key: "institution", title: both("institution"), kind: "text", width: 160 },
  { key: "text", title: both("search"), kind: "text", width: 180 },
  { key: "item_code", title: both("itemCode"), kind: "text", width: 170 },
  { key: "since", title: both("since"), kind: "date" },
];

/** What institutions' own codes stand for: looked through, accepted, returned. */
export default function Mappings(): ReactNode {
  const words = useWords(MAPPING_WORDS);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} actions={<AcceptAll />} />
      <DataTable
        list="GET /api/v1/catalogue/mappings"
        title={words.title}
        columns={MAPPING_COLUMNS}
        filters={FILTERS}
        rowKey={mappingPath}
        open={mappingPath}
        empty={<EmptyState title={words.nothing} hint={words.nothingHint} />}
      />
    </>
  );
}

const AT_ONCE = 200;

/** Reads what is open and without doubts, asks once, and accepts it as it was read. */
function AcceptAll() {
  const words = useWords(MAPPING_WORDS);
  const { modal, message } = App.useApp();
  const act = useAct();
  const [busy, setBusy] = useState(false);
  const accept = async (rows: readonly Mapping[]) => {
    const body = { verdict: "accepted" as const, mappings: rows.map(asSeen) };
    const send = () => call("POST /api/v1/catalogue/mapping-reviews", { body });
    if (await act(send, words.acceptedAll(rows.length))) await queries.invalidateQueries();
  };
  const ask = async () => {
    setBusy(true);
    try {
      const query = { state: "open", origin: "uploaded", doubtful: false, limit: AT_ONCE } as const;
      const { rows } = await call("GET /api/v1/catalogue/mappings", { query });
      if (rows.length === 0) message.info(words.noneToAccept);
      else {
        modal.confirm({
          title: words.acceptAllTitle(rows.length),
          content: words.acceptAllWhy,
          onOk: () => accept(rows),
        });
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      message.error(problemWords(error).why);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<CheckOutlined />} loading={busy} onClick={ask}>
      {words.acceptAll}
    </Button>
  );
}
