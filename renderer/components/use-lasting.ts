import { useEffect, useState } from 'react';

/** Work is told, with a way out, once it lasts longer. */
const TOLD_AFTER_MS = 1000;

/** True once something under way has lasted long enough to be told. */
export function useLasting(isUnderWay: boolean): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setTimeout(() => setIsLong(true), TOLD_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isUnderWay]);
  return isUnderWay && isLong;
}
