'use client';

import { useId } from 'react';
import { binTitle } from '#components/bin/saved-bins.ts';
import { useSavedBins } from '#components/bin/use-saved-bins.ts';
import { useFieldError } from '#components/replies/draft-errors.tsx';
import { Field } from '#components/ui/field.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import type { Sending } from '#lib/outgoing/sending.ts';
import type { Draft } from './draft.ts';
import { RadioChoices } from './radio-choices.tsx';
import { ruleForm as words } from './words.ts';

type Props = {
  draft: Draft;
  /** That of the bin the rule belongs to. */
  slug: string;
  sending: Pick<Sending, 'toUrls' | 'toPrivate'>;
  onChange: (part: Partial<Draft>) => void;
};

/** Where requests are sent: to a URL, or to another bin of this server. */
export function DestinationFields({ draft, slug, sending: { toUrls, toPrivate }, onChange }: Props) {
  const error = useFieldError('to');
  const known = useSavedBins().filter((bin) => bin.slug !== slug);
  const list = useId();
  return (
    <div>
      <RadioChoices
        label={words.destination}
        isRow
        value={draft.kind}
        choices={[
          { id: 'url', title: words.kinds.url, disabled: !toUrls },
          { id: 'bin', title: words.kinds.bin },
        ]}
        onChange={(kind) => onChange({ kind })}
      />
      {!toUrls && <p className="text-quiet text-small">{words.urlsOff}</p>}
      {draft.kind === 'url' ? (
        <Field
          className="mt-2"
          label={words.url}
          mono
          type="url"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={words.urlExample}
          value={draft.url}
          help={textWithCode(toPrivate ? words.urlHelp : words.urlHelpPublic)}
          error={error}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      ) : (
        <>
          <Field
            className="mt-2"
            label={words.bin}
            maxLength={63}
            prefix="/b/"
            mono
            list={list}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={words.binExample}
            value={draft.bin}
            help={words.binHelp}
            error={error}
            onChange={(event) => onChange({ bin: event.target.value.toLowerCase() })}
          />
          <datalist id={list}>
            {known.map((bin) => (
              <option key={bin.slug} value={bin.slug}>
                {binTitle(bin)}
              </option>
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}
