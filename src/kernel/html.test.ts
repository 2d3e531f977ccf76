import { expect, test } from "vitest";
import { escapeHtml, html, rawHtml } from "./html.ts";

// Goal: nothing that is not written in a template becomes markup by chance.

test("what is put in is text", () => {
  expect(html`<p title="${'a"b'}">${"<b>&'"}</p>`.html).toBe(
    '<p title="a&quot;b">&lt;b&gt;&amp;&#39;</p>',
  );
});

test("templates, lists and nothing go in as they are", () => {
  const rows = [1, 2].map((row) => html`<i>${row}</i>`);
  expect(html`<p>${rows}${null}${undefined}${rawHtml("<svg/>")}</p>`.html).toBe(
    "<p><i>1</i><i>2</i><svg/></p>",
  );
});

test("escaping leaves other signs alone", () => {
  expect(escapeHtml("起付线 1,200 元 → 85%")).toBe("起付线 1,200 元 → 85%");
});
