/** How many bytes of a body filters look at once its content encodings are undone: decompressing more takes too long for each. */
export const searchedBytes = 2 ** 20;
