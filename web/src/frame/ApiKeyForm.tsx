import { useState } from "react";

interface ApiKeyProps {
  /** The server refused the last key. */
  refused: boolean;
  onKey: (key: string) => void;
}

/** What an HTTP header can carry. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** Shown when the server answered 401: the request had no key, or a wrong one. */
export function ApiKeyForm({ refused, onKey }: ApiKeyProps) {
  const [key, setKey] = useState("");
  const [wrong, setWrong] = useState(refused ? "Wrong key" : "");
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
      <label htmlFor="api-key">Enter the API key</label>
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
      <p className="small">The key stays in this tab’s memory and is forgotten on reload.</p>
    </form>
  );
}
