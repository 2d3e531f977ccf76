import { Type } from "typebox";
import type { Execution } from "../../department/index.ts";
import { Fen, Text } from "../agency/fields.ts";

/** Schemas that the routes of the budget share. */

export const EXECUTION = {
  /** 年初预算, 调整, 上年结转转入; together 调整后预算. */
  original_fen: Fen,
  adjusted_fen: Fen,
  carried_in_fen: Fen,
  budget_fen: Fen,
  released_fen: Fen,
  /** Of the adjusted budget: paid, reserved, carried out or lapsed, and what is left. */
  paid_fen: Fen,
  committed_fen: Fen,
  gone_fen: Fen,
  available_fen: Fen,
};

export function executionOf(execution: Execution) {
  const { original_fen, adjusted_fen, carried_in_fen, budget_fen, released_fen } = execution;
  const { paid_fen, committed_fen, available_fen, carried_out_fen, lapsed_fen } = execution;
  return {
    ...{ original_fen, adjusted_fen, carried_in_fen, budget_fen, released_fen },
    ...{ paid_fen, committed_fen, available_fen, gone_fen: carried_out_fen + lapsed_fen },
  };
}

export const LINE = {
  line_no: Type.Integer(),
  unit_code: Text,
  year: Type.Integer(),
  functional_code: Text,
  functional: Text,
  economic_code: Text,
  economic: Text,
  government_code: Text,
  government: Text,
  fund: Text,
  fund_title: Text,
  source_title: Text,
  project_code: Text,
  project: Text,
  procurement: Type.Boolean(),
};

export const RequestId = Type.String({ minLength: 8, maxLength: 64 });

/** 单据种类 as people call them. */
export const DOCUMENT_TITLES = {
  budget: "年初预算",
  adjustment: "预算调整",
  release: "指标下达",
  commitment: "占用",
  "commitment-release": "占用释放",
  voucher: "支付凭证",
  reversal: "冲销",
  return: "退回",
  closing: "年终结账",
} as const;
