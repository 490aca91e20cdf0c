import type { NewBinJson } from '#lib/model/bin-json.ts';
import type { ReplyPreset } from '#lib/reply/presets/preset.ts';
import type { SampleJson, SampleProviderJson } from '#lib/samples/sample-json.ts';
import { type Bin, openBin } from './bin.ts';
import type { BinAddress } from './bin-address.ts';
import { type Caller, type CallOptions, type Connection, callerOf } from './call.ts';
import type { NewBinInput } from './new-bin-input.ts';
import { readinessOf } from './readiness.ts';

export type ClientOptions = Connection & {
  /** For servers on which creating bins requires a token. */
  readonly token?: string;
};

/** A bin that was created just now: its settings, and its API with the key of the owner. */
export type CreatedBin = Bin & { readonly captureUrl: string; readonly created: NewBinJson };

/** The API of a server. */
export type Client = ReturnType<typeof createClient>;

/**
 * The API of a Wirebin server. It needs `fetch` and nothing else, so it runs in browsers, Node.js, Deno, Bun and workers.
 */
export function createClient({ token, ...connection }: ClientOptions) {
  const server: Caller = callerOf(connection);
  return {
    url: server.url,
    /** Creates a bin. Its key is never returned again: keep `key` or `inspectUrl`. */
    async createBin(input: NewBinInput = {}, { signal }: CallOptions = {}): Promise<CreatedBin> {
      const created = await server.json<NewBinJson>('POST', '/bins', { input, key: token, signal });
      const { captureUrl, inspectUrl } = created;
      return { ...openBin(server, created), captureUrl, inspectUrl, created };
    },
    /** A bin that exists already. Nothing is called before one of its functions is. */
    bin: (address: BinAddress): Bin => openBin(server, address),
    /** The providers with sample events. */
    async samples({ signal }: CallOptions = {}): Promise<SampleProviderJson[]> {
      type List = { providers: SampleProviderJson[] };
      return (await server.json<List>('GET', '/samples', { signal })).providers;
    },
    /** A sample event with fresh IDs and times. It is not signed. */
    sample: (provider: string, event: string, { signal }: CallOptions = {}) =>
      server.json<SampleJson>(
        'GET',
        `/samples/${encodeURIComponent(provider)}/${encodeURIComponent(event)}`,
        { signal },
      ),
    /** The presets of reply settings: what typical receivers respond. */
    async replyPresets({ signal }: CallOptions = {}): Promise<ReplyPreset[]> {
      return (await server.json<{ presets: ReplyPreset[] }>('GET', '/reply-presets', { signal })).presets;
    },
    /** Whether the server takes requests. */
    readiness: ({ signal }: CallOptions = {}) => readinessOf(server.url, connection, { signal }),
    /** The OpenAPI document of the API. */
    description: ({ signal }: CallOptions = {}) => server.json<object>('GET', '/openapi.json', { signal }),
    /** Any other call of the API, below `/api/v1`. */
    call: server,
  };
}
