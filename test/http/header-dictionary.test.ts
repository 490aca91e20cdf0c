import { expect, test } from 'vitest';
import { headerEntry, headerEntryCount, headerGroups } from '#lib/http/header-dictionary.ts';

test('the dictionary knows the usual fields and those of webhooks, whatever their case', () => {
  expect(headerEntryCount).toBeGreaterThan(180);
  expect(headerEntry('Content-TYPE')).toEqual({
    group: 'content',
    words: 'The media type of the body, with its character encoding or boundary',
    source: 'RFC 9110 §8.3',
  });
  expect(headerEntry('X-GitHub-Event')).toMatchObject({ group: 'webhook', source: 'GitHub' });
  expect(headerEntry('ce-subject')).toMatchObject({ group: 'webhook' });
  expect(headerEntry('X-Mine')).toBeNull();
  expect(headerEntry('__proto__')).toBeNull();
});

test('every entry is whole: a group there is, words without a full stop, a source', () => {
  for (const name of ['host', 'stripe-signature', 'cf-ray', 'x-envoy-attempt', 'dnt', 'via', 'te']) {
    const entry = headerEntry(name)!;
    expect(Object.keys(headerGroups)).toContain(entry.group);
    expect(entry.words).toMatch(/[^.]$/);
    expect(entry.source).not.toBe('');
  }
});
