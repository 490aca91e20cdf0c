'use client';

import { type ReactNode, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { deleteQuestion } from '#components/bin/bin-questions.ts';
import { type BinStore, useBinState } from '#components/bin/bin-store.ts';
import { binTitle, rightsOf, type SavedBin, withBin } from '#components/bin/saved-bins.ts';
import { changeSavedBins } from '#components/bin/use-saved-bins.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { isAllowed } from '#lib/access/permissions.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import { binActions } from './words.ts';

const loadConfirm = () => import('#components/ui/confirm.tsx');
const whole = (state: BinJson) => state;

/** Freeze, clone and delete a bin; they take effect immediately. */
export function BinActions({ api, store }: { api: BinApi; store: BinStore }) {
  const bin = useBinState(store, whole);
  const [question, setQuestion] = useState<Question | null>(null);
  const [busy, setBusy] = useState<'freeze' | 'clone' | null>(null);

  async function run(action: 'freeze' | 'clone', act: () => Promise<void>, failed: string): Promise<void> {
    setBusy(action);
    await act().catch((error) => noticeTrouble(failed, error));
    setBusy(null);
  }

  const freeze = () =>
    run(
      'freeze',
      async () => {
        store.set(await api.change({ frozen: !bin.frozen }));
        announce(bin.frozen ? binActions.unfrozen : binActions.frozen);
      },
      bin.frozen ? binActions.notUnfrozen : binActions.notFrozen,
    );

  const clone = () =>
    run(
      'clone',
      async () => {
        const { key, slug, name, captureUrl } = await api.clone({
          name: binActions.cloneName(binTitle(bin).slice(0, 72)),
        });
        const known: SavedBin = { key, slug, name, captureUrl, role: 'owner', openedAt: Date.now() };
        changeSavedBins((bins) => withBin(bins, known));
        location.assign(`/i/${key}/settings`);
      },
      binActions.notCloned,
    );

  const remove = () =>
    setQuestion(
      deleteQuestion(bin, async () => {
        await api.remove();
        location.replace('/?bins');
      }),
    );

  return (
    <div className="mt-3">
      {isAllowed(rightsOf(bin), 'change-settings') && (
        <>
          <Action
            title={bin.frozen ? binActions.frozenTitle : binActions.freezeTitle}
            about={binActions.freezeAbout}
          >
            <Button onClick={freeze} busy={busy === 'freeze'}>
              {bin.frozen ? binActions.unfreeze : binActions.freeze}
            </Button>
          </Action>
          <Action title={binActions.cloneTitle} about={binActions.cloneAbout}>
            <Button onClick={clone} busy={busy === 'clone'}>
              {binActions.clone}
            </Button>
          </Action>
        </>
      )}
      {isAllowed(rightsOf(bin), 'delete-bin') && (
        <Action title={binActions.deleteTitle} about={binActions.deleteAbout}>
          <Button look="danger" onClick={remove}>
            {binActions.delete}
          </Button>
        </Action>
      )}
      <LazyDialog
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </div>
  );
}

function Action({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="flex items-center gap-4 border-line border-t py-4 max-wide:flex-col max-wide:items-start max-wide:gap-3">
      <div className="min-w-0 flex-1">
        <h2 className="font-medium">{title}</h2>
        <p className="mt-0.5 text-quiet">{about}</p>
      </div>
      {children}
    </section>
  );
}
