import { FileAddOutlined, InboxOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select, Tag, Upload } from "antd";
import { type ReactNode, useState } from "react";
import { useCall } from "../../shared/client.ts";
import { EmptyState, problemWords } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords, wordsNow } from "../../shared/words.ts";
import { addFiles, type CheckAs, problemOfFile } from "./check-queue.ts";
import { both, DISCLOSURE_WORDS } from "./disclosure.words.ts";
import { FileQueue } from "./file-queue.tsx";
import { Counted } from "./severity.tsx";
import "./disclosure.css";

type Row = RowOf<"GET /api/v1/disclosures/checks">;

const COUNT_WORDS = { errors: "error", warns: "warn", hints: "hint" } as const;

const COLUMNS: readonly TableColumn<Row>[] = [
  {
    key: "unit",
    title: both("unit"),
    sortable: true,
    render: ({ unit }) => unit || wordsNow(DISCLOSURE_WORDS).unitUnknown,
  },
  { key: "year", title: both("yearWord"), width: 80, sortable: true },
  { key: "kind", title: both("kind"), width: 100, render: ({ kind }) => kindWord(kind) },
  { key: "file_name", title: both("file"), width: 220 },
  ...(["errors", "warns", "hints", "unresolved"] as const).map(
    (key): TableColumn<Row> => ({
      key,
      title: both(key === "unresolved" ? key : COUNT_WORDS[key]),
      kind: "count",
      width: 86,
      sortable: key === "errors" || key === "warns",
      render: (row) => (
        <Counted severity={key === "unresolved" ? key : COUNT_WORDS[key]} count={row[key]} />
      ),
    }),
  ),
  { key: "waived", title: both("waived"), kind: "count", width: 86, hidden: true },
  { key: "checked_at", title: both("checkedAt"), kind: "time", width: 170, sortable: true },
  { key: "checked_by_name", title: both("checkedBy"), width: 130 },
  { key: "profile_title", title: both("profile"), width: 220, hidden: true },
  { key: "check_no", title: both("checkNo"), width: 80, hidden: true },
];

const FILTERS: readonly TableFilter[] = [
  { key: "text", title: both("textFilter"), kind: "text", width: 220 },
  {
    key: "kind",
    title: both("kind"),
    kind: "choice",
    width: 130,
    choices: [
      { value: "final", title: both("final") },
      { value: "budget", title: both("budget") },
    ],
  },
  { key: "own", title: both("own"), kind: "flag" },
];

export function kindWord(kind: "budget" | "final" | null): string {
  const words = wordsNow(DISCLOSURE_WORDS);
  return kind === null ? words.kindUnknown : words[kind];
}

/** Drop files in, see what was found; and what colleagues have checked lately. */
export default function Checks(): ReactNode {
  const words = useWords(DISCLOSURE_WORDS);
  return (
    <>
      <PageHeader title={words.checks} detail={words.checksDetail} />
      <DropFiles />
      <FileQueue />
      <h2 className="section-title">{words.earlier}</h2>
      <DataTable
        list="GET /api/v1/disclosures/checks"
        title={words.earlier}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={({ check_no }) => String(check_no)}
        open={({ check_no }) => `/disclosures/checks/${check_no}`}
        empty={<EmptyState title={words.noChecks} hint={words.noChecksHint} />}
      />
    </>
  );
}

const FILE_KINDS = ".pdf,.docx,.xlsx,.html,.htm,.txt";

function DropFiles() {
  const words = useWords(DISCLOSURE_WORDS);
  const [as, setAs] = useState<CheckAs>({ profile: "", year: null, against: null });
  const profiles = useCall("GET /api/v1/disclosures/profiles").data?.profiles ?? [];
  return (
    <div className="drop-part">
      <Upload.Dragger
        multiple
        accept={FILE_KINDS}
        showUploadList={false}
        beforeUpload={(file, all) => {
          // Called once for each: the first takes them all.
          if (file === all[0]) addFiles(all, as);
          return false;
        }}
      >
        <p className="drop-icon">
          <InboxOutlined />
        </p>
        <p className="drop-words">{words.drop}</p>
        <p className="muted">{words.dropFormats}</p>
      </Upload.Dragger>
      <div className="drop-options">
        <label htmlFor="check-profile">{words.profile}</label>
        <Select
          id="check-profile"
          value={as.profile}
          onChange={(profile) => setAs({ ...as, profile })}
          showSearch={{ optionFilterProp: "label" }}
          options={[
            { value: "", label: words.profileAuto },
            ...profiles.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <label htmlFor="check-year">{words.year}</label>
        <InputNumber
          id="check-year"
          min={1990}
          max={2099}
          placeholder={words.yearAuto}
          value={as.year}
          onChange={(year) => setAs({ ...as, year })}
        />
        <AgainstField against={as.against} onChange={(against) => setAs({ ...as, against })} />
      </div>
    </div>
  );
}

interface AgainstFieldProps {
  readonly against: File | null;
  readonly onChange: (against: File | null) => void;
}

/** The other file, for whatever is dropped in after it was chosen. */
function AgainstField({ against, onChange }: AgainstFieldProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const [problem, setProblem] = useState("");
  const choose = (file: File) => {
    const why = problemOfFile(file);
    setProblem(why === null ? "" : problemWords(why).why);
    onChange(why === null ? file : null);
    return false;
  };
  return (
    <>
      <span>{words.against}</span>
      <div className="against-file">
        <Upload accept={FILE_KINDS} showUploadList={false} maxCount={1} beforeUpload={choose}>
          <Button icon={<FileAddOutlined />}>{words.againstChoose}</Button>
        </Upload>
        {against === null ? (
          <span className="muted">{words.againstNone}</span>
        ) : (
          <Tag closable={{ "aria-label": words.againstRemove }} onClose={() => onChange(null)}>
            {against.name}
          </Tag>
        )}
        {problem === "" ? null : <span role="alert">{problem}</span>}
      </div>
    </>
  );
}
