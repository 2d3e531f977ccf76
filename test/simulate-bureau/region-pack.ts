import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { packFolder } from "../../src/policy/index.ts";
import { noticeInFile } from "../support/pack-notice.ts";
import type { PolicyChange } from "./bureau-events.ts";
import { REGION, type World } from "./world.ts";

const SOURCE = "document: project-choice, clause: 模拟发布, basis: placeholder, confidence: low";

function voidRule(value: World["void_rule"]): string {
  return `
  void_rule:
    title: 较早结算被撤销后，后续结算如何处理
    unit: choice
    among: [leave, replay]
    versions:
      - { from: 2000-01-01, ${SOURCE}, value: ${value} }
`;
}

/**
 * The city's policy pack in a folder of its own, where notices can be published while the bureau
 * runs. Its parents are the shipped ones.
 */
export class RegionPack {
  readonly folder: string;
  readonly #root: string;

  constructor(void_rule: World["void_rule"]) {
    const shipped = packFolder(REGION);
    this.#root = mkdtempSync(join(tmpdir(), "yibao-simulated-region-"));
    this.folder = join(this.#root, basename(shipped));
    mkdirSync(this.folder);
    for (const file of ["region.yaml", "parameters.yaml"]) {
      copyFileSync(join(shipped, file), join(this.folder, file));
    }
    appendFileSync(join(this.folder, "parameters.yaml"), voidRule(void_rule));
  }

  /** A new version behind those that the parameter has; earlier days keep what they had. */
  publish({ parameter, from, says }: PolicyChange): void {
    const path = join(this.folder, "parameters.yaml");
    writeFileSync(path, noticeInFile(readFileSync(path, "utf8"), { parameter, from, says }));
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
