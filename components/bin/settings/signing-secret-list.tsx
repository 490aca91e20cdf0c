'use client';

import { TriangleAlert } from 'lucide-react';
import type { BinApi } from '#components/api/bins.ts';
import { Time } from '#components/frame/time.tsx';
import { announce } from '#components/ui/announcer.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import type { ProviderSecretsJson, SigningSecretsJson } from '#lib/model/signing-secret.ts';
import { providerName } from '#lib/providers/names.ts';
import { signingSecrets as words } from './words.ts';

type Props = { api: BinApi; kept: SigningSecretsJson; canChange: boolean; onChanged: () => void };

/** The signing secrets of a bin by provider, each with its fingerprint. */
export function SigningSecretList({ api, kept, canChange, onChanged }: Props) {
  async function remove({ provider, secrets }: ProviderSecretsJson, fingerprint: string): Promise<void> {
    const others = secrets.filter((secret) => secret.fingerprint !== fingerprint);
    try {
      if (others.length === 0) await api.removeSigningSecrets(provider);
      else
        await api.writeSigningSecrets(provider, {
          secrets: others.map(({ fingerprint }) => ({ fingerprint })),
        });
      announce(words.announceRemoved);
    } catch (error) {
      noticeTrouble(words.notRemoved, error);
    }
    onChanged();
  }

  if (kept.providers.length === 0) return <p className="text-quiet">{words.none}</p>;
  return (
    <ul className="rounded-control border border-line">
      {kept.providers.map((one) => (
        <li key={one.provider} className="border-faint px-3 py-2 not-first:border-t">
          <h3 className="font-medium">{providerName({ id: one.provider })}</h3>
          <ul>
            {one.secrets.map(({ fingerprint, createdAt, readable }) => (
              <li key={fingerprint} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
                <span className="min-w-0 flex-1 text-quiet">
                  {textWith(words.secret, {
                    fingerprint: <span className="text-ink wire">{fingerprint}</span>,
                    day: <Time iso={createdAt} style="day" />,
                  })}
                  {!readable && (
                    <span className="flex items-start gap-1.5 text-careful">
                      <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                      <span>{textWithCode(words.unreadable)}</span>
                    </span>
                  )}
                </span>
                {canChange && (
                  <ConfirmButton
                    label={words.remove}
                    name={words.secretName(providerName({ id: one.provider }), fingerprint)}
                    question={words.removeQuestion}
                    verb={words.removeVerb}
                    act={() => remove(one, fingerprint)}
                  />
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
