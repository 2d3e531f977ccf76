import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Bundles what `yibao bench workbench` shows beside ours; no part of the programs that are served. */
const here = import.meta.dirname;

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    target: "es2022",
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { table: join(here, "index.html"), measure: join(here, "measure.ts") },
      output: { entryFileNames: "[name].js" },
    },
  },
});
