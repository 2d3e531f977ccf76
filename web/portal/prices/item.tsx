import type { ReactNode } from "react";
import { Link } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { periodText } from "../../shared/dates.ts";
import { Loaded, Unverified } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { ClassMark } from "./item-class.tsx";
import { PRICES_WORDS } from "./prices.words.ts";

type Item = AnswerOf<"GET /api/v1/public/items/{item_code}">;

/** One item: what holds now, and how it came to it. */
export default function ItemPage({ params }: ScreenProps): ReactNode {
  const { item_code = "" } = params;
  const query = useCall("GET /api/v1/public/items/{item_code}", { params: { item_code } });
  return <Loaded query={query}>{(item) => <ItemSheet item={item} />}</Loaded>;
}

function ItemSheet({ item }: { readonly item: Item }) {
  const words = useWords(PRICES_WORDS);
  const detail = [item.kind, item.charge_type, item.specification, item.maker].filter(Boolean);
  return (
    <>
      <PageHeader
        title={item.name}
        tags={<ClassMark of={item.class} />}
        detail={
          <>
            <code>{item.item_code}</code> · {detail.join(" · ")}
          </>
        }
        actions={<Link href="/prices">{words.back}</Link>}
      />
      {item.is_listed ? null : <p className="hall-notice">{words.notListed(item.day)}</p>}
      <section className="plain-card hall-facts">
        <p>{{ A: words.whatClassA, B: words.whatClassB, C: words.whatClassC }[item.class]}</p>
        <Flags item={item} />
      </section>
      <h2 className="section-title">{words.firstShare}</h2>
      <Rules
        head={[words.scheme, words.share]}
        rows={item.shares.map((one) => ({ ...one, cells: [one.scheme, one.share] }))}
        none={words.noShares}
      />
      <h2 className="section-title">
        {words.ceiling} {words.per(item.unit)}
      </h2>
      <Rules
        head={[words.level, words.yuan]}
        rows={item.ceilings.map((one) => ({ ...one, cells: [one.level, one.yuan] }))}
        none={words.noCeilings}
      />
      {item.ceilings.length === 0 ? null : <p className="muted">{words.overCeiling}</p>}
      {item.classes.length < 2 ? null : <Classes item={item} />}
    </>
  );
}

function Flags({ item }: { readonly item: Item }) {
  const words = useWords(PRICES_WORDS);
  return (
    <>
      {item.limited_use ? (
        <p>
          <Mark tone="warn">{words.limited}</Mark> {words.limitedWhy}
        </p>
      ) : null}
      {item.paid_alone ? (
        <p>
          <Mark tone="plain">{words.alone}</Mark> {words.aloneWhy}
        </p>
      ) : null}
      {item.negotiated ? (
        <p>
          <Mark tone="plain">{words.negotiated}</Mark>
        </p>
      ) : null}
    </>
  );
}

interface Rule extends Omit<Item["shares"][number], "scheme" | "share"> {
  readonly cells: readonly string[];
}

interface RulesProps {
  readonly head: readonly [string, string];
  readonly rows: readonly Rule[];
  readonly none: string;
}

/** Dated values with their notice; what holds on the day stands out. */
function Rules({ head, rows, none }: RulesProps) {
  const words = useWords(PRICES_WORDS);
  if (rows.length === 0) return <p className="muted">{none}</p>;
  return (
    <div className="hall-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{head[0]}</th>
            <th scope="col" className="numeric">
              {head[1]}
            </th>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.basis}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, from, to, is_current, document, unverified }) => (
            <tr key={`${cells[0]} ${from}`} className={is_current ? "" : "muted"}>
              <th scope="row">
                {cells[0]} {is_current ? <Mark tone="good">{words.now}</Mark> : null}
              </th>
              <td className="numeric">{cells[1]}</td>
              <td>{periodText(from, to, words.since)}</td>
              <td>
                {document} {unverified ? <Unverified /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Classes({ item }: { readonly item: Item }) {
  const words = useWords(PRICES_WORDS);
  return (
    <>
      <h2 className="section-title">{words.history}</h2>
      <div className="hall-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.class}</th>
              <th scope="col">{words.period}</th>
            </tr>
          </thead>
          <tbody>
            {item.classes.map((one) => (
              <tr key={one.from}>
                <th scope="row">
                  <ClassMark of={one.class} />
                </th>
                <td>{periodText(one.from, one.to, words.since)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
