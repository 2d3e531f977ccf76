import { ZERO_FEN } from "../../../kernel/index.ts";
import { placeOf } from "../figures.ts";
import type { Scope } from "../scope.ts";
import type { Entry, EntryList } from "./entry.ts";

/** Lists of amounts with names of their own; those of nothing are left out. */

const APPROPRIATIONS: readonly (readonly [string, string])[] = [
  ["一般公共预算财政拨款收入", "overview[income-general]"],
  ["政府性基金预算财政拨款收入", "overview[income-fund]"],
  ["国有资本经营预算财政拨款收入", "overview[income-capital]"],
];

const OTHER_INCOME: readonly (readonly [string, string])[] = [
  ["财政专户管理资金收入", "overview[income-special-account]"],
  ["上级补助收入", "overview[income-superior]"],
  ["上级财政补助收入", "overview[income-superior-finance]"],
  ["事业收入", "overview[income-business]"],
  ["经营收入", "overview[income-operating]"],
  ["附属单位上缴收入", "overview[income-affiliated]"],
  ["其他收入", "overview[income-other]"],
];

const CARRIED: readonly (readonly [string, string])[] = [
  ["使用非财政拨款结余", "overview[income-surplus-used]"],
  ["上年结转", "overview[income-opening]"],
];

const NATURES: readonly (readonly [string, string])[] = [
  ["基本支出", "spending[total].basic"],
  ["项目支出", "spending[total].project"],
  ["上缴上级支出", "spending[total].upward"],
  ["经营支出", "spending[total].operating"],
  ["对附属单位补助支出", "spending[total].affiliated"],
];

const FUNDS: readonly (readonly [string, string])[] = [
  ["一般公共预算财政拨款支出", "appropriation[spending-total].general"],
  ["政府性基金预算财政拨款支出", "appropriation[spending-total].fund"],
  ["国有资本经营预算财政拨款支出", "appropriation[spending-total].capital"],
];

const THREE_PUBLIC: readonly (readonly [string, string])[] = [
  ["因公出国（境）费", "three-public[abroad]"],
  ["公务用车购置及运行维护费", "three-public[vehicles]"],
  ["公务接待费", "three-public[reception]"],
];

const THREE_PUBLIC_FOUR: readonly (readonly [string, string])[] = [
  ["因公出国（境）费", "three-public[abroad]"],
  ["公务接待费", "three-public[reception]"],
  ["公务用车购置费", "three-public[vehicle-purchase]"],
  ["公务用车运行维护费", "three-public[vehicle-running]"],
];

const PROCUREMENT: readonly (readonly [string, string])[] = [
  ["货物", "procurement[goods]"],
  ["工程", "procurement[works]"],
  ["服务", "procurement[services]"],
];

function all(pairs: readonly (readonly [string, string])[]): readonly Entry[] {
  return pairs.map(([title, address]) => ({ title, address }));
}

/** Those that are something. */
function present(pairs: readonly (readonly [string, string])[], scope: Scope): readonly Entry[] {
  return all(pairs).filter(({ address }) => {
    return (scope.figures.money(placeOf(address)) ?? ZERO_FEN) !== ZERO_FEN;
  });
}

/** Income by its kinds; `detailed` tells the appropriations apart, `carried` adds balances. */
const sources: EntryList = (scope, words) => {
  const first = words.includes("detailed")
    ? APPROPRIATIONS
    : [["财政拨款收入", "overview[income-appropriation]"] as const];
  const last = words.includes("carried") ? CARRIED : [];
  return present([...first, ...OTHER_INCOME, ...last], scope);
};

/** Kinds of procurement whose part for small and medium enterprises is told. */
const smallKinds: EntryList = (scope) =>
  present(PROCUREMENT, scope).flatMap(({ title, address }) => {
    const part = address.replace("]", "-small-medium]");
    if (scope.figures.money(placeOf(part)) === null) return [];
    return [{ title, address: part, locals: { "@whole": address } }];
  });

const threePublic: EntryList = (_scope, words) =>
  all(words.includes("four") ? THREE_PUBLIC_FOUR : THREE_PUBLIC);

export const MONEY_LISTS: Readonly<Record<string, EntryList>> = {
  sources,
  natures: (scope) => present(NATURES, scope),
  funds: (scope) => present(FUNDS, scope),
  "three-public": threePublic,
  "three-public-present": (scope) => present(THREE_PUBLIC, scope),
  "procurement-kinds": () => all(PROCUREMENT),
  "procurement-small-kinds": smallKinds,
  "personnel-public": () => [
    { title: "人员经费", address: "basic[personnel]" },
    { title: "公用经费", address: "basic[public]" },
  ],
  "basic-project": () => [
    { title: "基本支出", address: "general[total].basic" },
    { title: "项目支出", address: "general[total].project" },
  ],
};
