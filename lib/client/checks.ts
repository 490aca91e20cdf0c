import type { BinSchemaJson } from '#lib/model/bin-schema.ts';
import type { NewSchema, SchemaChange } from '#lib/model/bin-schema-input.ts';
import type {
  ProviderSecretsJson,
  SigningSecretsInput,
  SigningSecretsJson,
} from '#lib/model/signing-secret.ts';
import type { Caller, CallOptions } from './call.ts';

/** The signing secrets with which signatures are verified. They are never shown, only their fingerprints. */
export function secretsOf(bin: Caller) {
  const at = (provider: string) => `/secrets/${encodeURIComponent(provider)}`;
  return {
    list: ({ signal }: CallOptions = {}) => bin.json<SigningSecretsJson>('GET', '/secrets', { signal }),
    get: (provider: string, { signal }: CallOptions = {}) =>
      bin.json<ProviderSecretsJson>('GET', at(provider), { signal }),
    /** Replaces the secrets of a provider. Those given by their fingerprint are kept. */
    set: (provider: string, input: SigningSecretsInput, { signal }: CallOptions = {}) =>
      bin.json<ProviderSecretsJson>('PUT', at(provider), { input, signal }),
    delete: (provider: string, { signal }: CallOptions = {}) => bin.done('DELETE', at(provider), { signal }),
  };
}

/** The JSON Schemas with which bodies are checked. */
export function schemasOf(bin: Caller) {
  const at = (id: string) => `/schemas/${encodeURIComponent(id)}`;
  return {
    async list({ signal }: CallOptions = {}): Promise<BinSchemaJson[]> {
      return (await bin.json<{ schemas: BinSchemaJson[] }>('GET', '/schemas', { signal })).schemas;
    },
    create: (input: NewSchema, { signal }: CallOptions = {}) =>
      bin.json<BinSchemaJson>('POST', '/schemas', { input, signal }),
    get: (id: string, { signal }: CallOptions = {}) => bin.json<BinSchemaJson>('GET', at(id), { signal }),
    change: (id: string, input: SchemaChange, { signal }: CallOptions = {}) =>
      bin.json<BinSchemaJson>('PATCH', at(id), { input, signal }),
    delete: (id: string, { signal }: CallOptions = {}) => bin.done('DELETE', at(id), { signal }),
  };
}
