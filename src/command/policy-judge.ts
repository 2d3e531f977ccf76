import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECK_OPTIONS, checkRegion, type Finding } from "../policy/index.ts";
import type { PackJudge } from "../policy-library/index.ts";
import { packageRoot } from "../store/index.ts";
import { createProgress } from "./progress.ts";

/** How the policy library proves a region before it is published: as `policy check` does. */
export function policyJudge(): PackJudge {
  const checker_version = programVersion();
  return {
    check: async (region, against) => {
      const progress = createProgress();
      const options = { ...CHECK_OPTIONS, against };
      const { findings } = checkRegion(region, options, ({ phase, done, total }) =>
        progress.update(phase, done, total),
      );
      progress.finish();
      const ofSeverity = (severity: Finding["severity"]) =>
        findings.filter((one) => one.severity === severity && one.rule !== EARLIER_ANSWER);
      return {
        checker_version,
        errors: ofSeverity("error").map(sentence),
        warnings: ofSeverity("warning").map(sentence),
        changed_before: findings.filter(({ rule }) => rule === EARLIER_ANSWER).map(sentence),
      };
    },
  };
}

const EARLIER_ANSWER: Finding["rule"] = "retroactive-change";

function sentence({ where, message }: Finding): string {
  return `${where}：${message}`;
}

function programVersion(): string {
  const file = readFileSync(join(packageRoot(), "package.json"), "utf8");
  return `yibao ${(JSON.parse(file) as { version: string }).version}`;
}
