'use client';

import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import { replyApi } from '#components/api/replies.ts';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Handshake } from '#lib/providers/handshake/handshake.ts';
import { unansweredVerifications } from '#lib/providers/handshake/verification-in.ts';
import { providerName } from '#lib/providers/names.ts';
import { useInspection } from '../context/inspection.tsx';
import { verificationActions as words } from './words.ts';

type Props = { capture: CaptureJson; bytes: Uint8Array | null };

/** For a URL verification that got another response than its provider expects: turns the expected response on. */
export function VerificationActions({ capture, bytes }: Props) {
  const { may } = useInspection();
  const unanswered = useMemo(() => (bytes ? unansweredVerifications(capture, bytes) : []), [capture, bytes]);
  if (unanswered.length === 0 || !may('change-settings')) return null;
  return (
    <div className="mb-1.5 ml-5.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {unanswered.map(({ handshake }) => (
        <TurnOn key={handshake.provider} handshake={handshake} />
      ))}
    </div>
  );
}

function TurnOn({ handshake: { provider, secret } }: { handshake: Handshake }) {
  const { bin } = useInspection();
  const [state, setState] = useState<'off' | 'busy' | 'on'>('off');
  const name = providerName({ id: provider });
  if (secret?.needed) {
    return (
      <a
        href={`/i/${bin.key}/replies`}
        className="inline-flex items-center rounded-mark text-accent hover:underline touch:min-h-9"
      >
        {words.enterSecret(secret.name, name)}
      </a>
    );
  }
  async function turnOn(): Promise<void> {
    setState('busy');
    try {
      await replyApi(bin).turnOnHandshake(provider);
      setState('on');
    } catch (error) {
      noticeTrouble(words.notTurnedOn, error);
      setState('off');
    }
  }
  if (state !== 'on') {
    return (
      <Button busy={state === 'busy'} onClick={turnOn}>
        {words.turnOn(name)}
      </Button>
    );
  }
  return (
    <p role="status" className="flex items-start gap-2">
      <Check className="mt-0.5 size-3.5 shrink-0 text-good" aria-hidden /> {words.turnedOn(name)}
    </p>
  );
}
