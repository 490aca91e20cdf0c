import { problemIn } from './api-problem.ts';

/** A call of the API. */
export type ApiCall = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: unknown;
  /** Masks secrets, also for keys that may see them (`lib/access/requested-masking.ts`). */
  readonly isMasked?: boolean;
};

/** Calls the API with the key of a connection or a bin. Fails only where no response was received. */
export type CallApi = (call: ApiCall) => Promise<Response>;

/** The API of one bin, with a key of it. */
export type BinApi = {
  readonly slug: string;
  /** `path` is below the address of the bin. */
  readonly call: CallApi;
};

/** The JSON of a response. Fails with the problem of the API (`ApiProblem`) where there is one. */
export async function jsonOf<Value>(responding: Promise<Response>): Promise<Value> {
  const response = await responding;
  if (!response.ok) throw await problemIn(response);
  return (await response.json()) as Value;
}

/** A query with the parameters that have a value; begins with `?`, or is empty. */
export function queryWith(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}
