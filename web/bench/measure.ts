/**
 * Put into both pages of `yibao bench workbench` before anything of theirs runs: when the first row
 * stands, and how long it takes from an act of the reader until the page shows what it should. A
 * moment counts in the frame after the one in which the row was found: it has been painted.
 */
const ROW = "[data-row-key]";
const LONGEST_MILLISECONDS = 20_000;

function firstKey(): string | null {
  return document.querySelector<HTMLElement>(ROW)?.dataset.rowKey ?? null;
}

function until(isThere: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const look = () => {
      if (isThere()) requestAnimationFrame(() => resolve(performance.now()));
      else if (performance.now() - started < LONGEST_MILLISECONDS) requestAnimationFrame(look);
      else reject(new Error(`not shown; the first row is ${firstKey()}`));
    };
    look();
  });
}

async function acted(act: () => void, key: string): Promise<number> {
  const started = performance.now();
  act();
  return (await until(() => firstKey() === key)) - started;
}

function elementAt(selector: string, index: number): HTMLElement {
  const found = document.querySelectorAll<HTMLElement>(selector)[index];
  if (found === undefined) throw new Error(`no ${selector} ${index}`);
  return found;
}

function typed(box: HTMLInputElement, text: string): void {
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  box.focus();
  write?.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

const ENTER = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true };

Object.assign(globalThis, {
  yibaoMeasure: {
    /** Milliseconds since the page was asked for. */
    first: until(() => firstKey() !== null),
    press: (selector: string, index: number, key: string) =>
      acted(() => elementAt(selector, index).click(), key),
    enter: (selector: string, index: number, text: string, key: string) => {
      const box = elementAt(selector, index) as HTMLInputElement;
      typed(box, text);
      return acted(() => box.dispatchEvent(new KeyboardEvent("keydown", ENTER)), key);
    },
    /** What is written in the first rows, cell by cell. */
    texts: (count: number) =>
      [...document.querySelectorAll<HTMLElement>(ROW)]
        .slice(0, count)
        .map((row) => [...row.children].map((cell) => (cell.textContent ?? "").trim())),
  },
});
