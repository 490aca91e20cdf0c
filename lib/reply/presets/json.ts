import { answer } from './answers.ts';
import type { ReplyPreset } from './preset.ts';

export const json: ReplyPreset = {
  id: 'json',
  title: 'JSON {}',
  about: 'For clients that parse every response as JSON.',
  settings: {
    default: answer({ headers: [['Content-Type', 'application/json']], text: '{}' }),
    rules: [],
  },
};
