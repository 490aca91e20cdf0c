import type { Link, Role } from '../model/link.ts';
import type { Redaction } from '../model/redaction.ts';

/** What somebody with a key may want to do with its bin. */
export const actions = [
  'look',
  'copy',
  'see-replies',
  'pin',
  'note',
  'replay',
  'import',
  'delete-captures',
  'change-settings',
  'answer-held',
  'make-links',
  'see-links',
  'revoke-links',
  'rotate-key',
  'delete-bin',
] as const;
export type Action = (typeof actions)[number];

const viewer: readonly Action[] = ['look', 'copy', 'see-replies'];
const editor: readonly Action[] = [
  ...viewer,
  'pin',
  'note',
  'replay',
  'import',
  'delete-captures',
  'change-settings',
  'answer-held',
];
const owner: readonly Action[] = [
  ...editor,
  'make-links',
  'see-links',
  'revoke-links',
  'rotate-key',
  'delete-bin',
];

const allowed: Record<Role, ReadonlySet<Action>> = {
  viewer: new Set(viewer),
  editor: new Set(editor),
  owner: new Set(owner),
};

/** What can be done to one capture without a look at the others. What is not here needs the whole bin. */
const toOneCapture: ReadonlySet<Action> = new Set(['look', 'copy', 'pin', 'note', 'replay', 'answer-held']);

/**
 * What tells nothing of what is masked. Replaying a request sends its secrets to wherever one likes, replies can be made to
 * repeat them, conditions of rules quote them, and what a filter deletes says what it found.
 */
const withoutSecrets: ReadonlySet<Action> = new Set(['look', 'copy', 'pin', 'note']);

/** What the policy asks of a link. A page knows that something is masked, not what. */
export type Rights = Pick<Link, 'role' | 'captureSeq'> & { readonly redaction: Redaction | true | null };

/**
 * Whether a link allows something; with `seq`, whether it allows it with that capture. The one place that decides: API,
 * pages and sockets ask it.
 */
export function may({ role, captureSeq, redaction }: Rights, action: Action, seq?: number): boolean {
  if (!allowed[role].has(action)) return false;
  if (redaction !== null && !withoutSecrets.has(action)) return false;
  if (captureSeq === null) return true;
  return toOneCapture.has(action) && (seq === undefined || seq === captureSeq);
}
