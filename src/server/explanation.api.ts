import type { FastifyInstance } from "fastify";
import { CallerRejected, type GatewayOptions } from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";
import {
  canReAdd,
  LANGUAGES,
  type Language,
  type Region,
  reAddFindings,
  rulesOn,
} from "../policy/index.ts";
import { createRegionShelf, type LoadRegion, regionOfVersion } from "../policy-library/index.ts";
import { type ExplainableSettlement, explainBill, readExplainable } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import { sendProblem } from "../workbench/index.ts";
import { type CallingOptions, callingInstitution } from "./calling-institution.ts";

/**
 * `GET /api/v1/settlements/{settlement_id}/explanation`: a settlement of one's own institution in
 * the words of the clauses, with whether its steps re-add to it (docs/explanation.md).
 */
export interface ExplanationApiOptions extends CallingOptions {
  readonly store: Store;
  readonly region: { readonly value: Region };
  readonly gateway: Pick<GatewayOptions, "signature" | "quota" | "clock" | "onFault">;
}

interface Asked {
  readonly Params: { readonly settlement_id: string };
  readonly Querystring: {
    readonly psn_no: string;
    readonly language?: Language;
    readonly fixmedins_code?: string;
  };
}

const PATH = "/api/v1/settlements/:settlement_id/explanation";
const QUERY = {
  type: "object",
  required: ["psn_no"],
  properties: {
    psn_no: { type: "string", minLength: 1, maxLength: 64 },
    language: { enum: LANGUAGES },
    fixmedins_code: { type: "string" },
  },
} as const;

export async function explanationApi(
  app: FastifyInstance,
  options: ExplanationApiOptions,
): Promise<void> {
  const load = createRegionShelf();
  app.setErrorHandler((error, _request, reply) => {
    const theirs = (error as { readonly validation?: unknown }).validation !== undefined;
    if (!(theirs || error instanceof YibaoError || error instanceof CallerRejected)) {
      options.gateway.onFault?.(error, { infno: PATH, msgid: "" });
    }
    return sendProblem(reply, error);
  });
  app.get<Asked>(PATH, { schema: { querystring: QUERY } }, async (request, reply) => {
    const { psn_no, language = "zh", fixmedins_code } = request.query;
    const { settlement_id } = request.params;
    const institution_code = callingInstitution(request, fixmedins_code, options);
    const found = await readExplainable(options.store, { person_no: psn_no, settlement_id });
    // Another institution's settlement is as unknown as one that is not there.
    if (found === null || found.institution_code !== institution_code) {
      const details = { institution_code, person_no: psn_no, settlement_id };
      throw new YibaoError("SERVER-SETTLEMENT-UNKNOWN", details);
    }
    const region = await decidingRegion(options, found.policy_version, load);
    const policy_is_current = found.policy_version === options.region.value.version;
    return reply
      .header("content-type", "application/json;charset=utf-8")
      .header("cache-control", "no-store")
      .send({ psn_no, policy_is_current, ...explanationAnswer(region, found, language) });
  });
}

/** The policy that the settlement was decided by; today's where the library does not know it. */
async function decidingRegion(
  { store, region }: ExplanationApiOptions,
  version: string,
  load: LoadRegion,
): Promise<Region> {
  if (version === region.value.version) return region.value;
  try {
    return (await regionOfVersion(store.pool, version, load)).region;
  } catch (error) {
    const unknown = error instanceof YibaoError && error.code === "LIBRARY-REGION-VERSION-UNKNOWN";
    if (!unknown) throw error;
    return region.value;
  }
}

function explanationAnswer(region: Region, found: ExplainableSettlement, language: Language) {
  const { bill, split, accounts, person } = found;
  const { rounding } = rulesOn(region, bill.end);
  const known = canReAdd(split.steps);
  const findings = known ? reAddFindings(split, { lines: bill.lines, accounts, rounding }) : [];
  return {
    setl_id: String(found.settlement_id),
    mdtrt_id: String(found.visit_id),
    kind: found.kind,
    reversed_by: found.reversed_by === null ? null : String(found.reversed_by),
    adjusted: found.adjusted,
    policy_version: found.policy_version,
    language,
    /** Null where the steps are of an earlier version of the platform. */
    re_adds: known ? findings.length === 0 : null,
    explanation: explainBill(region, person, bill, split, language),
  };
}
