import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Form, Input, Modal, Radio } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { call } from "../../shared/client.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useWords } from "../../shared/words.ts";
import { AppealsTable } from "./appeals-table.tsx";
import { INSTITUTION_WORDS } from "./institution.words.ts";

interface Values {
  readonly about: "finding" | "settlement";
  readonly number: string;
  readonly reason: string;
}

/** The institution's own appeals, and a new one; its subject may stand in the address. */
export default function Appeals(): ReactNode {
  const words = useWords(INSTITUTION_WORDS);
  const [search, setSearch] = useSearchParams();
  const { message } = App.useApp();
  const close = () => setSearch({}, { replace: true });
  const sent = () => {
    close();
    message.success(words.sent);
    queries.invalidateQueries({ queryKey: ["GET /api/v1/appeals"] });
  };
  return (
    <>
      <PageHeader
        title={words.appeals}
        detail={words.appealsDetail}
        actions={
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => setSearch({ new: "yes" }, { replace: true })}
          >
            {words.newAppeal}
          </Button>
        }
      />
      <AppealsTable inbox={false} />
      <p className="muted">{words.ofInstitution}</p>
      <Modal
        open={search.get("new") === "yes"}
        title={words.newAppeal}
        footer={null}
        destroyOnHidden
        onCancel={close}
      >
        <NewAppeal
          about={search.get("about") === "settlement" ? "settlement" : "finding"}
          number={search.get("number") ?? ""}
          onSent={sent}
          onCancel={close}
        />
      </Modal>
    </>
  );
}

interface NewAppealProps {
  readonly about: Values["about"];
  readonly number: string;
  readonly onSent: () => void;
  readonly onCancel: () => void;
}

const REASON_MOST = 500;

function NewAppeal({ about, number, onSent, onCancel }: NewAppealProps) {
  const words = useWords(INSTITUTION_WORDS);
  const required = useRequired();
  // The same form sent twice is one appeal.
  const request_id = useRequestId();
  return (
    <ActionForm<Values, unknown>
      name={`appeal-${about}-${number}`}
      initial={{ about, number }}
      submitTitle={words.send}
      send={(values) => call("POST /api/v1/appeals", { body: { request_id, ...values } })}
      onDone={onSent}
      onCancel={onCancel}
    >
      <Form.Item name="about" label={words.about} rules={[required]}>
        <Radio.Group
          options={[
            { value: "finding", label: words.aboutFinding },
            { value: "settlement", label: words.aboutSettlement },
          ]}
        />
      </Form.Item>
      <Form.Item name="number" label={words.number} extra={words.numberHint} rules={[required]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[required]}>
        <Input.TextArea rows={5} maxLength={REASON_MOST} />
      </Form.Item>
    </ActionForm>
  );
}
