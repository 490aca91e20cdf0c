/** A cell as RFC 4180 §2 writes it. */
export function csvField(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
