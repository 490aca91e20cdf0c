import type { ReplySettings } from '#lib/model/reply-settings.ts';

/** The text that settings were read from, so that the same text gives the same object: rules and templates are parsed once. */
const writtenAs = new WeakMap<ReplySettings, string>();

/** Reply settings read from their JSON. `before` itself when they are what it was read from. */
export function settingsIn(text: string | null, before: ReplySettings | null = null): ReplySettings | null {
  if (text === null) return null;
  if (before && writtenAs.get(before) === text) return before;
  const settings = JSON.parse(text) as ReplySettings;
  writtenAs.set(settings, text);
  return settings;
}
