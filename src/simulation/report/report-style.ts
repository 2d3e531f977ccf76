/** Plain, dense and printable: tables with aligned figures, no colour that a printer would lose. */
export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #1f2329; --soft: #646a73; --line: #dee0e3; --tint: #f5f6f7; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); line-height: 1.6;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { margin: 0 0 4px; font-size: 28px; }
h2 { margin: 40px 0 8px; padding-top: 12px; border-top: 2px solid var(--ink); font-size: 20px; }
h3 { margin: 0; font-size: 14px; color: var(--soft); font-weight: 500; }
.over, .source { color: var(--soft); font-size: 13px; margin: 0; }
.changes { padding: 10px 10px 10px 28px; background: var(--tint); border-radius: 6px; }
.remark { padding: 8px 12px; border-left: 4px solid #d48806; background: #fffbe6; }
.good { color: #237804; font-weight: 600; }
.bad { color: #a8071a; font-weight: 600; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 12px;
  margin: 20px 0; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.card p { margin: 0; font-size: 13px; color: var(--soft); font-variant-numeric: tabular-nums; }
.card .big { font-size: 22px; font-weight: 600; color: var(--ink); }
table { width: 100%; border-collapse: collapse; margin: 16px 0; font-size: 14px; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: left; }
th { background: var(--tint); font-weight: 600; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 16px 0; break-inside: avoid; }
figcaption { font-weight: 600; }
figure svg { width: 100%; height: auto; }
.grounds { font-size: 13px; }
@media (max-width: 640px) { table { display: block; overflow-x: auto; } }
@media print { main { max-width: none; padding: 0; } h2 { break-after: avoid; }
  tr, .card { break-inside: avoid; } thead { display: table-header-group; } @page { margin: 16mm; } }
`;
