/** An error in settings, and its path: `rules`, `2`, `when`. */
export type SettingsError = { readonly path: readonly (string | number)[]; readonly message: string };
