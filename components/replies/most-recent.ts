/** How many requests the page shows beside the settings. */
export const mostRecent = 6;
