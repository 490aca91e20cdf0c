'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { type MaskingDraft, rulesOf } from './masking-draft.ts';
import { MaskingPreview } from './masking-preview.tsx';
import { masking } from './words.ts';

type Props = {
  draft: MaskingDraft;
  change: (part: Partial<MaskingDraft>) => void;
  /** The request to preview; null for none. */
  seq: number | null;
};

/** Whether secrets are masked, and on demand which, with a preview. */
export function MaskingFields({ draft, change, seq }: Props) {
  const [isOpen, setOpen] = useState(false);
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
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
              {isOpen ? masking.less : masking.more}
            </Button>
            {seq !== null && (
              <Button onClick={() => setPreview(!isPreview)} aria-expanded={isPreview}>
                {isPreview ? masking.hidePreview : masking.showPreview(seq)}
              </Button>
            )}
          </div>
          <p className="text-quiet text-small">
            {masking.notMasked} {seq !== null && masking.previewIsExact}
          </p>
          {isOpen && <MaskingRules draft={draft} change={change} />}
          {seq !== null && isPreview && <MaskingPreview seq={seq} rules={rulesOf(draft)} />}
        </div>
      )}
    </div>
  );
}

/** What is masked in addition to the secrets that are found automatically. */
function MaskingRules({ draft, change }: Omit<Props, 'seq'>) {
  return (
    <>
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
    </>
  );
}
