'use client';

import { Fragment } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FileButton } from '#components/ui/file-button.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { humanSize } from '#lib/body/size.ts';
import { type Answer, bodyLength } from '#lib/model/reply-settings.ts';
import { useFieldError } from './draft-errors.tsx';
import { bodyFields as words } from './words.ts';

type Props = {
  response: Answer;
  onChange: (change: Pick<Answer, 'body' | 'template'>) => void;
  place: string;
};

/** The body of a response: text, a template that is filled from the request, or a file. */
export function BodyFields({ response: { body, template }, onChange, place }: Props) {
  const error = useFieldError(`${place}.body`);
  const text = 'text' in body ? body.text : null;
  return (
    <div>
      {text === null ? (
        <div>
          <p className="font-medium">{words.label}</p>
          <p className="mt-1.5 text-quiet">
            {words.file(humanSize(bodyLength(body)))}{' '}
            <Button look="quiet" onClick={() => onChange({ body: { text: '' }, template: false })}>
              {words.replaceWithText}
            </Button>
          </p>
          {error && <p className="text-bad text-small">{error}</p>}
        </div>
      ) : (
        <TextArea
          label={words.label}
          mono
          value={text}
          error={error}
          help={template ? templateHelp : undefined}
          onChange={(event) => onChange({ body: { text: event.target.value }, template })}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4">
        {text !== null && (
          <Checkbox
            label={words.template}
            checked={template}
            onChange={(checked) => onChange({ body, template: checked })}
          />
        )}
        <FileButton
          label={words.upload}
          look="quiet"
          className="-ml-2.5"
          onFile={async (file) =>
            onChange({
              body: { base64: base64Of(new Uint8Array(await file.arrayBuffer())) },
              template: false,
            })
          }
        />
      </div>
    </div>
  );
}

const examples = [
  'json.id',
  'query.name',
  'headers["user-agent"]',
  'method',
  'path',
  'body',
  'seq',
  'now',
  'time',
  'random',
  'uuid',
];

const templateHelp = textWith(words.templateHelp, {
  examples: examples.map((name) => (
    <Fragment key={name}>
      <code className="whitespace-nowrap wire">{`{{ ${name} }}`}</code>{' '}
    </Fragment>
  )),
});

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
