'use client';

import { useCallback, useMemo, useState } from 'react';
import { adminApi, type InstanceJson } from '#components/api/admin.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { Question } from '#components/ui/confirm-question.ts';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { BinsTable } from './bins-table.tsx';
import { Blocks } from './blocks.tsx';
import { Drain } from './drain.tsx';
import { InstanceNumbers } from './instance-numbers.tsx';
import { StoreFullNote } from './store-full-note.tsx';
import { adminPanel } from './words.ts';

const loadConfirm = () => import('#components/ui/confirm.tsx');

/** How often the status is fetched, milliseconds. */
const interval = 2000;

/** The admin page after sign-in. */
export function AdminPanel({ token, onLeave }: { token: string; onLeave: () => void }) {
  const api = useMemo(() => adminApi(token), [token]);
  const instance = useFetched(
    useCallback((signal: AbortSignal) => api.get(signal), [api]),
    interval,
  );
  const blocks = useFetched(
    useCallback((signal: AbortSignal) => api.blocks(signal), [api]),
    null,
  );
  const [question, setQuestion] = useState<Question | null>(null);
  const { value, trouble } = instance;

  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <PageTitle title={adminPanel.title} />
          {value && <StateChip {...value} />}
        </div>
        <Button onClick={onLeave}>{adminPanel.signOut}</Button>
      </div>
      {trouble && (
        <div className="mt-6">
          <TroubleNote trouble={trouble} onRetry={trouble.status === 401 ? onLeave : instance.refresh} />
        </div>
      )}
      {value?.database.isFull && <StoreFullNote {...value.database} />}
      <InstanceNumbers instance={value} />
      <BinsTable api={api} onQuestion={setQuestion} onBlocked={blocks.refresh} />
      <Blocks api={api} blocks={blocks} />
      {value && (
        <Drain api={api} draining={value.draining} onChange={instance.set} onQuestion={setQuestion} />
      )}
      <LazyDialog
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </>
  );
}

/** Whether the server accepts requests. Nothing when its database is full: the alert below says so. */
function StateChip({ draining, database }: InstanceJson) {
  if (draining) return <Chip tone="careful">{adminPanel.draining}</Chip>;
  return database.isFull ? null : <Chip tone="good">{adminPanel.accepting}</Chip>;
}
