import { ZoomInOutlined, ZoomOutOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useEffect, useRef, useState } from "react";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { DISCLOSURE_WORDS } from "./disclosure.words.ts";
import type { Finding } from "./findings.tsx";

type View = NonNullable<Finding["view"]>;
type PageView = Extract<View, { readonly kind: "page" }>;
type LinesView = Extract<View, { readonly kind: "lines" }>;
type TableView = Extract<View, { readonly kind: "table" }>;
type DrawnPage = AnswerOf<"GET /api/v1/disclosures/checks/{check_no}/pages/{page}">;

interface FindingPlaceProps {
  readonly check_no: number;
  readonly finding: Finding;
  /** The name of the document it was compared with; "" where there is none. */
  readonly against: string;
}

/** The place in the document; and in the other one, where the finding rests on it. */
export function FindingPlace({ check_no, finding, against }: FindingPlaceProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const { view, other } = finding;
  if (other === null || other.view === null) {
    return view === null ? (
      <div className="finding-place">
        <EmptyState title={words.noPlace} />
      </div>
    ) : (
      <PlaceView check_no={check_no} view={view} />
    );
  }
  return (
    <div className="both-places">
      {view === null ? null : (
        <section aria-label={words.ownDocument}>
          <h3 className="place-title">{words.ownDocument}</h3>
          <PlaceView check_no={check_no} view={view} />
        </section>
      )}
      <section aria-label={words.otherDocument}>
        <h3 className="place-title">
          {words.otherDocument}　<span className="muted">{against}</span>
        </h3>
        <PlaceView check_no={check_no} view={other.view} of="other" />
      </section>
    </div>
  );
}

interface PlaceViewProps {
  readonly check_no: number;
  readonly view: View;
  /** Of the document it was compared with. */
  readonly of?: "other";
}

/** The page drawn again with the place marked, or what is around it. */
function PlaceView({ check_no, view, of }: PlaceViewProps) {
  if (view.kind === "page") {
    return <PagePlace check_no={check_no} view={view} {...(of === undefined ? {} : { of })} />;
  }
  return (
    <figure className="finding-place">
      <div className="place-around">
        {view.kind === "lines" ? <Lines view={view} /> : <Rows view={view} />}
      </div>
    </figure>
  );
}

const ZOOMS = [1, 1.4, 2, 2.8];

function PagePlace({ check_no, view, of }: PlaceViewProps & { readonly view: PageView }) {
  const words = useWords(DISCLOSURE_WORDS);
  const [zoom, setZoom] = useState(0);
  const read = useCall("GET /api/v1/disclosures/checks/{check_no}/pages/{page}", {
    params: { check_no, page: view.page },
    query: of === undefined ? {} : { of },
  });
  return (
    <figure className="finding-place">
      <figcaption className="place-head">
        <span>{words.pageOf(view.page)}</span>
        <Space size={4}>
          <Button
            size="small"
            icon={<ZoomOutOutlined />}
            aria-label={words.zoomOut}
            disabled={zoom === 0}
            onClick={() => setZoom(zoom - 1)}
          />
          <Button
            size="small"
            icon={<ZoomInOutlined />}
            aria-label={words.zoomIn}
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(zoom + 1)}
          />
        </Space>
      </figcaption>
      <Loaded query={read} rows={12}>
        {(page) => <Sheet page={page} box={view.box} zoom={ZOOMS[zoom] ?? 1} />}
      </Loaded>
    </figure>
  );
}

interface SheetProps {
  readonly page: DrawnPage;
  readonly box: PageView["box"];
  readonly zoom: number;
}

/** The page scrolls within its frame until the marked place is in the middle. */
function Sheet({ page, box, zoom }: SheetProps) {
  const words = useWords(DISCLOSURE_WORDS);
  const frame = useRef<HTMLElement>(null);
  const sheet = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const [outer, inner] = [frame.current, sheet.current];
    if (outer === null || inner === null || box === null) return;
    const scale = inner.clientWidth / page.width;
    outer.scrollTop = (box.y + box.height / 2) * scale - outer.clientHeight / 2;
    outer.scrollLeft = (box.x + box.width / 2) * scale - outer.clientWidth / 2;
    // `zoom` is not named inside: it changes the width that is measured.
    void zoom;
  }, [page, box, zoom]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too.
    <section ref={frame} className="sheet-frame" tabIndex={0} aria-label={words.pageOf(page.page)}>
      <svg
        ref={sheet}
        className="sheet"
        viewBox={`0 0 ${page.width} ${page.height}`}
        width={`${zoom * 100}%`}
        role="img"
        aria-label={words.pageOf(page.page)}
      >
        {box === null ? null : <rect className="sheet-mark" rx="2" {...box} />}
        {page.runs.map((run, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of a page never move.
          <text key={index} x={run.x} y={run.y} fontSize={run.size} {...stretch(run)}>
            {run.text}
          </text>
        ))}
      </svg>
    </section>
  );
}

/** A run is stretched to the width it has in the document, whatever font there is here. */
function stretch({ width, text }: DrawnPage["runs"][number]) {
  return width > 0 && text.length > 1
    ? { textLength: width, lengthAdjust: "spacingAndGlyphs" as const }
    : {};
}

function Lines({ view }: { readonly view: LinesView }) {
  const words = useWords(DISCLOSURE_WORDS);
  return (
    <>
      <ol className="place-lines">
        {view.lines.map(({ number, is_here, before, marked, after }) => (
          <li key={number} value={number} className={is_here ? "place-here" : undefined}>
            {before}
            {marked === "" ? null : <mark>{marked}</mark>}
            {after}
          </li>
        ))}
      </ol>
      <figcaption className="muted">{words.lineOf(view.line)}</figcaption>
    </>
  );
}

function Rows({ view }: { readonly view: TableView }) {
  return (
    <table className="place-table">
      <caption>{view.title}</caption>
      <tbody>
        {view.rows.map(({ is_here, cells }, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a table never move.
          <tr key={row} className={is_here ? "place-here" : undefined}>
            {cells.map(({ text, is_marked }, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <td key={column}>{is_marked ? <mark>{text}</mark> : text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
