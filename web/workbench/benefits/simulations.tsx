import { App, Button, Form, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { call, useCall } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { Loaded, ProblemAlert } from "../../shared/feedback.tsx";
import { dropDraft, keepDraft, readDraft } from "../../shared/form/draft.ts";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { queries } from "../../shared/queries.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { bothOf, SIMULATION_WORDS } from "./simulation.words.ts";
import { RUN_STATES, RunMark } from "./simulation-state.tsx";
import { TextEditor } from "./text-editor.tsx";
import "./benefits.css";
import { DatePicker } from "../../shared/date-picker.tsx";

type Row = RowOf<"GET /api/v1/simulations">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "run_no", title: bothOf("runNo"), width: 80, sortable: true },
  { key: "title", title: bothOf("change"), width: 260 },
  { key: "year", title: bothOf("yearOf"), width: 80, sortable: true, render: ({ year }) => year },
  {
    key: "state",
    title: bothOf("state"),
    width: 90,
    render: ({ state }) => <RunMark state={state} />,
  },
  { key: "bills", title: bothOf("bills"), kind: "count", width: 100, sortable: true },
  {
    ...{ key: "fund_change_fen", title: bothOf("fundChange"), kind: "amount" },
    ...{ width: 170, sortable: true },
  },
  {
    ...{ key: "person_change_fen", title: bothOf("personChange"), kind: "amount" },
    ...{ width: 170, sortable: true },
  },
  { key: "by", title: bothOf("by"), width: 160 },
  { key: "started_at", title: bothOf("at"), kind: "time", width: 150 },
];

const FIRST_YEAR = 2020;

function filters(): readonly TableFilter[] {
  const last = Number(today().slice(0, 4));
  const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => String(last - index));
  return [
    { key: "text", title: bothOf("searchText"), kind: "text", width: 200 },
    {
      ...{ key: "year", title: bothOf("yearOf"), kind: "choice", width: 120 },
      choices: years.map((value) => ({ value, title: value })),
    },
    {
      ...{ key: "state", title: bothOf("state"), kind: "choice", width: 120 },
      choices: RUN_STATES.map((value) => ({ value, title: bothOf(value) })),
    },
  ];
}

const FILTERS = filters();

/** What is to be tried, and what was. */
export default function Simulations(): ReactNode {
  const words = useWords(SIMULATION_WORDS);
  return (
    <>
      <PageHeader
        title={words.title}
        detail={words.detail}
        actions={
          <Link href="/simulation-compare">
            <Button>{words.compareTitle}</Button>
          </Link>
        }
      />
      <Composer />
      <h2 className="section-title">{words.earlier}</h2>
      <DataTable
        list="GET /api/v1/simulations"
        title={words.earlier}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ run_no }) => String(run_no)}
        open={({ run_no }) => `/simulations/${run_no}`}
        empty={words.none}
      />
    </>
  );
}

const DRAFT = "simulation-change";

function Composer() {
  const words = useWords(SIMULATION_WORDS);
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const [text, setText] = useState(() => String(readDraft(DRAFT)?.text ?? ""));
  const [year, setYear] = useState(() => Number(today().slice(0, 4)));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const write = (next: string) => {
    setText(next);
    keepDraft(DRAFT, { text: next }, []);
  };
  const start = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { run_no } = await call("POST /api/v1/simulations", { body: { year, text } });
      dropDraft(DRAFT);
      message.success(words.started);
      queries.invalidateQueries();
      navigate(`/simulations/${run_no}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const line = Number(/:(\d+)$/.exec(problem?.field ?? "")?.[1] ?? 0);
  return (
    <div className="simulation-desk">
      <section className="plain-card">
        <h2>{words.compose}</h2>
        <ChangeForm
          year={year}
          onYear={setYear}
          onWrite={(more) => write(withChange(text, more))}
        />
      </section>
      <section className="plain-card draft-acts">
        <div>
          <strong>{words.file}</strong> <span className="muted">{words.fileHint}</span>
        </div>
        {problem === null ? null : (
          <div role="alert">
            {line > 0 ? <strong>{words.atLine(line)}</strong> : null}
            <ProblemAlert problem={problem} />
          </div>
        )}
        <div className="change-file">
          <TextEditor
            label={words.file}
            text={text}
            onChange={write}
            line={line > 0 ? line : null}
            lineIs="wrong"
          />
        </div>
        <div>
          <Button type="primary" loading={busy} disabled={text.trim() === ""} onClick={start}>
            {words.start}
          </Button>
        </div>
      </section>
    </div>
  );
}

interface OneChange {
  readonly head: string;
  readonly item: string;
}

/** A change more: behind those that the file has, or a file of its own. */
function withChange(text: string, { head, item }: OneChange): string {
  return /^changes:/m.test(text) ? `${text.replace(/\n*$/, "\n")}${item}` : `${head}${item}`;
}

interface ChangeFormProps {
  readonly year: number;
  readonly onYear: (year: number) => void;
  readonly onWrite: (change: OneChange) => void;
}

interface Values {
  readonly row: string;
  readonly value: string;
}

function ChangeForm({ year, onYear, onWrite }: ChangeFormProps) {
  const words = useWords(SIMULATION_WORDS);
  const [search] = useSearchParams();
  const [name, setName] = useState<string | null>(search.get("parameter"));
  const [from, setFrom] = useState<string | null>(null);
  const first = from ?? `${year}-01-01`;
  const packs = useCall("GET /api/v1/policy-library/packs");
  const hash = packs.data?.packs.at(-1)?.published?.content_hash;
  return (
    <>
      <Form layout="vertical">
        <Form.Item label={words.year}>
          <InputNumber
            value={year}
            min={2000}
            max={2100}
            aria-label={words.year}
            onChange={(value) => onYear(Number(value ?? year))}
          />
        </Form.Item>
        <Form.Item label={words.from}>
          <DatePicker
            value={dayjs(first)}
            allowClear={false}
            aria-label={words.from}
            onChange={(day) => setFrom(day?.format("YYYY-MM-DD") ?? null)}
          />
        </Form.Item>
      </Form>
      {hash === undefined ? null : (
        <ParameterChange hash={hash} name={name} from={first} onName={setName} onWrite={onWrite} />
      )}
    </>
  );
}

interface ParameterChangeProps {
  readonly hash: string;
  readonly name: string | null;
  readonly from: string;
  readonly onName: (name: string) => void;
  readonly onWrite: (change: OneChange) => void;
}

function ParameterChange({ hash, name, from, onName, onWrite }: ParameterChangeProps) {
  const words = useWords(SIMULATION_WORDS);
  const found = useCall("GET /api/v1/policy-library/versions/{content_hash}/values", {
    params: { content_hash: hash },
    query: { purpose: "benefit", on: from, limit: 200 },
  });
  const titles = new Map(found.data?.rows.map((row) => [row.parameter, row.title]) ?? []);
  return (
    <>
      <Form layout="vertical">
        <Form.Item label={words.parameter}>
          <Select
            value={name}
            onChange={onName}
            showSearch={{ optionFilterProp: "label" }}
            aria-label={words.parameter}
            options={[...titles].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      </Form>
      {name === null ? null : (
        <RowChange key={name} hash={hash} name={name} from={from} onWrite={onWrite} />
      )}
    </>
  );
}

type RowChangeProps = Omit<ParameterChangeProps, "name" | "onName"> & { readonly name: string };

function RowChange({ hash, name, from, onWrite }: RowChangeProps) {
  const words = useWords(SIMULATION_WORDS);
  const [form] = Form.useForm<Values>();
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/parameters/{name}", {
    params: { content_hash: hash, name },
  });
  return (
    <Loaded query={read} rows={2}>
      {({ title, by, versions }) => {
        const rows = versions.at(-1)?.rows ?? [];
        const write = ({ row, value }: Values) => {
          const titled = [title, rows.find(({ path }) => path === row)?.title].filter(Boolean);
          const keys = row.split("/").map((key, index) => `${by[index]}: ${quoted(key)}`);
          const chosen = row === "" ? "" : `    rows: { ${keys.join(", ")} }\n`;
          onWrite({
            head: `title: ${titled.join(" ")} 改为 ${value}\nfrom: ${from}\nchanges:\n`,
            item: `  - parameter: ${name}\n${chosen}    set: ${value}\n`,
          });
        };
        return (
          <Form<Values>
            form={form}
            layout="vertical"
            initialValues={{ row: rows[0]?.path ?? "" }}
            onFinish={write}
          >
            <Form.Item name="row" label={words.row}>
              <Select
                options={rows.map((row) => ({
                  value: row.path,
                  label: `${row.title || title} · ${row.words}`,
                }))}
              />
            </Form.Item>
            <Form.Item
              name="value"
              label={words.value}
              extra={words.valueHint}
              rules={[{ required: true, message: words.valueHint }]}
            >
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Button htmlType="submit">{words.fill}</Button>
          </Form>
        );
      }}
    </Loaded>
  );
}

function quoted(key: string): string {
  return /^[a-z][\w-]*$/i.test(key) ? key : JSON.stringify(key);
}
