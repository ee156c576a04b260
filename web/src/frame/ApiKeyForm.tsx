import { useState } from "react";

interface ApiKeyProps {
  /** The server did not take the last one. */
  refused: boolean;
  onKey: (key: string) => void;
}

/** What a header can carry, and so what the server takes as a key. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** Shown when the server answered 401: it wants its key. */
export function ApiKeyForm({ refused, onKey }: ApiKeyProps) {
  const [key, setKey] = useState("");
  const [wrong, setWrong] = useState(refused ? "The server did not take this key." : "");
  return (
    <form
      className="card key-form"
      onSubmit={(event) => {
        event.preventDefault();
        const given = key.trim();
        if (SENDABLE.test(given)) onKey(given);
        else setWrong("A key is one word of letters, digits and signs without accents.");
      }}
    >
      <label htmlFor="api-key">This server asks for its API key</label>
      <div className="key-row">
        <input
          id="api-key"
          type="password"
          autoComplete="off"
          aria-describedby="api-key-wrong"
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <button type="submit" className="button">
          Use this key
        </button>
      </div>
      <p className="error" id="api-key-wrong" role="alert">
        {wrong}
      </p>
      <p className="small">It stays in this tab&rsquo;s memory and is forgotten on reload.</p>
    </form>
  );
}
