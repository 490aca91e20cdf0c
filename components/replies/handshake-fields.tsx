'use client';

import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import type { ShownSettings, WrittenSettings } from '#lib/model/reply-settings.ts';
import type { Handshake } from '#lib/providers/handshake/handshake.ts';
import { handshakes as known } from '#lib/providers/handshake/handshakes.ts';
import { guardWords, wayWords } from '#lib/providers/handshake/words.ts';
import { providerName } from '#lib/providers/words.ts';
import { useFault } from './faults.tsx';

type Drafts = WrittenSettings['handshakes'];

type Props = {
  handshakes: Drafts;
  /** Those on the server: of a secret that is kept there only that there is one. */
  kept: ShownSettings['handshakes'];
  onChange: (handshakes: Drafts) => void;
};

const byName = known
  .map((handshake) => ({ handshake, name: providerName({ id: handshake.provider }) }))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

/** Beside each other where there is room. Each half grows for itself when a secret is asked for. */
const half = Math.ceil(byName.length / 2);
const halves = [byName.slice(0, half), byName.slice(half)];

/** Which providers are told that this URL is meant to receive their webhooks. */
export function HandshakeFields({ handshakes, kept, onChange }: Props) {
  function change(id: string, enabled: boolean, secret: string | boolean): void {
    const { [id]: _, ...others } = handshakes;
    // What is off and has no secret says nothing: the draft is then what it was before.
    const isSaid = enabled || secret !== false || kept[id] !== undefined;
    onChange(isSaid ? { ...handshakes, [id]: { enabled, secret } } : others);
  }
  return (
    <section aria-labelledby="handshakes-heading">
      <h2 id="handshakes-heading" className="font-semibold text-name">
        Handshakes
      </h2>
      <p className="mt-0.5 text-quiet">
        Before they deliver, providers ask a URL whether it is meant. Those that are switched on get the
        answer they document, before any rule and without delay.
      </p>
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
                  isKept={kept[id]?.secret ?? false}
                  onChange={(nowEnabled, nowSecret) => change(id, nowEnabled, nowSecret)}
                />
              );
            })}
          </ul>
        ))}
      </div>
      <p className="mt-2 text-quiet">
        Amazon SNS wants a link to be opened: you find it in the overview of its request. Wirebin never opens
        it by itself.
      </p>
    </section>
  );
}

type RowProps = {
  handshake: Handshake;
  name: string;
  enabled: boolean;
  /** Just written; `true` for the one that is kept, `false` for none. */
  secret: string | boolean;
  isKept: boolean;
  onChange: (enabled: boolean, secret: string | boolean) => void;
};

function Row({ handshake, name, enabled, secret, isKept, onChange }: RowProps) {
  const { provider, beware, secret: wanted } = handshake;
  const words = [...wayWords(handshake), ...guardWords(handshake)].join('; ');
  const fault = useFault(`handshakes.${provider}.secret`);
  const isSecretKept = secret === true;
  return (
    <li>
      <Checkbox
        label={name}
        help={beware ? `${words}. ${beware}` : words}
        checked={enabled}
        onChange={(checked) => onChange(checked, secret)}
      />
      {wanted && enabled && (
        // A form of its own, as browsers want for what nobody is to see; saving is for the whole page.
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
            placeholder={isSecretKept ? 'Kept, never shown' : undefined}
            help={wanted.help}
            error={fault}
            onChange={({ target: { value } }) => onChange(true, value === '' ? isKept : value)}
          />
          {isSecretKept && !wanted.needed && (
            <Button
              look="quiet"
              aria-label={`Remove the ${wanted.name.toLowerCase()} of ${name}`}
              className="mt-6"
              onClick={() => onChange(true, false)}
            >
              Remove
            </Button>
          )}
        </form>
      )}
    </li>
  );
}
