import { YibaoError } from "../../kernel/index.ts";
import type { Runner, Store } from "../../store/index.ts";
import type { Handler, ParsedRequest } from "../dispatch.ts";
import { changeOnce } from "../handlers/receipt.store.ts";
import type { KeptRule, TransactionShape } from "../transaction-shape.ts";
import {
  endKept,
  findKept,
  type KeptMessage,
  type KeptQuery,
  nextKeptNo,
  writeKept,
} from "./kept.store.ts";
import { keptOutput } from "./kept-answer.ts";
import { type KeptFacts, type KeptRow, keptFacts, keptInput } from "./kept-message.ts";

/**
 * Answers every transaction that is kept: checked by the table, stored, found again, counted.
 * Nothing follows from it, and its answer says no more than that.
 */
export function createKeptHandlers(store: Store): (shape: TransactionShape) => Handler {
  return (shape) => (shape.effect === "change" ? keeper(store, shape) : finder(store, shape));
}

function keeper(store: Store, shape: TransactionShape): Handler {
  const rule = shape.kept as KeptRule;
  return (request) =>
    changeOnce(store, request.receipt, async (transaction) => {
      const input = keptInput(shape, request.input);
      const facts = keptFacts(input);
      const earlier = await namedMessage(transaction, request, rule, facts);
      const kept_no = await nextKeptNo(transaction);
      const issued = issuedNumbers(rule, facts, kept_no, request.received_at);
      const message = keptMessage(request, kept_no, input, facts, issued);
      await writeKept(transaction, { ...message, facts: withIssued(facts, issued) });
      if (rule.ends && earlier !== null) await endKept(transaction, earlier.kept_no, kept_no);
      return keptOutput(shape, { messages: [message], page: null });
    });
}

function finder(store: Store, shape: TransactionShape): Handler {
  const rule = shape.kept as KeptRule;
  return async (request) => {
    const facts = keptFacts(keptInput(shape, request.input));
    const { number, size } = pageOf(facts);
    if (rule.of === undefined) {
      return keptOutput(shape, { messages: [], page: { number, size, total: 0 } });
    }
    const query = queryOf(request, rule.of, rule, facts);
    const found = await findKept(store, { ...query, limit: size, offset: (number - 1) * size });
    if (rule.must_exist && found.total === 0) throw unknownMessage(rule, facts);
    const { messages, total } = found;
    return keptOutput(shape, { messages, page: { number, size, total } });
  };
}

/** The message that this one acts on, when its rule names one. */
async function namedMessage(
  transaction: Runner,
  request: ParsedRequest,
  rule: KeptRule,
  facts: KeptFacts,
): Promise<KeptMessage | null> {
  if (rule.of === undefined) return null;
  const query = queryOf(request, rule.of, rule, facts);
  const { messages } = await findKept(transaction, { ...query, limit: 1, offset: 0 });
  const [found] = messages;
  if (found === undefined && rule.must_exist) throw unknownMessage(rule, facts);
  return found ?? null;
}

function queryOf(
  { institution_code }: ParsedRequest,
  transaction_code: string,
  rule: KeptRule,
  facts: KeptFacts,
): Omit<KeptQuery, "limit" | "offset"> {
  const asked = (rule.by ?? []).flatMap((name) => {
    const value = facts[name]?.[0];
    return value === undefined ? [] : [[name, [value]] as const];
  });
  return { institution_code, transaction_code, facts: Object.fromEntries(asked) };
}

function unknownMessage(rule: KeptRule, facts: KeptFacts): YibaoError {
  const by = (rule.by ?? []).map((name) => `${name}=${facts[name]?.[0] ?? ""}`).join("、");
  return new YibaoError("GATEWAY-KEPT-UNKNOWN", { infno: rule.of as string, by });
}

/** Numbers of ours for the fields the rule names, where the message brings none: day and number. */
function issuedNumbers(
  rule: KeptRule,
  facts: KeptFacts,
  kept_no: number,
  now: Date,
): Record<string, string> {
  const day = now.toISOString().slice(0, 10).replaceAll("-", "");
  const names = (rule.issues ?? []).filter((name) => facts[name] === undefined);
  return Object.fromEntries(
    names.map((name, index) => [name, `${day}${String(kept_no).padStart(10, "0")}${index}`]),
  );
}

function withIssued(facts: KeptFacts, issued: Readonly<Record<string, string>>): KeptFacts {
  const entries = Object.entries(issued).map(([name, value]) => [name, [value]] as const);
  return { ...facts, ...Object.fromEntries(entries) };
}

function keptMessage(
  request: ParsedRequest,
  kept_no: number,
  input: KeptRow,
  facts: KeptFacts,
  issued: KeptRow,
): KeptMessage {
  const { institution_code, infno, msgid, received_at } = request;
  const person_no = facts.psn_no?.[0] ?? facts.psnNo?.[0] ?? "";
  return {
    kept_no,
    institution_code,
    transaction_code: infno,
    message_id: msgid,
    person_no,
    received_at,
    input,
    issued,
  };
}

const PAGE_SIZE_DEFAULT = 20;
const PAGE_SIZE_MAX = 100;

function pageOf(facts: KeptFacts): { readonly number: number; readonly size: number } {
  const asked = (names: readonly string[]): number =>
    Number(names.map((name) => facts[name]?.[0]).find((value) => value !== undefined));
  const number = asked(["pageNum", "page_num", "currentPage"]);
  const size = asked(["pageSize", "page_size"]);
  return {
    number: Number.isInteger(number) && number > 0 ? number : 1,
    size: Number.isInteger(size) && size > 0 ? Math.min(size, PAGE_SIZE_MAX) : PAGE_SIZE_DEFAULT,
  };
}
