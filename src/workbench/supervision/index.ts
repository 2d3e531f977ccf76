/** Fund supervision (基金监管): what audits of orders found, and what becomes of it. */
import {
  countFindings,
  findFinding,
  findingOfNumber,
  resultIdOf,
} from "../../supervision/index.ts";
import type { Route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import type { Waiting } from "../waiting.ts";
import { ONE_FINDING_ROUTES } from "./finding.routes.ts";
import { FINDING_ROUTES, findingRow } from "./findings.routes.ts";
import { PICTURE_ROUTES } from "./picture.routes.ts";

export const SUPERVISION_ROUTES: readonly Route[] = [
  ...FINDING_ROUTES,
  ...ONE_FINDING_ROUTES,
  ...PICTURE_ROUTES,
];

const EVERY = {
  ...{ person_no: null, institution_codes: null, stage: null, outcome: null, rule: null },
  ...{ from: null, to: null },
} as const;

export const SUPERVISION_WAITING: readonly Waiting[] = [
  {
    right: "supervision.judge",
    title: "待处理的审核结果",
    title_en: "Findings to judge",
    path: "/supervision/findings?state=waiting",
    count: async ({ read }) =>
      read((runner) => countFindings(runner, { ...EVERY, state: "waiting" })),
  },
];

/** Longer than any number that was given. */
const NUMBER = /^\d{1,15}$/;

/** By the number of a finding: alone, or whole as the institution knows it. */
const findingSearcher: Searcher = {
  right: "supervision.read",
  kind: "审核结果",
  find: async ({ read, house }, text) => {
    const found = await read(async (runner) => {
      if (NUMBER.test(text)) return findingOfNumber(runner, Number(text));
      const key = resultIdOf(text);
      return key === null ? null : findFinding(runner, key);
    });
    if (found === null) return [];
    const { finding_id, rule_title, institution, content } = findingRow(found, house);
    return [
      {
        title: `${finding_id} ${rule_title}`,
        detail: `${institution} · ${content}`,
        path: `/supervision/findings/${encodeURIComponent(finding_id)}`,
      },
    ];
  },
};

export const SUPERVISION_SEARCHERS: readonly Searcher[] = [findingSearcher];
