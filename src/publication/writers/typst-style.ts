/**
 * How the printed publication looks: A4, letters of 小四, headings in bold, numbered pages, tables
 * with thin rules whose heads stand on each of their pages.
 */
export const TYPST_STYLE = `
#set text(
  font: "Noto Sans SC", lang: "zh", region: "cn", size: 12pt,
  cjk-latin-spacing: none, ligatures: false, number-width: "tabular",
)
#set par(leading: 0.95em, spacing: 0.95em)
#set strong(delta: 300)
#set heading(numbering: none)
#let page-number = context align(center, text(10.5pt, "— " + counter(page).display() + " —"))
#let paper(turned, body) = page(
  paper: "a4", flipped: turned, footer: page-number, footer-descent: 40%,
  margin: if turned { (x: 51pt, top: 60pt, bottom: 56pt) }
    else { (x: 68pt, top: 76pt, bottom: 70pt) },
  body,
)
#let cover-page(body) = page(
  paper: "a4", footer: none, margin: (x: 68pt, top: 76pt, bottom: 90pt), body,
)
#let cover(title, lines) = {
  set par(leading: 0.8em, spacing: 0.8em)
  v(3fr)
  align(center, text(28pt, weight: 700, title))
  v(5fr)
  for line in lines { align(center, text(16pt, line)) }
  v(1fr)
}
#let contents(title, depth) = {
  align(center, text(18pt, weight: 700, title))
  v(8pt)
  show outline.entry.where(level: 1): set text(weight: 700)
  outline(title: none, depth: depth, indent: n => 2em * n)
}
#show heading: set block(sticky: true)
#let set-in(it, size, before, after) = block(
  above: before, below: after, inset: (left: 2em), text(size, weight: 700, it.body),
)
#show heading.where(level: 1): it => block(
  width: 100%, above: 18pt, below: 18pt, align(center, text(18pt, weight: 700, it.body)),
)
#show heading.where(level: 2): it => set-in(it, 15pt, 20pt, 12pt)
#show heading.where(level: 3): it => set-in(it, 13pt, 16pt, 11pt)
#show heading.where(level: 4): it => set-in(it, 12pt, 13pt, 11pt)
#let words(side, indented, body) = {
  let first = if indented { 2em } else { 0pt }
  align(side, par(justify: side == left, first-line-indent: (amount: first, all: true), body))
}
#let above(label, title, owner, unit) = block(sticky: true, width: 100%, above: 14pt, below: 5pt, {
  set par(leading: 0.6em, spacing: 0.7em)
  if label != "" { align(right, text(10.5pt, label)) }
  if title != "" { align(center, text(16pt, weight: 700, title)) }
  if owner != "" or unit != "" {
    v(2pt)
    text(10.5pt, grid(columns: (1fr, auto), column-gutter: 2em, owner, unit))
  }
})
#let grid-table(size, parted, widths, sides, ..cells) = {
  set text(size)
  set par(leading: 0.45em, justify: false)
  set table.cell(breakable: parted)
  show table: set block(above: 0pt, below: 6pt)
  table(
    columns: widths, align: sides.map(side => side + horizon), stroke: 0.5pt,
    inset: (x: 3pt, y: 0.42em), ..cells,
  )
}
#let below-table = (
  stroke: (top: 0.5pt, x: none, bottom: none), inset: (x: 0pt, top: 6pt, bottom: 5pt), align: left,
)
#let note(body) = block(above: 5pt, below: 5pt, text(10pt, par(leading: 0.6em, body)))
`;
