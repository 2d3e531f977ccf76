import { useSearchParams } from "wouter";
import { useWords } from "../../shared/words.ts";
import { POLICY_WORDS } from "./policy.words.ts";

/** Region and day, which stand in the address. */
export interface PolicyQuestion {
  readonly region?: string;
  readonly day?: string;
}

export function usePolicyQuestion(): readonly [
  PolicyQuestion,
  (changes: { readonly region?: string | null; readonly day?: string | null }) => void,
] {
  const [search, setSearch] = useSearchParams();
  const [region, day] = [search.get("region"), search.get("day")];
  const question = { ...(region === null ? {} : { region }), ...(day === null ? {} : { day }) };
  return [
    question,
    (changes) =>
      setSearch((before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === undefined || value === "") after.delete(name);
          else after.set(name, value);
        }
        return after;
      }),
  ];
}

/** The same question for a link to another page. */
export function questionText(question: PolicyQuestion): string {
  const search = new URLSearchParams({ ...question });
  return search.size === 0 ? "" : `?${search}`;
}

export interface PolicyBarProps {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly region: string;
  readonly day: string;
}

/** Which region, which day: boxes of the browser itself, which every phone knows. */
export function PolicyBar({ regions, region, day }: PolicyBarProps) {
  const words = useWords(POLICY_WORDS);
  const [, change] = usePolicyQuestion();
  return (
    <div className="policy-bar">
      <label className="hall-form">
        <span className="muted">{words.region}</span>
        <select
          className="hall-select"
          value={region}
          onChange={(event) => change({ region: event.target.value })}
        >
          {regions.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="hall-form">
        <span className="muted">{words.day}</span>
        <input
          className="hall-select"
          type="date"
          defaultValue={day}
          key={day}
          min="2000-01-01"
          max="2099-12-31"
          onChange={(event) => {
            if (/^20\d\d-\d\d-\d\d$/.test(event.target.value)) change({ day: event.target.value });
          }}
        />
      </label>
    </div>
  );
}
