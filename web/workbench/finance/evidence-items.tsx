import { DeleteOutlined, FileProtectOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Form, Input, Select, Space, Upload } from "antd";
import { useRequired } from "../../shared/form/action-form.tsx";
import { YuanInput } from "../../shared/form/yuan-input.tsx";
import type { Phrase } from "../../shared/words.ts";
import { usePhrase, useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";

/** Attachments of a voucher: kinds, numbers, amounts and the hashes of their files. */

export type EvidenceKind = (typeof KINDS)[number]["value"];

export interface EvidenceItem {
  readonly kind?: EvidenceKind;
  readonly number?: string;
  readonly sha256?: string;
  readonly amount?: string | null;
}

const KINDS = [
  { value: "invoice", title: { zh: "发票", en: "Invoice" } },
  { value: "receipt", title: { zh: "收据", en: "Receipt" } },
  { value: "payroll", title: { zh: "工资表", en: "Payroll" } },
  { value: "bank-slip", title: { zh: "银行回单", en: "Bank slip" } },
  { value: "list", title: { zh: "清单", en: "List" } },
  { value: "contract", title: { zh: "合同", en: "Contract" } },
  { value: "approval", title: { zh: "审批单", en: "Approval" } },
  { value: "acceptance", title: { zh: "验收单", en: "Acceptance" } },
] as const satisfies readonly { readonly value: string; readonly title: Phrase }[];

export function EvidenceItems() {
  const words = useWords(BUDGET_WORDS);
  return (
    <Form.List name="evidence">
      {(fields, { add, remove }, { errors }) => (
        <fieldset className="budget-items">
          <legend>{words.evidence}</legend>
          <p className="muted finance-note">{words.evidenceFileHint}</p>
          {fields.map(({ key, name }) => (
            <EvidenceRow key={key} name={name} onRemove={() => remove(name)} />
          ))}
          <div className="items-errors">
            <Form.ErrorList errors={errors} />
          </div>
          <div>
            <Button icon={<PlusOutlined />} onClick={() => add({ kind: "invoice" })}>
              {words.addEvidence}
            </Button>
          </div>
        </fieldset>
      )}
    </Form.List>
  );
}

interface EvidenceRowProps {
  readonly name: number;
  readonly onRemove: () => void;
}

function EvidenceRow({ name, onRemove }: EvidenceRowProps) {
  const words = useWords(BUDGET_WORDS);
  const phrase = usePhrase();
  const required = useRequired();
  return (
    <div className="evidence-item">
      <Form.Item name={[name, "kind"]} rules={[required]}>
        <Select
          aria-label={words.evidenceKind}
          options={KINDS.map(({ value, title }) => ({ value, label: phrase(title) }))}
        />
      </Form.Item>
      <Form.Item name={[name, "number"]} rules={[required]}>
        <Input
          aria-label={words.evidenceNumber}
          placeholder={words.evidenceNumber}
          maxLength={120}
        />
      </Form.Item>
      <Form.Item name={[name, "amount"]} rules={[required]}>
        <YuanInput placeholder={words.evidenceAmount} />
      </Form.Item>
      <Form.Item name={[name, "sha256"]} rules={[required]}>
        <HashField />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={words.removeLine}
        onClick={onRemove}
      />
    </div>
  );
}

interface HashFieldProps {
  readonly value?: string;
  readonly onChange?: (hash: string) => void;
  readonly id?: string;
}

/** The hash of a file that stays where it is: made in the browser, or pasted. */
function HashField({ value = "", onChange, id }: HashFieldProps) {
  const words = useWords(BUDGET_WORDS);
  const { message } = App.useApp();
  const take = async (file: Blob) => {
    if (globalThis.crypto?.subtle === undefined) {
      message.warning(words.noHashing);
      return;
    }
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const bytes = [...new Uint8Array(digest)];
    onChange?.(bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  };
  return (
    <Space.Compact block>
      <Input
        {...(id === undefined ? {} : { id })}
        value={value}
        maxLength={64}
        aria-label={words.hash}
        placeholder={words.hash}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          take(file);
          return false;
        }}
      >
        <Button
          icon={<FileProtectOutlined />}
          title={words.evidenceFile}
          aria-label={words.evidenceFile}
        />
      </Upload>
    </Space.Compact>
  );
}
