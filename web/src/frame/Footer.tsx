import type { ModelNotice, StatusAnswer } from "./api";

export function Footer({ status }: { status: StatusAnswer | null }) {
  return (
    <footer className="frame-foot">
      {status?.provider.in_use && (
        <p>
          Faces are compared by <strong>{providerInWords(status.provider.in_use)}</strong>
          {status.provider.why && <> ({status.provider.why})</>}.
        </p>
      )}
      <p>A photo that you compare is not kept once it is answered.</p>
      {status !== null && status.models.length > 0 && (
        <Models title="Models and licences" models={status.models} />
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
        {limited && <span className="badge">some non-commercial</span>}
      </summary>
      <ul>
        {models.map((model) => (
          <li key={model.id}>
            <span className="model-id">{model.id}</span>
            <span>
              {model.licence}
              {!model.commercial_use && " · non-commercial use only"}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
