import { openApiDocument } from '#lib/openapi/document.ts';
import { version } from '../../../../package.json';
import { apiHandler, json, rejectMethods } from '../../handler.ts';

/** The description of this API (OpenAPI 3.1). */
export const GET = apiHandler(async ({ origin }) => json(openApiDocument(origin, version)));

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
