import { Progress, Select, Table } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { countText } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { Drills, Problems, Transactions } from "./conformance-tables.tsx";
import { INSTITUTION_WORDS } from "./institution.words.ts";

type Known = AnswerOf<"GET /api/v1/conformance-reports">;
type Report = AnswerOf<"GET /api/v1/conformance-reports/{institution_code}">;

/** What an institution's program has shown, and what is left before it is accepted. */
export default function Conformance(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  const query = useCall("GET /api/v1/conformance-reports");
  return (
    <>
      <PageHeader title={words.conformance} detail={words.conformanceDetail} />
      <Loaded query={query}>{(known) => <OfWhom known={known} />}</Loaded>
    </>
  );
}

function OfWhom({ known: { is_open, institutions } }: { readonly known: Known }) {
  const words = useWords(INSTITUTION_WORDS);
  const [search, setSearch] = useSearchParams();
  const [first] = institutions;
  if (!is_open) return <EmptyState title={words.notOpen} hint={words.notOpenHint} />;
  if (first === undefined) {
    return <EmptyState title={words.noneSeen} hint={words.noneSeenHint} />;
  }
  const chosen = search.get("institution") ?? first.code;
  return (
    <>
      {institutions.length < 2 ? null : (
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={chosen}
          aria-label={words.chooseInstitution}
          style={{ width: 320, marginBottom: 16 }}
          options={institutions.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(institution) => setSearch({ institution }, { replace: true })}
        />
      )}
      <ReportOf institution_code={chosen} />
    </>
  );
}

function ReportOf({ institution_code }: { readonly institution_code: string }) {
  const query = useCall("GET /api/v1/conformance-reports/{institution_code}", {
    params: { institution_code },
  });
  return <Loaded query={query}>{(report) => <ReportPage report={report} />}</Loaded>;
}

function ReportPage({ report }: { readonly report: Report }) {
  const words = useWords(INSTITUTION_WORDS);
  const { done, total, ready, never_called } = report;
  return (
    <>
      <section className="plain-card">
        <h2 className="section-title">
          {report.name}{" "}
          <Mark tone={ready ? "good" : "warn"}>
            {ready ? words.ready : words.notReady(total - done)}
          </Mark>
        </h2>
        <Progress
          percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
          aria-label={words.progress(done, total)}
        />
        <div className="muted">
          {words.progress(done, total)} · {words.madeOn(report.made_at)}
        </div>
      </section>
      <h2 className="section-title">{words.checklist}</h2>
      <Checklist report={report} />
      <h2 className="section-title">{words.drills}</h2>
      <Drills report={report} />
      <h2 className="section-title">{words.problems}</h2>
      <Problems report={report} />
      <h2 className="section-title">{words.transactions}</h2>
      <Transactions report={report} />
      {never_called.length === 0 ? null : (
        <p className="muted">
          {words.never}（{countText(never_called.length)}）：
          {never_called.map(({ infno, name }) => `${infno} ${name}`).join("、")}
        </p>
      )}
    </>
  );
}

const CHECKS_A_PAGE = 12;

/** What is left first. */
function Checklist({ report }: { readonly report: Report }) {
  const words = useWords(INSTITUTION_WORDS);
  const ordered = report.checklist.toSorted((a, b) => Number(a.done) - Number(b.done));
  return (
    <Table<Report["checklist"][number]>
      size="small"
      rowKey="id"
      dataSource={ordered}
      pagination={{ pageSize: CHECKS_A_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: words.status,
          width: 100,
          render: (_value, { done }) => (
            <Mark tone={done ? "good" : "warn"}>{done ? words.done : words.missing}</Mark>
          ),
        },
        { title: words.checklist, dataIndex: "title" },
        { title: words.how, dataIndex: "how" },
      ]}
    />
  );
}
