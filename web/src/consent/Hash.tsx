import { short } from "./words";

/** Short on a screen, with the whole as its title; whole on paper, where nobody can point at it. */
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
