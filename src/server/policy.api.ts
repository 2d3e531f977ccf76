import type { FastifyInstance } from "fastify";
import { type CivilDate, chinaTime, civilDate, YibaoError } from "../kernel/index.ts";
import { policyOn } from "../policy/index.ts";
import { createRegionShelf, listVersions, policyAsKnown } from "../policy-library/index.ts";
import type { Store } from "../store/index.ts";
import { sendProblem } from "../workbench/index.ts";
import { wholeNumber } from "./query-value.ts";

/**
 * Published policy, for anybody: the policy effective on a day as known at a moment, and the
 * published versions of a pack with their way into force (docs/policy-life.md). Drafts are not
 * told.
 */
export interface PolicyApiOptions {
  readonly store: Store;
  readonly clock: () => Date;
  readonly onFault?: ((error: unknown, at: { infno: string; msgid: string }) => void) | undefined;
}

interface PolicyRequest {
  readonly Params: { readonly code: string };
  readonly Querystring: {
    readonly date?: string;
    readonly known_at?: string;
    readonly benefit?: string;
  };
}

interface VersionsRequest {
  readonly Params: { readonly code: string };
  readonly Querystring: { readonly before?: string; readonly limit?: string };
}

const PATH = "/api/v1/policy/:code";
const LIMIT_USUAL = 100;
const LIMIT_MOST = 1_000;
const NUMBER_MOST = 100_000;

/** Registers the routes in their own scope. */
export async function policyApi(app: FastifyInstance, options: PolicyApiOptions): Promise<void> {
  const { store, clock, onFault } = options;
  const load = createRegionShelf();
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof YibaoError)) onFault?.(error, { infno: PATH, msgid: "" });
    return sendProblem(reply, error);
  });
  app.get<PolicyRequest>(PATH, async ({ params, query }) => {
    const date = civilDate(query.date ?? chinaTime(clock()).slice(0, 10)) as CivilDate;
    const known_at = query.known_at ?? null;
    const { region, ...moment } = await policyAsKnown(store, params.code, known_at, load);
    return { ...policyOn(region, date, query.benefit ?? null), ...moment };
  });
  app.get<VersionsRequest>(`${PATH}/versions`, async ({ params: { code }, query }) => {
    const limit = wholeNumber(query, "limit", LIMIT_USUAL, 1, LIMIT_MOST);
    const before = wholeNumber(query, "before", NUMBER_MOST, 1, NUMBER_MOST);
    const filter = { region_code: code, before, limit, published: true };
    const versions = await listVersions(store, filter);
    if (versions.length === 0 && query.before === undefined) {
      throw new YibaoError("LIBRARY-PACK-UNKNOWN", { code });
    }
    return { region_code: code, versions, more: versions.length === limit };
  });
}
