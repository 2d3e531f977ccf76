import { yuanFromFen } from "../kernel/index.ts";
import type { Difference, DifferenceFacts, DifferenceKind } from "./difference.ts";
import type { BureauEntry, EntryFigures, InstitutionEntry } from "./statement-entry.ts";

/** Differences in words: why, and the proposed mend. */

interface Spoken {
  readonly ours: BureauEntry;
  readonly theirs: InstitutionEntry;
  readonly facts: DifferenceFacts;
}

interface Words {
  readonly reason: (spoken: Spoken) => string;
  readonly mend: (spoken: Spoken) => string;
}

/**
 * The difference with its words. What a kind speaks of is there by its construction: the texts
 * that speak of one side only are those of kinds that have that side.
 */
export function inWords(facts: DifferenceFacts): Difference {
  const { kind, ours = [], theirs = [], fields = [] } = facts;
  const spoken: Spoken = {
    ours: ours[0] as BureauEntry,
    theirs: theirs[0] as InstitutionEntry,
    facts,
  };
  const { reason, mend } = WORDS[kind];
  return { kind, reason: reason(spoken), mend: mend(spoken), ours, theirs, fields };
}

function amounts({ total_fen, fund_fen, account_fen }: EntryFigures): string {
  const [total, fund, account] = [total_fen, fund_fen, account_fen].map(yuanFromFen);
  return `医疗费${total}、基金${fund}、个人账户${account}`;
}

function bothValues({ facts }: Spoken): string {
  const differing = facts.fields ?? [];
  return differing
    .map(({ title, ours, theirs }) => `${title}医保局为${ours}、机构为${theirs}`)
    .join("，");
}

const askAgain = ({ ours }: Spoken): string =>
  `请按结算ID ${ours.settlement_id} 用 5203 查询，以查询结果更正本机构的记录`;

function outsideTheType({ insutype, clearing_type, region }: BureauEntry): string {
  return (
    `医保局的险种是${insutype}、清算类别是${clearing_type}、清算经办机构是${region}，` +
    "不属于本次对账的范围"
  );
}

const WORDS: Readonly<Record<DifferenceKind, Words>> = {
  "missing-at-bureau": {
    reason: ({ theirs }) =>
      `机构第${theirs.row}行的结算ID“${theirs.settlement_id}”在医保局不存在（${amounts(theirs)}）`,
    mend: () =>
      "请查该次结算交易的应答：没有成功的，重新结算（药店 2102、门诊 2207、住院 2304）；" +
      "已改为自费的，从医保账中删去",
  },
  "missing-at-institution": {
    reason: ({ ours }) =>
      `医保局于${ours.settled_at}结算，机构没有这一笔（${amounts(ours)}），多半是没有收到应答`,
    mend: ({ ours }) =>
      `确已收费的，用 5203 查询后补记；没有收费的，用 2601 冲正报文 ${ours.message_id}`,
  },
  "doubled-at-bureau": {
    reason: ({ ours, facts }) =>
      `与结算 ${facts.beside?.settlement_id} 同一人、同一天、金额相同（${amounts(ours)}），` +
      "机构只记了一笔，多半是换了报文ID重发",
    mend: ({ ours }) => `请用 2601 冲正报文 ${ours.message_id}，或按结算ID撤销重复的一笔`,
  },
  "doubled-at-institution": {
    reason: ({ theirs, facts }) =>
      `机构第${theirs.row}行与结算 ${facts.beside?.settlement_id} 是同一笔，医保局只有一笔`,
    mend: ({ theirs }) => `请删去本机构重复的一笔（第${theirs.row}行）`,
  },
  "off-by-a-fen": {
    reason: (spoken) => `${bothValues(spoken)}，只差一分，多半是机构自行四舍五入`,
    mend: (spoken) => `${askAgain(spoken)}；入账请用结算应答的金额，不要自行计算`,
  },
  "total-differs": { reason: bothValues, mend: askAgain },
  "wrong-fund": {
    reason: (spoken) => `${bothValues(spoken)}，总额相同，基金与个人账户之间串了渠道`,
    mend: askAgain,
  },
  "fund-differs": {
    reason: (spoken) => `${bothValues(spoken)}，总额相同`,
    mend: (spoken) => `${askAgain(spoken)}；应收基金与患者现金随之更正`,
  },
  "account-differs": {
    reason: (spoken) => `${bothValues(spoken)}，总额与基金相同`,
    mend: (spoken) => `${askAgain(spoken)}；个人账户与现金随之更正`,
  },
  "wrong-day": {
    reason: ({ ours, theirs }) =>
      `医保局的时间是${ours.settled_at}，${
        theirs.day === null ? "不在本次对账期间" : `机构记在${theirs.day}`
      }`,
    mend: () => "请以结算应答的结算时间记账；跨零点的结算在医保局的日期对账",
  },
  "wrong-person": {
    reason: (spoken) => `${bothValues(spoken)}，其余相同`,
    mend: (spoken) => `${askAgain(spoken)}；确系冒用或误刷他人凭证的，撤销后按本人重新结算`,
  },
  "wrong-visit": {
    reason: (spoken) => `${bothValues(spoken)}，人员与结算相同`,
    mend: askAgain,
  },
  "wrong-settlement-id": {
    reason: ({ ours, theirs }) =>
      `同一人、同一次就诊、金额相同，医保局的结算ID是${ours.settlement_id}，` +
      `机构第${theirs.row}行是“${theirs.settlement_id}”`,
    mend: ({ ours }) => `请把本机构的结算ID更正为 ${ours.settlement_id}`,
  },
  "wrong-type": {
    reason: (spoken) =>
      spoken.facts.fields?.length ? bothValues(spoken) : outsideTheType(spoken.ours),
    mend: ({ ours }) => `请归入险种 ${ours.insutype}、清算类别 ${ours.clearing_type} 对账`,
  },
  "other-institution": {
    reason: ({ ours }) => `结算 ${ours.settlement_id} 是机构 ${ours.institution_code} 的`,
    mend: () => "请从本机构的账中删去；分院、药房各有编号的，各自对账",
  },
  "refund-only-at-bureau": {
    reason: ({ ours }) =>
      `医保局于${ours.settled_at}撤销了结算 ${ours.corrects_settlement_id}，机构没有退费`,
    mend: () => "请核实撤销应答并补记退费（负数、退费结算标志 1）；患者的款项须一并退还",
  },
  "refund-only-at-institution": {
    reason: ({ theirs }) =>
      `机构第${theirs.row}行已退费，医保局的结算 ${theirs.settlement_id} 仍然有效`,
    mend: () => "请按结算ID撤销（药店 2103、门诊 2208、住院 2305），或恢复本机构的记录",
  },
  "refund-wrong-sign": {
    reason: ({ ours, theirs }) =>
      `机构第${theirs.row}行是结算 ${ours.corrects_settlement_id} 的退费，金额却不是负数`,
    mend: () => "退费请以负数报送，退费结算标志填 1",
  },
  "refund-not-flagged": {
    reason: ({ theirs }) => `机构第${theirs.row}行金额为负，退费结算标志却不是 1`,
    mend: () => "退费请把退费结算标志填为 1",
  },
  "refund-pair-left-out": {
    reason: ({ ours }) => `结算 ${ours.settlement_id} 与它的退费都在本期，机构两笔都没有报送`,
    mend: () => "已退费的结算请报送正、负两行；本机构没有记录的，请核实该次收费与退费",
  },
  "reversed-by-message": {
    reason: ({ ours }) =>
      `结算 ${ours.corrects_settlement_id} 已于${ours.settled_at}被 2601 冲正` +
      `（报文 ${ours.message_id}），机构仍在计算`,
    mend: () => "请删去该笔并核实是否已重新结算；没有重新结算的，请重新结算或退还患者",
  },
  "adjustment-unknown": {
    reason: ({ ours }) =>
      `结算 ${ours.corrects_settlement_id} 因此前的账单被撤销而重算，差额：${amounts(ours)}`,
    mend: ({ ours }) =>
      `请用 5203 查询结算 ${ours.corrects_settlement_id}，按重算后的金额更正，` +
      "与患者的现金差额多退少补",
  },
};
