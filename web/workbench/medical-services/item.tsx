import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { rateText } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useWords } from "../../shared/words.ts";
import { CATALOGUE_WORDS } from "./catalogue.words.ts";
import { ClassMark } from "./items.tsx";
import { MAPPING_COLUMNS, mappingPath } from "./mapping-columns.tsx";
import { type Stretch, Stretches } from "./stretches.tsx";
import "./medical-services.css";
import { DatePicker } from "../../shared/date-picker.tsx";

type Item = AnswerOf<"GET /api/v1/catalogue/items/{item_code}">;

/** One item: what holds on a day, and its whole history on lines of time. */
export default function ItemScreen({ params }: ScreenProps): ReactNode {
  const { item_code = "" } = params;
  const [search, setSearch] = useSearchParams();
  const day = search.get("day") ?? "";
  const query = day === "" ? {} : { day };
  const read = useCall("GET /api/v1/catalogue/items/{item_code}", {
    ...{ params: { item_code }, query },
  });
  return (
    <Loaded query={read}>
      {(item) => (
        <ItemPage
          item={item}
          onDay={(chosen) => setSearch(chosen === "" ? {} : { day: chosen }, { replace: true })}
        />
      )}
    </Loaded>
  );
}

interface ItemPageProps {
  readonly item: Item;
  readonly onDay: (day: string) => void;
}

function ItemPage({ item, onDay }: ItemPageProps) {
  const words = useWords(CATALOGUE_WORDS);
  const rights = useRights();
  const { now, day, item_code, names } = item;
  return (
    <>
      <PageHeader
        title={now?.name ?? names[0]?.name ?? item_code}
        detail={item_code}
        tags={now === null ? null : <ClassMark name={now.class} />}
        actions={
          <DatePicker
            aria-label={words.asOf}
            value={dayjs(day)}
            allowClear={false}
            onChange={(chosen) => onDay(chosen?.format("YYYY-MM-DD") ?? "")}
          />
        }
      />
      {now === null ? (
        <EmptyState title={words.notOnDay(day)} hint={words.notOnDayHint} />
      ) : (
        <OnDay now={now} day={day} />
      )}
      <History item={item} />
      {rights.has("mapping.review") ? (
        <>
          <h2 className="section-title">{words.mappings}</h2>
          <p className="muted">{words.mappingsWhy}</p>
          <DataTable
            list="GET /api/v1/catalogue/mappings"
            title={words.mappings}
            columns={MAPPING_COLUMNS}
            fixed={{ item_code }}
            rowKey={mappingPath}
            open={mappingPath}
            prefix="m-"
          />
        </>
      ) : null}
    </>
  );
}

function OnDay({ now, day }: { readonly now: NonNullable<Item["now"]>; readonly day: string }) {
  const words = useWords(CATALOGUE_WORDS);
  const share = (ppm: number | null): string => (ppm === null ? "—" : rateText(ppm));
  const figures = [
    [words.type, now.list_type_title],
    [words.specification, [now.specification, now.unit].filter(Boolean).join(" / ") || "—"],
    [words.employeeShare, share(now.share_employee_ppm)],
    [words.residentShare, share(now.share_resident_ppm)],
    [words.ceiling1, now.ceiling_level1 ?? "—"],
    [words.ceiling2, now.ceiling_level2 ?? "—"],
    [words.ceiling3, now.ceiling_level3 ?? "—"],
  ];
  return (
    <section aria-label={words.onDay(day)}>
      <dl className="figures">
        {figures.map(([title, value]) => (
          <div key={title} className="figure">
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="tags">
        {now.limited_use ? <Mark tone="warn">{words.limited}</Mark> : null}
        {now.negotiated ? <Mark tone="brand">{words.negotiated}</Mark> : null}
      </div>
    </section>
  );
}

function History({ item }: { readonly item: Item }) {
  const words = useWords(CATALOGUE_WORDS);
  const sections: readonly (readonly [string, string, readonly Stretch[]])[] = [
    [words.shares, words.sharesNone, item.shares.map(shareStretch)],
    [words.ceilings, words.ceilingsNone, item.ceilings.map(ceilingStretch)],
    [
      words.classHistory,
      "",
      item.classes.map((one) => ({
        ...one,
        line: words.class,
        value: [
          ...[words.classes(one.class), one.limited_use ? words.limited : ""],
          ...[one.negotiated ? words.negotiated : "", one.paid_alone ? words.paidAlone : ""],
        ]
          .filter((text) => text !== "")
          .join(" · "),
      })),
    ],
    [
      words.names,
      "",
      item.names.map((one) => ({
        ...one,
        line: one.list_type_title,
        value: [one.name, one.specification, one.unit, one.maker].filter(Boolean).join(" · "),
      })),
    ],
    [
      words.limits,
      words.limitsNone,
      item.limits.map((one) => ({ ...one, line: one.title, value: one.value })),
    ],
  ];
  return (
    <div className="item-histories">
      {sections.map(([title, none, stretches]) => (
        <section key={title} className="plain-card">
          <h2>{title}</h2>
          <Stretches {...{ title, stretches, none }} day={item.day} />
        </section>
      ))}
    </div>
  );
}

function shareStretch(one: Item["shares"][number]): Stretch {
  return { ...one, line: one.scheme, value: rateText(one.share_ppm) };
}

function ceilingStretch(one: Item["ceilings"][number]): Stretch {
  return { ...one, line: one.level_title, value: `${one.ceiling_yuan} 元` };
}
