'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { type LinkDraft, maskingOf } from './link-draft.ts';
import { MaskingPreview } from './masking-preview.tsx';
import { masking } from './words.ts';

type Props = { draft: LinkDraft; change: (part: Partial<LinkDraft>) => void; seq: number | null };

/** What a link masks, with a preview. */
export function MaskingFields({ draft, change, seq }: Props) {
  const [isPreview, setPreview] = useState(false);
  return (
    <div>
      <Checkbox
        label={<span className="font-medium">{masking.mask}</span>}
        help={masking.maskHelp}
        checked={draft.isMasked}
        onChange={(isMasked) => change({ isMasked })}
      />
      {draft.isMasked && (
        <div className="mt-1 flex flex-col gap-3 border-line border-l-2 pl-3.5">
          <Field
            label={masking.fields}
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder={masking.fieldsPlaceholder}
            value={draft.fields}
            onChange={(event) => change({ fields: event.target.value })}
            help={masking.fieldsHelp}
          />
          <Field
            label={masking.headers}
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder={masking.headersPlaceholder}
            value={draft.headers}
            onChange={(event) => change({ headers: event.target.value })}
          />
          <Checkbox
            label={masking.unstructured}
            help={masking.unstructuredHelp}
            checked={draft.showsUnstructured}
            onChange={(showsUnstructured) => change({ showsUnstructured })}
          />
          {seq !== null && (
            <div>
              <Button onClick={() => setPreview(!isPreview)} aria-expanded={isPreview}>
                {isPreview ? masking.hidePreview : masking.showPreview(seq)}
              </Button>
              {isPreview && <MaskingPreview seq={seq} rules={maskingOf(draft)} />}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
