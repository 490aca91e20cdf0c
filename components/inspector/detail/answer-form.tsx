'use client';

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useInspection } from '../inspection.tsx';
import { headerLines } from './header-lines.ts';

type Props = {
  seq: number;
  /** How long the sender still waits; empty once that is over. */
  left: string;
  /** Somebody came to write. */
  focus: boolean;
};

/** Answers a held request by hand. What was written stays when it is too late, so that it can be copied. */
export function AnswerForm({ seq, left, focus }: Props) {
  const { api } = useInspection();
  const [status, setStatus] = useState('200');
  const [headers, setHeaders] = useState('Content-Type: text/plain; charset=utf-8');
  const [body, setBody] = useState('ok\n');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isStatus = /^[2-5]\d\d$/.test(status.trim());
  const lines = headerLines(headers);
  const canSend = left !== '' && isStatus && lines.wrong === null;

  async function send(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    if (!canSend || busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await api.answer(seq, { status: Number(status), headers: lines.headers, body });
      announce('Sent');
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
    setBusy(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  }

  return (
    <form aria-label="Answer it" onSubmit={send} onKeyDown={onKeyDown} className="max-w-160 py-2">
      <Field
        label="Status"
        className="w-36"
        mono
        autoFocus={focus}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        value={status}
        onChange={(event) => setStatus(event.target.value)}
        error={isStatus ? null : 'A status from 200 to 599.'}
      />
      <TextArea
        label="Headers"
        className="mt-3"
        mono
        rows={3}
        spellCheck={false}
        autoCapitalize="none"
        value={headers}
        onChange={(event) => setHeaders(event.target.value)}
        help="One on each line, sent in this order. The length is said for you."
        error={lines.wrong === null ? null : `Line ${lines.wrong} is not “Name: value”.`}
      />
      <TextArea
        label="Body"
        className="mt-3"
        mono
        rows={6}
        spellCheck={false}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {trouble && (
        <div className="mt-3">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button type="submit" look="accent" busy={busy} disabled={!canSend}>
          Send the answer
        </Button>
        <p className="text-quiet">
          {left === '' ? (
            'Too late: the sender no longer waits.'
          ) : (
            <>
              <span className="tabular-nums">{left}</span> left, then it gets the reply this bin has for it
            </>
          )}
        </p>
      </div>
    </form>
  );
}
