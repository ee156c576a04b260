import { useRef } from "react";
import type { PointerEvent } from "react";
import { HEIGHT, pathOf, WIDTH } from "./strokes";
import type { Point, Stroke } from "./strokes";

interface PadProps {
  strokes: readonly Stroke[];
  onStrokes: (strokes: readonly Stroke[]) => void;
}

/** A field to sign in with finger, pen or mouse. A person who cannot draw types the name instead. */
export function SignaturePad({ strokes, onStrokes }: PadProps) {
  // What is drawn at this moment: a ref, for several moves may come before the next rendering.
  const drawing = useRef<readonly Stroke[] | null>(null);

  const start = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture?.(event.pointerId);
    drawing.current = [...strokes, [pointOf(event)]];
    onStrokes(drawing.current);
  };
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (drawing.current === null) return;
    const last = drawing.current.at(-1) ?? [];
    drawing.current = [...drawing.current.slice(0, -1), [...last, pointOf(event)]];
    onStrokes(drawing.current);
  };
  const end = (): void => {
    drawing.current = null;
  };
  return (
    <div className="pad no-print">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={strokes.length === 0 ? "Field to sign in, empty" : "Field to sign in, signed"}
        data-testid="pad"
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line className="pad-line" x1="30" y1="160" x2={WIDTH - 30} y2="160" />
        {strokes.map((stroke, index) => (
          <path key={index} d={pathOf(stroke)} />
        ))}
      </svg>
      <div className="actions no-print">
        <button
          type="button"
          className="link"
          disabled={strokes.length === 0}
          onClick={() => onStrokes(strokes.slice(0, -1))}
        >
          Undo the last stroke
        </button>
        <button
          type="button"
          className="link"
          disabled={strokes.length === 0}
          onClick={() => onStrokes([])}
        >
          Clear
        </button>
      </div>
    </div>
  );
}

/** In the field's own measures, whatever its size on the screen. */
function pointOf(event: PointerEvent<SVGSVGElement>): Point {
  const field = event.currentTarget.getBoundingClientRect();
  return {
    x: ((event.clientX - field.left) / Math.max(1, field.width)) * WIDTH,
    y: ((event.clientY - field.top) / Math.max(1, field.height)) * HEIGHT,
  };
}
