import { Alert } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, addressOf } from "../client.ts";
import { Unverified } from "../feedback.tsx";
import { Mark, type MarkProps } from "../mark.tsx";
import { useWords } from "../words.ts";
import { PUBLISHED_PAGE_WORDS } from "./published-page.words.ts";
import "./published-page.css";

export type Published = AnswerOf<"GET /api/v1/public/publications/{public_no}">;
type State = Published["state"];

export const PUBLISHED_TONES: Readonly<Record<State, MarkProps["tone"]>> = {
  "in-force": "good",
  corrected: "warn",
  withdrawn: "bad",
};

export interface PublishedPageProps {
  readonly one: Published;
  /** Whether the files may be had: of what was taken back only the office has them. */
  readonly mayRead: boolean;
  readonly pathOf: (public_no: number) => string;
}

/** A public disclosure: when and why, its files, what checking them found, and the text itself. */
export function PublishedPage({ one, mayRead, pathOf }: PublishedPageProps) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  return (
    <div className="published-page">
      <Notices one={one} mayRead={mayRead} />
      <Facts one={one} />
      {mayRead ? <Files one={one} /> : null}
      <Checks one={one} />
      <Versions one={one} pathOf={pathOf} />
      {mayRead ? (
        <iframe
          className="published-text"
          title={`${words.preview} ${one.title}`}
          sandbox=""
          src={addressOf("GET /api/v1/public/publications/{public_no}/page", {
            params: { public_no: one.public_no },
          })}
        />
      ) : null}
    </div>
  );
}

export function StateMark({ state }: { readonly state: State }) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  return <Mark tone={PUBLISHED_TONES[state]}>{words.states(state)}</Mark>;
}

function Notices({ one, mayRead }: Pick<PublishedPageProps, "one" | "mayRead">) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  const { state, withdrawn_on, withdrawal_reason, corrects } = one;
  if (state === "in-force") {
    return corrects === null ? null : <Alert type="info" showIcon title={words.correctsNotice} />;
  }
  const told = state === "corrected" ? words.correctedNotice : words.withdrawnNotice;
  return (
    <Alert
      type={state === "corrected" ? "warning" : "error"}
      showIcon
      title={told(withdrawn_on ?? "")}
      description={
        <>
          <p>{words.reason(withdrawal_reason ?? "")}</p>
          {mayRead ? null : <p>{words.gone}</p>}
        </>
      }
    />
  );
}

function Facts({ one }: { readonly one: Published }) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  return (
    <dl className="published-facts">
      <Fact name={words.documentNo} value={one.document_no} />
      <Fact name={words.publishedOn} value={one.published_on} />
      <Fact name={words.repliedOn} value={one.replied_on === null ? "" : <Deadline one={one} />} />
      <Fact name={words.profile} value={one.profile_title} />
    </dl>
  );
}

/** Nothing where there is nothing to say. */
function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  if (value === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const DAY_MILLISECONDS = 86_400_000;

/** Within so many days of the approval it had to be public. */
function Deadline({ one }: { readonly one: Published }) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  const { replied_on, due_on, published_on, deadline } = one;
  const late = (Date.parse(published_on) - Date.parse(due_on ?? published_on)) / DAY_MILLISECONDS;
  return (
    <>
      {replied_on}，{words.due(due_on ?? "", deadline.days)}{" "}
      <Mark tone={late > 0 ? "warn" : "good"}>{late > 0 ? words.late(late) : words.onTime}</Mark>{" "}
      {deadline.is_verified ? null : <Unverified why={deadline.basis} />}
    </>
  );
}

const FILE = "GET /api/v1/public/publications/{public_no}/file";
const FORMATS = ["html", "pdf", "docx", "xlsx", "txt"];

function Files({ one }: { readonly one: Published }) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  const { public_no, files, title } = one;
  const address = (path: string) => addressOf(FILE, { params: { public_no }, query: { path } });
  const documents = FORMATS.map((format) => [format, `disclosure.${format}`] as const).filter(
    ([, path]) => files.some((file) => file.path === path),
  );
  const tables = files.filter(({ path }) => path.endsWith(".csv"));
  return (
    <section aria-label={words.files}>
      <h2 className="section-title">{words.files}</h2>
      <p className="published-downloads">
        {documents.map(([format, path]) => (
          <a
            key={path}
            href={address(path)}
            download
            aria-label={`${title} ${words.kinds(format)}`}
          >
            {words.kinds(format)}
          </a>
        ))}
        <a href={address("data.zip")} download>
          {words.data}
        </a>
      </p>
      <details>
        <summary>{words.csv}</summary>
        <p className="published-downloads">
          {tables.map(({ path }) => (
            <a key={path} href={address(path)} download>
              {path.replace(/^.*\//, "")}
            </a>
          ))}
        </p>
      </details>
      <details>
        <summary>{words.hash}</summary>
        <ul className="published-hashes">
          {files.map(({ path, sha256 }) => (
            <li key={path}>
              {path} <code>{sha256}</code>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const SEVERITIES = ["error", "warn", "hint", "unresolved"] as const;

function Checks({ one }: { readonly one: Published }) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  const { checks, findings } = one;
  const isClean = checks.every(({ error, warn }) => error + warn === 0);
  const told = new Map(findings.map((found) => [`${found.rule} ${found.message}`, found]));
  return (
    <section aria-label={words.checks}>
      <h2 className="section-title">{words.checks}</h2>
      <p>
        <Mark tone="good">{isClean ? words.noneOpen : words.noErrors}</Mark>{" "}
        <span className="muted">{words.checksWhy}</span>
      </p>
      <div className="hall-table published-checks">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.file}</th>
              {SEVERITIES.map((severity) => (
                <th key={severity} scope="col" className="numeric">
                  {words[severity]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.path}>
                <th scope="row">{words.kinds(check.path.replace(/^.*\./, ""))}</th>
                {SEVERITIES.map((severity) => (
                  <td key={severity} className="numeric">
                    {check[severity]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {told.size === 0 ? null : (
        <details>
          <summary>{words.findings(told.size)}</summary>
          <ul>
            {[...told].map(([key, { message, rule }]) => (
              <li key={key}>
                {message} <code>{rule}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Versions({ one, pathOf }: Pick<PublishedPageProps, "one" | "pathOf">) {
  const words = useWords(PUBLISHED_PAGE_WORDS);
  if (one.versions.length === 0) return null;
  return (
    <section aria-label={words.versions}>
      <h2 className="section-title">{words.versions}</h2>
      <ul className="published-versions">
        {one.versions.map((version) => (
          <li key={version.public_no}>
            <Link href={pathOf(version.public_no)}>
              {words.version(version.public_no)} {version.published_on}
            </Link>{" "}
            <StateMark state={version.state} />{" "}
            {version.withdrawal_reason === null ? null : (
              <span className="muted">{words.reason(version.withdrawal_reason)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
