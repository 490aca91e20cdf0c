import { bodyBytes, type Draft, type HeaderRow } from './draft.ts';

/** What was edited in a draft. */
export type Edits = {
  readonly method: boolean;
  readonly target: boolean;
  readonly headers: boolean;
  readonly body: boolean;
};

export function editsOf(draft: Draft): Edits {
  const { base, method, target, rows } = draft;
  const isUnchanged =
    rows.length === base.headers.length &&
    rows.every((row, index) => row.from === index && editOf(draft, row) === null);
  return {
    method: method !== base.method,
    target: target !== null,
    headers: !isUnchanged,
    body: isBodyEdited(draft),
  };
}

export function isEdited(edits: Edits): boolean {
  return Object.values(edits).includes(true);
}

/** How a row of the header table differs from the base; null if it does not. */
export function editOf({ base }: Pick<Draft, 'base'>, row: HeaderRow): 'added' | 'changed' | 'off' | null {
  if (!row.isOn) return 'off';
  if (row.from === null) return 'added';
  const [name, value] = base.headers[row.from]!;
  return row.name === name && row.value === value ? null : 'changed';
}

/** How many headers of the base were removed. */
export function removedRows({ base, rows }: Pick<Draft, 'base' | 'rows'>): number {
  return base.headers.length - rows.filter(({ from }) => from !== null).length;
}

function isBodyEdited(draft: Draft): boolean {
  if (draft.body.is === 'kept') return false;
  const { body } = draft.base;
  const bytes = bodyBytes(draft);
  if (bytes === null || bytes === 'wrong' || body === null) return true;
  return bytes.length !== body.length || bytes.some((byte, index) => byte !== body[index]);
}
