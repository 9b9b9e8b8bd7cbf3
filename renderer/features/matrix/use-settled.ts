import { useEffect, useState } from 'react';

/** Longest wait for a quiet moment, in milliseconds. */
const SOON = 200;

/** False for the first drawing, true from the first quiet moment on: for what may come after what is in sight. */
export function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const waiting = requestIdleCallback(() => setSettled(true), { timeout: SOON });
    return () => cancelIdleCallback(waiting);
  }, []);
  return settled;
}
