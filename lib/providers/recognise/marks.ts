import type { Reading } from './reading.ts';

/**
 * A feature by which a provider is recognized. `sign` is checked for every request and must be cheap: a header name, the product of
 * a User-Agent, a piece of the query or of the body. `holds` is evaluated only where the sign is found.
 */
export type Mark = {
  /** Its description: `X-GitHub-Event`. */
  readonly words: string;
  readonly sign: Sign;
  readonly holds: (reading: Reading) => boolean;
};

export type Sign =
  /** In lower case. */
  | { readonly header: string }
  | { readonly agent: string }
  | { readonly query: string }
  /** In lower case. */
  | { readonly mediaType: string }
  | { readonly json: string }
  | { readonly form: string };

/** A header that only this provider sends, or with `and` one that others send too. */
export function header(name: string, and?: Also): Mark {
  return mark(`\`${name}\``, { header: name.toLowerCase() }, and);
}

/** A User-Agent that begins with this product (RFC 9110 §10.1.5). */
export function agent(product: string, and?: Also): Mark {
  return mark(`\`User-Agent: ${product}\``, { agent: product }, and);
}

/** A field of the query. */
export function query(name: string, and?: Also): Mark {
  return mark(
    `\`?${name}=\``,
    { query: `${name}=` },
    {
      words: and?.words ?? '',
      holds: (reading) => reading.query.has(name) && (and?.holds(reading) ?? true),
    },
  );
}

/** A Content-Type that contains this. */
export function mediaType(piece: string): Mark {
  return mark(`\`Content-Type: ${piece}…\``, { mediaType: piece });
}

/** A JSON body that contains this quoted member name and passes the test. */
export function json(member: string, and: Also): Mark {
  return mark(`\`"${member}"\``, { json: `"${member}"` }, and);
}

/** A form with this field. */
export function form(name: string, and?: Also): Mark {
  return mark(
    `form field \`${name}\``,
    { form: `${name}=` },
    {
      words: and?.words ?? '',
      holds: (reading) => reading.form.has(name) && (and?.holds(reading) ?? true),
    },
  );
}

/** An additional condition, with its description. */
export type Also = { readonly words: string; readonly holds: (reading: Reading) => boolean };

function mark(words: string, sign: Sign, and?: Also): Mark {
  return {
    words: and?.words ? `${words} ${and.words}` : words,
    sign,
    holds: and?.holds ?? (() => true),
  };
}
