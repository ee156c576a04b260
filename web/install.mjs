/**
 * Installs what package-lock.json names, unless that was done since it last changed: a build of the
 * studio that finds everything in place needs neither time nor network for it.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const changed = (path) =>
  statSync(new URL(path, import.meta.url), { throwIfNoEntry: false })?.mtimeMs;
const installed = changed("node_modules/.package-lock.json");
if (installed === undefined || installed < changed("package-lock.json")) {
  const { status, error } = spawnSync("npm", ["ci", "--prefer-offline"], {
    cwd: new URL(".", import.meta.url),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error) console.error(`npm cannot be started: ${error.message}`);
  process.exitCode = status ?? 1;
}
