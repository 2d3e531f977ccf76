import { RightOutlined } from "@ant-design/icons";
import { Descriptions, Tooltip } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount, countText, useUnitWord } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { FINANCE_WORDS } from "./finance.words.ts";
import "./finance.css";

type Entry = AnswerOf<"GET /api/v1/ledger/entries/{person_no}/{entry_no}">;

/** One entry: its postings, what it rests on, and the seal that vouches for it. */
export default function EntryPage({ params }: ScreenProps): ReactNode {
  const { person_no = "", entry_no = "" } = params;
  const read = useCall("GET /api/v1/ledger/entries/{person_no}/{entry_no}", {
    params: { person_no, entry_no },
  });
  return <Loaded query={read}>{(entry) => <EntryBody entry={entry} />}</Loaded>;
}

function EntryBody({ entry }: { readonly entry: Entry }) {
  const words = useWords(FINANCE_WORDS);
  return (
    <>
      <PageHeader
        title={words.entry(entry.entry_no)}
        detail={`${entry.date} · ${entry.memo}`}
        tags={
          <>
            <Mark tone="brand">{entry.kind}</Mark> <SealMark entry={entry} />
          </>
        }
      />
      <Source entry={entry} />
      <section className="plain-card">
        <h2>{words.postings}</h2>
        <Postings entry={entry} />
      </section>
      <h2 className="section-title">{words.basis}</h2>
      <section className="plain-card">
        <Basis entry={entry} />
      </section>
    </>
  );
}

function SealMark({ entry: { seal } }: { readonly entry: Entry }) {
  const words = useWords(FINANCE_WORDS);
  if (seal === null) {
    return (
      <Mark tone="plain" title={words.notSealedWhy}>
        {words.notSealed}
      </Mark>
    );
  }
  return seal.is_intact ? (
    <Mark tone="good">{words.intact}</Mark>
  ) : (
    <Mark tone="bad">{words.broken}</Mark>
  );
}

/** Where the entry comes from: the settlement and its bill, or a document of the department. */
function Source({ entry }: { readonly entry: Entry }) {
  const words = useWords(FINANCE_WORDS);
  const { person_no, settlement_id, document_no, institution } = entry;
  if (settlement_id === null && document_no === null) return null;
  const path =
    settlement_id === null
      ? `/finance/budget/documents/${document_no}`
      : `/people/${encodeURIComponent(person_no)}/settlements/${settlement_id}`;
  const title =
    settlement_id === null ? words.openDocument(document_no ?? 0) : words.openSettlement;
  return (
    <div className="balance-line">
      <Link href={path}>
        <strong>{title}</strong> <RightOutlined aria-hidden />
      </Link>
      {settlement_id === null ? null : (
        <span className="muted">
          {words.settlement} {settlement_id} · {words.person} {person_no}
          {institution === null ? "" : ` · ${institution}`}
        </span>
      )}
    </div>
  );
}

function Postings({ entry }: { readonly entry: Entry }) {
  const words = useWords(FINANCE_WORDS);
  const unit = useUnitWord();
  const { language } = usePreferences();
  return (
    <table className="finance-lines">
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.pool}</th>
          <th scope="col" className="numeric">
            {words.debit}（{unit}）
          </th>
          <th scope="col" className="numeric">
            {words.credit}（{unit}）
          </th>
        </tr>
      </thead>
      <tbody>
        {entry.postings.map((posting, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: postings are known by their place.
          <tr key={index}>
            <td>
              <Link href={`/finance/accounts/${posting.account_no}`}>
                {posting.code} {posting.name}
              </Link>
            </td>
            <td>{language === "zh" ? posting.pool_title : posting.pool_title_en}</td>
            <td className="numeric">
              {posting.debit_fen === null ? "" : <Amount fen={posting.debit_fen} />}
            </td>
            <td className="numeric">
              {posting.credit_fen === null ? "" : <Amount fen={posting.credit_fen} />}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>{words.sum}</td>
          <td className="numeric">
            <Amount fen={entry.debit_fen} />
          </td>
          <td className="numeric">
            <Amount fen={entry.credit_fen} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Basis({ entry }: { readonly entry: Entry }) {
  const words = useWords(FINANCE_WORDS);
  const { evidence_hash, corrects_entry_no, corrected_by_no, seal } = entry;
  const other = (entry_no: string) => (
    <Link href={`/finance/entries/${encodeURIComponent(entry.person_no)}/${entry_no}`}>
      {entry_no}
    </Link>
  );
  const evidence =
    evidence_hash === null ? (
      <span className="muted">{words.evidenceNone}</span>
    ) : (
      <Tooltip title={words.evidenceWhy}>
        <span className="hash">{evidence_hash}</span>
      </Tooltip>
    );
  const items = [
    { key: "memo", label: words.memo, children: entry.memo },
    { key: "evidence", label: words.evidence, children: evidence },
    ...(corrects_entry_no === null
      ? []
      : [{ key: "corrects", label: words.corrects, children: other(corrects_entry_no) }]),
    ...(corrected_by_no === null
      ? []
      : [{ key: "corrected", label: words.correctedBy, children: other(corrected_by_no) }]),
    { key: "recorded", label: words.recordedAt, children: momentText(entry.recorded_at) },
    { key: "digest", label: words.digest, children: <Hash text={entry.digest} /> },
    ...(seal === null ? [] : sealItems(seal, words)),
  ];
  return <Descriptions size="small" column={1} bordered items={items} />;
}

function sealItems(
  seal: NonNullable<Entry["seal"]>,
  words: ReturnType<typeof useWords<typeof FINANCE_WORDS.zh>>,
) {
  const line = words.sealLine(seal.seal_no, countText(seal.entry_count));
  return [
    { key: "seal", label: words.seal, children: <Link href="/finance/chain">{line}</Link> },
    { key: "sealed", label: words.sealedAt, children: momentText(seal.sealed_at) },
    { key: "hash", label: words.sealHash, children: <Hash text={seal.hash} /> },
    { key: "before", label: words.previousHash, children: <Hash text={seal.previous_hash} /> },
  ];
}

function Hash({ text }: { readonly text: string }) {
  return <span className="hash">{text}</span>;
}
