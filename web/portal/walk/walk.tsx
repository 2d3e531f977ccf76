import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AnswerOf, callWith } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { Problem } from "../../shared/problem.ts";
import "../portal.css";
import { CalculatorWalk } from "./calculator-walk.tsx";
import { DemoWalk } from "./demo-walk.tsx";

export type WalkCast = AnswerOf<"GET /api/v1/demo/walk">;

/** “A bill is settled”, in five clicks from the first page: in a demo, settled indeed. */
export default function Walk(): ReactNode {
  const [round, setRound] = useState(0);
  const cast = useWalkCast();
  return (
    <Loaded query={cast}>
      {(found) =>
        found === null ? (
          <CalculatorWalk />
        ) : (
          <DemoWalk key={round} cast={found} onAgain={() => setRound(round + 1)} />
        )
      }
    </Loaded>
  );
}

/** Null where the platform runs as no demo, or as one whose sandbox is closed. */
function useWalkCast() {
  const { language } = usePreferences();
  return useQuery<WalkCast | null, Problem>({
    queryKey: ["demo-walk", language],
    queryFn: async () => {
      try {
        return await callWith("GET /api/v1/demo/walk", { query: { language } }, { quiet: true });
      } catch (error) {
        if (error instanceof Problem && error.code === "PORTAL-WALK-CLOSED") return null;
        throw error;
      }
    },
  });
}
