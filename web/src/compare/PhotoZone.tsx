import { useId, useRef, useState } from "react";
import type { DragEvent } from "react";
import { CameraDialog, cameraIsThere } from "./CameraDialog";
import { ALLOWED, sizeInWords, UNREADABLE } from "./photo";
import type { Place, Slot } from "./useComparison";
import { useObjectUrl } from "./useObjectUrl";

interface ZoneProps {
  place: Place;
  title: string;
  slot: Slot;
  onFiles: (files: readonly File[], place: Place) => void;
  onClear: (place: Place) => void;
  onRefuse: (place: Place, message: string) => void;
}

/** One photo: a button that opens the file chooser, and the target of drops, pastes and camera. */
export function PhotoZone({ place, title, slot, onFiles, onClear, onRefuse }: ZoneProps) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  const [camera, setCamera] = useState(false);

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    onFiles([...event.dataTransfer.files], place);
  };
  const clear = (): void => {
    onClear(place);
    button.current?.focus();
  };

  return (
    <section className="zone" aria-labelledby={`${id}-title`} data-place={place}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div
        className="well"
        data-over={over}
        data-filled={slot.photo !== null}
        data-wrong={slot.error !== null}
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
          aria-label={slot.photo === null ? `Choose the ${title.toLowerCase()}` : undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          onClick={() => chooser.current?.click()}
        >
          {slot.photo === null ? (
            <Invitation />
          ) : (
            <Preview
              photo={slot.photo}
              title={title}
              onUnreadable={() => onRefuse(place, UNREADABLE)}
            />
          )}
        </button>
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
          onFiles([...(event.target.files ?? [])], place);
          event.target.value = ""; // the same file may be chosen again after it was removed
        }}
      />
      <p className="error" id={`${id}-error`} role="alert">
        {slot.error}
      </p>
      <div className="zone-foot">
        {slot.photo === null ? (
          <p className="small" id={`${id}-hint`}>
            {ALLOWED.join(", ")}, up to 10 MB
          </p>
        ) : (
          <p className="small file-name" id={`${id}-hint`}>
            <span>{slot.photo.name}</span> · {sizeInWords(slot.photo.size)}
          </p>
        )}
        <div className="zone-actions">
          {cameraIsThere() && (
            <button type="button" className="link" onClick={() => setCamera(true)}>
              Camera
            </button>
          )}
          {slot.photo !== null && (
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
          onPhoto={(photo) => onFiles([photo], place)}
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
      <span className="invitation-lead">Drop a photo here</span>
      <span className="small">or click to choose, or paste</span>
    </span>
  );
}

interface PreviewProps {
  photo: File;
  title: string;
  onUnreadable: () => void;
}

/** The browser applies EXIF orientation to an image element; compare.css says so explicitly. */
function Preview({ photo, title, onUnreadable }: PreviewProps) {
  const address = useObjectUrl(photo);
  return address === null ? null : (
    <img src={address} alt={`${title}: ${photo.name}. Choose another`} onError={onUnreadable} />
  );
}
