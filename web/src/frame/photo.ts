/** What the page checks before it sends a photo; the server checks again, name and content. */

export const ALLOWED = ["jpg", "jpeg", "png", "webp"] as const;
/** 10 MB as the server counts it: 10 × 1024 × 1024 bytes are still allowed. */
export const MOST_BYTES = 10 * 1024 * 1024;

export type PhotoCheck = { ok: true } | { ok: false; message: string };

/** Lower case, without the dot; empty where the name has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

export function checkPhoto(photo: { name: string; size: number }): PhotoCheck {
  const extension = extensionOf(photo.name);
  if (!ALLOWED.some((each) => each === extension)) {
    const allowed = ALLOWED.join(", ");
    return { ok: false, message: `Unsupported file format: ${extension}. Allowed: ${allowed}` };
  }
  if (photo.size > MOST_BYTES) return { ok: false, message: "File size exceeds 10 MB limit" };
  return { ok: true };
}

export const UNREADABLE = "Could not decode image. Please upload a valid image file.";

/** `812 kB`, `3.4 MB`: in the units of the limit. */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes >= 1) return `${megabytes.toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} kB`;
}
