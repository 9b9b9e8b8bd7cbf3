import { useCallback } from 'react';
import { shell } from '../rpc/backend.ts';
import { useFrameStore } from '../state/frame-store.ts';
import { useNotify } from './use-notify.tsx';

/** Asks the user for a received file; a chosen one is shown by the exchange screen, or by the first run. */
export function useChooseExchangeFile(): () => void {
  const { failed } = useNotify();
  const setIncoming = useFrameStore((state) => state.setIncoming);
  return useCallback(() => {
    async function choose(): Promise<void> {
      const file = await shell('shell.chooseExchangeFile', {});
      if (file) setIncoming(file);
    }
    void choose().catch(failed);
  }, [failed, setIncoming]);
}
