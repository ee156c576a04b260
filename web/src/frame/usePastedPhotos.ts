import { useEffect } from "react";

/**
 * Takes pictures pasted anywhere on the page: into the zone that has the focus, else into the first
 * empty one. Also keeps a file dropped beside the zones from replacing the page.
 */
export function usePastedPhotos(
  firstEmpty: number,
  onFiles: (files: readonly File[], place: number) => void,
): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files, focusedPlace() ?? firstEmpty);
    };
    const ignore = (event: DragEvent): void => event.preventDefault();
    document.addEventListener("paste", paste);
    document.addEventListener("dragover", ignore);
    document.addEventListener("drop", ignore);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("dragover", ignore);
      document.removeEventListener("drop", ignore);
    };
  }, [firstEmpty, onFiles]);
}

function focusedPlace(): number | null {
  const zone = document.activeElement?.closest<HTMLElement>("[data-place]");
  return zone ? Number(zone.dataset["place"]) : null;
}
