/** A drawn signature as lines, and as the picture that is kept. */

/** In the field's own measures, origin top left. */
export interface Point {
  x: number;
  y: number;
}
export type Stroke = readonly Point[];

export const WIDTH = 600;
export const HEIGHT = 200;
const INK_WIDTH = 2.5;
/** Twice the field's measures: enough to print, and far under the 1 MiB that the vault takes. */
const SCALE = 2;

/** For an SVG path; a dot is a line of no length, which round ends make visible. */
export function pathOf(stroke: Stroke): string {
  const [first, ...rest] = stroke.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  if (first === undefined) return "";
  return `M${first}L${rest.length === 0 ? first : rest.join("L")}`;
}

/** Black on white, whatever the page's colors; null where the browser cannot. */
export async function pictureOf(strokes: readonly Stroke[]): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = HEIGHT * SCALE;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(SCALE, SCALE);
  pen.strokeStyle = "black";
  pen.lineWidth = INK_WIDTH;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const stroke of strokes) pen.stroke(new Path2D(pathOf(stroke)));
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
