import { useState } from "react";
import type { ReleaseForm } from "../frame/answers";
import { checkPhoto } from "../frame/photo";
import { PhotoZone } from "../frame/PhotoZone";
import { usePastedPhotos } from "../frame/usePastedPhotos";
import { plainName, term } from "./words";

interface ScanProps {
  scan: File | null;
  onScan: (scan: File | null) => void;
}

/** The paper that was signed, as a scan or a photo of it: that is the evidence kept. */
export function PaperScan({ scan, onScan }: ScanProps) {
  const [error, setError] = useState<string | null>(null);
  const offer = ([file]: readonly File[]): void => {
    if (file === undefined) return;
    const check = checkPhoto(file);
    onScan(check.ok ? file : null);
    setError(check.ok ? null : check.message);
  };
  const refuse = (message: string | null): void => {
    onScan(null);
    setError(message);
  };
  usePastedPhotos(0, offer);
  return (
    <div className="no-print">
      <PhotoZone
        place={0}
        title="Scan or photo of the signed paper"
        photo={scan}
        error={error}
        onFiles={offer}
        onClear={() => refuse(null)}
        onRefuse={refuse}
      />
    </div>
  );
}

/** On paper alone: what is written by hand under the text. */
export function ToSignOnPaper({ release, signer }: { release: ReleaseForm; signer: string }) {
  return (
    <div className="print-only by-hand">
      <p>
        I have read the text above and agree to it. It holds for {term(release.term)} unless I
        withdraw it. I sign{" "}
        <span className="choice">
          <span className="tick" /> for myself
        </span>{" "}
        <span className="choice">
          <span className="tick" /> as authorized representative.
        </span>
      </p>
      {release.purposes.length > 1 && (
        <p>
          For:{" "}
          {release.purposes.map((each) => (
            <span key={each}>
              <span className="tick" /> {plainName(each)}{" "}
            </span>
          ))}
        </p>
      )}
      <p className="to-fill">Name: {signer}</p>
      <p className="to-fill">Place and date</p>
      <p className="to-fill">Signature</p>
    </div>
  );
}

/** As the vault takes evidence. */
const MOST_BYTES = 1024 * 1024;
/** Long sides in pixels, from what still shows a pen's stroke on a page of A4 well. */
const SIDES = [2400, 1800, 1300];

/** The scan itself where the vault takes it, else the same made smaller; null where none fits. */
export async function fitted(scan: File): Promise<Blob | null> {
  if (scan.size <= MOST_BYTES && scan.type !== "") return scan;
  const picture = await createImageBitmap(scan).catch(() => null);
  if (picture === null) return null;
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, "image/jpeg", 0.85),
    );
    if (smaller !== null && smaller.size <= MOST_BYTES) return smaller;
  }
  return null;
}
