import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { INSTITUTIONS_WORDS } from "./institutions.words.ts";

type Summary = AnswerOf<"GET /api/v1/public/institution-summary">;

/** Districts × levels as a picture that can be clicked: each figure filters the list below. */
export function DistrictGrid() {
  const query = useCall("GET /api/v1/public/institution-summary");
  return (
    <Loaded query={query} rows={6}>
      {(summary) => <Grid summary={summary} />}
    </Loaded>
  );
}

function Grid({ summary }: { readonly summary: Summary }) {
  const words = useWords(INSTITUTIONS_WORDS);
  const { districts, levels } = summary;
  const count = countsOf(summary);
  const most = Math.max(1, ...summary.counts.map(({ active }) => active));
  return (
    <figure className="hall-table hall-grid" aria-label={words.picture}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.district}</th>
            {levels.map(({ value, title }) => (
              <th key={value} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">{words.all}</th>
          </tr>
        </thead>
        <tbody>
          {districts.map((district) => (
            <tr key={district.value}>
              <th scope="row">
                <Choose district={district.value}>{district.title}</Choose>
              </th>
              {levels.map(({ value, title }) => (
                <td key={value}>
                  <Figure
                    count={count(district.value, value)}
                    most={most}
                    district={district.value}
                    level={value}
                    title={`${district.title} ${title}`}
                  />
                </td>
              ))}
              <td>
                <span>{count(district.value, null)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Of a level, or of all levels together. */
function countsOf({ counts }: Summary): (district: string, level: string | null) => number {
  return (district, level) =>
    counts
      .filter((one) => one.district === district && (level === null || one.level === level))
      .reduce((sum, { active }) => sum + active, 0);
}

interface FigureProps {
  readonly count: number;
  readonly most: number;
  readonly district: string;
  readonly level: string;
  readonly title: string;
}

const DOT_LEAST = 5;
const DOT_MORE = 13;

function Figure({ count, most, district, level, title }: FigureProps) {
  const words = useWords(INSTITUTIONS_WORDS);
  if (count === 0) return <span className="muted">·</span>;
  const size = DOT_LEAST + DOT_MORE * Math.sqrt(count / most);
  return (
    <Choose {...{ district, level }} label={`${title} ${words.count(count)}`}>
      <span className="hall-dot" style={{ width: size, height: size }} />
      {count}
    </Choose>
  );
}

interface ChooseProps {
  readonly district: string;
  readonly level?: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** Sets the filters of the list, which stand in the address; the same again takes them away. */
function Choose({ district, level, label, children }: ChooseProps) {
  const [search, setSearch] = useSearchParams();
  const isChosen =
    search.get("district") === district && (search.get("level") ?? undefined) === level;
  const choose = () =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const name of ["district", "level", "offset"]) after.delete(name);
        if (isChosen) return after;
        after.set("district", district);
        after.set("agreement", "active");
        if (level !== undefined) after.set("level", level);
        return after;
      },
      { replace: true },
    );
  return (
    <button type="button" aria-pressed={isChosen} aria-label={label} onClick={choose}>
      {children}
    </button>
  );
}
