/** How a publication looks in a browser and on paper: A4, wide tables on pages of their own. */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1a1a1a; --quiet: #595959; --rule: #333; --head: #f2f4f7; --red: #b3000c;
  --desk: #eceef1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1b1d20; --ink: #e8e6e3; --quiet: #a9a9a9; --rule: #8a8d91; --head: #26292e;
    --red: #ff8a80; --desk: #121315;
  }
}
* { box-sizing: border-box; }
html { background: var(--desk); -webkit-text-size-adjust: 100%; }
body {
  max-width: 64rem; margin: 0 auto; padding: 3rem clamp(1rem, 6vw, 5rem) 4rem;
  background: var(--paper); color: var(--ink); font-size: 1rem; line-height: 1.9;
  font-family: FangSong, STFangsong, "仿宋", "FangSong_GB2312", "Songti SC", SimSun,
    "Noto Serif CJK SC", "Source Han Serif SC", serif;
  font-kerning: none; overflow-wrap: break-word;
}
h1, h2, h3, h4, h5, figcaption .title, th, .contents > p {
  font-family: SimHei, "Heiti SC", "黑体", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC",
    "Source Han Sans SC", sans-serif;
}
h1, h2, h3, h4, h5 { line-height: 1.5; break-after: avoid; text-wrap: balance; }
.cover { text-align: center; padding: 5rem 0 4rem; border-bottom: 2px solid var(--red); }
.cover h1 { font-size: clamp(1.6rem, 5vw, 2.4rem); color: var(--red); margin: 0 0 3rem; }
.cover p { margin: .2rem 0; text-align: center; }
h2 { font-size: 1.5rem; text-align: center; margin: 3rem 0 1.5rem; }
h3 { font-size: 1.2rem; margin: 2rem 0 .6rem; padding-inline-start: 2em; text-indent: 0; }
h4 {
  font-size: 1.05rem; margin: 1.4rem 0 .4rem; padding-inline-start: 2em;
  font-family: KaiTi, STKaiti, "楷体", "Kaiti SC", "Noto Serif CJK SC", serif;
}
h5 { font-size: 1rem; margin: 1rem 0 .3rem; padding-inline-start: 2em; font-family: inherit; }
p { margin: 0 0 .5rem; text-align: justify; }
p.indented { text-indent: 2em; }
p.center { text-align: center; }
p.right { text-align: right; }
.contents { margin: 2.5rem 0; }
.contents > p { text-align: center; font-size: 1.4rem; font-weight: bold; letter-spacing: .1em; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents li { border-bottom: 1px dotted var(--quiet); }
.contents li.level-2 { padding-inline-start: 2em; }
.contents li.level-3 { padding-inline-start: 4em; }
.contents li.level-4 { padding-inline-start: 6em; }
.contents a { color: inherit; text-decoration: none; display: block; }
.contents a:hover, .contents a:focus-visible { color: var(--red); text-decoration: underline; }
figure { margin: 2.5rem 0; }
figcaption .label { text-align: right; font-size: .875rem; }
figcaption .title {
  text-align: center; font-size: 1.35rem; font-weight: bold; line-height: 1.5;
  margin: .2rem 0 .6rem; text-wrap: balance;
}
figcaption .line {
  display: flex; justify-content: space-between; gap: 2em; font-size: .875rem;
  line-height: 1.6;
}
figcaption .line span:only-child.unit { margin-inline-start: auto; }
.scroll { overflow-x: auto; }
table {
  width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.45;
  font-variant-numeric: lining-nums tabular-nums;
}
.wide table { min-width: 52rem; font-size: .8125rem; }
th, td {
  border: 1px solid var(--rule); padding: .3em .45em; text-align: start;
  vertical-align: middle;
}
th { background: var(--head); text-align: center; font-weight: bold; }
td.center { text-align: center; }
td.right { text-align: right; white-space: nowrap; }
td.bold { font-weight: bold; }
td.indent { padding-inline-start: calc(.45em + var(--indent) * 1em); }
.note { font-size: .875rem; line-height: 1.6; margin: .3rem 0 0; }
@page { size: A4 portrait; margin: 28mm 24mm 25mm; @bottom-center {
  content: "— " counter(page) " —"; font: 10.5pt SimSun, "Songti SC", "Noto Serif CJK SC",
  serif; } }
@page wide { size: A4 landscape; margin: 22mm 18mm 20mm; }
@page cover { @bottom-center { content: none; } }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --rule: #000; --head: #fff; --red: #000; }
  html, body { background: none; }
  body { max-width: none; padding: 0; font-size: 12pt; }
  .cover { page: cover; border: 0; padding-top: 60mm; break-after: page; }
  .contents { break-after: page; margin: 0; }
  .new-page, .break { break-before: page; }
  .paper.wide { page: wide; }
  .wide table { min-width: 0; }
  figure { margin: 0 0 8mm; }
  figcaption { break-after: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; }
  .wide table { font-size: 8pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  p { orphans: 2; widows: 2; }
}
`;
