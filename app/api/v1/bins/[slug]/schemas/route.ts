import { newSchemaId } from '#lib/access/keys.ts';
import { checkSchemaFilter, withSchema } from '#lib/json-schema/change-schemas.ts';
import { longestSchemaInput } from '#lib/model/bin-schema.ts';
import { apiHandler, authorize, json, longInputOf, rejectMethods } from '../../../../handler.ts';
import { once } from '../../../../once.ts';
import { binSchemaJson, orGone } from '../../../../schema-in.ts';

type Params = { slug: string };

/** The schemas of the bin, oldest first. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-replies');
  return json({ schemas: (await call.store.listSchemas(bin.id)).map(binSchemaJson) });
});

/** Adds a schema. Requests that arrive from now on are checked. 201 with the schema. */
export const POST = apiHandler<Params>(async (call) => {
  const { bin, asker } = await authorize(call, 'change-settings');
  return once(call, longestSchemaInput, async (call) => {
    const { schema, ...order } = await longInputOf(call, 'newSchema', asker, longestSchemaInput);
    await checkSchemaFilter(order.filter);
    await call.workers.run('readSchema', { schema }, { asker });
    const added = { ...order, id: newSchemaId(), text: JSON.stringify(schema), createdAt: call.now };
    orGone(await call.store.changeSchemas(bin.id, (schemas) => withSchema(schemas, added)), bin.slug);
    call.announce.settings(bin.id);
    return json(binSchemaJson(added), 201);
  });
});

export const { PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD', 'POST');
