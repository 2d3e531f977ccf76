import { App, Button, Form, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { call } from "../../shared/client.ts";
import type { SettlementAnswer } from "../../shared/explained/settlement-answer.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { SETTLEMENT_WORDS } from "./settlement.words.ts";

/** Of a settled manual claim: puts up that it be taken back. */
export function ClaimWithdrawal({ facts }: Pick<SettlementAnswer, "facts">): ReactNode {
  const words = useWords(SETTLEMENT_WORDS);
  const rights = useRights();
  const [isOpen, setOpen] = useState(false);
  const isOver = facts.is_paid || facts.reversed_by !== null;
  if (!facts.is_claim || isOver || !rights.has("claims.make")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.takeBack}</Button>
      <Modal
        open={isOpen}
        title={words.takeBack}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p>{words.takeBackDetail}</p>
        <WithdrawalForm facts={facts} />
      </Modal>
    </>
  );
}

function WithdrawalForm({ facts }: Pick<SettlementAnswer, "facts">) {
  const words = useWords(SETTLEMENT_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const request_id = useRequestId();
  const { person_no, settlement_id } = facts;
  return (
    <ActionForm<{ reason: string }, { readonly proposal_no: number }>
      name={`claim-withdrawal-${settlement_id}`}
      submitTitle={words.putUp}
      send={({ reason }) =>
        call("POST /api/v1/people/{person_no}/settlements/{settlement_id}/withdrawal", {
          params: { person_no, settlement_id },
          body: { request_id, reason },
        })
      }
      onDone={({ proposal_no }) => {
        message.success(words.proposed(proposal_no));
        queries.invalidateQueries();
        navigate(`/agency/proposals/${proposal_no}`);
      }}
    >
      <Form.Item name="reason" label={words.reason} rules={[required]}>
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
    </ActionForm>
  );
}
