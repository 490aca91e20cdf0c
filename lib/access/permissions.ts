import type { Link, Role } from '#lib/model/link.ts';
import type { Redaction } from '#lib/model/masking.ts';

/** The actions that a link may permit. */
export const actions = [
  'look',
  'copy',
  'see-replies',
  'pin',
  'note',
  'replay',
  'send',
  'sign',
  'see-deliveries',
  'see-private-responses',
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

/** Actions in the words of an error: `has no permission to …`. */
export const actionNames: Record<Action, string> = {
  look: 'view requests',
  copy: 'copy requests',
  'see-replies': 'view reply settings',
  pin: 'pin requests',
  note: 'edit notes',
  replay: 'replay requests',
  send: 'send requests',
  sign: 'sign requests with the secrets of the bin',
  'see-deliveries': 'view deliveries',
  'see-private-responses': 'view responses from private addresses',
  import: 'import requests',
  'delete-captures': 'delete requests',
  'change-settings': 'change settings',
  'answer-held': 'respond to held requests',
  'make-links': 'create links',
  'see-links': 'view links',
  'revoke-links': 'revoke links',
  'rotate-key': 'replace the owner link',
  'delete-bin': 'delete the bin',
};

const viewer: readonly Action[] = ['look', 'copy', 'see-replies', 'see-deliveries'];
const editor: readonly Action[] = [
  ...viewer,
  'pin',
  'note',
  'replay',
  'send',
  'import',
  'delete-captures',
  'change-settings',
  'answer-held',
];
const owner: readonly Action[] = [
  ...editor,
  'sign',
  'see-private-responses',
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

/** Actions on a single capture, permitted for links to one capture. All others need the whole bin. */
const toOneCapture: ReadonlySet<Action> = new Set(['look', 'copy', 'pin', 'note', 'replay', 'answer-held']);

/**
 * Actions that disclose nothing masked. Replaying a request sends its secrets anywhere, responses can repeat them, conditions of
 * rules quote them, and deleting by filter discloses what it matched.
 */
const safeWhenMasked: ReadonlySet<Action> = new Set(['look', 'copy', 'pin', 'note']);

/** The properties of a link that decide. Pages know only whether secrets are masked (`true`), not which. */
export type Rights = Pick<Link, 'role' | 'captureSeq'> & { readonly redaction: Redaction | true | null };

/** Whether a link permits an action; with `seq`, on that capture. The API, pages and sockets all decide with this. */
export function isAllowed({ role, captureSeq, redaction }: Rights, action: Action, seq?: number): boolean {
  if (!allowed[role].has(action)) return false;
  if (redaction !== null && !safeWhenMasked.has(action)) return false;
  if (captureSeq === null) return true;
  return toOneCapture.has(action) && (seq === undefined || seq === captureSeq);
}
