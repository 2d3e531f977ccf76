import { escapeHtml } from "../../kernel/index.ts";
import type { Language } from "./language.ts";
import { pageWord } from "./page-words.ts";

/**
 * Pages that stand alone: no script, nothing fetched, light and dark, readable on a telephone and
 * on paper. Whatever comes from a pack goes through `escapeHtml`.
 */

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5a6572; --paper: #fff; --band: #f2f5f8;
  --line: #cbd2da; --mark: #8a4b00; --markband: #fff3df; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --soft: #a3adb8; --paper: #14181d;
  --band: #1d232a; --line: #3a434d; --mark: #ffc166; --markband: #3a2c12; --link: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .25rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: var(--link); } p { margin: .35rem 0; } .soft { color: var(--soft); font-size: .9rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
ul, ol { margin: .35rem 0; padding-left: 1.5rem; } li { margin: .15rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left;
  vertical-align: top; } thead th { background: var(--band); } td.n { text-align: right; }
.mark { color: var(--mark); background: var(--markband); border-radius: .25rem; padding: 0 .3rem;
  font-size: .8em; white-space: nowrap; }
.example { border: 1px solid var(--line); border-radius: .4rem; padding: .25rem .75rem .75rem;
  margin: .75rem 0; break-inside: avoid; }
svg { display: block; width: 100%; max-width: 36rem; height: auto; margin: .5rem 0; }
svg text { font: 600 13px system-ui, sans-serif; fill: #fff; text-anchor: middle; }
.slices { list-style: none; padding: 0; display: grid; gap: .1rem 1rem;
  grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
.slices li { display: flex; gap: .5rem; align-items: baseline; }
.slices b { margin-left: auto; white-space: nowrap; }
.key { color: #fff; border-radius: .2rem; padding: 0 .4rem; font-size: .8rem; font-weight: 600; }
.c0 { fill: #0b5cad; background: #0b5cad; } .c1 { fill: #0f7a5f; background: #0f7a5f; }
.c2 { fill: #6a4bb0; background: #6a4bb0; } .c3 { fill: #2f7f95; background: #2f7f95; }
.c4 { fill: #476a1e; background: #476a1e; } .p0 { fill: #b4530a; background: #b4530a; }
.p1 { fill: #a33b4b; background: #a33b4b; } .p2 { fill: #8a5a2b; background: #8a5a2b; }
.p3 { fill: #6f6a64; background: #6f6a64; } .p4 { fill: #9a3d80; background: #9a3d80; }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --band: #eee; --line: #999;
  --mark: #000; --markband: #eee; }
  body { max-width: none; padding: 0; font-size: 10pt; background: #fff; color: #000; }
  a { color: inherit; text-decoration: none; } tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .c0, .c1, .c2, .c3, .c4, .p0, .p1, .p2, .p3, .p4 { print-color-adjust: exact; } }
`;

export function pageShell(title: string, parts: readonly string[], language: Language): string {
  return (
    `<!doctype html>\n<html lang="${pageWord("lang", language)}"><head><meta charset="utf-8">\n` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    `<title>${escapeHtml(title)}</title>\n<style>${STYLE}</style></head>\n` +
    `<body>\n${parts.filter(Boolean).join("\n")}\n</body></html>\n`
  );
}

export function section(title: string, parts: readonly string[]): string {
  const body = parts.filter(Boolean).join("\n");
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n${body}\n</section>`;
}

/** Cells are HTML already. */
export function htmlTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  cells: "figures" | "words" = "figures",
): string {
  const open = cells === "figures" ? '<td class="n">' : "<td>";
  const head = heads.map((one) => `<th scope="col">${one}</th>`).join("");
  const body = rows.map(([first, ...rest]) => {
    const others = rest.map((one) => `${open}${one}</td>`).join("");
    return `<tr><th scope="row">${first}</th>${others}</tr>`;
  });
  const whole = `<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>`;
  return `<div class="wide"><table>${whole}</table></div>`;
}

/** Items are HTML already. */
export function htmlList(items: readonly string[], kind: "ul" | "ol" = "ul"): string {
  if (items.length === 0) return "";
  return `<${kind}>\n${items.map((one) => `<li>${one}</li>`).join("\n")}\n</${kind}>`;
}

export function unverifiedMark(unverified: boolean, language: Language): string {
  return unverified ? ` <span class="mark">${pageWord("unverified", language)}</span>` : "";
}
