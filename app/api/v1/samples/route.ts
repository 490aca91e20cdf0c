import { sampleProviders } from '#lib/samples/index.ts';
import { sampleProviderJson } from '#lib/samples/sample-json.ts';
import { apiHandler, json, rejectMethods } from '../../handler.ts';

/** The providers with sample events, what signs their requests, and the events. */
export const GET = apiHandler(async () => json({ providers: sampleProviders.map(sampleProviderJson) }));

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
