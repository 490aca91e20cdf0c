import { expect, test } from 'vitest';
import { startServer } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const tokens = { CREATE_TOKEN: 'create-token-012345678', ADMIN_TOKEN: 'admin-token-0123456789' };
const make = (origin: string, token?: string) =>
  fetch(`${origin}/api/v1/bins`, {
    method: 'POST',
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });

test('where making a bin takes a token, that one and the admin’s make bins, and nothing else does', async () => {
  const { origin } = await startServer({ environment: { CREATE: 'token', ...tokens } });
  await expectProblem(await make(origin), 401, 'creation-needs-token');
  await expectProblem(await make(origin, 'another-token-01234567'), 401, 'creation-needs-token');
  expect((await make(origin, tokens.CREATE_TOKEN)).status).toBe(201);
  expect((await make(origin, tokens.ADMIN_TOKEN)).status).toBe(201);
  // The token to make bins with opens no admin.
  const admin = await fetch(`${origin}/api/v1/admin`, {
    headers: { Authorization: `Bearer ${tokens.CREATE_TOKEN}` },
  });
  await expectProblem(admin, 401, 'admin-only');
});

test('where nobody makes bins, the admin still does', async () => {
  const { origin } = await startServer({ environment: { CREATE: 'none', ...tokens } });
  await expectProblem(await make(origin), 403, 'creation-closed');
  await expectProblem(await make(origin, tokens.CREATE_TOKEN), 403, 'creation-closed');
  expect((await make(origin, tokens.ADMIN_TOKEN)).status).toBe(201);
});
