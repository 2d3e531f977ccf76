import type { Benefit } from "./benefit.ts";
import type { Located, Pack, Section } from "./pack.ts";
import { NOTHING_DECLARED } from "./pack-declarations.ts";
import type { PackFile, Path } from "./pack-file.ts";
import { packFromFiles } from "./pack-read.ts";
import { checkStructure } from "./pack-structure.ts";
import { DIMENSIONS, type Parameter } from "./parameter.ts";
import { type Region, regionFromPacks } from "./region.ts";

/**
 * Something laid over a whole region as a child pack is over its parent, for trying out what is
 * no pack yet. What was laid over is checked as packs are when they are loaded.
 */

/** Sections of a child pack; those left out add nothing. */
export type Additions = Partial<Omit<Pack, "code" | "name" | "parent">>;

/**
 * The region with the additions laid over it, each over the one before. Days that no addition
 * covers answer as before. The version is a hash of the whole, and so are the days of change.
 * @throws YibaoError PACK-* as loading a pack does
 */
export function laidOver(
  region: Region,
  additions: readonly Additions[],
  identities: readonly string[] = [],
): Region {
  const packs = additions.map((one) => ({ ...emptyPack(region), ...one }));
  const known = [...new Set([...identitiesBeyond(region), ...identities])];
  const laid = regionFromPacks([packOf(region), ...packs], known);
  const { overrides, row_titles = new Map<string, string>() } = region;
  return Object.freeze({ ...laid, overrides, row_titles });
}

/**
 * Reads the block at `path` of a file: sections as in a pack, without `region`. It may cite the
 * region's documents. @throws YibaoError PACK-* at file and line
 */
export function readPackBlock(
  file: PackFile,
  path: Path,
  region: Region,
  identities: readonly string[] = [],
): Pack {
  let content = file.content;
  for (const step of path) content = (content as Record<string | number, unknown> | null)?.[step];
  const block: PackFile = {
    name: file.name,
    content,
    where: (below) => file.where([...path, ...below]),
  };
  checkStructure(block);
  const numbers = new Map([...region.documents].map(([id, { value }]) => [id, value.number]));
  const header = {
    code: region.code,
    name: region.name,
    parent: null,
    where: () => block.where([]),
  };
  const known = [...identitiesBeyond(region), ...identities];
  return packFromFiles([block], header, numbers, known);
}

/** Identities of a region beyond the nationwide ones: its order names them all. */
export function identitiesBeyond(region: Region): readonly string[] {
  const nationwide: readonly string[] = DIMENSIONS.identity;
  const order = region.parameters.get("identity_order")?.versions ?? [];
  const named = order.flatMap(({ table }) =>
    "value" in table && Array.isArray(table.value) ? (table.value as readonly string[]) : [],
  );
  return [...new Set(named)].filter((identity) => !nationwide.includes(identity));
}

/** The region as one pack, so that others can be laid over it. */
function packOf(region: Region): Pack {
  const section = <Value>(values: Iterable<readonly [string, Value]>, where: string) =>
    new Map([...values].map(([key, value]): [string, Located<Value>] => [key, { value, where }]));
  return {
    code: region.code,
    name: region.name,
    parent: null,
    documents: region.documents,
    funds: section(region.funds, region.code),
    accumulators: section(
      region.accumulators.map((one) => [one.pattern, one] as const),
      region.code,
    ),
    diseases: section(region.diseases, region.code),
    parameters: new Map([...region.parameters].map(([name, one]) => [name, located(one)])),
    benefits: new Map(
      region.benefits.map((one): [string, Located<Benefit>] => [
        `${one.name} ${one.period.from}`,
        { value: one, where: one.where },
      ]),
    ),
    declared: region.declared,
  };
}

function located(parameter: Parameter): Located<Parameter> {
  return { value: parameter, where: parameter.versions[0]?.where ?? parameter.name };
}

function emptyPack({ code, name }: Region): Pack {
  const none: Section<never> = new Map();
  return {
    code,
    name,
    parent: null,
    documents: none,
    funds: none,
    accumulators: none,
    diseases: none,
    parameters: none,
    benefits: none,
    declared: NOTHING_DECLARED,
  };
}
