import { Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { useKept } from "../../shared/table/saved.ts";
import { useWords } from "../../shared/words.ts";
import { type DiffLine, type FileDiff, pairsOf, stretchesOf } from "./diff-lines.ts";
import { TEXT_DIFF_WORDS } from "./text-diff.words.ts";
import "./text-diff.css";

type Layout = "unified" | "split";

export interface TextDiffProps {
  readonly before: string;
  readonly after: string;
}

/** The files of a pack line by line: what one version has and another has not. */
export function TextDiff({ before, after }: TextDiffProps): ReactNode {
  const words = useWords(TEXT_DIFF_WORDS);
  const [layout, setLayout] = useKept<Layout>("yibao.diff.layout", "unified");
  const read = useCall("GET /api/v1/policy-library/text-diff", { query: { before, after } });
  return (
    <Loaded query={read}>
      {({ files }) =>
        files.length === 0 ? (
          <EmptyState title={words.same} hint={words.sameHint} />
        ) : (
          <>
            <div className="diff-head">
              <span className="muted">{words.files(files.length)}</span>
              <Segmented<Layout>
                aria-label={words.layout}
                value={layout}
                onChange={setLayout}
                options={[
                  { value: "unified", label: words.unified },
                  { value: "split", label: words.split },
                ]}
              />
            </div>
            {files.map((file) => (
              <FilePart key={file.path} file={file} layout={layout} />
            ))}
          </>
        )
      }
    </Loaded>
  );
}

const HALF_COLUMNS = ["diff-col-number", "diff-col-sign", ""];
const SPLIT_COLUMNS = [...HALF_COLUMNS, ...HALF_COLUMNS];

const TONES = { changed: "brand", added: "good", removed: "bad" } as const;

function FilePart({ file, layout }: { readonly file: FileDiff; readonly layout: Layout }) {
  const words = useWords(TEXT_DIFF_WORDS);
  const { path, kind, lines_added, lines_removed } = file;
  return (
    <details className="diff-file" open>
      <summary>
        <strong>{path}</strong>
        <Mark tone={TONES[kind]}>{words[kind]}</Mark>
        <span className="muted">{words.counts(lines_added, lines_removed)}</span>
      </summary>
      <Lines file={file} layout={layout} />
    </details>
  );
}

function Lines({ file, layout }: { readonly file: FileDiff; readonly layout: Layout }) {
  const words = useWords(TEXT_DIFF_WORDS);
  const stretches = useMemo(() => stretchesOf(file.runs), [file]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const isSplit = layout === "split";
  const columns = isSplit
    ? [words.lineBefore, words.sign, words.before, words.lineAfter, words.sign, words.after]
    : [words.lineBefore, words.lineAfter, words.sign, words.text];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too.
    <section className="diff-scroll" aria-label={file.path} tabIndex={0}>
      <table className={isSplit ? "diff-table diff-split" : "diff-table"}>
        {isSplit ? (
          <colgroup>
            {SPLIT_COLUMNS.map((look, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no names.
              <col key={index} className={look} />
            ))}
          </colgroup>
        ) : null}
        <thead className="only-heard">
          <tr>
            {columns.map((title, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns have the same title.
              <th key={index} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {stretches.map(({ folded, lines }, index) => {
          const key = `${lines[0]?.before} ${lines[0]?.after}`;
          if (folded && !opened.has(index)) {
            return (
              <tbody key={key}>
                <tr className="diff-fold">
                  <td colSpan={columns.length}>
                    <button type="button" onClick={() => setOpened(new Set([...opened, index]))}>
                      {words.hidden(lines.length)}
                    </button>
                  </td>
                </tr>
              </tbody>
            );
          }
          return <tbody key={key}>{isSplit ? splitRows(lines) : unifiedRows(lines)}</tbody>;
        })}
      </table>
    </section>
  );
}

function unifiedRows(lines: readonly DiffLine[]): ReactNode {
  return lines.map((line) => (
    <tr key={`${line.before} ${line.after}`} className={`diff-${line.kind}`}>
      <td className="diff-number">{line.before}</td>
      <td className="diff-number">{line.after}</td>
      <Sign line={line} />
      <td className="diff-text">{line.text}</td>
    </tr>
  ));
}

function splitRows(lines: readonly DiffLine[]): ReactNode {
  return pairsOf(lines).map(([before, after]) => (
    <tr key={`${before?.before} ${after?.after}`}>
      <Half line={before} number={before?.before ?? null} />
      <Half line={after} number={after?.after ?? null} />
    </tr>
  ));
}

function Half({
  line,
  number,
}: {
  readonly line: DiffLine | null;
  readonly number: number | null;
}) {
  if (line === null) return <td className="diff-nothing" colSpan={3} />;
  const look = `diff-${line.kind}`;
  return (
    <>
      <td className={`diff-number ${look}`}>{number}</td>
      <Sign line={line} />
      <td className={`diff-text ${look}`}>{line.text}</td>
    </>
  );
}

const SIGNS = { same: "", added: "+", removed: "−" } as const;

/** A sign for those who do not tell the colours apart, a word for those who listen. */
function Sign({ line: { kind } }: { readonly line: DiffLine }) {
  const words = useWords(TEXT_DIFF_WORDS);
  return (
    <td className={`diff-sign diff-${kind}`}>
      <span aria-hidden>{SIGNS[kind]}</span>
      {kind === "same" ? null : (
        <span className="only-heard">{kind === "added" ? words.lineAdded : words.lineRemoved}</span>
      )}
    </td>
  );
}
