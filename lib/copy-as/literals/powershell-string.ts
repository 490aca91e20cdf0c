/**
 * A PowerShell string for a text in printable ASCII: between single quotes nothing but `'` means anything. PowerShell
 * takes typographic quotes for `'` too, which is one reason to keep what is not ASCII out.
 */
export function powershellString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
