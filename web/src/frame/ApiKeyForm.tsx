import { useState } from "react";

/** Shown when the server answered 401: it listens beyond this machine and wants its key. */
export function ApiKeyForm({ onKey }: { onKey: (key: string) => void }) {
  const [key, setKey] = useState("");
  return (
    <form
      className="card key-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "") onKey(key.trim());
      }}
    >
      <label htmlFor="api-key">This server asks for its API key</label>
      <div className="key-row">
        <input
          id="api-key"
          type="password"
          autoComplete="off"
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <button type="submit" className="button">
          Use this key
        </button>
      </div>
      <p className="small">It stays in this tab&rsquo;s memory and is forgotten on reload.</p>
    </form>
  );
}
