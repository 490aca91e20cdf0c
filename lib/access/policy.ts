import type { Role } from '../model/link.ts';

/** What somebody with a key may want to do with its bin. */
export const actions = [
  'look',
  'copy',
  'pin',
  'note',
  'import',
  'delete-captures',
  'change-settings',
  'answer-held',
  'make-links',
  'see-links',
  'revoke-links',
  'delete-bin',
] as const;
export type Action = (typeof actions)[number];

const viewer: readonly Action[] = ['look', 'copy'];
const editor: readonly Action[] = [
  ...viewer,
  'pin',
  'note',
  'import',
  'delete-captures',
  'change-settings',
  'answer-held',
];
const owner: readonly Action[] = [...editor, 'make-links', 'see-links', 'revoke-links', 'delete-bin'];

const allowed: Record<Role, ReadonlySet<Action>> = {
  viewer: new Set(viewer),
  editor: new Set(editor),
  owner: new Set(owner),
};

/** Whether a role may do something. The one place that decides; API, pages and sockets ask it. */
export function may(role: Role, action: Action): boolean {
  return allowed[role].has(action);
}
