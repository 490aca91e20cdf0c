'use client';

import { useCallback, useMemo, useState } from 'react';
import { adminApi, type InstanceJson } from '#components/api/admin.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import type { Question } from '#components/ui/question.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { BinsTable } from './bins-table.tsx';
import { Blocks } from './blocks.tsx';
import { Drain } from './drain.tsx';
import { FullNote } from './full-note.tsx';
import { Numbers } from './numbers.tsx';
import { useLooked } from './use-looked.ts';

const loadConfirm = () => import('#components/ui/confirm.tsx');

/** How often the numbers are looked at, milliseconds. */
const interval = 2000;

/** Everything the admin sees, once the token is right. */
export function AdminDesk({ token, onLeave }: { token: string; onLeave: () => void }) {
  const api = useMemo(() => adminApi(token), [token]);
  const instance = useLooked(
    useCallback((signal: AbortSignal) => api.look(signal), [api]),
    interval,
  );
  const blocks = useLooked(
    useCallback((signal: AbortSignal) => api.blocks(signal), [api]),
    null,
  );
  const [question, setQuestion] = useState<Question | null>(null);
  const { value, trouble } = instance;

  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <PageTitle title="Admin" />
          {value && (
            <Chip tone={stateWords(value) === 'taking requests' ? 'good' : 'careful'}>
              {stateWords(value)}
            </Chip>
          )}
        </div>
        <Button onClick={onLeave}>Forget the token</Button>
      </div>
      {trouble && (
        <div className="mt-6">
          <TroubleNote trouble={trouble} onRetry={trouble.status === 401 ? onLeave : instance.look} />
        </div>
      )}
      {value?.database.isFull && <FullNote {...value.database} />}
      <Numbers instance={value} />
      <BinsTable api={api} onQuestion={setQuestion} onBlocked={blocks.look} />
      <Blocks api={api} blocks={blocks} />
      {value && (
        <Drain api={api} draining={value.draining} onChange={instance.put} onQuestion={setQuestion} />
      )}
      <LazyWindow
        load={loadConfirm}
        open={question !== null}
        question={question}
        onClose={() => setQuestion(null)}
      />
    </>
  );
}

function stateWords({ draining, database }: InstanceJson): string {
  if (draining) return 'draining';
  return database.isFull ? 'database full' : 'taking requests';
}
