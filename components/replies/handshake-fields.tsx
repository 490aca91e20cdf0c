'use client';

import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import type { ShownSettings, WrittenSettings } from '#lib/model/reply-settings.ts';
import type { Handshake } from '#lib/providers/handshake/handshake.ts';
import { handshakes as known } from '#lib/providers/handshake/known-handshakes.ts';
import { guardWords, wayWords } from '#lib/providers/handshake/names.ts';
import { providerName } from '#lib/providers/names.ts';
import { useFieldError } from './draft-errors.tsx';
import { handshakeFields as words } from './words.ts';

type Drafts = WrittenSettings['handshakes'];

type Props = {
  handshakes: Drafts;
  /** The settings on the server; of a secret they only say whether there is one. */
  saved: ShownSettings['handshakes'];
  onChange: (handshakes: Drafts) => void;
};

const byName = known
  .map((handshake) => ({ handshake, name: providerName({ id: handshake.provider }) }))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

/** Two columns on wide screens. Each grows by itself when a field for a secret appears. */
const half = Math.ceil(byName.length / 2);
const halves = [byName.slice(0, half), byName.slice(half)];

/** The providers whose URL verification this bin responds to. */
export function HandshakeFields({ handshakes, saved, onChange }: Props) {
  function change(id: string, enabled: boolean, secret: string | boolean): void {
    const { [id]: _, ...others } = handshakes;
    // An entry that is off and has no secret is left out, so that turning it on and off is no change.
    const isNeeded = enabled || secret !== false || saved[id] !== undefined;
    onChange(isNeeded ? { ...handshakes, [id]: { enabled, secret } } : others);
  }
  return (
    <section aria-labelledby="handshakes-heading">
      <h2 id="handshakes-heading" className="font-semibold text-name">
        {words.heading}
      </h2>
      <p className="mt-0.5 text-quiet">{words.about}</p>
      <div className="mt-2.5 grid items-start gap-x-6 rounded-control border border-line px-3 py-1 wide:grid-cols-2 wide:px-4">
        {halves.map((some) => (
          <ul key={some[0]?.name}>
            {some.map(({ handshake, name }) => {
              const id = handshake.provider;
              const { enabled = false, secret } = handshakes[id] ?? {};
              return (
                <Row
                  key={id}
                  handshake={handshake}
                  name={name}
                  enabled={enabled}
                  secret={secret ?? false}
                  isSaved={saved[id]?.secret ?? false}
                  isReadable={saved[id]?.readable ?? true}
                  onChange={(nowEnabled, nowSecret) => change(id, nowEnabled, nowSecret)}
                />
              );
            })}
          </ul>
        ))}
      </div>
      <p className="mt-2 text-quiet">{words.sns}</p>
    </section>
  );
}

type RowProps = {
  handshake: Handshake;
  name: string;
  enabled: boolean;
  /** A new secret; `true` for the saved one, `false` for none. */
  secret: string | boolean;
  isSaved: boolean;
  /** False when the server cannot decrypt the saved secret. */
  isReadable: boolean;
  onChange: (enabled: boolean, secret: string | boolean) => void;
};

function Row({ handshake, name, enabled, secret, isSaved, isReadable, onChange }: RowProps) {
  const { provider, warning, secret: wanted } = handshake;
  const help = asSentence([...wayWords(handshake), ...guardWords(handshake)].join('; '));
  const error = useFieldError(`handshakes.${provider}.secret`);
  const isSecretSaved = secret === true;
  return (
    <li>
      <Checkbox
        label={name}
        help={warning ? `${help} ${warning}` : help}
        checked={enabled}
        onChange={(checked) => onChange(checked, secret)}
      />
      {wanted && enabled && (
        // A form of its own, which browsers expect around a password field. It is saved with the whole page.
        <form
          onSubmit={(event) => event.preventDefault()}
          className="mb-2 flex items-start gap-2 pl-5.5 touch:pl-6.5"
        >
          <Field
            label={wanted.name}
            type="password"
            mono
            autoComplete="off"
            className="min-w-0 flex-1"
            value={typeof secret === 'string' ? secret : ''}
            placeholder={isSecretSaved ? words.saved : undefined}
            help={wanted.help}
            error={error ?? (isSecretSaved && !isReadable ? words.unreadable : null)}
            onChange={({ target: { value } }) => onChange(true, value === '' ? isSaved : value)}
          />
          {isSecretSaved && !wanted.needed && (
            <Button
              look="quiet"
              aria-label={words.removeOf(wanted.name, name)}
              className="mt-6"
              onClick={() => onChange(true, false)}
            >
              {words.remove}
            </Button>
          )}
        </form>
      )}
    </li>
  );
}

function asSentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
