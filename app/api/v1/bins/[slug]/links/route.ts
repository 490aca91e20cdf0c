import { checkLinkCount, createLink } from '#lib/access/links.ts';
import { fail } from '#lib/model/errors.ts';
import { newLinkShape } from '#lib/model/input.ts';
import { linkJson } from '../../../../bin-json.ts';
import { apiHandler, authorize, inputOf, json, rejectMethods } from '../../../../handler.ts';

type Params = { slug: string };

/** Creates a link. The response contains its key, which is never shown again. */
export const POST = apiHandler<Params>(async (call) => {
  const { bin, captures } = await authorize(call, 'make-links');
  const { role, label, captureSeq, redaction, expiresAt } = await inputOf(call.request, newLinkShape);
  if (captureSeq && !(await captures.captureFacts(captureSeq)))
    fail('capture-not-found', `The bin has no capture ${captureSeq}.`);
  await checkLinkCount(call.store, bin.id);
  const { link, key } = await createLink(call.store, {
    binId: bin.id,
    role,
    label: label ?? null,
    captureSeq: captureSeq ?? null,
    redaction: redaction ?? null,
    expiresAt: expiresAt ? Date.parse(expiresAt) : null,
    now: call.now,
  });
  return json({ ...linkJson(link, 0), key, inspectUrl: `${call.origin}/i/${key}` }, 201);
});

export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-links');
  const links = await call.store.listLinks(bin.id);
  return json({ links: links.map((link) => linkJson(link, call.announce.watching(link.id))) });
});

export const { PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD', 'POST');
