import { Alert, App, Form, Input } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { call } from "../../shared/client.ts";
import { ExplainedSettlement, ReAdds } from "../../shared/explained/explained-settlement.tsx";
import type { SettlementAnswer } from "../../shared/explained/settlement-answer.ts";
import { ActionForm, useRequired } from "../../shared/form/action-form.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { queries } from "../../shared/queries.ts";
import { useRequestId } from "../../shared/request-id.ts";
import { useWords } from "../../shared/words.ts";
import { CLAIM_WORDS } from "./claim.words.ts";
import { ClaimForm } from "./claim-form.tsx";
import { type ClaimValues, claimBody } from "./claim-values.ts";
import "./agency.css";

interface Tried {
  readonly values: ClaimValues;
  readonly page: SettlementAnswer;
}

/** Enters a manual claim, shows what it comes to, and puts it up for another to check. */
export default function Claim(): ReactNode {
  const words = useWords(CLAIM_WORDS);
  const [search] = useSearchParams();
  const [tried, setTried] = useState<Tried | null>(null);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (tried !== null) place.current?.scrollIntoView({ block: "start" });
  }, [tried]);
  return (
    <>
      <PageHeader title={words.title} detail={words.detail} />
      <section className="plain-card">
        <ClaimForm
          person_no={search.get("person_no") ?? ""}
          onTried={(page, values) => setTried({ page, values })}
        />
      </section>
      <section ref={place} aria-label={words.result} aria-live="polite" className="claim-result">
        {tried === null ? null : <Result tried={tried} />}
      </section>
    </>
  );
}

function Result({ tried }: { readonly tried: Tried }) {
  const words = useWords(CLAIM_WORDS);
  const { page } = tried;
  return (
    <>
      <h2 className="section-title">
        {words.result} <ReAdds page={page} />
      </h2>
      <section className="plain-card claim-put-up">
        <p>
          {words.payable}：<Amount fen={payableOf(page)} unit strong />
        </p>
        <Alert type="info" showIcon title={words.settles} />
        <ProposeForm tried={tried} />
      </section>
      <ExplainedSettlement page={page} />
    </>
  );
}

/** What funds pay: the person has paid the whole bill. */
export function payableOf({ amounts }: SettlementAnswer): number {
  return amounts.total_fen - amounts.person_fen - amounts.hospital_fen;
}

function ProposeForm({ tried }: { readonly tried: Tried }) {
  const words = useWords(CLAIM_WORDS);
  const required = useRequired();
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const request_id = useRequestId();
  const { person_no } = tried.values;
  return (
    <ActionForm<{ reason: string }, { readonly proposal_no: number }>
      name="claim-propose"
      submitTitle={words.proposeTitle}
      send={({ reason }) =>
        call("POST /api/v1/people/{person_no}/claims", {
          params: { person_no },
          body: { request_id, claim: claimBody(tried.values), reason },
        })
      }
      onDone={({ proposal_no }) => {
        message.success(words.proposed(proposal_no));
        queries.invalidateQueries();
        navigate(`/agency/proposals/${proposal_no}`);
      }}
    >
      <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[required]}>
        <Input.TextArea rows={2} maxLength={300} showCount />
      </Form.Item>
    </ActionForm>
  );
}
