import type { docsPages } from '../words.ts';
import { documents } from './documents.ts';

const [first, ...others] = Object.keys(documents);

/** Every page of the documentation, in the order of the overview. */
export const docsOrder = [first, 'keys', ...others, 'errors'] as (keyof typeof docsPages)[];
