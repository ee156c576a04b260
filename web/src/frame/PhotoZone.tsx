import { useId, useRef, useState } from "react";
import type { DragEvent, ReactNode } from "react";
import { CameraDialog, cameraIsThere } from "./CameraDialog";
import { ALLOWED, sizeInWords, UNREADABLE } from "./photo";
import { useObjectUrl } from "./useObjectUrl";

interface ZoneProps {
  /** Which of the page's zones this is, from 0: pasted photos go by it. */
  place: number;
  title: string;
  photo: File | null;
  /** Beside the zone: why the last file was not taken. */
  error: string | null;
  onFiles: (files: readonly File[]) => void;
  onClear: () => void;
  onRefuse: (message: string) => void;
  /** The browser has decoded the photo. */
  onShown?: () => void;
  /** Drawn over the photo; an SVG whose view box is the photo's size lies exactly on it. */
  overlay?: ReactNode;
  /** Under the photo, in place of the file's size. */
  facts?: ReactNode;
}

/** One photo: a button that opens the file chooser, and the target of drops, pastes and camera. */
export function PhotoZone(props: ZoneProps) {
  const { place, title, photo, error, onFiles, onClear, onRefuse, onShown, overlay, facts } = props;
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  const [camera, setCamera] = useState(false);

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const clear = (): void => {
    onClear();
    button.current?.focus();
  };

  return (
    <section className="zone" aria-labelledby={`${id}-title`} data-place={place}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div
        className="well"
        data-over={over}
        data-filled={photo !== null}
        data-wrong={error !== null}
        onDragEnter={() => setOver(true)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <button
          ref={button}
          type="button"
          className="well-button"
          aria-label={photo === null ? `Choose the ${title.toLowerCase()}` : undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          onClick={() => chooser.current?.click()}
        >
          {photo === null ? (
            <Invitation />
          ) : (
            <Preview
              photo={photo}
              title={title}
              onShown={onShown}
              onUnreadable={() => onRefuse(UNREADABLE)}
            />
          )}
        </button>
        {photo !== null && overlay}
      </div>
      <input
        ref={chooser}
        className="chooser"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        data-testid={`chooser-${place + 1}`}
        accept={ALLOWED.map((each) => `.${each}`).join(",")}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = ""; // the same file may be chosen again after it was removed
        }}
      />
      <p className="error" id={`${id}-error`} role="alert">
        {error}
      </p>
      <div className="zone-foot">
        {photo === null ? (
          <p className="small" id={`${id}-hint`}>
            {ALLOWED.join(", ")}, up to 10 MB
          </p>
        ) : (
          <p className={facts === undefined ? "small file-name" : "small"} id={`${id}-hint`}>
            {facts ?? `${photo.name} · ${sizeInWords(photo.size)}`}
          </p>
        )}
        <div className="zone-actions">
          {cameraIsThere() && (
            <button type="button" className="link" onClick={() => setCamera(true)}>
              Camera
            </button>
          )}
          {photo !== null && (
            <button
              type="button"
              className="link"
              aria-label={`Remove the ${title.toLowerCase()}`}
              onClick={clear}
            >
              Remove
            </button>
          )}
        </div>
      </div>
      {camera && (
        <CameraDialog
          title={title}
          onPhoto={(taken) => onFiles([taken])}
          onClose={() => {
            setCamera(false);
            button.current?.focus();
          }}
        />
      )}
    </section>
  );
}

function Invitation() {
  return (
    <span className="invitation">
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path d="M12 22v-6a4 4 0 0 1 4-4h6M42 12h6a4 4 0 0 1 4 4v6" />
        <path d="M52 42v6a4 4 0 0 1-4 4h-6M22 52h-6a4 4 0 0 1-4-4v-6" />
        <ellipse cx="32" cy="31" rx="8.5" ry="11" />
      </svg>
      <span className="invitation-lead by-mouse">Drop a photo here</span>
      <span className="small by-mouse">or click to choose, or paste</span>
      <span className="invitation-lead by-touch">Tap to choose</span>
    </span>
  );
}

interface PreviewProps {
  photo: File;
  title: string;
  onShown: (() => void) | undefined;
  onUnreadable: () => void;
}

/** The browser applies EXIF orientation to an image element; zone.css says so explicitly. */
function Preview({ photo, title, onShown, onUnreadable }: PreviewProps) {
  const address = useObjectUrl(photo);
  return address === null ? null : (
    <img
      src={address}
      alt={`${title}: ${photo.name}. Choose another`}
      onLoad={onShown}
      onError={onUnreadable}
    />
  );
}
