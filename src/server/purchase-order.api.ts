import type { FastifyInstance } from "fastify";
import type { StandingOrder } from "../settlement/index.ts";
import { sendProblem } from "../workbench/index.ts";

/**
 * The insured person's side of a purchase away from home: confirms an order that a pharmacy placed
 * (2166). Stands in for the person's own device, so it is served to an open sandbox only.
 */
export interface PurchaseOrderApiOptions {
  confirm(institution_code: string, order_no: string): Promise<StandingOrder>;
}

interface Confirmation {
  readonly Params: { readonly order_no: string };
  readonly Body: { readonly fixmedins_code: string };
}

const BODY = {
  type: "object",
  required: ["fixmedins_code"],
  properties: { fixmedins_code: { type: "string", minLength: 1 } },
} as const;

export async function purchaseOrderApi(
  app: FastifyInstance,
  { confirm }: PurchaseOrderApiOptions,
): Promise<void> {
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
  app.post<Confirmation>(
    "/api/v1/purchase-orders/:order_no/confirm",
    { schema: { body: BODY } },
    async ({ params, body }) => {
      const { order_no, state, settlement_id } = await confirm(
        body.fixmedins_code,
        params.order_no,
      );
      return { order_no, state, settlement_id: String(settlement_id) };
    },
  );
}
