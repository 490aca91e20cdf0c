import type { z } from 'zod';
import type { Action, Rights } from '#lib/access/permissions.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import type { Compared, RequestDiff } from '#lib/diff/requests.ts';
import type { BinApi, CallApi } from './call-api.ts';

/** What a tool may do, as hints for clients (MCP, `ToolAnnotations`). */
type Hints = {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  /** Whether it reaches servers other than this one. */
  readonly openWorldHint: boolean;
};

/** What a tool is given for one call. */
export type ToolCall = {
  /** The API, as the key of the connection. */
  readonly callApi: CallApi;
  /** The bin of a key: the given one, else that of the connection. Fails with `key-missing` and `key-unknown`. */
  readonly openBin: (key: string | undefined) => Promise<BinApi>;
  /** Compares two requests on a thread. */
  readonly compare: (before: Compared, after: Compared) => Promise<RequestDiff>;
  /** The block that contains what senders control; see `untrusted-block.ts`. */
  readonly untrusted: (lines: readonly unknown[]) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** A tool: what a client is told, and what it does. Each is a file in `tools/`, listed in `tools/index.ts`. */
export type Tool<Shape extends z.ZodObject = z.ZodObject> = {
  readonly name: string;
  readonly title: string;
  /** What it does and returns, and what it cannot do. */
  readonly description: string;
  /** Unknown arguments are rejected. */
  readonly input: Shape;
  readonly hints: Hints;
  /**
   * What a link has to permit for the tool to be offered; `create` for creating bins, null for what needs no key. It is the API that decides
   * when the tool is called.
   */
  readonly needs: Action | 'create' | null;
  /** Resolves with the text of the result. Failures become tool errors. */
  run(input: z.infer<Shape>, call: ToolCall): Promise<string>;
};

/** A tool of a list, whose input is only known to itself. */
export function defineTool<Shape extends z.ZodObject>(tool: Tool<Shape>): Tool {
  return tool as unknown as Tool;
}

/** Hints of tools that change nothing. */
export const readsOnly: Hints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Whether a tool is offered to the link of a connection; null for a connection without a key, which may use keys of its own. */
export function isOffered({ needs }: Pick<Tool, 'needs'>, link: Rights | null): boolean {
  if (link === null || needs === null) return true;
  if (needs === 'create') return link.role !== 'viewer' && link.redaction === null;
  return isAllowed(link, needs);
}
