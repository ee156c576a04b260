import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Nothing may be inlined into the HTML: the studio's content security policy allows files of its
// own origin only. The studio's Maven build sets WEB_OUT to the folder that goes into the jar.
export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    outDir: process.env["WEB_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    // The notices of what is bundled travel with it, as their licences ask; the footer links here.
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
