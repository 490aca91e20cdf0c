import type { MediaType } from '#lib/http/media-type.ts';
import type { Rows } from './rows.ts';

/** What can be known about a body by a short look: its label, and how it begins. */
export type Glimpse = {
  /** The parsed Content-Type; null when none was sent or it is not a media type. */
  readonly mediaType: MediaType | null;
  /** The first bytes. */
  readonly bytes: Uint8Array;
  /** The same, decoded; U+FFFD where they are not text in the charset declared. No byte order mark. */
  readonly text: string;
  /** True when the first bytes are text in the charset declared. */
  readonly decodable: boolean;
  /** True when `text` is the whole body, false when the body goes on. */
  readonly whole: boolean;
};

/**
 * How well content suits a kind, apart from its label:
 * - `no`        not this kind
 * - `possible`  this kind if its label says so, too little to think of it otherwise (`42` is JSON, and is any text)
 * - `likely`    this kind, unless it bears another label that suits it
 * - `certain`   this kind, whatever the label (a JSON object sent by `curl -d` is labelled as a form)
 */
export type Found = 'no' | 'possible' | 'likely' | 'certain';

/** A kind's judgement of a body: whether the label names this kind, and whether the content is of it. */
export type Fit = { readonly named: boolean; readonly found: Found };

/** What tells a kind from others. */
type Named<Id extends string> = {
  readonly id: Id;
  /** The name on the switch between views. */
  readonly title: string;
  fits(glimpse: Glimpse): Fit;
};

/** Opens a body; costs little until rows are asked for. Never throws, whatever the bytes are. */
export type ReadBody<Reading extends Rows<unknown>> = (
  body: Uint8Array,
  mediaType: MediaType | null,
) => Reading;

/**
 * One way to read a body. Every kind is a file of this shape, listed in `index.ts`; a kind adds what it knows besides
 * rows (where JSON breaks, which charset was used) to its reading. No reading throws, whatever the bytes are.
 */
export type BodyKind<
  Id extends string = string,
  Reading extends Rows<unknown> = Rows<unknown>,
> = Named<Id> & {
  readonly read: ReadBody<Reading>;
};

/** A way to read a body that few bodies need: its reader is fetched when the first of them is shown. */
export type RareKind<
  Id extends string = string,
  Reading extends Rows<unknown> = Rows<unknown>,
> = Named<Id> & {
  load(): Promise<ReadBody<Reading>>;
};
