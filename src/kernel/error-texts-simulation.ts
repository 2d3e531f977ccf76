import type { ErrorMessage } from "./error-message.ts";

/** Histories, changes and simulations. */
export const SIMULATION_ERROR_TEXTS = {} as const satisfies Record<string, ErrorMessage>;
