'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { type LinkWish, redactionOf } from './link-wish.ts';
import { RedactionPreview } from './redaction-preview.tsx';

type Props = { wish: LinkWish; change: (part: Partial<LinkWish>) => void; seq: number | null };

/** What a link keeps back, and a look at what is left. */
export function RedactionFields({ wish, change, seq }: Props) {
  const [isPreview, setPreview] = useState(false);
  return (
    <div>
      <Checkbox
        label={<span className="font-medium">Mask secrets</span>}
        help="Authorization, cookies, signatures and API keys; passwords, tokens and what looks like a key, in headers, query and body. Masked on the server: they never reach the link’s page, its copies or its exports."
        checked={wish.masked}
        onChange={(masked) => change({ masked })}
      />
      {wish.masked && (
        <div className="mt-1 flex flex-col gap-3 border-line border-l-2 pl-3.5">
          <Field
            label="Mask these fields too"
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="email, card.number, $.id"
            value={wish.fields}
            onChange={(event) => change({ fields: event.target.value })}
            help="Names of JSON members, form fields and query parameters, with commas between; card.number is a path, $. begins at the top."
          />
          <Field
            label="Mask these headers too"
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="X-Tenant"
            value={wish.headers}
            onChange={(event) => change({ headers: event.target.value })}
          />
          <Checkbox
            label="Show bodies in which fields cannot be told apart"
            help="Plain text, XML, files, broken JSON. They are searched for secrets, but some may stay. Otherwise such bodies are withheld."
            checked={wish.showsUnreadable}
            onChange={(showsUnreadable) => change({ showsUnreadable })}
          />
          {seq !== null && (
            <div>
              <Button onClick={() => setPreview(!isPreview)} aria-expanded={isPreview}>
                {isPreview ? 'Hide the preview' : `What they see of request #${seq}`}
              </Button>
              {isPreview && <RedactionPreview seq={seq} redaction={redactionOf(wish)} />}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
