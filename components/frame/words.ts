export const logo = { name: 'wirebin', home: 'Wirebin: all my bins' };

export const pageMenu = { open: 'Menu', errors: 'Error reference' };

export const themeNames = { title: 'Theme', system: 'System', light: 'Light', dark: 'Dark' };
