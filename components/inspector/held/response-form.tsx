'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { ReplyContent } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { headerLines } from './header-lines.ts';
import { responseForm as words } from './words.ts';

type Props = {
  seq: number;
  /** How long the sender still waits, as `1:42`; empty when it no longer waits. */
  timeLeft: string;
  /** True to focus the first field. */
  hasFocus: boolean;
};

const defaultDraft = { status: '200', headers: 'Content-Type: text/plain; charset=utf-8', body: 'ok\n' };
type Draft = typeof defaultDraft;

/**
 * Sends the response to a held request. It starts with the response of the matching rule if that is text. The draft stays when
 * the sender no longer waits, so that it can be copied.
 */
export function ResponseForm({ seq, timeLeft, hasFocus }: Props) {
  const { api } = useInspection();
  /** Null until the viewer edits a field. */
  const [edited, setEdited] = useState<Draft | null>(null);
  const [initial, setInitial] = useState(defaultDraft);
  const draft = edited ?? initial;
  const { status, headers, body } = draft;
  const edit = (part: Partial<Draft>) => setEdited({ ...draft, ...part });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isStatusValid = /^[2-5]\d\d$/.test(status.trim());
  const lines = headerLines(headers);
  const canSend = timeLeft !== '' && isStatusValid && lines.invalidLine === null;

  useEffect(() => {
    const abort = new AbortController();
    api
      .pendingResponse(seq, abort.signal)
      // Without it the form starts with the default draft.
      .then(
        (reply) => setInitial(draftOf(reply) ?? defaultDraft),
        () => {},
      );
    return () => abort.abort();
  }, [api, seq]);

  async function send(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    if (!canSend || busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await api.respond(seq, { status: Number(status), headers: lines.headers, body });
      announce(words.sent);
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
    setBusy(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  }

  return (
    <form aria-label={words.label} onSubmit={send} onKeyDown={onKeyDown} className="max-w-160 py-2">
      <Field
        label={words.status}
        className="w-36"
        mono
        autoFocus={hasFocus}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        value={status}
        onChange={(event) => edit({ status: event.target.value })}
        error={isStatusValid ? null : words.statusError}
      />
      <TextArea
        label={words.headers}
        className="mt-3"
        mono
        rows={3}
        spellCheck={false}
        autoCapitalize="none"
        value={headers}
        onChange={(event) => edit({ headers: event.target.value })}
        help={words.headersHelp}
        error={lines.invalidLine === null ? null : words.headerError(lines.invalidLine)}
      />
      <TextArea
        label={words.body}
        className="mt-3"
        mono
        rows={6}
        spellCheck={false}
        value={body}
        onChange={(event) => edit({ body: event.target.value })}
      />
      {trouble && (
        <div className="mt-3">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button type="submit" look="accent" busy={busy} disabled={!canSend}>
          {words.send}
        </Button>
        <p className="text-quiet">
          {timeLeft === ''
            ? words.tooLate
            : textWith(words.timeLeft, { time: <span className="tabular-nums">{timeLeft}</span> })}
        </p>
      </div>
    </form>
  );
}

/**
 * A response as a draft; null when its body is not text, or is truncated. A person who responds means a success, whatever the sender gets
 * without one.
 */
function draftOf({ status, headers, body }: { status: number } & ReplyContent): Draft | null {
  if (body.text === null || body.truncated) return null;
  const lines = headers.map(([name, value]) => `${name}: ${readable(value)}`);
  return {
    status: status < 400 ? String(status) : defaultDraft.status,
    headers: lines.join('\n'),
    body: body.text,
  };
}
