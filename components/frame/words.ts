export const logo = { name: 'wirebin', home: 'Wirebin: all my bins' };

export const pageMenu = { open: 'Menu', docs: 'Documentation' };

export const themeNames = { title: 'Theme', system: 'System', light: 'Light', dark: 'Dark' };
