import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Form, Input, Space } from "antd";
import { type ReactNode, useState } from "react";
import { call } from "../../shared/client.ts";
import { dateText } from "../../shared/dates.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { queries } from "../../shared/queries.ts";
import { useAct } from "../../shared/use-act.ts";
import { useWords } from "../../shared/words.ts";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";
import { FindingPlace } from "./finding-place.tsx";
import type { Finding } from "./findings.tsx";
import { OfferedHere } from "./offered-waivers.tsx";
import { SeverityMark } from "./severity.tsx";

export interface FindingDetailProps {
  readonly check_no: number;
  /** The name of the document it was compared with; "" where there is none. */
  readonly against: string;
  readonly finding: Finding;
  readonly position: string;
  /** Null at the ends of the list. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** One finding: what is wrong and by which rule, how it would be right, and the page itself. */
export function FindingDetail(props: FindingDetailProps) {
  const { check_no, against, finding, position, onPrevious, onNext } = props;
  const words = useWords(DISCLOSURE_WORDS);
  return (
    <div className="finding-detail">
      <Card
        size="small"
        title={
          <span className="finding-title">
            <SeverityMark severity={finding.outcome} /> {finding.title}
          </span>
        }
        extra={
          <Space size={4}>
            <Button
              size="small"
              icon={<LeftOutlined />}
              aria-label={words.previous}
              disabled={onPrevious === null}
              onClick={() => onPrevious?.()}
            />
            <span className="muted">{position}</span>
            <Button
              size="small"
              icon={<RightOutlined />}
              aria-label={words.next}
              disabled={onNext === null}
              onClick={() => onNext?.()}
            />
          </Space>
        }
      >
        <p className="finding-message">{finding.message}</p>
        <FindingFacts finding={finding} against={against} />
        <OfferedHere check_no={check_no} finding={finding} />
        <Waiver check_no={check_no} finding={finding} />
      </Card>
      <FindingPlace check_no={check_no} finding={finding} against={against} />
    </div>
  );
}

interface FindingFactsProps {
  readonly finding: Finding;
  readonly against: string;
}

function FindingFacts({ finding, against }: FindingFactsProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const {
    printed,
    expected,
    difference,
    suggestion,
    place,
    text,
    rule,
    basis,
    merged,
    computations,
    other,
  } = finding;
  return (
    <dl className="finding-facts">
      <Fact name={words.printed} value={printed} strong />
      <Fact name={words.expected} value={expected} strong />
      <Fact name={words.difference} value={difference} />
      <Fact name={words.otherSays} value={other?.text ?? ""} strong />
      <Fact
        name={words.computation}
        value={computations.length === 0 ? "" : <Lines lines={computations} />}
      />
      <Fact name={words.repair} value={suggestion} />
      <Fact name={words.place} value={place || words.wholeDocument} />
      <Fact name={words.otherPlace} value={other === null ? "" : `${against}：${other.place}`} />
      <Fact name={words.text} value={text === printed ? "" : text} />
      <Fact name={words.rule} value={<code>{rule}</code>} />
      <Fact name={words.basis} value={basis} />
      <Fact name={words.merged} value={merged.length === 0 ? "" : <Merged merged={merged} />} />
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly strong?: boolean;
}

/** Nothing where there is nothing to say. */
function Fact({ name, value, strong = false }: FactProps) {
  if (value === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className={strong ? "finding-figure" : undefined}>{value}</dd>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="finding-merged">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Merged({ merged }: Pick<Finding, "merged">) {
  return (
    <ul className="finding-merged">
      {merged.map(({ rule, title }) => (
        <li key={rule}>
          <code>{rule}</code> {title}
        </li>
      ))}
    </ul>
  );
}

const CHECK = "GET /api/v1/disclosures/checks/{check_no}";
const WAIVER = "/api/v1/disclosures/checks/{check_no}/findings/{finding_id}/waiver";

/** Lets a finding stand, with a reason; or says who did, and takes it back. */
function Waiver({ check_no, finding }: { readonly check_no: number; readonly finding: Finding }) {
  const words = useWords(DISCLOSURE_WORDS);
  const required = useRequired();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const params = { check_no, finding_id: finding.id };
  const again = () => {
    setAsking(false);
    queries.invalidateQueries({ queryKey: [CHECK] });
  };
  if (finding.waiver !== null) {
    const { author, date, reason, carried } = finding.waiver;
    const by = words.waivedBy(author, dateText(date));
    const withdraw = async () => {
      if (await act(() => call(`DELETE ${WAIVER}`, { params }), words.withdrawn)) again();
    };
    return (
      <Alert
        type="success"
        showIcon
        title={`${words.waivedNow}：${reason}`}
        description={
          carried === null
            ? by
            : `${by}（${words.carriedFrom(carried.author, dateText(carried.date))}）`
        }
        action={
          <Button size="small" onClick={withdraw}>
            {words.withdraw}
          </Button>
        }
      />
    );
  }
  if (!asking) return <Button onClick={() => setAsking(true)}>{words.waive}</Button>;
  return (
    <ActionForm<{ reason: string }, unknown>
      name={`waiver-${check_no}-${finding.id}`}
      submitTitle={words.waive}
      send={(body) => call(`PUT ${WAIVER}`, { params, body })}
      onDone={again}
      onCancel={() => setAsking(false)}
    >
      <Form.Item
        name="reason"
        label={words.waiveReason}
        extra={words.waiveReasonWhy}
        rules={[required]}
      >
        <Input.TextArea autoFocus rows={2} maxLength={500} />
      </Form.Item>
    </ActionForm>
  );
}
