import type { OperationGroup } from '../operation.ts';
import { admin } from './admin.ts';
import { bins } from './bins.ts';
import { captures } from './captures.ts';
import { checks } from './checks.ts';
import { replies } from './replies.ts';
import { sending } from './sending.ts';

/** Every operation of the API, by subject. */
export const operationGroups: readonly OperationGroup[] = [
  bins,
  captures,
  replies,
  sending,
  checks,
  {
    tag: 'Documentation',
    about: 'The description of this API.',
    operations: [
      {
        method: 'get',
        path: '/openapi.json',
        id: 'getDescription',
        summary: 'Get this document',
        access: 'anybody',
        responses: [{ status: 200, mediaType: 'application/json', about: 'An OpenAPI 3.1 document.' }],
      },
    ],
  },
  admin,
];
