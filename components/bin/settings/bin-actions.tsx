'use client';

import { type ReactNode, useState } from 'react';
import type { BinApi, BinJson } from '#components/api/bins.ts';
import { deletingWords } from '#components/bin/bin-questions.ts';
import { type BinStore, useBinState } from '#components/bin/bin-store.ts';
import { binTitle, type KnownBin, rightsOf, withBin } from '#components/bin/known-bins.ts';
import { changeKnownBins } from '#components/bin/use-known-bins.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { Question } from '#components/ui/question.ts';
import { may } from '#lib/access/policy.ts';

const loadConfirm = () => import('#components/ui/confirm.tsx');
const whole = (state: BinJson) => state;

/** What is done with a bin as a whole: it acts at once. */
export function BinActions({ api, store }: { api: BinApi; store: BinStore }) {
  const bin = useBinState(store, whole);
  const [question, setQuestion] = useState<Question | null>(null);
  const [busy, setBusy] = useState<'freeze' | 'clone' | null>(null);

  async function doing(what: 'freeze' | 'clone', act: () => Promise<void>, failed: string): Promise<void> {
    setBusy(what);
    await act().catch((error) => noticeTrouble(failed, error));
    setBusy(null);
  }

  const freeze = () =>
    doing(
      'freeze',
      async () => {
        store.set(await api.change({ frozen: !bin.frozen }));
        announce(bin.frozen ? 'Thawed' : 'Frozen');
      },
      bin.frozen ? 'The bin was not thawed.' : 'The bin was not frozen.',
    );

  const clone = () =>
    doing(
      'clone',
      async () => {
        const made = await api.clone({ name: `${binTitle(bin).slice(0, 72)} (copy)` });
        const { key, slug, name, captureUrl } = made;
        const known: KnownBin = { key, slug, name, captureUrl, role: 'owner', openedAt: Date.now() };
        changeKnownBins((bins) => withBin(bins, known));
        location.assign(`/i/${key}/settings`);
      },
      'The bin was not cloned.',
    );

  const remove = () =>
    setQuestion({
      title: `Delete ${binTitle(bin)}?`,
      consequence: deletingWords(bin.captureUrl),
      verb: 'Delete the bin',
      failed: 'The bin was not deleted.',
      act: async () => {
        await api.remove();
        location.replace('/?bins');
      },
    });

  return (
    <div className="mt-3">
      {may(rightsOf(bin), 'change-settings') && (
        <>
          <Act
            title={bin.frozen ? 'This bin is frozen' : 'Freeze'}
            words="A frozen bin answers senders as ever and keeps nothing they send. What it has stays."
          >
            <Button onClick={freeze} busy={busy === 'freeze'}>
              {bin.frozen ? 'Thaw the bin' : 'Freeze the bin'}
            </Button>
          </Act>
          <Act title="Clone" words="A new bin with the same settings, an address of its own and no requests.">
            <Button onClick={clone} busy={busy === 'clone'}>
              Clone the bin
            </Button>
          </Act>
        </>
      )}
      {may(rightsOf(bin), 'delete-bin') && (
        <Act
          title="Delete"
          words="Senders are answered 404 and nobody can open it. You can bring it back for 24 hours."
        >
          <Button look="danger" onClick={remove}>
            Delete the bin
          </Button>
        </Act>
      )}
      <LazyWindow
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </div>
  );
}

function Act({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <section className="flex items-center gap-4 border-line border-t py-4 max-wide:flex-col max-wide:items-start max-wide:gap-3">
      <div className="min-w-0 flex-1">
        <h2 className="font-medium">{title}</h2>
        <p className="mt-0.5 text-quiet">{words}</p>
      </div>
      {children}
    </section>
  );
}
