import { Button } from "antd";
import { useLocation } from "wouter";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { PaidSlices, ReAdds } from "../../shared/explained/explained-settlement.tsx";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { useDemoAccounts } from "../../shared/sign-in/demo-accounts.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { enterAs } from "../front/enter-as.ts";
import { DEMO_WALK_WORDS } from "./demo-walk.words.ts";
import { SettledEntry } from "./settled-entry.tsx";
import { SettledYear } from "./settled-year.tsx";
import { TrialFigures } from "./trial-figures.tsx";
import { WALK_WORDS } from "./walk.words.ts";
import { WireMessages } from "./wire-messages.tsx";

const SETTLED = "GET /api/v1/demo/people/{person_no}/walks/{request_id}";
export type Settled = AnswerOf<typeof SETTLED>;

export interface SettledWalkProps {
  readonly person_no: string;
  readonly request_id: string;
  readonly onOther: () => void;
}

/** The settlement as it is stored, the entry it wrote, what it used up; and where to look next. */
export function SettledWalk({ person_no, request_id, onOther }: SettledWalkProps) {
  const { language } = usePreferences();
  const read = useCall(SETTLED, { params: { person_no, request_id }, query: { language } });
  return <Loaded query={read}>{(found) => <Sheet settled={found} onOther={onOther} />}</Loaded>;
}

interface SheetProps extends Pick<SettledWalkProps, "onOther"> {
  readonly settled: Settled;
}

function Sheet({ settled, onOther }: SheetProps) {
  const words = useWords(WALK_WORDS);
  const own = useWords(DEMO_WALK_WORDS);
  const { settlement, settlement_id, entries, messages } = settled;
  const { total_fen, person_fen, hospital_fen, account_fen, cash_fen } = settlement.amounts;
  const fund_fen = total_fen - person_fen - hospital_fen;
  return (
    <div className="settled-walk">
      <section className="plain-card">
        <h2>
          {own.settled} <Mark tone="good">{own.settledAs(settlement_id)}</Mark>{" "}
          <ReAdds page={settlement} />
        </h2>
        <TrialFigures trial={{ total_fen, fund_fen, person_fen, account_fen, cash_fen }} />
        <h3>{own.whoPays}</h3>
        <p className="muted">{own.whoPaysWhy}</p>
        <PaidSlices page={settlement} />
      </section>
      {entries.map((entry) => (
        <SettledEntry key={entry.entry_no} entry={entry} />
      ))}
      {entries.length > 0 ? null : (
        <section className="plain-card">
          <h2>{own.entry}</h2>
          <p>{own.noEntry}</p>
        </section>
      )}
      <SettledYear settled={settled} />
      <section className="plain-card" aria-label={own.next}>
        <h2>{own.next}</h2>
        <div className="walk-links">
          <DemoLinks settled={settled} />
          <AsThePerson settled={settled} />
          <Button onClick={onOther}>{words.other}</Button>
        </div>
      </section>
      <WireMessages messages={messages} />
    </div>
  );
}

/** By the credential that an agency would issue, as everywhere in the demo. */
function AsThePerson({ settled: { person_no, settlement_id } }: Pick<SheetProps, "settled">) {
  const own = useWords(DEMO_WALK_WORDS);
  const [, go] = useLocation();
  const act = useAct();
  const enter = () =>
    act(async () => {
      await enterAs(person_no);
      go(`/me/settlements/${settlement_id}`);
    }, own.entered);
  return <Button onClick={enter}>{own.asPerson}</Button>;
}

/** The same settlement as those see it whose work it is: sign-in filled in, then its own page. */
function DemoLinks({
  settled: { person_no, settlement_id, entries },
}: Pick<SheetProps, "settled">) {
  const own = useWords(DEMO_WALK_WORDS);
  const accounts = useDemoAccounts().data ?? [];
  const person = encodeURIComponent(person_no);
  const [entry] = entries;
  const places = [
    ["agency-clerk", own.asClerk, `/people/${person}/settlements/${settlement_id}`],
    ...(entry === undefined
      ? []
      : [["finance-officer", own.asFinance, `/finance/entries/${person}/${entry.entry_no}`]]),
  ] as const;
  return places.map(([role, title, next]) => {
    const account = accounts.find((one) => one.role === role)?.account;
    if (account === undefined) return null;
    const search = new URLSearchParams({ demo: account, next: next ?? "/" });
    return (
      <Button key={role} type="primary" href={`/workbench/sign-in?${search}`}>
        {title}
      </Button>
    );
  });
}
