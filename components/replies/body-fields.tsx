'use client';

import { FileUp } from 'lucide-react';
import { Fragment, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { humanSize } from '#lib/body/size.ts';
import { type Answer, type AnswerBody, bodyLength } from '#lib/model/reply-settings.ts';
import { useFault } from './faults.tsx';

type Props = {
  answer: Answer;
  onChange: (change: Pick<Answer, 'body' | 'template'>) => void;
  place: string;
};

/** What an answer's body is: text, a template filled from the request, or a file. */
export function BodyFields({ answer: { body, template }, onChange, place }: Props) {
  const fault = useFault(`${place}.body`);
  const text = 'text' in body ? body.text : null;
  return (
    <div>
      {text === null ? (
        <div>
          <p className="font-medium">Body</p>
          <p className="mt-1.5 text-quiet">
            A file, {humanSize(bodyLength(body))}.{' '}
            <Button look="quiet" onClick={() => onChange({ body: { text: '' }, template: false })}>
              Write text instead
            </Button>
          </p>
          {fault && <p className="text-bad text-small">{fault}</p>}
        </div>
      ) : (
        <TextArea
          label="Body"
          mono
          value={text}
          error={fault}
          help={template ? templateHelp : undefined}
          onChange={(event) => onChange({ body: { text: event.target.value }, template })}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4">
        {text !== null && (
          <Checkbox
            label="Fill in from the request (Liquid)"
            checked={template}
            onChange={(checked) => onChange({ body, template: checked })}
          />
        )}
        <FileButton onFile={(file) => onChange({ body: file, template: false })} />
      </div>
    </div>
  );
}

const named = [
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

const templateHelp = (
  <>
    {named.map((name) => (
      <Fragment key={name}>
        <code className="whitespace-nowrap wire">{`{{ ${name} }}`}</code>{' '}
      </Fragment>
    ))}
    stand for what was sent, in header values too.
  </>
);

/** A file is taken as it is: pictures, compressed data, what is not UTF-8. */
function FileButton({ onFile }: { onFile: (body: AnswerBody) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={async (event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile({ base64: base64Of(new Uint8Array(await file.arrayBuffer())) });
        }}
      />
      <Button look="quiet" className="-ml-2.5" onClick={() => input.current?.click()}>
        <FileUp aria-hidden /> Take a file
      </Button>
    </>
  );
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
