import type { MediaType } from '#lib/http/media-type.ts';
import type { Rows } from './rows.ts';

/** The Content-Type and the beginning of a body, from which its kind is guessed. */
export type Glimpse = {
  /** The parsed Content-Type; null when none was sent or it is not a media type. */
  readonly mediaType: MediaType | null;
  /** The first bytes. */
  readonly bytes: Uint8Array;
  /** The same, decoded; U+FFFD where they are not valid in the declared charset. No byte order mark. */
  readonly text: string;
  /** Whether the first bytes are valid text in the declared charset. */
  readonly decodable: boolean;
  /** Whether `text` is the whole body. */
  readonly whole: boolean;
};

/**
 * How well content fits a kind, apart from its label:
 * - `no`        not this kind
 * - `possible`  this kind if its label says so (`42` is JSON, and also any text)
 * - `likely`    this kind, unless it has another label that fits
 * - `certain`   this kind, whatever the label (a JSON object sent by `curl -d` is labelled as a form)
 */
export type Found = 'no' | 'possible' | 'likely' | 'certain';

/** How well a body fits a kind: whether the label names it, and whether the content fits. */
export type Fit = { readonly named: boolean; readonly found: Found };

/** The properties by which a kind is identified and detected. */
type Named<Id extends string> = {
  readonly id: Id;
  /** The name in the view switch. */
  readonly title: string;
  fits(glimpse: Glimpse): Fit;
};

/** Opens a body; cheap until rows are requested. Never throws, whatever the bytes are. */
export type ReadBody<Reading extends Rows<unknown>> = (
  body: Uint8Array,
  mediaType: MediaType | null,
) => Reading;

/**
 * A kind of body. Every kind is a file of this shape, listed in `index.ts`. A reading may have more properties than rows
 * (where JSON is invalid, which charset was used). No reading throws, whatever the bytes are.
 */
export type BodyKind<
  Id extends string = string,
  Reading extends Rows<unknown> = Rows<unknown>,
> = Named<Id> & {
  readonly read: ReadBody<Reading>;
};

/** A rare kind of body: its reader is fetched when it is first needed. */
export type RareKind<
  Id extends string = string,
  Reading extends Rows<unknown> = Rows<unknown>,
> = Named<Id> & {
  load(): Promise<ReadBody<Reading>>;
};
