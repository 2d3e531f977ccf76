import type { FastifyRequest } from "fastify";
import { CallerRejected, callerOfHeaders, type GatewayOptions } from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { Institutions } from "../providers/index.ts";

export interface CallingOptions {
  readonly institutions: { readonly value: Institutions };
  readonly gateway: Pick<GatewayOptions, "signature" | "quota" | "clock">;
}

/**
 * The institution whose key signed the request; in the open demo, the one that is named.
 * @throws CallerRejected; YibaoError SERVER-… | PROVIDERS-INSTITUTION-UNKNOWN | GATEWAY-…
 */
export function callingInstitution(
  { headers, url }: Pick<FastifyRequest, "headers" | "url">,
  named: string | undefined,
  { gateway, institutions }: CallingOptions,
): string {
  // What a body is to a message, its address is to a query: a signature serves one.
  const message = { path_infno: null, headers, body: Buffer.from(url) };
  const { context, rejection, leave } = callerOfHeaders(gateway, message, gateway.clock());
  leave();
  if (rejection !== null) throw new CallerRejected(rejection);
  const own = context.key_institution;
  if (own !== null && named !== undefined && named !== own) {
    throw new YibaoError("SERVER-EVENTS-NOT-YOURS", { own, named: String(named) });
  }
  const institution_code = own ?? named;
  if (!institution_code) throw new YibaoError("SERVER-EVENTS-WHOSE");
  if (institutions.value.byCode(String(institution_code)) === null) {
    throw new YibaoError("PROVIDERS-INSTITUTION-UNKNOWN", { value: String(institution_code) });
  }
  return institution_code;
}
