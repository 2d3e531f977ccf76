import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * Bundles the browser's two programs. `bin/build.js` names the folder with `--outDir`; the server
 * puts a nonce in place of `__CSP_NONCE__` when it serves a page.
 */
const web = import.meta.dirname;

export default defineConfig({
  root: web,
  base: "/",
  plugins: [react()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: join(web, "../dist/web"),
    emptyOutDir: true,
    target: "es2022",
    // A picture as a data address would need its own line in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      input: { portal: join(web, "index.html"), workbench: join(web, "workbench.html") },
      output: { codeSplitting: { groups: [REACT_GROUP()] } },
    },
  },
});

/** What both programs need and what changes with a library only: kept by browsers for long. */
function REACT_GROUP() {
  return { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ };
}
