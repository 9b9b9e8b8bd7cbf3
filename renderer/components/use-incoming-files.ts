import { useEffect, useState } from 'react';
import { AppError } from '../../shared/rpc/app-error.ts';
import { useBackendEvent } from '../rpc/hooks.ts';
import { useFrameStore } from '../state/frame-store.ts';
import { navigate } from '../state/route.ts';
import { useNotify } from './use-notify.tsx';

const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files dropped on the window, or opened from the system or the menu, to the exchange screen (or to the first
 * run), a workbook to its own. Answers whether one is being dragged over.
 */
export function useIncomingFiles(): boolean {
  const [over, setOver] = useState(false);
  const setIncoming = useFrameStore((state) => state.setIncoming);
  const setWorkbook = useFrameStore((state) => state.setWorkbook);
  const { failed } = useNotify();
  useBackendEvent('shell.fileOpened', (file) => {
    setIncoming(file);
    navigate({ name: 'exchange' });
  });
  useEffect(() => {
    async function take(file: File): Promise<void> {
      const granted = await window.jalon.droppedFileGrant(file);
      if (!granted) throw new AppError('file-unreadable');
      if (/\.xlsx$/i.test(granted.fileName)) {
        setWorkbook(granted);
        navigate({ name: 'workbook' });
      } else {
        setIncoming(granted);
        navigate({ name: 'exchange' });
      }
    }
    const listeners = {
      dragover: (event: DragEvent) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      dragleave: (event: DragEvent) => {
        if (event.relatedTarget === null) setOver(false);
      },
      drop: (event: DragEvent) => {
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (!file) return;
        event.preventDefault();
        take(file).catch(failed);
      },
    };
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('dragover', listeners.dragover, { signal });
    window.addEventListener('dragleave', listeners.dragleave, { signal });
    window.addEventListener('drop', listeners.drop, { signal });
    return () => stop.abort();
  }, [setIncoming, setWorkbook, failed]);
  return over;
}
