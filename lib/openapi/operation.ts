import type { z } from 'zod';
import type { Action } from '#lib/access/permissions.ts';
import type { FailureCode } from '#lib/model/errors.ts';
import type { ResponseName } from './responses/index.ts';

/** Who may call an operation: everybody, whoever may create bins, keys of a bin that permit an action, or the operator. */
export type Access = 'anybody' | 'creation' | 'operator' | Action;

/** The response of an operation when it succeeds: a named shape of JSON, a media type of other content, or none. */
export type SuccessResponse =
  | { readonly status: number; readonly json: ResponseName; readonly example?: unknown }
  | { readonly status: number; readonly mediaType: string; readonly about: string }
  | { readonly status: 204 };

/** The bytes of a body, of which a range may be asked for. */
export const bodyInRanges: readonly SuccessResponse[] = [
  { status: 200, mediaType: 'application/octet-stream', about: 'The body.' },
  { status: 206, mediaType: 'application/octet-stream', about: 'A range of the body.' },
];

/** An operation of the API, as the OpenAPI document describes it. */
export type Operation = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As in OpenAPI: `/bins/{slug}/captures`, below `/api/v1`. */
  readonly path: string;
  readonly id: string;
  /** A verb and an object: `List requests`. */
  readonly summary: string;
  readonly about?: string;
  readonly access: Access;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: { readonly shape: z.ZodType; readonly example: unknown } | { readonly mediaType: string };
  /** Whether the response has an entity tag, so that 304 is sent where `If-None-Match` names it. */
  readonly isTagged?: true;
  /** Whether `If-Match` may name the entity tag of what is changed. */
  readonly isGuarded?: true;
  /** Whether an `Idempotency-Key` may be sent, so that a repetition does nothing. */
  readonly isIdempotent?: true;
  readonly responses: readonly SuccessResponse[];
  /** The codes that it may fail with, besides those of every operation with the same access, query and body. */
  readonly problems?: readonly FailureCode[];
};

/** The operations of one subject. */
export type OperationGroup = {
  readonly tag: string;
  readonly about: string;
  readonly operations: readonly Operation[];
};
