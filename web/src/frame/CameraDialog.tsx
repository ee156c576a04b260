import { useEffect, useRef, useState } from "react";

/** Browsers offer the camera to secure pages only: this machine itself, or TLS. */
export function cameraIsThere(): boolean {
  return "mediaDevices" in navigator && "getUserMedia" in navigator.mediaDevices;
}

interface CameraProps {
  title: string;
  onPhoto: (photo: File) => void;
  onClose: () => void;
}

/** Shows the camera, mirrored as people know themselves; the photo itself is not mirrored. */
export function CameraDialog({ title, onPhoto, onClose }: CameraProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
    let stream: MediaStream | null = null;
    let gone = false;
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 } }, audio: false })
      .then(
        (opened) => {
          stream = opened;
          if (gone) stop();
          else if (video.current) video.current.srcObject = opened;
        },
        (fault: unknown) => setError(cameraFault(fault)),
      );
    return () => {
      gone = true;
      stop();
    };
  }, []);

  const take = async (): Promise<void> => {
    const seen = video.current;
    if (seen === null) return;
    const photo = await stillOf(seen);
    if (photo === null) {
      setError("The camera gave no picture. Please try again.");
      return;
    }
    onPhoto(photo);
    dialog.current?.close();
  };

  return (
    <dialog ref={dialog} className="camera" aria-label={`Camera: ${title}`} onClose={onClose}>
      <video ref={video} autoPlay playsInline muted onPlaying={() => setReady(true)} />
      <p className="error" role="alert">
        {error}
      </p>
      <div className="camera-actions">
        <button type="button" className="button" disabled={!ready} onClick={() => void take()}>
          Take the photo
        </button>
        <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}

async function stillOf(video: HTMLVideoElement): Promise<File | null> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const bytes = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  return bytes === null ? null : new File([bytes], "camera.jpg", { type: "image/jpeg" });
}

function cameraFault(fault: unknown): string {
  const name = fault instanceof DOMException ? fault.name : "";
  if (name === "NotAllowedError") return "The browser does not allow this page to use the camera.";
  if (name === "NotFoundError") return "No camera was found.";
  return "The camera cannot be opened; another program may be using it.";
}
