/**
 * Writes src/frame/answers.ts: the types of what the server answers, and the checks that an answer
 * is of its type, from the document of the API. A test of the studio keeps openapi.json true.
 */
import { readFileSync, writeFileSync } from "node:fs";

const REFERENCE = "#/components/schemas/";
const at = (path) => new URL(path, import.meta.url);
const { schemas } = JSON.parse(readFileSync(at("openapi.json"), "utf8")).components;
const written = new Map();

function declare(name) {
  if (written.has(name)) return;
  written.set(name, ""); // A schema within itself would be used before it is there: tsc says so.
  const fields = shapeOf(schemas[name]);
  written.delete(name);
  written.set(
    name,
    `export const ${name} = /* @__PURE__ */ ${fields};\nexport type ${name} = Read<typeof ${name}>;\n`,
  );
}

/** The expression of a shape; in the order of what it needs, other schemas are declared before. */
function shapeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.slice(REFERENCE.length);
    declare(name);
    return name;
  }
  if (schema.oneOf) {
    const [value, nothing] = schema.oneOf;
    if (schema.oneOf.length !== 2 || nothing.type !== "null") throw unknown(schema);
    return `nullable(${shapeOf(value)})`;
  }
  switch (schema.type) {
    case "string":
      return schema.enum ? `oneOf(${schema.enum.map((each) => `"${each}"`).join(", ")})` : "text";
    case "integer":
    case "number":
      return "finite";
    case "boolean":
      return "flag";
    case "array": {
      const length = schema.minItems === schema.maxItems ? `, ${schema.minItems}` : "";
      return `listOf(${shapeOf(schema.items)}${length})`;
    }
    case "object": {
      const fields = Object.entries(schema.properties).map(([name, each]) => {
        const shape = shapeOf(each);
        return `  ${name}: ${schema.required.includes(name) ? shape : `nullable(${shape})`},\n`;
      });
      return `record({\n${fields.join("")}})`;
    }
    default:
      throw unknown(schema);
  }
}

function unknown(schema) {
  return new Error(`answers.mjs does not know this kind of schema: ${JSON.stringify(schema)}`);
}

Object.keys(schemas).forEach(declare);
writeFileSync(
  at("src/frame/answers.ts"),
  `/** Written by answers.mjs from openapi.json: change the records of the server instead. */
import { finite, flag, listOf, nullable, oneOf, record, text } from "./shape";
import type { Read } from "./shape";

${[...written.values()].join("\n")}`,
);
