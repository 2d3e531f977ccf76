import { BarChartOutlined, TableOutlined } from "@ant-design/icons";
import { Button, theme } from "antd";
import type { EChartsCoreOption } from "echarts/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { PageSkeleton } from "./feedback.tsx";
import { useSharedWords } from "./shared.words.ts";

export interface ChartProps {
  readonly title: string;
  /** ECharts' own option; colours and fonts come from the theme. */
  readonly option: EChartsCoreOption;
  /** The same figures as a table: for screen readers, and for whoever likes figures. */
  readonly table: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly ReactNode[])[];
  };
  readonly height?: number;
  readonly onClick?: (point: { readonly name: string; readonly dataIndex: number }) => void;
}

/** A picture of figures. The library of charts is fetched only when one is shown. */
export function Chart({ title, option, table, height = 320, onClick }: ChartProps) {
  const words = useSharedWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption>
        <span>{title}</span>
        <Button
          type="text"
          size="small"
          icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? words.asChart : words.asTable}
        </Button>
      </figcaption>
      {asTable ? null : (
        <Drawing option={option} height={height} {...(onClick ? { onClick } : {})} />
      )}
      <div className={asTable ? "chart-table" : "only-heard"}>
        <FigureTable title={title} {...table} />
      </div>
    </figure>
  );
}

function FigureTable({ title, columns, rows }: { title: string } & ChartProps["table"]) {
  return (
    <table>
      <caption className="only-heard">{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a chart have no names.
          <tr key={index}>
            {row.map((cell, place) => (
              <td key={columns[place]} className={typeof cell === "string" ? "" : "numeric"}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DrawingProps = Pick<ChartProps, "option" | "onClick"> & { readonly height: number };

function Drawing({ option, height, onClick }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const { token } = theme.useToken();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let stop: () => void = () => undefined;
    let gone = false;
    import("./chart-engine.ts").then(({ draw }) => {
      if (gone) return;
      stop = draw(element, option, {
        text: token.colorText,
        muted: token.colorTextSecondary,
        line: token.colorBorderSecondary,
        background: token.colorBgElevated,
        font: token.fontFamily,
        onClick,
      });
      setReady(true);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [option, token, onClick]);
  return (
    <div className="chart-drawing" style={{ minHeight: height }}>
      {ready ? null : <PageSkeleton rows={4} />}
      <div ref={place} style={{ height: ready ? height : 0 }} aria-hidden />
    </div>
  );
}
