import { checkLinkCount, createLink } from '#lib/access/links.ts';
import { fail } from '#lib/model/errors.ts';
import { checkFields, onlyFields } from '#lib/model/fields.ts';
import { linkPageShape, newLinkShape } from '#lib/model/input.ts';
import { pageOf } from '#lib/model/page-of.ts';
import { link as linkShape } from '#lib/openapi/responses/bins.ts';
import { linkJson } from '../../../../bin-json.ts';
import {
  apiHandler,
  authorize,
  inputLimit,
  inputOf,
  json,
  queryOf,
  rejectMethods,
} from '../../../../handler.ts';
import { once } from '../../../../once.ts';

type Params = { slug: string };

/** Creates a link. The response contains its key, which is never shown again. */
export const POST = apiHandler<Params>(async (call) => {
  const { bin, captures } = await authorize(call, 'make-links');
  return once(call, inputLimit, async (call) => {
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
});

/** The links of the bin, oldest first. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-links');
  const { after = 0, limit, fields } = queryOf(call.request, linkPageShape);
  checkFields(fields, linkShape);
  const links = (await call.store.listLinks(bin.id)).filter(({ id }) => id > after);
  const { shown, next } = pageOf(links, limit, ({ id }) => id);
  const entries = shown.map((link) => onlyFields(linkJson(link, call.announce.watching(link.id)), fields));
  return json({ links: entries, next });
});

export const { PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD', 'POST');
