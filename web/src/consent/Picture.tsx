import { useObjectUrl } from "../frame/useObjectUrl";

interface PictureProps {
  file: Blob;
  alt: string;
  className?: string;
}

/** A picture of this tab's memory: its address is given back when it goes. */
export function Picture({ file, alt, className }: PictureProps) {
  const address = useObjectUrl(file);
  return address === null ? null : <img className={className} src={address} alt={alt} />;
}
