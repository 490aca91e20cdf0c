import { checkSchemaFilter, withChangedSchema, withoutSchema } from '#lib/json-schema/change-schemas.ts';
import { longestSchemaInput } from '#lib/model/bin-schema.ts';
import { fail } from '#lib/model/errors.ts';
import {
  apiHandler,
  authorize,
  json,
  longInputOf,
  noContent,
  rejectMethods,
} from '../../../../../handler.ts';
import { binSchemaJson, orGone } from '../../../../../schema-in.ts';

type Params = { slug: string; id: string };

/** A schema of the bin. */
export const GET = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'see-replies');
  const schemas = await call.store.listSchemas(bin.id);
  return json(binSchemaJson(schemas.find(({ id }) => id === call.params.id) ?? fail('schema-not-found')));
});

/** Changes a schema, for requests that arrive from now on. What was found about earlier ones stays. */
export const PATCH = apiHandler<Params>(async (call) => {
  const { bin, asker } = await authorize(call, 'change-settings');
  const { id } = call.params;
  const change = await longInputOf(call, 'schemaChange', asker, longestSchemaInput);
  if (change.filter !== undefined) await checkSchemaFilter(change.filter);
  if (change.schema !== undefined) await call.workers.run('readSchema', { schema: change.schema }, { asker });
  const changed = await call.store.changeSchemas(bin.id, (schemas) => withChangedSchema(schemas, id, change));
  call.announce.settings(bin.id);
  return json(binSchemaJson(orGone(changed, bin.slug).find((one) => one.id === id)!));
});

/** Removes a schema. */
export const DELETE = apiHandler<Params>(async (call) => {
  const { bin } = await authorize(call, 'change-settings');
  const { id } = call.params;
  orGone(await call.store.changeSchemas(bin.id, (schemas) => withoutSchema(schemas, id)), bin.slug);
  call.announce.settings(bin.id);
  return noContent();
});

export const { POST, PUT } = rejectMethods('GET', 'HEAD', 'PATCH', 'DELETE');
