'use client';

import { Check, Minus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import type { ReplyApi } from '#components/api/replies.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { countOf } from '#components/ui/count-words.ts';
import { Field } from '#components/ui/field.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { TestResult } from '#lib/model/reply-test-json.ts';
import { faultTitle } from '#lib/reply/fault-names.ts';
import type { Draft } from './draft.ts';
import { secondsWords } from './response-summary.ts';
import { statusWords } from './status-words.ts';
import { testPanel as words } from './words.ts';

type Props = { api: ReplyApi; draft: Draft; latest: number | null };

/** Tests the draft with a stored request: which rule would respond, and why. Nothing is sent or counted. */
export function TestPanel({ api, draft, latest }: Props) {
  const [seq, setSeq] = useState(latest === null ? '' : String(latest));
  const [result, setResult] = useState<TestResult | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      setResult(await api.test(Number(seq), draft));
    } catch (error) {
      setResult(null);
      setTrouble(troubleFrom(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section aria-labelledby="test-heading">
      <h2 id="test-heading" className="font-semibold text-name">
        {words.heading}
      </h2>
      <p className="mt-0.5 text-quiet">{words.about}</p>
      {latest === null ? (
        <p className="mt-3 rounded-control border border-line border-dashed px-3 py-3 text-quiet">
          {words.empty}
        </p>
      ) : (
        <form onSubmit={run} className="mt-3 flex items-end gap-2">
          <Field
            label={words.request}
            prefix="#"
            mono
            inputMode="numeric"
            value={seq}
            className="w-32 [&>p]:hidden"
            onChange={(event) => setSeq(event.target.value.replace(/\D/g, ''))}
          />
          <Button type="submit" busy={busy} disabled={seq === ''} className="h-8! touch:h-10!">
            {words.run}
          </Button>
        </form>
      )}
      {trouble && (
        <div className="mt-3">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      {result && <Outcome result={result} />}
    </section>
  );
}

function Outcome({ result: { capture, reply, rules, why } }: { result: TestResult }) {
  return (
    <div role="status" className="mt-3 rounded-control border border-line">
      <p className="border-line border-b px-3 py-2">
        {textWith(resultText(capture, reply), {
          status: <strong className="font-semibold">{statusWords(reply.status)}</strong>,
        })}{' '}
        {reply.fault && `${words.fault(faultTitle(reply.fault.kind))} `}
        <span className="text-quiet">
          {why}
          {reply.step && ` ${words.step(reply.step)}`}
        </span>
      </p>
      {rules.length > 0 && (
        <ol className="px-3 py-1.5">
          {rules.map((rule, index) => (
            <li key={rule.id} className="flex items-start gap-2 py-1">
              <Mark rule={rule} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {rule.name || words.rule(index + 1)}
                {!rule.enabled && <span className="text-quiet">{` (${words.disabled})`}</span>}{' '}
                {renderByIndex(rule.words, ({ text, holds }) => (
                  <span
                    className={classNames(
                      'mr-1.5 wire',
                      holds ? 'text-quiet' : 'text-bad underline decoration-wavy',
                    )}
                  >
                    {text}
                    {!holds && <span className="sr-only"> {words.doesNotMatch}</span>}
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
          ? words.noBody
          : (reply.body.text ?? words.binaryBody(countOf(reply.body.size, 'byte')))}
      </pre>
    </div>
  );
}

function resultText(capture: number, { delayMs, hold }: TestResult['reply']): string {
  if (hold) return words.held(capture, secondsWords(hold.deadlineMs));
  if (delayMs > 0) return words.delayed(capture, secondsWords(Math.round(delayMs)));
  return words.result(capture);
}

function Mark({ rule: { enabled, matches } }: { rule: TestResult['rules'][number] }) {
  const className = 'mt-0.5 size-3.5 shrink-0';
  if (!enabled) return <Minus aria-label={words.disabled} className={classNames(className, 'text-quiet')} />;
  if (matches) return <Check aria-label={words.matches} className={classNames(className, 'text-good')} />;
  return <X aria-label={words.doesNotMatch} className={classNames(className, 'text-bad')} />;
}
