import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { countText } from "../../shared/amounts.tsx";
import { type AnswerOf, callWith, useCall } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { EmptyState, Loaded, ProblemAlert, SlowWork } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { Problem } from "../../shared/problem.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { both, FINANCE_WORDS } from "./finance.words.ts";
import "./finance.css";

type Row = RowOf<"GET /api/v1/ledger/seals">;
type Chain = AnswerOf<"GET /api/v1/ledger/chain">;
type Part = AnswerOf<"GET /api/v1/ledger/chain/verification">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "seal_no", title: both("sealNo"), kind: "count", width: 90 },
  { key: "sealed_at", title: both("sealedAt"), kind: "time", width: 175 },
  { key: "entry_count", title: both("entryCount"), kind: "count", width: 100 },
  { key: "is_linked", title: both("linked"), kind: "flag", width: 130 },
  {
    key: "hash",
    title: both("sealHash"),
    render: ({ hash }) => <span className="hash">{hash}</span>,
  },
  {
    key: "previous_hash",
    title: both("previousHash"),
    hidden: true,
    render: ({ previous_hash }) => <span className="hash">{previous_hash}</span>,
  },
];

/** The chain of seals, and its verification with what it found. */
export default function ChainPage(): ReactNode {
  const words = useWords(FINANCE_WORDS);
  const read = useCall("GET /api/v1/ledger/chain");
  return (
    <>
      <PageHeader title={words.chain} detail={words.chainDetail} />
      <Loaded query={read} rows={2}>
        {(chain) => <Verification chain={chain} />}
      </Loaded>
      <DataTable
        list="GET /api/v1/ledger/seals"
        title={words.chain}
        columns={COLUMNS}
        rowKey={({ seal_no }) => String(seal_no)}
        empty={<EmptyState title={words.noSeals} hint={words.noSealsHint} />}
      />
    </>
  );
}

interface Progress {
  readonly isRunning: boolean;
  readonly seal_no: number;
  readonly entries: number;
  readonly findings: readonly Part["findings"][number][];
  readonly problem: Problem | null;
  readonly isWhole: boolean;
}

const BEGUN: Progress = {
  ...{ isRunning: true, seal_no: 0, entries: 0, findings: [], problem: null, isWhole: false },
};

/** Part by part, so that it shows how far it is and can be stopped. */
function useVerification() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const run = async () => {
    const stop = new AbortController();
    stopping.current = stop;
    let now = BEGUN;
    setProgress(now);
    let from: number | null = 1;
    try {
      while (from !== null) {
        const asked = { query: { from_seal_no: from } };
        const part: Part = await callWith("GET /api/v1/ledger/chain/verification", asked, {
          signal: stop.signal,
        });
        const { to_seal_no, entries, findings, next_seal_no } = part;
        now = {
          ...now,
          seal_no: to_seal_no,
          entries: now.entries + entries,
          findings: [...now.findings, ...findings],
        };
        setProgress(now);
        from = next_seal_no;
      }
      setProgress({ ...now, isRunning: false, isWhole: true });
    } catch (error) {
      const problem = error instanceof Problem ? error : null;
      if (problem === null && !stop.signal.aborted) throw error;
      setProgress({ ...now, isRunning: false, problem });
    }
  };
  return { progress, run, stop: () => stopping.current?.abort() };
}

function Verification({ chain }: { readonly chain: Chain }) {
  const words = useWords(FINANCE_WORDS);
  const { progress, run, stop } = useVerification();
  const all = chain.last_seal_no ?? 0;
  return (
    <section className="verification">
      <Button
        type="primary"
        icon={<SafetyCertificateOutlined />}
        disabled={all === 0}
        loading={progress?.isRunning === true}
        onClick={run}
      >
        {words.verify}
      </Button>
      <span className="muted">
        {words.chainLine(countText(chain.entries), countText(chain.seals))}
        {chain.unsealed === 0 ? "" : words.unsealed(countText(chain.unsealed))} ·{" "}
        {momentText(chain.last_sealed_at)}
      </span>
      {progress === null ? null : <Outcome progress={progress} all={all} onStop={stop} />}
    </section>
  );
}

interface OutcomeProps {
  readonly progress: Progress;
  readonly all: number;
  readonly onStop: () => void;
}

function Outcome({ progress, all, onStop }: OutcomeProps) {
  const words = useWords(FINANCE_WORDS);
  const { isRunning, seal_no, entries, findings, problem, isWhole } = progress;
  if (isRunning) {
    return (
      <SlowWork
        title={words.verifying}
        percent={all === 0 ? 0 : Math.floor((seal_no / all) * 100)}
        detail={words.verifyingDetail(countText(seal_no), countText(all), countText(entries))}
        onCancel={onStop}
      />
    );
  }
  if (problem !== null) return <ProblemAlert problem={problem} />;
  if (findings.length > 0) {
    return (
      <Alert
        type="error"
        showIcon
        title={words.verifiedBad(findings.length)}
        description={
          <ul>
            {findings.map(({ code, message }) => (
              <li key={code + message}>{message}</li>
            ))}
          </ul>
        }
      />
    );
  }
  const good = words.verifiedGood(countText(seal_no), countText(entries));
  const isGood = isWhole && findings.length === 0;
  return (
    <Alert
      type={isGood ? "success" : "info"}
      showIcon
      title={isGood ? good : words.verifyStopped}
    />
  );
}
