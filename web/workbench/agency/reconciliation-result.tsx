import { Alert, Pagination, Segmented } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { Amount, countText, useUnitWord } from "../../shared/amounts.tsx";
import type { AnswerOf } from "../../shared/client.ts";
import { Mark } from "../../shared/mark.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { RECONCILIATION_WORDS } from "./reconciliation.words.ts";

type Answer = AnswerOf<"POST /api/v1/reconciliation/comparisons">;
type Difference = Answer["differences"][number];

const PAGE = 20;

/** Both sides' sums, then every difference by its reason. */
export function ReconciliationResult({ answer }: { readonly answer: Answer }) {
  const words = useWords(RECONCILIATION_WORDS);
  const [kind, setKind] = useState("");
  const [page, setPage] = useState(1);
  const found = answer.kinds.reduce((sum, { count }) => sum + count, 0);
  const shown = answer.differences.filter((one) => kind === "" || one.kind === kind);
  const options = [
    { value: "", label: `${words.all} ${found}` },
    ...answer.kinds.map(({ kind: value, title, count }) => ({ value, label: `${title} ${count}` })),
  ];
  return (
    <section className="plain-card reconciliation-result">
      <h2>
        {words.result(answer.institution)}{" "}
        {found === 0 ? (
          <Mark tone="good">{words.agrees}</Mark>
        ) : (
          <Mark tone="bad">{words.differs(found)}</Mark>
        )}
      </h2>
      <Sums answer={answer} />
      <p className="muted">{words.agreed(answer.agreed)}</p>
      {answer.is_cut ? <Alert type="warning" showIcon title={words.cut} /> : null}
      {found === 0 ? null : (
        <>
          <Segmented
            aria-label={words.kinds}
            options={options}
            value={kind}
            onChange={(value) => {
              setKind(value);
              setPage(1);
            }}
          />
          <ul className="differences">
            {shown.slice((page - 1) * PAGE, page * PAGE).map((one) => (
              <DifferenceCard
                key={one.kind + one.rows.join() + one.entries[0]?.settlement_id + one.reason}
                difference={one}
              />
            ))}
          </ul>
          <Pagination
            size="small"
            hideOnSinglePage
            current={page}
            pageSize={PAGE}
            total={shown.length}
            showSizeChanger={false}
            onChange={setPage}
          />
        </>
      )}
    </section>
  );
}

function Sums({ answer }: { readonly answer: Answer }) {
  const words = useWords(RECONCILIATION_WORDS);
  const unit = useUnitWord();
  const { ours, theirs } = answer;
  const difference = {
    count: ours.count - theirs.count,
    total_fen: ours.total_fen - theirs.total_fen,
    fund_fen: ours.fund_fen - theirs.fund_fen,
    account_fen: ours.account_fen - theirs.account_fen,
  };
  const rows = [
    [words.ours, ours],
    [words.theirs, theirs],
    [words.difference, difference],
  ] as const;
  return (
    <table className="layers-list">
      <thead>
        <tr>
          <th scope="col">{words.side}</th>
          <th scope="col" className="numeric">
            {words.count}
          </th>
          {[words.total, words.fund, words.account].map((title) => (
            <th key={title} scope="col" className="numeric">
              {title}（{unit}）
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([title, sums]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td className="numeric">{countText(sums.count)}</td>
            {(["total_fen", "fund_fen", "account_fen"] as const).map((key) => (
              <td key={key} className="numeric">
                <Amount fen={sums[key]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DifferenceCard({ difference }: { readonly difference: Difference }) {
  const words = useWords(RECONCILIATION_WORDS);
  const { title, reason, mend, rows, entries, fields } = difference;
  const mayOpen = useRights().has("settlement.read");
  return (
    <li className="difference">
      <div className="difference-head">
        <strong>{title}</strong>
        {rows.length === 0 ? null : <Mark tone="plain">{words.row(rows.join("、"))}</Mark>}
      </div>
      <div>{reason}</div>
      <div className="muted">
        {words.mend}：{mend}
      </div>
      {fields.map((field) => (
        <div key={field.title}>
          {field.title}：{words.ours} {field.ours}，{words.theirs} {field.theirs}
        </div>
      ))}
      <div className="difference-entries">
        {entries.map((entry) => (
          <span key={entry.side + entry.settlement_id + entry.total_fen}>
            <Mark tone={entry.side === "ours" ? "brand" : "warn"}>{words[entry.side]}</Mark>{" "}
            {entry.side === "ours" && mayOpen ? (
              <Link href={`/people/${entry.person_no}/settlements/${entry.settlement_id}`}>
                {entry.settlement_id}
              </Link>
            ) : (
              entry.settlement_id
            )}{" "}
            {entry.person_no} {entry.day} <Amount fen={entry.total_fen} unit />
          </span>
        ))}
      </div>
    </li>
  );
}
