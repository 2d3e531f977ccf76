import { Segmented, Select } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import type { Check } from "./check.tsx";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";
import { FindingDetail } from "./finding-detail.tsx";
import { SEVERITIES, type Severity, SeverityMark } from "./severity.tsx";

export type Finding = Check["findings"][number];

interface Chosen {
  readonly severities: readonly Severity[];
  readonly rule: string;
  readonly order: "place" | "weight";
}

const ALL: Chosen = { severities: SEVERITIES, rule: "", order: "weight" };

/** The findings in a list; beside it the one that is looked at, on its page. */
export function Findings({ check }: { readonly check: Check }) {
  const words = useWords(DISCLOSURE_WORDS);
  const [chosen, setChosen] = useState<Chosen>(ALL);
  const [search, setSearch] = useSearchParams();
  const shown = useMemo(() => chosenOf(check.findings, chosen), [check.findings, chosen]);
  const wanted = search.get("finding");
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === wanted),
  );
  const finding = shown[at];
  const go = (to: number) => {
    const next = shown[Math.min(Math.max(to, 0), shown.length - 1)];
    if (next !== undefined) setSearch({ finding: next.id }, { replace: true });
  };
  useStepKeys((step) => go(at + step));
  return (
    <>
      <Choices {...{ chosen, setChosen }} findings={check.findings} />
      {finding === undefined ? (
        <EmptyState title={words.noneChosen} hint={words.noneChosenHint} />
      ) : (
        <div className="findings">
          <FindingsList {...{ shown, at, go }} />
          <FindingDetail
            key={finding.id}
            check_no={check.check_no}
            against={check.against?.name ?? ""}
            finding={finding}
            position={words.position(at + 1, shown.length)}
            onPrevious={at > 0 ? () => go(at - 1) : null}
            onNext={at < shown.length - 1 ? () => go(at + 1) : null}
          />
        </div>
      )}
    </>
  );
}

function chosenOf(findings: readonly Finding[], { severities, rule, order }: Chosen) {
  const found = findings.filter(
    (one) =>
      severities.includes(one.outcome) &&
      (rule === "" || one.rule === rule || one.merged.some((other) => other.rule === rule)),
  );
  if (order === "place") return found;
  const weight = (one: Finding) => SEVERITIES.indexOf(one.outcome) + (one.waiver === null ? 0 : 10);
  return found.toSorted((a, b) => weight(a) - weight(b));
}

/** J and K from wherever nothing is typed. */
function useStepKeys(step: (by: number) => void): void {
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: globalThis.KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey) return;
      if ((target as HTMLElement).closest?.("input, textarea, [role='combobox']")) return;
      if (key === "j" || key === "J") latest.current(1);
      if (key === "k" || key === "K") latest.current(-1);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

interface ChoicesProps {
  readonly findings: readonly Finding[];
  readonly chosen: Chosen;
  readonly setChosen: (chosen: Chosen) => void;
}

function Choices({ findings, chosen, setChosen }: ChoicesProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const toggle = (one: Severity) => {
    const has = chosen.severities.includes(one);
    const left = has
      ? chosen.severities.filter((other) => other !== one)
      : [...chosen.severities, one];
    setChosen({ ...chosen, severities: left });
  };
  return (
    <div className="finding-choices">
      {SEVERITIES.map((one) => (
        <button
          key={one}
          type="button"
          className={`severity-toggle severity-${one}`}
          aria-pressed={chosen.severities.includes(one)}
          onClick={() => toggle(one)}
        >
          {words[one]} <b>{findings.filter(({ outcome }) => outcome === one).length}</b>
        </button>
      ))}
      <Select
        aria-label={words.ruleFilter}
        value={chosen.rule}
        onChange={(rule) => setChosen({ ...chosen, rule })}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        className="rule-choice"
        options={[{ value: "", label: words.allRules }, ...rulesOf(findings)]}
      />
      <Segmented<Chosen["order"]>
        aria-label={words.order}
        value={chosen.order}
        onChange={(order) => setChosen({ ...chosen, order })}
        options={[
          { value: "weight", label: words.byWeight },
          { value: "place", label: words.byPlace },
        ]}
      />
      <span className="muted">{words.keys}</span>
    </div>
  );
}

/** The rules that some finding breaks, each with how many. */
function rulesOf(findings: readonly Finding[]) {
  const rules = new Map<string, { title: string; count: number }>();
  for (const { rule, title, merged } of findings) {
    for (const one of [{ rule, title }, ...merged]) {
      const known = rules.get(one.rule);
      rules.set(one.rule, { title: known?.title ?? one.title, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...rules].map(([value, { title, count }]) => ({
    value,
    label: `${value} ${title}（${count}）`,
  }));
}

interface FindingsListProps {
  readonly shown: readonly Finding[];
  readonly at: number;
  readonly go: (to: number) => void;
}

function FindingsList({ shown, at, go }: FindingsListProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const list = useRef<HTMLDivElement>(null);
  const id = shown[at]?.id;
  useEffect(() => {
    if (id === undefined) return;
    list.current?.querySelector(`#option-${id}`)?.scrollIntoView({ block: "nearest" });
  }, [id]);
  const onKey = (event: KeyboardEvent) => {
    const targets: Readonly<Record<string, number>> = {
      ...{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 },
    };
    const to = targets[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <div
      ref={list}
      className="findings-list"
      role="listbox"
      tabIndex={0}
      aria-label={words.findingsList}
      aria-activedescendant={id === undefined ? undefined : `option-${id}`}
      onKeyDown={onKey}
    >
      {shown.map((one, index) => (
        <FindingOption
          key={one.id}
          finding={one}
          isChosen={index === at}
          onChoose={() => go(index)}
        />
      ))}
    </div>
  );
}

interface FindingOptionProps {
  readonly finding: Finding;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function FindingOption({ finding, isChosen, onChoose }: FindingOptionProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const { id, outcome, title, place, printed, expected, waiver, rule } = finding;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys, and the focus.
    <div
      id={`option-${id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={`finding-option${waiver === null ? "" : " finding-waived"}`}
      onClick={onChoose}
    >
      <div className="finding-option-head">
        <SeverityMark severity={outcome} />
        {waiver === null ? null : <Mark tone="good">{words.waivedNow}</Mark>}
        <code className="muted">{rule}</code>
      </div>
      <div className="finding-option-title">{title}</div>
      <div className="muted finding-option-place">{place || words.wholeDocument}</div>
      {printed === "" || expected === "" ? null : (
        <div className="finding-option-figures">
          {printed} → <b>{expected}</b>
        </div>
      )}
    </div>
  );
}
