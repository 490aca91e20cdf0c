'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { ReplyContent } from '#lib/model/capture-json.ts';
import { useInspection } from '../inspection.tsx';
import { headerLines } from './header-lines.ts';

type Props = {
  seq: number;
  /** How long the sender still waits; empty once that is over. */
  left: string;
  /** Somebody came to write. */
  focus: boolean;
};

const plain = { status: '200', headers: 'Content-Type: text/plain; charset=utf-8', body: 'ok\n' };

/**
 * Answers a held request by hand; it begins with the answer this bin has for it, where that is text. What was written stays when
 * it is too late, so that it can be copied.
 */
export function AnswerForm({ seq, left, focus }: Props) {
  const { api } = useInspection();
  /** What somebody wrote; null until then. */
  const [written, setWritten] = useState<typeof plain | null>(null);
  const [chosen, setChosen] = useState(plain);
  const answer = written ?? chosen;
  const { status, headers, body } = answer;
  const write = (part: Partial<typeof plain>) => setWritten({ ...answer, ...part });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isStatus = /^[2-5]\d\d$/.test(status.trim());
  const lines = headerLines(headers);
  const canSend = left !== '' && isStatus && lines.wrong === null;

  useEffect(() => {
    const leaving = new AbortController();
    api
      .heldReply(seq, leaving.signal)
      // Without it one begins with the plain answer; whether it is too late shows as one sends.
      .then(
        (reply) => setChosen(textOf(reply) ?? plain),
        () => {},
      );
    return () => leaving.abort();
  }, [api, seq]);

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
        onChange={(event) => write({ status: event.target.value })}
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
        onChange={(event) => write({ headers: event.target.value })}
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
        onChange={(event) => write({ body: event.target.value })}
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

/** A reply as one edits it; null where its body is no text, or too long to be told whole. */
function textOf({ status, headers, body }: { status: number } & ReplyContent): typeof plain | null {
  if (body.text === null || body.truncated) return null;
  const lines = headers.map(([name, value]) => `${name}: ${readable(value)}`);
  return { status: String(status), headers: lines.join('\n'), body: body.text };
}
