import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import type { Piece } from '#lib/providers/signature/scheme.ts';
import type { Verdict } from '#lib/providers/signature/verify.ts';
import { LongText } from '../body/long-text.tsx';
import { Visible } from '../wire-text.tsx';
import type { Claimed } from './use-signature.ts';

/** So much of what is signed is shown, bytes of each piece. */
const shownBytes = 160;

/** How a signature is made, and from what: the bytes that are signed, piece by piece in their order. */
export function SignatureMaking({ reading, verdict }: { reading: Claimed; verdict: Verdict | null }) {
  const { scheme, claim } = reading;
  const expected = verdict?.state === 'invalid' ? verdict.expected : null;
  return (
    <dl className="mt-2 border-line border-t pt-2 [&>dd]:mb-1.5 [&>dt]:text-quiet [&>dt]:text-small">
      <dt>How</dt>
      <dd>{scheme.words}</dd>
      <dt>What is signed</dt>
      <dd className="whitespace-pre-wrap [overflow-wrap:anywhere] wire">
        {claim.messages[0]?.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one message never move.
          <SignedPiece key={index} piece={piece} />
        ))}
      </dd>
      {claim.signatures.map((signature) => (
        <Value key={signature} name={`In ${claim.header}`} text={signature} />
      ))}
      {expected !== null && <Value name="What this secret makes of it" text={expected} />}
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
      {bytes.length > shownBytes && <span className="text-quiet"> … {bytes.length} bytes</span>}
    </span>
  );
}
