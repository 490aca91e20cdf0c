import { hashKey, newKey } from '#lib/access/key.ts';
import { fail } from '#lib/model/errors.ts';
import { newLinkShape } from '#lib/model/input.ts';
import { answering, enter, inputOf, json, refusing } from '../../../../answer.ts';
import { linkJson } from '../../../../bin-json.ts';

type Params = { slug: string };

/** Links of one bin: more than anybody can look through, and few enough to list. */
const mostLinks = 100;

/** Makes a link. The key in the answer is told this once: only its hash is kept. */
export const POST = answering<Params>(async (call) => {
  const { bin, captures } = await enter(call, 'make-links');
  const { role, label, captureSeq, redaction, expiresAt } = await inputOf(call.request, newLinkShape);
  if (captureSeq && !(await captures.captureFacts(captureSeq)))
    fail('capture-not-found', `There is no capture ${captureSeq}.`);
  const { length } = await call.store.links(bin.id);
  if (length >= mostLinks) fail('links-full', `It has ${length} links, of at most ${mostLinks}.`);
  const key = newKey();
  const link = await call.store.addLink({
    binId: bin.id,
    role,
    label: label ?? null,
    captureSeq: captureSeq ?? null,
    redaction: redaction ?? null,
    keyHash: hashKey(key),
    expiresAt: expiresAt ? Date.parse(expiresAt) : null,
    now: call.now,
  });
  return json({ ...linkJson(link, 0), key, inspectUrl: `${call.origin}/i/${key}` }, 201);
});

export const GET = answering<Params>(async (call) => {
  const { bin } = await enter(call, 'see-links');
  const links = await call.store.links(bin.id);
  return json({ links: links.map((link) => linkJson(link, call.announce.watching(link.id))) });
});

export const { PUT, PATCH, DELETE } = refusing('GET', 'HEAD', 'POST');
