import { useEffect, useMemo, useState } from "react";
import type { Receipt } from "../frame/answers";
import { useLoaded } from "./asking";
import { PLACE, PrintButton, ScreenOf, Title, useDesk } from "./Desk";
import { receiptLines } from "./receipt";
import { saveAs } from "./saveAs";
import { receiptIsSigned } from "./verify";
import type { Verified } from "./verify";

/** The signed receipt of an erasure, to be printed and handed to the person. */
export function ReceiptScreen({ id }: { id: string }) {
  const { requests, policy } = useDesk();
  const request = useMemo(() => requests.receipt(id), [requests, id]);
  const { loaded, reload } = useLoaded(request);
  return (
    <ScreenOf of={loaded} what="the receipt" again={reload}>
      {(receipt) => (
        <>
          <Title above={<a href={PLACE.people}>All people</a>}>Receipt of an erasure</Title>
          <article className="card paper receipt">
            <p>
              {policy.organisation.name} ({policy.organisation.contact}) has destroyed what is
              listed here, has searched its files for it, and found nothing of it left.
            </p>
            <dl className="facts">
              {receiptLines(receipt.text).map(({ name, words }) => (
                <Line key={name} name={name} words={words} />
              ))}
            </dl>
            <Checked receipt={receipt} />
          </article>
          <div className="actions no-print">
            <PrintButton>Print the receipt</PrintButton>
            <button type="button" className="button quiet" onClick={() => save(receipt)}>
              Save it as a file
            </button>
          </div>
        </>
      )}
    </ScreenOf>
  );
}

function Line({ name, words }: { name: string; words: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{words}</dd>
    </>
  );
}

/** What was signed, by whom, and how to check it without this program. */
function Checked({ receipt }: { receipt: Receipt }) {
  const [signed, setSigned] = useState<Verified | null>(null);
  useEffect(() => {
    let gone = false;
    void receiptIsSigned(receipt).then((each) => {
      if (!gone) setSigned(each);
    });
    return () => {
      gone = true;
    };
  }, [receipt]);
  const file = fileName(receipt);
  return (
    <section aria-labelledby="checked">
      <h2 id="checked">How it can be checked</h2>
      <p className="verified" data-verified={signed ?? "unknown"} role="status">
        {signed === null && "Checking the signature…"}
        {signed === "true" &&
          "This browser has checked the signature: it fits the text and the key."}
        {signed === "false" && "The signature does not fit the text. Do not trust this receipt."}
        {signed === "unknown" && "This browser cannot check signatures; the commands below can."}
      </p>
      <details className="raw" open>
        <summary>The signed text, the signature and the key</summary>
        <pre>{receipt.text}</pre>
        <pre className="wrapped">{receipt.signature}</pre>
        <pre>{receipt.public_key}</pre>
        <p className="small">
          Trust the key because you have it from somewhere else. With the saved file and openssl:
        </p>
        <pre className="wrapped">
          {[
            `jq -rj .text ${file} > receipt.txt`,
            `jq -r .signature ${file} | base64 -d > receipt.sig`,
            `jq -r .public_key ${file} > key.pem`,
            "openssl pkeyutl -verify -rawin -pubin -inkey key.pem -in receipt.txt -sigfile receipt.sig",
          ].join("\n")}
        </pre>
      </details>
    </section>
  );
}

function fileName(receipt: Receipt): string {
  return `receipt-${receipt.id}.json`;
}

function save(receipt: Receipt): void {
  const file = new Blob([JSON.stringify(receipt, null, 2)], { type: "application/json" });
  saveAs(file, fileName(receipt));
}
