import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Form, Input, Modal } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { call, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { queries } from "../../shared/queries.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { FILING_WORDS } from "./filings.words.ts";
import { FILING_KINDS, NewFilingForm } from "./new-filing-form.tsx";
import { type PersonAnswer, PersonHead } from "./person-head.tsx";

type Row = RowOf<"GET /api/v1/people/{person_no}/filings">;

const { zh, en } = FILING_WORDS;
const both = (
  key: "filingNo" | "kind" | "subject" | "from" | "to" | "state" | "filedBy" | "filedAt",
) => ({
  zh: zh[key],
  en: en[key],
});

const TONES: Readonly<Record<Row["state"], MarkProps["tone"]>> = {
  current: "good",
  future: "brand",
  ended: "plain",
  withdrawn: "bad",
};

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "filing_no", title: both("filingNo"), width: 100 },
  {
    key: "kind",
    title: both("kind"),
    width: 130,
    render: ({ kind }) => wordsNow(FILING_WORDS).kinds(kind),
  },
  { key: "subject", title: both("subject") },
  {
    key: "state",
    title: both("state"),
    width: 90,
    render: ({ state }) => <Mark tone={TONES[state]}>{wordsNow(FILING_WORDS).states(state)}</Mark>,
  },
  { key: "from", title: both("from"), kind: "date", width: 110 },
  { key: "to", title: both("to"), kind: "date", width: 110 },
  { key: "filed_by", title: both("filedBy"), width: 160 },
  { key: "filed_at", title: both("filedAt"), width: 160 },
];

const FILTERS: readonly TableFilter[] = [
  {
    key: "kind",
    title: both("kind"),
    kind: "choice",
    width: 150,
    choices: FILING_KINDS.map((value) => ({
      value,
      title: { zh: zh.kinds(value), en: en.kinds(value) },
    })),
  },
  {
    key: "state",
    title: both("state"),
    kind: "choice",
    width: 110,
    choices: Object.keys(TONES).map((value) => ({
      value,
      title: { zh: zh.states(value), en: en.states(value) },
    })),
  },
];

/** A person's filings: seen, entered, withdrawn. */
export default function PersonFilings({ params }: ScreenProps): ReactNode {
  const { person_no = "" } = params;
  const read = useCall("GET /api/v1/people/{person_no}", { params: { person_no } });
  return <Loaded query={read}>{(person) => <Filings person={person} />}</Loaded>;
}

function Filings({ person }: { readonly person: PersonAnswer }) {
  const words = useWords(FILING_WORDS);
  const rights = useRights();
  const { message } = App.useApp();
  const { person_no } = person;
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Row | null>(null);
  const mayWrite = rights.has("filings.write");
  const columns = useMemo(
    () => (mayWrite ? [...COLUMNS, withdrawColumn(setLeaving)] : COLUMNS),
    [mayWrite],
  );
  const done = (told: string) => {
    setAdding(false);
    setLeaving(null);
    message.success(told);
    queries.invalidateQueries();
  };
  return (
    <>
      <PersonHead
        person={person}
        part="filings"
        actions={
          mayWrite ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {words.new}
            </Button>
          ) : null
        }
      />
      <DataTable
        list="GET /api/v1/people/{person_no}/filings"
        params={{ person_no }}
        title={words.new}
        columns={columns}
        filters={FILTERS}
        rowKey={({ filing_no }) => filing_no}
        empty={<EmptyState title={words.none} hint={words.noneHint} />}
      />
      <Modal
        open={adding}
        title={`${words.new} · ${person.name}`}
        footer={null}
        destroyOnHidden
        onCancel={() => setAdding(false)}
      >
        <NewFilingForm
          person_no={person_no}
          onDone={(filing_no) => done(words.entered(filing_no))}
          onCancel={() => setAdding(false)}
        />
      </Modal>
      {leaving === null ? null : (
        <WithdrawDialog
          {...{ person_no, filing: leaving }}
          onDone={(day) => done(words.withdrawn(day))}
          onCancel={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function withdrawColumn(onChoose: (row: Row) => void): TableColumn<Row> {
  return {
    key: "withdraw",
    title: "",
    width: 80,
    render: (row) =>
      row.state === "current" || row.state === "future" ? (
        <Button size="small" onClick={() => onChoose(row)}>
          {wordsNow(FILING_WORDS).withdraw}
        </Button>
      ) : null,
  };
}

interface WithdrawDialogProps {
  readonly person_no: string;
  readonly filing: Row;
  readonly onDone: (day: string) => void;
  readonly onCancel: () => void;
}

function WithdrawDialog({ person_no, filing, onDone, onCancel }: WithdrawDialogProps) {
  const words = useWords(FILING_WORDS);
  const required = useRequired();
  const { filing_no, kind } = filing;
  return (
    <Modal open title={words.withdrawTitle(filing_no)} footer={null} onCancel={onCancel}>
      <p>
        {words.kinds(kind)}：{filing.subject}
      </p>
      <p className="muted">{words.withdrawWhy}</p>
      <ActionForm<{ reason: string }, { readonly ends_on: string }>
        name={`withdraw-${filing_no}`}
        submitTitle={words.withdraw}
        send={({ reason }) =>
          call("POST /api/v1/people/{person_no}/filings/{filing_no}/withdrawal", {
            params: { person_no, filing_no },
            body: { kind, reason },
          })
        }
        onDone={({ ends_on }) => onDone(ends_on)}
        onCancel={onCancel}
      >
        <Form.Item name="reason" label={words.withdrawReason} rules={[required]}>
          <Input.TextArea autoFocus rows={2} maxLength={150} showCount />
        </Form.Item>
      </ActionForm>
    </Modal>
  );
}
