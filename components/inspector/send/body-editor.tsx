'use client';

import { useId, useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CodeField } from '#components/ui/code-field.tsx';
import { FileButton } from '#components/ui/file-button.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { isCostlyInField } from '#lib/body/drawing.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import {
  type BodyBytes,
  type BodyForm,
  bodyBytes,
  bodyInForm,
  bodyInUsualForm,
  type Draft,
  type DraftBody,
  type DraftEvent,
  sentHeaders,
} from './draft.ts';
import { longestBody } from './send-order.ts';
import { draftFields, bodyEditor as words } from './words.ts';

type Props = {
  draft: Draft;
  isEdited: boolean;
  dispatch: (event: DraftEvent) => void;
};

/** The longest body that is edited in a field, bytes. */
const longestEdited = 512 * 1024;

const forms = (['text', 'hex', 'base64'] as const).map((id) => ({ id, title: words.forms[id] }));

/** The body of a draft: text, bytes in hexadecimal or base64, or a file. */
export function BodyEditor({ draft, isEdited, dispatch }: Props) {
  const { base, body } = draft;
  const bytes = bodyBytes(draft);
  const id = useId();
  const change = (next: DraftBody) => dispatch({ type: 'body', body: next });
  // Bodies can be long, and this is rendered for each key in any field of the window.
  const usual = useMemo(() => shownBody({ base, body }), [base, body]);
  const isCostly = useMemo(
    () => body.is === 'kept' && 'text' in usual && isCostlyInField(usual.text),
    [body, usual],
  );
  const [isConfirmed, setConfirmed] = useState(false);
  const shown = isCostly && !isConfirmed ? body : usual;
  const choices = useMemo(() => formsFor(shown, bytes), [shown, bytes]);
  const text = shown.is === 'text' || shown.is === 'hex' || shown.is === 'base64' ? shown.text : null;
  const isJson = shown.is === 'text' && isJsonType(first(sentHeaders(draft), 'content-type'));
  const isInvalidJson = useMemo(
    () => isJson && text !== null && text.trim() !== '' && !isJsonText(text),
    [isJson, text],
  );
  const isWrong = bytes === 'wrong';
  const isTooLong = bytes instanceof Uint8Array && bytes.length > longestBody;
  const note = isWrong
    ? words.wrong[shown.is === 'hex' ? 'hex' : 'base64']
    : isTooLong
      ? words.tooLong(longestBody)
      : isInvalidJson
        ? words.notJson
        : '';

  function toForm(form: BodyForm): void {
    if (!(bytes instanceof Uint8Array)) return;
    const next = bodyInForm(bytes, form);
    if (next) change(next);
  }

  return (
    <section aria-label={words.title}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="font-medium">{words.title}</h3>
        {isEdited && <span className="text-accent text-small">{draftFields.edited}</span>}
        {bytes instanceof Uint8Array && (
          <span className="text-quiet text-small tabular-nums">{words.size(bytes.length)}</span>
        )}
        <span className="flex-1" />
        {isEdited && (
          <Button look="quiet" onClick={() => change({ is: 'kept' })}>
            {words.restore}
          </Button>
        )}
        <FileButton
          label={words.upload}
          look="quiet"
          onFile={async (file) =>
            change({ is: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
          }
        />
        {text !== null && (
          <Switch label={words.form} value={shown.is as BodyForm} choices={choices} onChange={toForm} />
        )}
      </div>
      <div className="mt-1.5">
        {text !== null && (
          <CodeField
            label={words.title}
            value={text}
            onChange={(value) => change({ ...(shown as Extract<DraftBody, { text: string }>), text: value })}
            isJson={isJson}
            isInvalid={isWrong || isTooLong}
            describedBy={`${id}-note`}
          />
        )}
        {shown.is === 'file' && <p className="wire">{words.file(shown.name, shown.bytes.length)}</p>}
        {shown.is === 'kept' && (
          <div>
            <p>{words.kept(base.bodySize)}</p>
            <p className="text-quiet">{isCostly ? words.costlyHelp : words.keptHelp}</p>
            {isCostly && (
              <Button className="mt-2 mr-2" onClick={() => setConfirmed(true)}>
                {words.editAnyway}
              </Button>
            )}
            <Button className="mt-2" onClick={() => change({ is: 'text', text: '', lineBreak: '\n' })}>
              {words.replace}
            </Button>
          </div>
        )}
        <p
          id={`${id}-note`}
          role="status"
          className={`text-small ${isWrong || isTooLong ? 'text-bad' : 'text-careful'}`}
        >
          {note}
        </p>
      </div>
    </section>
  );
}

/** The body in the form in which it is edited; `kept` if it is too long for that. */
function shownBody({ base, body }: Pick<Draft, 'base' | 'body'>): DraftBody {
  if (body.is !== 'kept') return body;
  if (base.body === null || base.body.length > longestEdited) return body;
  return bodyInUsualForm(base.body);
}

/** The forms that a body can be edited in: not as text where that would change its bytes. */
function formsFor(shown: DraftBody, bytes: BodyBytes) {
  const canBeText =
    shown.is === 'text' || !(bytes instanceof Uint8Array) || bodyInForm(bytes, 'text') !== null;
  return canBeText ? forms : forms.filter(({ id }) => id !== 'text');
}

function isJsonType(contentType: string | null): boolean {
  const essence = parseMediaType(contentType ?? '')?.essence ?? '';
  return essence === 'application/json' || essence.endsWith('+json');
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
