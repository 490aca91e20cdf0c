'use client';

import { X } from 'lucide-react';
import { useId } from 'react';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { useInspection } from '../context/inspection.tsx';
import { destinationError, isRefusedByHost } from './destination-error.ts';
import { type SendTo, withoutUrl } from './remembered.ts';
import { useRemembered } from './use-remembered.ts';
import { destinationFields as words } from './words.ts';

type Props = {
  value: SendTo;
  onChange: (to: SendTo) => void;
  /** Whether an empty or wrong URL is reported, which it is not while it is being entered. */
  isChecked: boolean;
  /** Whether many requests are sent there. */
  isForMany?: boolean;
};

/** How many recent destinations are listed. */
const mostListed = 5;

/** Chooses where requests are sent: this bin, or a URL, with those that were used before. */
export function DestinationFields({ value, onChange, isChecked, isForMany = false }: Props) {
  const { bin } = useInspection();
  const [{ urls }, change] = useRemembered(bin.key);
  const name = useId();
  const url = value === 'self' ? '' : value.url;
  const listed = urls.filter((one) => one !== url).slice(0, mostListed);
  const radio = (isChosen: boolean, label: string, choose: () => void) => (
    <label className="flex min-h-7 items-center gap-2 touch:min-h-9">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        disabled={!bin.sending.toUrls && label === words.url}
        onChange={choose}
        className="size-3.5 accent-accent touch:size-4.5"
      />
      {label}
    </label>
  );
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">{words.label}</legend>
      {radio(value === 'self', words.self, () => onChange('self'))}
      {radio(value !== 'self', words.url, () => onChange({ url: urls[0] ?? '' }))}
      {!bin.sending.toUrls && <p className="text-quiet text-small">{words.off}</p>}
      {value !== 'self' && (
        <Field
          className="mt-1 ml-5.5"
          label={words.urlLabel}
          mono
          type="url"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={bin.sending.toPrivate ? words.urlPlaceholder : words.urlPlaceholderPublic}
          value={url}
          onChange={(event) => onChange({ url: event.target.value.trim() })}
          // What the server refuses is said before anything is sent.
          error={
            isChecked || isRefusedByHost(value, bin.sending) ? destinationError(value, bin.sending) : null
          }
          help={
            <>
              {isForMany ? words.urlHelpForMany : words.urlHelp}
              {!bin.sending.toPrivate && <span className="mt-1 block">{textWithCode(words.publicOnly)}</span>}
            </>
          }
        />
      )}
      {value !== 'self' && listed.length > 0 && (
        <div className="mt-2 ml-5.5">
          <p className="text-quiet text-small">{words.recent}</p>
          <ul>
            {listed.map((one) => (
              <li key={one} className="flex items-center gap-1">
                <button
                  type="button"
                  onClick={() => onChange({ url: one })}
                  className="min-h-7 min-w-0 flex-1 truncate rounded-control text-left text-accent wire hover:underline touch:min-h-9"
                  title={one}
                >
                  {one}
                </button>
                <IconButton
                  label={words.forget(one)}
                  onClick={() => change((remembered) => withoutUrl(remembered, one))}
                >
                  <X />
                </IconButton>
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}
