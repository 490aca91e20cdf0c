/** Views of bodies that are not JSON or text: one file to fetch. */
export { default as CsvView } from './csv-view.tsx';
export { FormView } from './form-view.tsx';
export { MultipartView } from './multipart-view.tsx';
export { default as NdjsonView } from './ndjson-view.tsx';
