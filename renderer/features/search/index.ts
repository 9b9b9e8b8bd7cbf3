export { Search } from './search.tsx';
export { searchDialog } from './search-store.ts';
