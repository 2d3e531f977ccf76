import type { FastifyInstance } from "fastify";
import { createQuota, type QuotaOptions } from "../gateway/index.ts";
import { chinaTime, civilDate, YibaoError } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { calculate, calculatorOptions } from "../settlement/index.ts";
import { sendProblem } from "../workbench/index.ts";

/**
 * The public calculator: what a bill would come to, by the engine that settles. Anybody may ask;
 * no person is named in a question, and nothing of it is kept (docs/calculator.md).
 */
export interface CalculatorApiOptions {
  /** The region as it is now: a version that is published later is answered by at once. */
  readonly region: { readonly value: Region };
  readonly clock: () => Date;
  /** How often one address may ask. */
  readonly quota?: QuotaOptions;
  readonly onFault?: (error: unknown) => void;
}

export const CALCULATOR_PATH = "/api/v1/calculator";
/** Fifty lines and all names take a few thousand bytes. */
const BODY_BYTES = 65_536;
const USUAL_QUOTA: QuotaOptions = { per_second: 10, burst: 60 };

export async function calculatorApi(
  app: FastifyInstance,
  { region, clock, quota = USUAL_QUOTA, onFault }: CalculatorApiOptions,
): Promise<void> {
  const askers = createQuota(quota);
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number };
    if (!(error instanceof YibaoError) && statusCode >= 500) onFault?.(error);
    return sendProblem(reply, error);
  });
  app.addHook("onRequest", async (request) => askers.take(request.ip, clock()));
  app.addHook("onSend", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  app.post<{ Body: Readonly<Record<string, unknown>> }>(
    CALCULATOR_PATH,
    { bodyLimit: BODY_BYTES, schema: { body: { type: "object" } } },
    async ({ body }) => calculate(region.value, body),
  );
  app.get<{ Querystring: { readonly date?: string } }>(
    `${CALCULATOR_PATH}/options`,
    async ({ query }) => {
      const today = chinaTime(clock()).slice(0, 10);
      return calculatorOptions(region.value, dayOf(query.date ?? today));
    },
  );
}

/** @throws YibaoError DATE-NOT-A-DATE at the field */
function dayOf(text: unknown) {
  try {
    return civilDate(String(text));
  } catch (error) {
    throw error instanceof YibaoError ? error.at("date") : error;
  }
}
