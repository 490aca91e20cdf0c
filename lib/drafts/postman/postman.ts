import { fail } from '#lib/model/errors.ts';
import type { Draft, DraftFormat } from '../draft.ts';
import { enabledIn, type JsonObject, listOf, objectOr, textOf } from '../json-access.ts';
import { mostDrafts } from '../limits.ts';
import { unknownVariables, Variables } from '../request/variables.ts';
import { draftOfItem } from './read-item.ts';

/** The deepest folder that is read. */
const deepestFolder = 50;

/**
 * Postman collections v2.0 and v2.1: requests in folders, with the variables of the collection and the authorization that folders hand
 * down. Source: https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
 */
export const postman: DraftFormat = {
  id: 'postman',
  title: 'a Postman collection',
  matches: ({ json }) => collectionOf(json) !== null,
  read({ json }) {
    const collection = collectionOf(json)!;
    const variables = new Variables();
    const unknown = new Set<string>();
    for (const variable of enabledIn(collection.variable)) {
      const name = textOf(variable.key) || textOf(variable.id);
      const value = variables.fill(textOf(variable.value), unknown);
      if (name !== '') variables.set(name, value);
    }
    const drafts: Draft[] = [];
    const visit = (folder: JsonObject, names: readonly string[], inherited: unknown) => {
      if (names.length > deepestFolder)
        fail('draft-unreadable', `The folders of the collection are nested more than ${deepestFolder} deep.`);
      const auth = objectOr(folder.auth) ?? inherited;
      for (const item of listOf(folder.item)) {
        if (drafts.length > mostDrafts) return;
        const object = objectOr(item);
        if (object === null) continue;
        // The beginning of a long name is enough, or folders would repeat it for each of their requests.
        const path = [...names, textOf(object.name).slice(0, 100)];
        if (Array.isArray(object.item)) visit(object, path, auth);
        else if (object.request !== undefined)
          drafts.push(
            draftOfItem(object, { name: path.filter((name) => name !== '').join(' / '), auth, variables }),
          );
      }
    };
    visit(collection, [], null);
    return { drafts, notes: unknownVariables(unknown) };
  },
};

/** The collection in a file, or in a response of Postman's API, which wraps it. */
function collectionOf(json: unknown): JsonObject | null {
  const outer = objectOr(json);
  const collection = objectOr(outer?.collection) ?? outer;
  return collection && objectOr(collection.info) && Array.isArray(collection.item) ? collection : null;
}
