export { ExchangePage } from './exchange-page.tsx';
export { SendState } from './send-state.tsx';
export { useSendFile } from './use-send-file.ts';
