import { periodText } from "../../shared/dates.ts";
import { Unverified } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { CATALOGUE_WORDS } from "./catalogue.words.ts";

/** What held over a while: a share for a scheme, a ceiling at a level. */
export interface Stretch {
  /** On which line it lies: 职工医保, 三级. */
  readonly line: string;
  readonly from: string;
  readonly to: string | null;
  readonly value: string;
  readonly document?: string;
  readonly is_official?: boolean;
}

export interface StretchesProps {
  readonly title: string;
  readonly stretches: readonly Stretch[];
  readonly day: string;
  /** Said where there is nothing. */
  readonly none: string;
}

/** Facts on their lines of time: above as bars to look at, below as a table to read. */
export function Stretches({ title, stretches, day, none }: StretchesProps) {
  const words = useWords(CATALOGUE_WORDS);
  if (stretches.length === 0) return <p className="muted">{none}</p>;
  return (
    <>
      <Bars stretches={stretches} day={day} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keyboard. */}
      <section className="stretch-scroll" aria-label={title} tabIndex={0}>
        <table className="stretch-table">
          <tbody>
            {stretches.map((one) => (
              <tr
                key={one.line + one.from + one.value}
                className={holds(one, day) ? "stretch-now" : ""}
              >
                <th scope="row">{one.line}</th>
                <td className="numeric">{one.value}</td>
                <td>{periodText(one.from, one.to, words.now)}</td>
                <td>
                  {one.document === undefined ? null : (
                    <span className="muted">{one.document || words.noSource}</span>
                  )}{" "}
                  {one.is_official === false ? <Unverified /> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function holds({ from, to }: Stretch, day: string): boolean {
  return from <= day && (to === null || day < to);
}

const WIDTH = 1_000;
const LINE_HEIGHT = 22;
const YEAR_MILLISECONDS = 31_557_600_000;

/** One line each; the upright line is the day that is looked at. The table says the same. */
function Bars({ stretches, day }: Pick<StretchesProps, "stretches" | "day">) {
  const lines = [...new Set(stretches.map(({ line }) => line))];
  const starts = stretches.map(({ from }) => Date.parse(from));
  const ends = stretches.map(({ to }) => (to === null ? 0 : Date.parse(to)));
  const first = Math.min(...starts, Date.parse(day));
  const last = Math.max(...starts, ...ends, Date.parse(day)) + YEAR_MILLISECONDS;
  const place = (moment: number): number => ((moment - first) / (last - first)) * WIDTH;
  const at = place(Date.parse(day));
  const height = lines.length * LINE_HEIGHT;
  return (
    <svg
      className="stretch-bars"
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="none"
      height={height}
      aria-hidden="true"
    >
      {stretches.map((one) => {
        const from = place(Date.parse(one.from));
        const to = one.to === null ? WIDTH : place(Date.parse(one.to));
        return (
          <rect
            key={one.line + one.from + one.value}
            className={holds(one, day) ? "stretch-bar-now" : "stretch-bar"}
            x={from}
            y={lines.indexOf(one.line) * LINE_HEIGHT + 4}
            width={Math.max(2, to - from - 2)}
            height={LINE_HEIGHT - 8}
            rx={3}
          >
            <title>{`${one.line} ${one.value}`}</title>
          </rect>
        );
      })}
      <line className="stretch-day" x1={at} x2={at} y1={0} y2={height} />
    </svg>
  );
}
