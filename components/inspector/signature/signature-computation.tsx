import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { LongText } from '#components/ui/long-text.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import type { Piece } from '#lib/providers/signature/scheme.ts';
import type { Verdict } from '#lib/providers/signature/verify.ts';
import type { SignedReading } from './use-signature.ts';
import { signatureComputation as words } from './words.ts';

/** How much of each piece of the signed content is shown, bytes. */
const shownBytes = 160;

type Props = { reading: SignedReading; verdict: Verdict | null };

/** How a signature is computed: algorithm, signed content piece by piece, and received and expected signature. */
export function SignatureComputation({ reading, verdict }: Props) {
  const { scheme, claim } = reading;
  const expected = verdict?.state === 'invalid' ? verdict.expected : null;
  return (
    <dl className="mt-2 border-line border-t pt-2 [&>dd]:mb-1.5 [&>dt]:text-quiet [&>dt]:text-small">
      <dt>{words.algorithm}</dt>
      <dd>{scheme.words}</dd>
      <dt>{words.signedContent}</dt>
      <dd className="whitespace-pre-wrap [overflow-wrap:anywhere] wire">
        {renderByIndex(claim.messages[0] ?? [], (piece) => (
          <SignedPiece piece={piece} />
        ))}
      </dd>
      {claim.signatures.map((signature) => (
        <Value key={signature} name={words.received(claim.header)} text={signature} />
      ))}
      {expected !== null && <Value name={words.expected} text={expected} />}
    </dl>
  );
}

function Value({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="flex items-start gap-2">
        <span className="min-w-0 py-0.5 [overflow-wrap:anywhere] wire">
          <LongText text={text} />
        </span>
        <CopyIconButton name={name} text={text} className="-my-0.5" />
      </dd>
    </>
  );
}

function SignedPiece({ piece: { from, bytes } }: { piece: Piece }) {
  const head = bytes.subarray(0, shownBytes);
  const text = utf8OrNull(head) ?? fromBytes(head);
  if (from === null) return <span className="text-quiet">{text}</span>;
  return (
    <span title={from} className="border-edge border-b border-dotted">
      <Visible text={text} />
      {bytes.length > shownBytes && <span className="text-quiet"> {words.truncated(bytes.length)}</span>}
    </span>
  );
}
