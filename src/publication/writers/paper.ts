import type { Block, HeadingBlock, PrintedTable } from "../publication.ts";

/** Blocks that stand on pages of one direction. */
export interface Paper {
  readonly is_landscape: boolean;
  readonly blocks: readonly Block[];
}

/**
 * Parts a publication by the direction of its pages. A cover stands on a page of its own; the
 * headings right above a wide table go with it, so that they do not stay behind on a page alone.
 */
export function papersOf(blocks: readonly Block[]): readonly Paper[] {
  const papers: { is_landscape: boolean; blocks: Block[] }[] = [];
  blocks.forEach((block, index) => {
    const is_landscape = isLandscape(blocks, index);
    const last = papers.at(-1);
    if (last !== undefined && last.is_landscape === is_landscape && !afterCover(last.blocks)) {
      last.blocks.push(block);
    } else papers.push({ is_landscape, blocks: [block] });
  });
  return papers.map(({ is_landscape, blocks: own }) => ({ is_landscape, blocks: trimmed(own) }));
}

function afterCover(blocks: readonly Block[]): boolean {
  return blocks.at(-1)?.kind === "cover";
}

function isLandscape(blocks: readonly Block[], from: number): boolean {
  const next = blocks.slice(from).find(({ kind }) => kind !== "heading" && kind !== "page-break");
  const first = blocks[from] as Block;
  const follows = first.kind === "table" || first.kind === "heading";
  if (first.kind === "page-break") return from > 0 && isLandscape(blocks, from - 1);
  return follows && next?.kind === "table" && next.table.is_landscape;
}

/** A page that ends anyway needs no break. */
function trimmed(blocks: readonly Block[]): readonly Block[] {
  const from = blocks.findIndex(({ kind }) => kind !== "page-break");
  const to = blocks.findLastIndex(({ kind }) => kind !== "page-break");
  return from < 0 ? [] : blocks.slice(from, to + 1);
}

/**
 * Whether a block begins a page: after a break, and a form of the set, with its headings.
 */
export function beginsPage(blocks: readonly Block[], index: number): boolean {
  const before = blocks[index - 1];
  if (before === undefined) return false;
  if (before.kind === "page-break") return true;
  if (before.kind === "heading" || before.kind === "cover") return false;
  const block = blocks[index] as Block;
  if (block.kind !== "heading" && block.kind !== "table") return false;
  const next = blocks.slice(index).find(({ kind }) => kind !== "heading");
  return next?.kind === "table" && isForm(next.table);
}

/** A form of the set, numbered or with its owner above, has a page of its own. */
export function isForm({ label, owner, is_landscape }: PrintedTable): boolean {
  return label !== "" || owner !== "" || is_landscape;
}

/** The headings that a table of contents lists. */
export function headingsOf(blocks: readonly Block[], depth: number): readonly HeadingBlock[] {
  return blocks.filter((block): block is HeadingBlock => {
    return block.kind === "heading" && block.level <= depth;
  });
}
