'use client';

import { useState } from 'react';
import type { AdminApi, InstanceJson } from '#components/api/admin.ts';
import { Button } from '#components/ui/button.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { drainQuestion } from './admin-questions.ts';
import { drain } from './words.ts';

type Props = {
  api: AdminApi;
  draining: boolean;
  onChange: (instance: InstanceJson) => void;
  onQuestion: (question: Question) => void;
};

/** Starts and stops draining: the server rejects new requests, so that it can be stopped without losing any. */
export function Drain({ api, draining, onChange, onQuestion }: Props) {
  const [busy, setBusy] = useState(false);

  async function stop(): Promise<void> {
    setBusy(true);
    try {
      onChange(await api.undrain());
    } catch (error) {
      noticeTrouble(drain.notStopped, error);
    }
    setBusy(false);
  }

  return (
    <section aria-labelledby="drain" className="mt-10 border-line border-t pt-6">
      <h2 id="drain" className="font-semibold text-name">
        {draining ? drain.drainingTitle : drain.title}
      </h2>
      <p className="mt-1 max-w-140 text-quiet">{draining ? drain.drainingAbout : drain.about}</p>
      {draining ? (
        <Button look="accent" busy={busy} onClick={stop} className="mt-3">
          {drain.stop}
        </Button>
      ) : (
        <Button
          look="danger"
          onClick={() => onQuestion(drainQuestion(() => api.drain().then(onChange)))}
          className="mt-3"
        >
          {drain.start}
        </Button>
      )}
    </section>
  );
}
