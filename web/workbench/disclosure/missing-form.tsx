import { Alert, Card, Form, Input, InputNumber } from "antd";
import type { ReactNode } from "react";
import { SlowWork } from "../../shared/feedback.tsx";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { YuanInput } from "../../shared/form/yuan-input.tsx";
import { useWords } from "../../shared/words.ts";
import { type Making, type Missing, useMaking } from "./making.ts";
import { PUBLICATION_WORDS } from "./publication.words.ts";

export interface MissingFormProps {
  readonly making: Making;
  readonly missing: Missing;
  readonly onMissing: (making: Making, missing: Missing) => void;
  readonly onBack: () => void;
}

/** By the place in the list: addresses have signs that names of fields may not have. */
interface Values {
  readonly paragraphs?: readonly string[];
  readonly reasons?: readonly string[];
  readonly figures?: readonly (string | number)[];
}

/** What nobody has given, asked for one by one; what was filled in before goes along. */
export function MissingForm({ making, missing, onMissing, onBack }: MissingFormProps) {
  const words = useWords(PUBLICATION_WORDS);
  const { send, done, seconds } = useMaking(onMissing);
  const { paragraphs, reasons, figures } = missing;
  const count = paragraphs.length + reasons.length + figures.length;
  const filledOf = (values: Values) => withFilled(making, missing, values);
  return (
    <Card size="small" className="making-card">
      <Alert
        type="warning"
        showIcon
        title={words.missingTitle(count)}
        description={words.missingWhy}
      />
      <ActionForm<Values, Awaited<ReturnType<typeof send>>>
        key={nameOf(missing)}
        name={`publication-missing-${nameOf(missing)}`}
        submitTitle={words.continueMaking}
        send={(values) => send(filledOf(values))}
        onDone={(answer, values) => done(answer, filledOf(values))}
        onCancel={onBack}
      >
        <Part title={words.missingParagraphs} count={paragraphs.length}>
          {paragraphs.map(({ id, words: label }, at) => (
            <Asked key={id} name={["paragraphs", at]} label={label}>
              <Input.TextArea rows={3} maxLength={5_000} />
            </Asked>
          ))}
        </Part>
        <Part title={words.missingReasons} count={reasons.length}>
          {reasons.map(({ address, words: label, place }, at) => (
            <Asked
              key={address}
              name={["reasons", at]}
              label={label}
              extra={place === "" ? undefined : words.fillAt(place)}
            >
              <Input.TextArea rows={2} maxLength={1_000} />
            </Asked>
          ))}
        </Part>
        <Part title={words.missingFigures} count={figures.length}>
          {figures.map(({ address, words: label, quantity }, at) => (
            <Asked key={address} name={["figures", at]} label={label} extra={words.nothingIsZero}>
              {quantity === "money" ? <YuanInput /> : <InputNumber min={0} precision={0} />}
            </Asked>
          ))}
        </Part>
      </ActionForm>
      {seconds === null ? null : (
        <SlowWork title={words.making} percent={null} detail={words.makingDetail(seconds)} />
      )}
    </Card>
  );
}

/** Another set of things that are missing is another form. */
function nameOf({ paragraphs, reasons, figures }: Missing): string {
  const ids = [...paragraphs.map(({ id }) => id), ...reasons.map(({ address }) => address)];
  return [...ids, ...figures.map(({ address }) => address)].join("|").slice(0, 400);
}

function withFilled(making: Making, missing: Missing, values: Values): Making {
  const before = making.filled ?? {};
  const text = (list: readonly (string | number)[] | undefined, at: number) => {
    return String(list?.[at] ?? "");
  };
  const { paragraphs, reasons, figures } = missing;
  return {
    ...making,
    filled: {
      paragraphs: {
        ...before.paragraphs,
        ...Object.fromEntries(paragraphs.map(({ id }, at) => [id, text(values.paragraphs, at)])),
      },
      reasons: {
        ...before.reasons,
        ...Object.fromEntries(
          reasons.map(({ address }, at) => [address, text(values.reasons, at)]),
        ),
      },
      figures: [
        ...(before.figures ?? []),
        ...figures.map(({ address, quantity }, at) => ({
          ...{ address, quantity, text: text(values.figures, at) },
        })),
      ],
    },
  };
}

interface PartProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

function Part({ title, count, children }: PartProps) {
  if (count === 0) return null;
  return (
    <fieldset className="missing-part">
      <legend>
        {title}（{count}）
      </legend>
      {children}
    </fieldset>
  );
}

interface AskedProps {
  readonly name: readonly (string | number)[];
  readonly label: string;
  readonly extra?: string | undefined;
  readonly children: ReactNode;
}

function Asked({ name, label, extra, children }: AskedProps) {
  const required = useRequired();
  return (
    <Form.Item name={[...name]} label={label} extra={extra} rules={[required]}>
      {children}
    </Form.Item>
  );
}
