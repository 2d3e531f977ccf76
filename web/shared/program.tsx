import { QueryClientProvider } from "@tanstack/react-query";
import { App } from "antd";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { queries } from "./queries.ts";
import { Theme } from "./theme.tsx";
import "./styles.css";
import "./print.css";

/** Starts a program of the browser. @param base where its addresses begin */
export function startProgram(base: string, program: ReactNode): void {
  const place = document.getElementById("root");
  if (place === null) return;
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Theme>
          <App>
            <Router base={base}>{program}</Router>
          </App>
        </Theme>
      </QueryClientProvider>
    </StrictMode>,
  );
}
