import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const outDir = process.env["WEB_OUT"] ?? "dist";

/** Puts a .br and a .gz beside each text: the server picks one, and compresses nothing itself. */
function compressed(): Plugin {
  return {
    name: "mien-compressed",
    apply: "build",
    closeBundle() {
      for (const name of readdirSync(outDir, { recursive: true, encoding: "utf8" })) {
        if (/\.(html|js|css|svg|json|txt|webmanifest|wasm)$/.test(name)) {
          const bytes = readFileSync(join(outDir, name));
          writeFileSync(join(outDir, `${name}.br`), brotliCompressSync(bytes));
          writeFileSync(join(outDir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        }
      }
    },
  };
}

// Nothing may be inlined into the HTML: the studio's content security policy allows files of its
// own origin only. The studio's Maven build sets WEB_OUT to the folder that goes into the jar.
export default defineConfig({
  base: "./",
  plugins: [react(), compressed()],
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    // The notices of what is bundled travel with it, as their licenses ask; the footer links here.
    license: { fileName: "licences.txt" },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": process.env["MIEN_URL"] ?? "http://127.0.0.1:8080" },
  },
  test: {
    environment: "jsdom",
    // The second is read by `make check`, which counts all tests together.
    reporters: ["default", "junit"],
    outputFile: { junit: "target/surefire-reports/TEST-vitest.xml" },
    setupFiles: ["src/test-setup.ts"],
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
