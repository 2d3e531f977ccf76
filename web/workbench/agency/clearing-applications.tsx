import { App, Button, Form, Input, Modal } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { call } from "../../shared/client.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useRights } from "../../shared/session.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { both, CLEARING_WORDS } from "./clearing.words.ts";

type Row = RowOf<"GET /api/v1/clearing/applications">;

const { zh, en } = CLEARING_WORDS;
const TONES: Readonly<Record<Row["state"], MarkProps["tone"]>> = {
  applied: "warn",
  approved: "good",
  withdrawn: "plain",
};

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "application_id", title: both("applicationId"), width: 100 },
  { key: "institution", title: both("institution") },
  { key: "month", title: both("month"), width: 80 },
  { key: "clearing_type", title: both("clearingType"), width: 120 },
  { key: "from", title: both("from"), kind: "date", width: 110 },
  { key: "to", title: both("to"), kind: "date", width: 110 },
  { key: "visits", title: both("visits"), kind: "count", width: 80 },
  { key: "total_fen", title: both("total"), kind: "amount", width: 140 },
  { key: "fund_fen", title: both("claimed"), kind: "amount", width: 140 },
  {
    key: "state",
    title: both("state"),
    width: 90,
    render: ({ state }) => (
      <Mark tone={TONES[state]}>{wordsNow(CLEARING_WORDS).states(state)}</Mark>
    ),
  },
  { key: "state_at", title: both("stateAt"), width: 160 },
];

const FILTERS: readonly TableFilter[] = [
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
  { key: "institution_code", title: both("code"), kind: "text" },
  { key: "month", title: both("month"), kind: "month" },
];

/** What institutions applied for; a clerk puts one up, a reviewer approves it. */
export default function ClearingApplications(): ReactNode {
  const words = useWords(CLEARING_WORDS);
  const rights = useRights();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<Row | null>(null);
  const mayPropose = rights.has("clearing.make");
  const columns = useMemo(
    () => (mayPropose ? [...COLUMNS, proposeColumn(setChosen)] : COLUMNS),
    [mayPropose],
  );
  const done = (proposal_no: number) => {
    setChosen(null);
    message.success(words.proposed(proposal_no));
    queries.invalidateQueries();
  };
  return (
    <>
      <PageHeader title={words.applications} detail={words.applicationsDetail} />
      <DataTable
        list="GET /api/v1/clearing/applications"
        title={words.applications}
        columns={columns}
        filters={FILTERS}
        rowKey={({ application_id }) => application_id}
        empty={<EmptyState title={words.noApplications} hint={words.noApplicationsHint} />}
      />
      {chosen === null ? null : (
        <ProposeDialog application={chosen} onDone={done} onCancel={() => setChosen(null)} />
      )}
    </>
  );
}

function proposeColumn(onChoose: (row: Row) => void): TableColumn<Row> {
  return {
    key: "propose",
    title: "",
    width: 100,
    render: (row) =>
      row.state === "applied" ? (
        <Button size="small" onClick={() => onChoose(row)}>
          {wordsNow(CLEARING_WORDS).propose}
        </Button>
      ) : null,
  };
}

interface ProposeDialogProps {
  readonly application: Row;
  readonly onDone: (proposal_no: number) => void;
  readonly onCancel: () => void;
}

function ProposeDialog({ application, onDone, onCancel }: ProposeDialogProps) {
  const words = useWords(CLEARING_WORDS);
  const required = useRequired();
  const { application_id, institution, month, clearing_type } = application;
  const request_id = useRequestId();
  return (
    <Modal open title={words.proposeTitle(application_id)} footer={null} onCancel={onCancel}>
      <p>
        {institution} · {month} · {clearing_type}
      </p>
      <p className="muted">{words.proposeWhy}</p>
      <ActionForm<{ reason: string }, { readonly proposal_no: number }>
        name={`propose-clearing-${application_id}`}
        submitTitle={words.propose}
        send={({ reason }) =>
          call("POST /api/v1/clearing/applications/{application_id}/proposals", {
            params: { application_id },
            body: { request_id, reason },
          })
        }
        onDone={({ proposal_no }) => onDone(proposal_no)}
        onCancel={onCancel}
      >
        <Form.Item
          name="reason"
          label={words.proposeReason}
          extra={words.proposeReasonHint}
          rules={[required]}
        >
          <Input.TextArea autoFocus rows={2} maxLength={200} showCount />
        </Form.Item>
      </ActionForm>
    </Modal>
  );
}
