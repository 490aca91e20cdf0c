import { describe, expect, test } from 'vitest';
import { actions, isAllowed } from '#lib/access/permissions.ts';
import { roles } from '#lib/model/link.ts';
import { redactionShape } from '#lib/model/masking.ts';

/**
 * Who may do what, written out once more. Columns: owner, editor, viewer; then a link to one capture, a redacted one and one
 * that is both, each as editor and as viewer.
 */
const table = {
  //                  own  ed   vi    1ed  1vi   red  rvi   bed  bvi
  look: ' yes  yes  yes   yes  yes   yes  yes   yes  yes',
  copy: ' yes  yes  yes   yes  yes   yes  yes   yes  yes',
  'see-replies': ' yes  yes  yes   no   no    no   no    no   no ',
  pin: ' yes  yes  no    yes  no    yes  no    yes  no ',
  note: ' yes  yes  no    yes  no    yes  no    yes  no ',
  replay: ' yes  yes  no    yes  no    no   no    no   no ',
  send: ' yes  yes  no    no   no    no   no    no   no ',
  sign: ' yes  no   no    no   no    no   no    no   no ',
  'see-deliveries': ' yes  yes  yes   no   no    no   no    no   no ',
  'see-private-responses': ' yes  no   no    no   no    no   no    no   no ',
  import: ' yes  yes  no    no   no    no   no    no   no ',
  'delete-captures': ' yes  yes  no    no   no    no   no    no   no ',
  'change-settings': ' yes  yes  no    no   no    no   no    no   no ',
  'answer-held': ' yes  yes  no    yes  no    no   no    no   no ',
  'make-links': ' yes  no   no    no   no    no   no    no   no ',
  'see-links': ' yes  no   no    no   no    no   no    no   no ',
  'revoke-links': ' yes  no   no    no   no    no   no    no   no ',
  'rotate-key': ' yes  no   no    no   no    no   no    no   no ',
  'delete-bin': ' yes  no   no    no   no    no   no    no   no ',
} as const satisfies Record<(typeof actions)[number], string>;

const redaction = redactionShape.parse({});
const links = [
  ...roles.map((role) => ({ role, captureSeq: null, redaction: null })),
  ...[
    { captureSeq: 7, redaction: null },
    { captureSeq: null, redaction },
    { captureSeq: 7, redaction },
  ].flatMap((scope) => (['editor', 'viewer'] as const).map((role) => ({ role, ...scope }))),
];

describe.for(actions)('%s', (action) => {
  test.for(links.map((link, column) => ({ link, column })))('$link', ({ link, column }) => {
    const answers = table[action].trim().split(/\s+/);
    expect(answers).toHaveLength(links.length);
    expect(isAllowed(link, action)).toBe(answers[column] === 'yes');
  });
});

test('a link to one capture allows nothing with another', () => {
  for (const link of links) {
    for (const action of actions) {
      expect(isAllowed(link, action, 7)).toBe(isAllowed(link, action));
      if (link.captureSeq === 7) expect(isAllowed(link, action, 8)).toBe(false);
      else expect(isAllowed(link, action, 8)).toBe(isAllowed(link, action));
    }
  }
});
