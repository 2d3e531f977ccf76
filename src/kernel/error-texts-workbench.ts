import type { ErrorMessage } from "./error-message.ts";

/** Texts of the routes of the browser. */
export const WORKBENCH_ERROR_TEXTS = {
  "WORKBENCH-NO-DEMO": {
    what: "平台没有以演示方式运行，没有演示账号",
    mend: "请用管理员分配的账号登录",
  },
} as const satisfies Record<string, ErrorMessage>;
