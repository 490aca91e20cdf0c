import type { Caller } from './call.ts';

/** A bin, and the key with which it is opened. */
export type BinAddress = { readonly slug: string; readonly key: string };

/** The calls of one bin: the paths are below it, and the key is sent. */
export function callerOfBin(caller: Caller, { slug, key }: BinAddress): Caller {
  const below = (path: string) => `/bins/${encodeURIComponent(slug)}${path}`;
  return {
    url: caller.url,
    response: (method, path, input) => caller.response(method, below(path), { key, ...input }),
    json: (method, path, input) => caller.json(method, below(path), { key, ...input }),
    bytes: (method, path, input) => caller.bytes(method, below(path), { key, ...input }),
    text: (method, path, input) => caller.text(method, below(path), { key, ...input }),
    done: (method, path, input) => caller.done(method, below(path), { key, ...input }),
  };
}
