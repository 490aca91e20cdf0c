import { plainResponse } from '../default-settings.ts';
import type { ReplyPreset } from './preset.ts';

export const plain: ReplyPreset = {
  id: 'plain',
  title: '200 OK',
  about: 'The default response of a new bin: 200 with a short text. Works with every sender.',
  settings: { default: plainResponse, rules: [] },
};
