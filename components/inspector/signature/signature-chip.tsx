'use client';

import { PlaceLink } from '#components/request/place-in-request.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { verify } from '#lib/providers/signature/verify.ts';
import { signatureLooks } from './signature-look.ts';
import { signatureWords } from './signature-words.ts';
import { useSignature } from './use-signature.ts';

/** Whether the signature of a request is valid, as a chip that links to the overview. */
export default function SignatureChip(props: { summary: CaptureSummary; capture: CaptureJson }) {
  const signature = useSignature(props.summary, props.capture, verify);
  if (signature === null) return null;
  const { tone, brief, sentence } = signatureWords(signature, props.summary.signature);
  // What was found on arrival says more than that the request is signed.
  if (brief === null || (props.summary.signature && tone === 'quiet')) return null;
  const { icon: Icon } = signatureLooks[tone];
  return (
    // On a phone there is only room for results.
    <span className={tone === 'quiet' ? 'contents max-wide:hidden' : 'contents'}>
      <Chip tone={tone === 'quiet' ? 'plain' : tone} icon={<Icon aria-hidden />} title={sentence}>
        <PlaceLink
          place={{ tab: 'overview', view: null, at: null }}
          className="decoration-dotted underline-offset-3 hover:underline"
        >
          {brief}
        </PlaceLink>
      </Chip>
    </span>
  );
}
