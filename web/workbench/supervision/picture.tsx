import { UnorderedListOutlined } from "@ant-design/icons";
import { Button } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useMemo } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Amount, countText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { type Counted, groupsOf, stackedBars, stackedDays } from "./picture-options.ts";
import { SUPERVISION_WORDS } from "./supervision.words.ts";
import "./supervision.css";
import { DateRangePicker } from "../../shared/date-picker.tsx";

type Picture = AnswerOf<"GET /api/v1/supervision/picture">;

const FORMAT = "YYYY-MM-DD";
const SPANS = [30, 90, 365];
const INSTITUTIONS_SHOWN = 15;

/** What is found most: by rule, by institution, by day; each bar leads to its list. */
export default function PictureScreen(): ReactNode {
  const words = useWords(SUPERVISION_WORDS);
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const [from, to] = [search.get("from") ?? "", search.get("to") ?? ""];
  const query = { ...(from === "" ? {} : { from }), ...(to === "" ? {} : { to }) };
  const read = useCall("GET /api/v1/supervision/picture", { query });
  return (
    <>
      <PageHeader
        title={words.picture}
        detail={words.pictureDetail}
        actions={
          <Button
            icon={<UnorderedListOutlined />}
            onClick={() => navigate("/supervision/findings")}
          >
            {words.toInbox}
          </Button>
        }
      />
      <Loaded query={read}>
        {(picture) => (
          <>
            <RangeChoice
              picture={picture}
              onChoose={(days) => setSearch(days === null ? {} : days, { replace: true })}
            />
            {picture.rules.length === 0 ? (
              <EmptyState title={words.noPicture} hint={words.noPictureHint} />
            ) : (
              <Pictures picture={picture} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

interface RangeChoiceProps {
  readonly picture: Picture;
  readonly onChoose: (days: { readonly from: string; readonly to: string } | null) => void;
}

function RangeChoice({ picture: { from, to }, onChoose }: RangeChoiceProps) {
  const words = useWords(SUPERVISION_WORDS);
  const choose = (first: dayjs.Dayjs, last: dayjs.Dayjs) =>
    onChoose({ from: first.format(FORMAT), to: last.format(FORMAT) });
  const last = dayjs(to);
  return (
    <search className="finding-range">
      <DateRangePicker
        aria-label={words.range}
        value={[dayjs(from), last]}
        onChange={(days) => {
          if (days?.[0] && days[1]) choose(days[0], days[1]);
          else onChoose(null);
        }}
      />
      {SPANS.map((days) => (
        <Button key={days} onClick={() => choose(last.subtract(days - 1, "day"), last)}>
          {words.lastDays(days)}
        </Button>
      ))}
    </search>
  );
}

function Pictures({ picture }: { readonly picture: Picture }) {
  const words = useWords(SUPERVISION_WORDS);
  const [, navigate] = useLocation();
  const { from, to } = picture;
  const drawn = useMemo(() => {
    const rules = groupsOf(
      picture.rules.map((one) => ({ ...one, key: one.rule, name: one.title })),
    );
    const institutions = groupsOf(
      picture.institutions.map((one) => ({
        ...{ ...one, key: one.institution_code, name: one.institution },
      })),
    ).slice(0, INSTITUTIONS_SHOWN);
    const days = groupsOf(picture.days.map((one) => ({ ...one, key: one.day, name: one.day })));
    return { rules, institutions, days: days.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
  }, [picture]);
  const open = (filter: string, key: string) => {
    const chosen = filter === "day" ? { from: key, to: key } : { [filter]: key, from, to };
    navigate(`/supervision/findings?${new URLSearchParams(chosen)}`);
  };
  const names = words.outcomes;
  return (
    <>
      <p className="muted">{words.sumNote}</p>
      <div className="finding-pictures">
        <Grouped
          title={words.byRule}
          groups={drawn.rules}
          option={stackedBars(drawn.rules, names)}
          onOpen={(key) => open("rule", key)}
        />
        <Grouped
          title={words.byInstitution}
          groups={drawn.institutions}
          option={stackedBars(drawn.institutions, names)}
          onOpen={(key) => open("institution", key)}
        />
        <div className="card-wide">
          <Grouped
            title={words.byDay}
            groups={drawn.days}
            option={stackedDays(drawn.days, names)}
            onOpen={(key) => open("day", key)}
          />
        </div>
      </div>
    </>
  );
}

interface GroupedProps {
  readonly title: string;
  readonly groups: readonly Counted[];
  readonly option: ReturnType<typeof stackedBars>;
  readonly onOpen: (key: string) => void;
}

const BAR_HEIGHT = 28;
const AROUND_BARS = 90;
const HEIGHT_LEAST = 240;

function Grouped({ title, groups, option, onOpen }: GroupedProps) {
  const words = useWords(SUPERVISION_WORDS);
  const columns = [
    ...[title, words.findings, words.outcomes("violation"), words.outcomes("suspicion")],
    ...[words.confirmed, words.amount],
  ];
  return (
    <Chart
      title={title}
      option={option}
      height={Math.max(HEIGHT_LEAST, groups.length * BAR_HEIGHT + AROUND_BARS)}
      onClick={({ name }) => {
        const found = groups.find((one) => one.name === name);
        if (found !== undefined) onOpen(found.key);
      }}
      table={{
        columns,
        rows: groups.map((one) => [
          one.name,
          <span key="findings">{countText(one.findings)}</span>,
          <span key="violation">{countText(one.outcomes.violation ?? 0)}</span>,
          <span key="suspicion">{countText(one.outcomes.suspicion ?? 0)}</span>,
          <span key="confirmed">{countText(one.confirmed)}</span>,
          <Amount key="amount" fen={one.amount_fen} />,
        ]),
      }}
    />
  );
}
