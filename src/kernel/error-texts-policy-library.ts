import type { ErrorMessage } from "./error-message.ts";

/** The life of a policy pack: draft, checked, reviewed, published. */
export const POLICY_LIBRARY_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
