import { short } from "./words";

/** Short on a screen, with the whole as its title; whole on paper, which has no tooltip. */
export function Hash({ of }: { of: string }) {
  return (
    <>
      <span className="mono no-print" title={of}>
        {short(of)}
      </span>
      <span className="mono print-only">{of}</span>
    </>
  );
}
