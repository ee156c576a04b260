import type { ModelNotice, Status } from "./answers";

interface FooterProps {
  status: Status | null;
  /** What the page in view says of the photos that it is given. */
  note: string | undefined;
}

export function Footer({ status, note }: FooterProps) {
  const provider = status?.provider ?? null;
  return (
    <footer className="frame-foot">
      {provider?.in_use && (
        <p>
          {provider.in_use === "local" ? (
            "Runs on this server."
          ) : (
            <>
              Faces are compared by <strong>{providerInWords(provider.in_use)}</strong>.
            </>
          )}
          {provider.why && <> ({provider.why})</>}
          {note !== undefined && <> {note}</>}
        </p>
      )}
      {status !== null && status.models.length > 0 && (
        <Models title="Models and licenses" models={status.models} />
      )}
      <p>
        {status !== null && <>mien {status.version} · </>}
        <a href="./licences.txt">Software in this page</a>
      </p>
    </footer>
  );
}

export function providerInWords(provider: string): string {
  return provider === "local" ? "this server's own models" : `the outside provider “${provider}”`;
}

export function Models({ title, models }: { title: string; models: readonly ModelNotice[] }) {
  const limited = models.some((model) => !model.commercial_use);
  return (
    <details className="models">
      <summary>
        {title}
        {limited && <span className="badge">includes non-commercial models</span>}
      </summary>
      <ul>
        {models.map((model) => (
          <li key={model.id}>
            <span className="model-id">{model.id}</span>
            <span>
              {model.license}
              {!model.commercial_use && " · non-commercial use only"}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
