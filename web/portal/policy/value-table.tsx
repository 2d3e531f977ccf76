import type { AnswerOf } from "../../shared/client.ts";
import { Unverified } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { POLICY_WORDS } from "./policy.words.ts";

export type Parameter = AnswerOf<"GET /api/v1/public/policy">["choices"][number];

/** Parameters with their rows, each value beside its notice and clause. */
export function ValueTable({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const words = useWords(POLICY_WORDS);
  if (parameters.length === 0) return <p className="muted">{words.noValues}</p>;
  return (
    <div className="hall-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.parameter}</th>
            <th scope="col">{words.who}</th>
            <th scope="col" className="numeric">
              {words.value}
            </th>
            <th scope="col">{words.basis}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.flatMap((one) =>
            groupsOf(one).map(({ key, ...group }) => <Row key={key} {...group} />),
          )}
        </tbody>
      </table>
    </div>
  );
}

interface Group {
  readonly key: string;
  /** Of the parameter; only with its first row. */
  readonly title: string | null;
  readonly from: string | null;
  readonly height: number;
  readonly who: string;
  readonly value: string;
  readonly source: string;
  readonly unverified: boolean;
}

function Row({ title, from, height, who, value, source, unverified }: Omit<Group, "key">) {
  const words = useWords(POLICY_WORDS);
  return (
    <tr>
      {title === null ? null : (
        <th scope="rowgroup" rowSpan={height}>
          {title}
          {from === null ? null : <div className="muted">{from}</div>}
        </th>
      )}
      <td>{who === "" ? words.everybody : who}</td>
      <td className="numeric">
        {value.split("；").map((line) => (
          <div key={line}>{line}</div>
        ))}
      </td>
      <td>
        {source} {unverified ? <Unverified /> : null}
      </td>
    </tr>
  );
}

/** Rows with the same value by the same clause are one. */
function groupsOf({ name, title, from, rows }: Parameter): readonly Group[] {
  const groups = new Map<string, { who: string[]; row: Parameter["rows"][number] }>();
  for (const row of rows) {
    const key = [row.value, row.document, row.clause, row.unverified].join("|");
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { who: [row.row], row });
    else known.who.push(row.row);
  }
  return [...groups].map(([key, { who, row }], index) => ({
    key: `${name}|${key}`,
    title: index === 0 ? title : null,
    from: index === 0 ? from : null,
    height: groups.size,
    who: groups.size === 1 ? "" : who.join("、"),
    value: row.value,
    source: [row.document, row.clause].filter(Boolean).join(" "),
    unverified: row.unverified,
  }));
}
