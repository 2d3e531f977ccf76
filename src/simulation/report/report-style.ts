/** Plain, dense and printable: tables with aligned figures, no colour that a printer would lose. */
export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #1f2329; --soft: #5a616b; --line: #d9dde2; --tint: #f4f6f8;
  --accent: #1d4ed8; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); line-height: 1.6; font-size: 15px;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
main { max-width: 980px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { margin: 0 0 4px; font-size: 27px; line-height: 1.3; text-wrap: balance; }
h2 { margin: 40px 0 8px; padding-top: 10px; border-top: 2px solid var(--ink); font-size: 20px; }
h3 { margin: 0; font-size: 13px; color: var(--soft); font-weight: 500; }
p { margin: 6px 0; }
a { color: var(--accent); }
.soft { color: var(--soft); font-size: 13px; margin: 2px 0; }
.changes, .remarks { margin: 10px 0; padding: 8px 12px 8px 30px; background: var(--tint);
  border-left: 4px solid var(--accent); }
p.changes { padding-left: 12px; }
.remarks { border-left-color: #b45309; background: #fdf6e7; font-size: 13px; }
.answer { font-size: 17px; font-weight: 600; line-height: 1.7; }
.good { color: #166534; font-weight: 600; }
.bad { color: #9f1239; font-weight: 600; }
.mark { display: inline-block; padding: 0 4px; border: 1px solid #b45309; border-radius: 3px;
  color: #92400e; font-size: 11px; line-height: 1.4; font-weight: 400; white-space: nowrap; }
.cards { display: grid; grid-template-columns: repeat(3, 1fr); gap: 10px; margin: 12px 0; }
.card { border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; }
.card p { margin: 0; font-size: 12.5px; color: var(--soft); }
.card .big { font-size: 21px; font-weight: 650; color: var(--ink); }
nav ol { columns: 2; margin: 4px 0; padding-left: 24px; }
.wide { overflow-x: auto; margin: 12px 0; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: baseline; }
thead th { background: var(--tint); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 6em; }
th.figure, td.figure { text-align: right; }
td.figure { white-space: nowrap; }
.heat td, .heat tbody th { border: 1px solid #fff; }
.none { color: var(--soft); }
.few { font-style: italic; }
.more1 { background: #fbe9ec; } .more2 { background: #f3c3cc; } .more3 { background: #e08c9d; }
.more4 { background: #9f1239; color: #fff; }
.less1 { background: #e6f5ee; } .less2 { background: #c4e8d7; } .less3 { background: #93d3b5; }
.less4 { background: #4fb286; }
.pictures { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 24px;
  align-items: start; }
figure { margin: 10px 0 4px; break-inside: avoid; }
figcaption { font-weight: 600; font-size: 14px; }
svg { display: block; width: 100%; height: auto; }
svg text { font-family: inherit; }
details { margin: 0 0 8px; font-size: 13px; }
summary { color: var(--accent); cursor: pointer; }
.grounds { font-size: 13px; padding-left: 20px; }
.grounds li { margin: 2px 0; }
@media (max-width: 720px) { .pictures, .cards { grid-template-columns: minmax(0, 1fr); }
  main { padding: 16px 12px 48px; } h1 { font-size: 22px; } nav ol { columns: 1; }
  .wide table { width: max-content; min-width: 100%; } tbody th { max-width: 11em; } }
@media print { @page { size: A4; margin: 14mm 13mm; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } h1 { font-size: 17pt; }
  h2 { margin-top: 18pt; font-size: 13pt; break-after: avoid; }
  .answer { font-size: 11pt; } .card { padding: 5px 9px; } .card .big { font-size: 13pt; }
  .card p, .soft, .remarks { font-size: 8.5pt; } table { font-size: 8.5pt; }
  .cards { grid-template-columns: repeat(3, 1fr); margin: 6px 0; }
  .pictures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 4px 14px; }
  th, td { padding: 2px 5px; } .wide { overflow: visible; }
  tr, .card, figure, li { break-inside: avoid; } caption { break-after: avoid; }
  thead { display: table-header-group; } a { color: inherit; text-decoration: none; }
  nav, details { display: none; } nav + section { break-before: page; }
  h2 + p { break-after: avoid; }
  .card, .mark, thead th, .changes, .remarks, .heat td, svg { print-color-adjust: exact; } }
`;
