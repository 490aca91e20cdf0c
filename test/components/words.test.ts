import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageWords, agoWords, durationWords } from '#components/frame/time-words.ts';
import { middleTruncate } from '#components/inspector/list/middle-truncate.ts';
import { sentKind } from '#components/request/body-label.ts';
import { agentWord, kindWord } from '#components/request/describe-request.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';

describe('words of the list', () => {
  it.each([
    [0, 'now'],
    [2_999, 'now'],
    [12_000, '12 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3 * 3_600_000, '3 h'],
    [2 * 86_400_000, '2 d'],
    [30 * 86_400_000, '4 w'],
    [-5_000, 'now'],
  ])('say an age of %i ms in a few characters', (elapsed, words) => {
    expect(ageWords(elapsed)).toBe(words);
  });

  it('say in a sentence how long ago something was', () => {
    expect([agoWords(1000), agoWords(60_000), agoWords(7_200_000)]).toEqual([
      'just now',
      '1 minute ago',
      '2 hours ago',
    ]);
  });

  it.each([
    [0.42, '0.4 ms'],
    [2.1, '2.1 ms'],
    [38.4, '38 ms'],
    [999.6, '1.0 s'],
    [125_000, '2 min 5 s'],
  ])('say a duration of %f ms with the digits that matter', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });

  it('set thousands apart and know one from many', () => {
    expect([countWords(1284), countOf(1, 'request'), countOf(0, 'request')]).toEqual([
      '1,284',
      '1 request',
      '0 requests',
    ]);
  });

  it.each([
    ['curl/8.14.1', 'curl 8.14.1'],
    ['GitHub-Hookshot/9f2c1e7', 'GitHub-Hookshot'],
    ['Stripe/1.0 (+https://stripe.com/docs/webhooks)', 'Stripe 1.0'],
    ['python-requests/2.32.3', 'python-requests 2.32.3'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      'Chrome 141',
    ],
    [
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'Safari 26',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Edg/141.0.0.0',
      'Edge 141',
    ],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot'],
    ['Mozilla/5.0', 'Mozilla'],
    ['', ''],
    [null, ''],
  ])('name the program that calls itself %s', (userAgent, word) => {
    expect(agentWord(userAgent)).toBe(word);
  });

  it.each([
    ['application/json; charset=utf-8', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['multipart/form-data; boundary=x', 'multipart'],
    ['application/x-msgpack', 'msgpack'],
    ['image/png', 'image/png'],
    ['nonsense', 'nonsense'],
    [null, ''],
  ])('shorten the media type %s', (contentType, word) => {
    expect(kindWord(contentType)).toBe(word);
  });

  it.each([
    ['application/json', 'JSON'],
    ['application/x-msgpack', 'MessagePack'],
    ['image/png', 'image/png'],
    ['constructor', 'constructor'],
    [null, ''],
  ])('say what a body of type %s is, as people write it', (contentType, words) => {
    expect(sentKind(contentType)).toBe(words);
  });

  it('cut a long path in its middle, never beyond the room, never through a character', () => {
    expect(middleTruncate('/v2/accounts/acct_1/invoices/in_42/paid', 24)).toBe('/v2/accounts/acc…42/paid');
    expect(middleTruncate('/short', 24)).toBe('/short');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 2, max: 60 }),
        (text, room) => {
          const cut = middleTruncate(text, room);
          expect(cut.length).toBeLessThanOrEqual(Math.max(room, 1));
          expect(/\p{Cs}/u.test(cut)).toBe(false);
        },
      ),
    );
  });
});
