/** How much of a body is sent, from 0 to 1; at 1 the server has it all and works. */
export type Progress = (fraction: number) => void;

interface Sending {
  method: string;
  headers: Record<string, string>;
  body?: FormData;
  signal: AbortSignal;
}

/**
 * Sends as `fetch` does, and tells how far it is: fetch itself cannot. Rejects as fetch does, when
 * the server cannot be reached or the signal says stop.
 */
export function sendTelling(url: string, sending: Sending, told: Progress): Promise<Response> {
  const { method, headers, body, signal } = sending;
  return new Promise((answer, refuse) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "text";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.total > 0) told(event.loaded / event.total);
    });
    request.upload.addEventListener("load", () => told(1));
    request.onload = () => answer(responseOf(request));
    request.onerror = () => refuse(new TypeError("the server cannot be reached"));
    request.onabort = () => refuse(new DOMException("stopped", "AbortError"));
    if (signal.aborted) return refuse(new DOMException("stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body ?? null);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const wait = request.getResponseHeader("Retry-After");
  return new Response(request.responseText, {
    status: request.status,
    headers: wait === null ? {} : { "Retry-After": wait },
  });
}
