import { App, Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark, type MarkProps } from "../../shared/mark.tsx";
import { useRights } from "../../shared/session.ts";
import { useSharedWords } from "../../shared/shared.words.ts";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { ProveButton } from "./version-acts.tsx";
import type { Version } from "./version-steps.tsx";

type Answer = AnswerOf<"GET /api/v1/policy-library/versions/{content_hash}/reports">;
type Report = NonNullable<Answer["reports"]>[number];
type Finding = Report["findings"][number];

/** What the proof of a version found, each at its file and line, with the bill that shows it. */
export function VersionFindings({ version }: { readonly version: Version }): ReactNode {
  const words = useWords(BENEFITS_WORDS);
  const rights = useRights();
  const { content_hash, check, may } = version;
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/reports", {
    params: { content_hash },
  });
  const mayProve = rights.has("policy.draft") || rights.has("policy.check");
  return (
    <section className="plain-card">
      {may.check ? (
        <div className="step-panel">
          <ProveButton
            version={version}
            act="check"
            title={check === null ? words.check : words.checkAgain}
          />
        </div>
      ) : null}
      <p className="muted">
        {check === null
          ? words.notChecked
          : words.lastCheck(check.by, check.at, check.checker_version)}
      </p>
      <Loaded query={read} rows={3}>
        {({ reports }) =>
          reports === null ? (
            <>
              <KeptFindings version={version} />
              {mayProve && !may.check ? (
                <ProveButton version={version} act="proof" title={words.proof} />
              ) : null}
            </>
          ) : (
            reports.map((one) => <Reported key={one.region} report={one} version={version} />)
          )
        }
      </Loaded>
    </section>
  );
}

function KeptFindings({ version: { check } }: { readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  if (check === null || check.findings.length === 0) return null;
  return (
    <>
      <p className="muted">{words.keptFindings}</p>
      <ul>
        {check.findings.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}

function Reported({ report, version }: { readonly report: Report; readonly version: Version }) {
  const words = useWords(BENEFITS_WORDS);
  const { cases, values, plans, bills } = report.tried;
  return (
    <>
      <h2 className="section-title">
        {report.name}（{report.region}）
      </h2>
      <p className="muted">{words.tried(cases, values, plans, bills)}</p>
      {report.findings.length === 0 ? <EmptyState title={words.allGood} /> : null}
      {report.findings.map((one, index) => (
        <FindingCard
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may read alike.
          key={index}
          finding={one}
          content_hash={version.content_hash}
        />
      ))}
    </>
  );
}

const TONES: Readonly<Record<Finding["severity"], MarkProps["tone"]>> = {
  error: "bad",
  warning: "warn",
  hint: "brand",
};

interface FindingProps {
  readonly finding: Finding;
  readonly content_hash: string;
}

function FindingCard({ finding, content_hash }: FindingProps) {
  const words = useWords(BENEFITS_WORDS);
  const { severity, title, where, message, expected, actual, excepted } = finding;
  const [, file = "", line = ""] = /^[^/]+\/(.+):(\d+)$/.exec(where) ?? [];
  const text = `/policy-library/${content_hash}?tab=texts&file=${encodeURIComponent(file)}`;
  return (
    <article className="finding">
      <div className="finding-head">
        <Mark tone={excepted === null ? TONES[severity] : "plain"}>
          {excepted === null ? words[severity] : words.lawful}
        </Mark>
        <strong>{title}</strong>
        {file === "" ? (
          <code>{where}</code>
        ) : (
          <Link href={`${text}&line=${line}`} title={words.showText}>
            <code>{where}</code>
          </Link>
        )}
      </div>
      <div>{message}</div>
      {expected === null ? null : (
        <div>
          <span className="muted">{words.expected}</span> {expected}
        </div>
      )}
      {actual === null ? null : (
        <div>
          <span className="muted">{words.actual}</span> {actual}
        </div>
      )}
      {excepted === null ? null : <div className="muted">{excepted}</div>}
      {finding.example === null ? null : <CounterExample text={finding.example} />}
    </article>
  );
}

function CounterExample({ text }: { readonly text: string }) {
  const words = useWords(BENEFITS_WORDS);
  const { copied } = useSharedWords();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    message.success(copied);
  };
  return (
    <details>
      <summary>{words.counterExample}</summary>
      <Button size="small" onClick={copy}>
        {words.copyExample}
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long bills are scrolled by keys, too. */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
