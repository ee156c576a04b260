import type { ReactNode } from "react";

/**
 * Shows the markdown that policies are written in: headings, paragraphs, tables, rules, lists and
 * bold. Everything else stays as it is written, so that no word of a text to sign can be lost, and
 * nothing becomes markup: it is text that React escapes.
 */
export function Markdown({ text }: { text: string }) {
  const blocks = text.split(/\n{2,}/).map((block) => block.trim());
  return (
    <div className="markdown">
      {blocks.filter((block) => block !== "").map((block, index) => (
        <Block key={index} lines={block.split("\n")} />
      ))}
    </div>
  );
}

function Block({ lines }: { lines: readonly string[] }) {
  const [first = ""] = lines;
  const heading = /^(#{1,6}) (.*)$/.exec(first);
  if (heading && lines.length === 1) return heading[1] === "#" ? (
    <h2>{inline(heading[2] ?? "")}</h2>
  ) : (
    <h3>{inline(heading[2] ?? "")}</h3>
  );
  if (/^-{3,}$/.test(first) && lines.length === 1) return <hr />;
  if (lines.length > 2 && lines.every((line) => line.startsWith("|"))) return <Table lines={lines} />;
  if (lines.every((line) => line.startsWith("- "))) {
    return (
      <ul>
        {lines.map((line, index) => (
          <li key={index}>{inline(line.slice(2))}</li>
        ))}
      </ul>
    );
  }
  return <p>{inline(lines.join(" "))}</p>;
}

function Table({ lines }: { lines: readonly string[] }) {
  const rows = lines.map((line) => line.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim()));
  const [head = [], rule = [], ...body] = rows;
  const ruled = rule.every((cell) => /^:?-+:?$/.test(cell));
  return (
    <table>
      {ruled && (
        <thead>
          <Row cells={head} as="th" />
        </thead>
      )}
      <tbody>
        {(ruled ? body : rows).map((cells, index) => (
          <Row key={index} cells={cells} as="td" />
        ))}
      </tbody>
    </table>
  );
}

function Row({ cells, as: Cell }: { cells: readonly string[]; as: "th" | "td" }) {
  return (
    <tr>
      {cells.map((cell, index) => (
        <Cell key={index}>{inline(cell)}</Cell>
      ))}
    </tr>
  );
}

function inline(text: string): ReactNode[] {
  return text
    .split(/\*\*(.+?)\*\*/)
    .map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part));
}
