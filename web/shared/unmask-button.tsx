import { EyeOutlined } from "@ant-design/icons";
import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { call } from "./client.ts";
import { ActionForm, useRequired } from "./form/action-form.tsx";
import { queries } from "./queries.ts";
import { useRights } from "./session.ts";
import { useSharedWords } from "./shared.words.ts";

/** Personal data in full: asks for a reason, which the audit keeps, and reads the page again. */
export function UnmaskButton({ person_no }: { readonly person_no: string }) {
  const words = useSharedWords();
  const required = useRequired();
  const rights = useRights();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  if (!rights.has("people.unmask")) return null;
  const done = () => {
    setOpen(false);
    message.success(words.unmasked);
    queries.invalidateQueries();
  };
  return (
    <>
      <Button icon={<EyeOutlined />} onClick={() => setOpen(true)}>
        {words.unmask}
      </Button>
      <Modal
        open={open}
        title={words.unmaskTitle}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p className="muted">{words.unmaskWhy}</p>
        <ActionForm<{ reason: string }, unknown>
          name={`unmask-${person_no}`}
          withoutDraft
          send={({ reason }) => call("POST /api/v1/unmask", { body: { person_no, reason } })}
          onDone={done}
          onCancel={() => setOpen(false)}
        >
          <Form.Item
            name="reason"
            label={words.unmaskReason}
            rules={[required, { min: 4, message: words.unmaskReasonShort }]}
          >
            <Input.TextArea autoFocus rows={2} maxLength={200} showCount />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  );
}
