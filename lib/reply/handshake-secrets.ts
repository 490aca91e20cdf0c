import type { Handshake, ReplySettings, ShownSettings, WrittenSettings } from '#lib/model/reply-settings.ts';

/** Settings without the values of secrets: only whether there is one. */
export function withoutSecrets(settings: ReplySettings): ShownSettings {
  return {
    ...settings,
    handshakes: mapped(settings.handshakes, ({ enabled, secret, encrypted }) => ({
      enabled,
      secret: secret !== null || encrypted !== undefined,
      ...(encrypted !== undefined && { readable: false as const }),
    })),
  };
}

/** Written settings, completed with the stored secrets that they do not change. */
export function withSecrets(written: WrittenSettings, kept: ReplySettings | null): ReplySettings {
  const secretOf = (
    id: string,
    secret: string | boolean | null | undefined,
  ): Pick<Handshake, 'secret' | 'encrypted'> => {
    if (typeof secret === 'string') return { secret };
    if (secret === false || secret === null) return { secret: null };
    const { secret: keptSecret = null, encrypted } = kept?.handshakes[id] ?? {};
    return { secret: keptSecret, ...(encrypted !== undefined && { encrypted }) };
  };
  return {
    ...written,
    handshakes: mapped(
      written.handshakes,
      ({ enabled, secret }, id): Handshake => ({ enabled, ...secretOf(id, secret) }),
    ),
  };
}

function mapped<From, To>(record: Readonly<Record<string, From>>, to: (value: From, key: string) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}
