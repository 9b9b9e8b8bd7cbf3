export { ExtractReader } from './extract-reader.tsx';
export { isExtract } from './is-extract.ts';
export { ExtractSection } from './extract-section.tsx';
