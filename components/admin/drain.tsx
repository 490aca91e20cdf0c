'use client';

import { useState } from 'react';
import type { AdminApi, InstanceJson } from '#components/api/admin.ts';
import { Button } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { Question } from '#components/ui/question.ts';
import { toDrain } from './admin-questions.ts';

type Props = {
  api: AdminApi;
  draining: boolean;
  onChange: (instance: InstanceJson) => void;
  onQuestion: (question: Question) => void;
};

/** Takes the server out of service without losing a request, and back in. */
export function Drain({ api, draining, onChange, onQuestion }: Props) {
  const [busy, setBusy] = useState(false);

  async function undo(): Promise<void> {
    setBusy(true);
    try {
      onChange(await api.undrain());
    } catch (error) {
      noticeTrouble('It goes on draining.', error);
    }
    setBusy(false);
  }

  return (
    <section aria-labelledby="drain" className="mt-10 border-line border-t pt-6">
      <h2 id="drain" className="font-semibold text-name">
        {draining ? 'This server takes no requests' : 'Before this server is stopped'}
      </h2>
      <p className="mt-1 max-w-140 text-quiet">
        {draining
          ? 'Senders get 503 with Retry-After, and /readyz says so. What was kept can be read.'
          : 'Draining refuses new requests with 503, so that senders try again and a load balancer moves on. It concerns this process alone.'}
      </p>
      {draining ? (
        <Button look="filled" busy={busy} onClick={undo} className="mt-3">
          Take requests again
        </Button>
      ) : (
        <Button
          look="danger"
          onClick={() => onQuestion(toDrain(() => api.drain().then(onChange)))}
          className="mt-3"
        >
          Drain
        </Button>
      )}
    </section>
  );
}
