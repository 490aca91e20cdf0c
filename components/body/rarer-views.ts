/** Views of less common bodies, loaded together. */
export { default as CsvView } from './csv-view.tsx';
export { FormView } from './form-view.tsx';
export { HttpMessageView } from './http-message-view.tsx';
export { MultipartView } from './multipart-view.tsx';
export { default as NdjsonView } from './ndjson-view.tsx';
