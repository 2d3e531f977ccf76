import { Table } from "antd";
import type { AnswerOf } from "../../shared/client.ts";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { INSTITUTION_WORDS } from "./institution.words.ts";

type Report = AnswerOf<"GET /api/v1/conformance-reports/{institution_code}">;
type Drill = Report["settlements"][number];

export interface ReportProps {
  readonly report: Report;
}

/** Each kind of settlement in all its ends. */
export function Drills({ report }: ReportProps) {
  const words = useWords(INSTITUTION_WORDS);
  const ends = [
    [words.tried, "tried"],
    [words.settled, "settled"],
    [words.cancelled, "cancelled"],
    [words.repeated, "repeated"],
    [words.timeOut, "after_time_out"],
  ] as const;
  return (
    <Table<Drill>
      size="small"
      rowKey="final"
      pagination={false}
      dataSource={[...report.settlements]}
      columns={[
        { title: words.kind, dataIndex: "name" },
        ...ends.map(([title, key]) => ({
          title,
          key,
          width: 110,
          render: (_value: unknown, drill: Drill) => (
            <Mark tone={drill[key] ? "good" : "plain"}>
              {drill[key] ? words.done : words.missing}
            </Mark>
          ),
        })),
      ]}
    />
  );
}

/** What was wrong, and how to mend it; what is still open first. */
export function Problems({ report }: ReportProps) {
  const words = useWords(INSTITUTION_WORDS);
  if (report.problems.length === 0) return <p>{words.noProblems}</p>;
  const ordered = report.problems.toSorted((a, b) => Number(b.open) - Number(a.open));
  return (
    <Table<Report["problems"][number]>
      size="small"
      rowKey={({ infno, kind, place, message }) => [infno, kind, place, message].join(" ")}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={ordered}
      columns={[
        { title: words.transaction, dataIndex: "infno", width: 90 },
        { title: words.place, dataIndex: "place", width: 200 },
        { title: words.problem, dataIndex: "message" },
        { title: words.count, dataIndex: "count", align: "right", width: 80 },
        {
          title: words.status,
          width: 100,
          render: (_value, { open }) => (
            <Mark tone={open ? "bad" : "good"}>{open ? words.unmended : words.mended}</Mark>
          ),
        },
      ]}
    />
  );
}

export function Transactions({ report }: ReportProps) {
  const words = useWords(INSTITUTION_WORDS);
  const counts = [
    [words.accepted, "accepted"],
    [words.refusedCount, "refused"],
    [words.repeated, "repeated"],
    [words.timeOut, "reversed"],
    [words.faults, "faults"],
  ] as const;
  return (
    <Table<Report["transactions"][number]>
      size="small"
      rowKey="infno"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...report.transactions]}
      columns={[
        {
          title: words.transaction,
          render: (_value, { infno, name }) => `${infno} ${name}`,
        },
        ...counts.map(([title, key]) => ({
          ...{ title, dataIndex: key, align: "right" as const, width: 90 },
        })),
        { title: words.lastAt, dataIndex: "last_at", width: 170 },
      ]}
    />
  );
}
