'use client';

import { Check, Minus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { countOf } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { secondsWords, statusWords } from './answer-words.ts';
import type { Draft } from './draft.ts';
import type { ReplyApi, Tried } from './reply-api.ts';

type Props = { api: ReplyApi; draft: Draft; latest: number | null };

/** Which rule would answer a request that was captured, and why; nothing is sent, and nothing counted. */
export function TryPanel({ api, draft, latest }: Props) {
  const [seq, setSeq] = useState(latest === null ? '' : String(latest));
  const [tried, setTried] = useState<Tried | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      setTried(await api.tryOn(Number(seq), draft));
    } catch (error) {
      setTried(null);
      setTrouble(troubleFrom(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section aria-labelledby="try-heading">
      <h2 id="try-heading" className="font-semibold text-name">
        Try
      </h2>
      <p className="mt-0.5 text-quiet">
        Which rule would answer a request that was captured, with what is on this page now. Nothing is sent,
        nothing counted.
      </p>
      {latest === null ? (
        <p className="mt-3 rounded-control border border-line border-dashed px-3 py-3 text-quiet">
          This bin has no requests yet: send it one, then try.
        </p>
      ) : (
        <form onSubmit={run} className="mt-3 flex items-end gap-2">
          <Field
            label="Request"
            prefix="#"
            mono
            inputMode="numeric"
            value={seq}
            className="w-32 [&>p]:hidden"
            onChange={(event) => setSeq(event.target.value.replace(/\D/g, ''))}
          />
          <Button type="submit" busy={busy} disabled={seq === ''} className="h-8! touch:h-10!">
            Try it
          </Button>
        </form>
      )}
      {trouble && (
        <div className="mt-3">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      {tried && <Outcome tried={tried} />}
    </section>
  );
}

function Outcome({ tried: { capture, reply, rules, why } }: { tried: Tried }) {
  return (
    <div role="status" className="mt-3 rounded-control border border-line">
      <p className="border-line border-b px-3 py-2">
        Request #{capture} would get <strong className="font-semibold">{statusWords(reply.status)}</strong>
        {timeWords(reply)}
        {reply.fault && `, and what goes wrong is: ${reply.fault.kind.replaceAll('-', ' ')}`}.{' '}
        <span className="text-quiet">
          {why}
          {reply.step && ` This time: ${reply.step}.`}
        </span>
      </p>
      {rules.length > 0 && (
        <ol className="px-3 py-1.5">
          {rules.map((rule, index) => (
            <li key={rule.id} className="flex items-start gap-2 py-1">
              <Mark rule={rule} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {rule.name || `Rule ${index + 1}`}
                {!rule.enabled && <span className="text-quiet"> does not count</span>}{' '}
                {rule.words.map(({ text, holds }, at) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a rule never move.
                    key={at}
                    className={classNames(
                      'mr-1.5 wire',
                      holds ? 'text-quiet' : 'text-bad underline decoration-wavy',
                    )}
                  >
                    {text}
                    {!holds && <span className="sr-only"> does not hold</span>}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ol>
      )}
      {reply.error && <p className="border-line border-t px-3 py-2 text-bad">{reply.error}</p>}
      <pre className="max-h-80 scrolls whitespace-pre-wrap border-line border-t bg-panel px-3 py-2 wire [overflow-wrap:anywhere]">
        {reply.headers.map(([name, value]) => `${name}: ${value}\n`)}
        {reply.headers.length > 0 && '\n'}
        {reply.body.size === 0
          ? '(no body)'
          : (reply.body.text ?? `(${countOf(reply.body.size, 'byte')} that are not text)`)}
      </pre>
    </div>
  );
}

function timeWords({ delayMs, hold }: Tried['reply']): string {
  if (hold) return ` when somebody answers by hand, or after ${secondsWords(hold.deadlineMs)}`;
  return delayMs > 0 ? ` after ${secondsWords(Math.round(delayMs))}` : '';
}

function Mark({ rule: { enabled, matches } }: { rule: Tried['rules'][number] }) {
  const className = 'mt-0.5 size-3.5 shrink-0';
  if (!enabled) return <Minus aria-label="not enabled" className={classNames(className, 'text-quiet')} />;
  if (matches) return <Check aria-label="matches" className={classNames(className, 'text-good')} />;
  return <X aria-label="does not match" className={classNames(className, 'text-bad')} />;
}
