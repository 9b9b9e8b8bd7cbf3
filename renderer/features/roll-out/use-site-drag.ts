import { type PointerEvent, useState } from 'react';

export interface SiteDrag {
  /** Place of the wave a site is held over; null when none is. */
  readonly over: number | null;
  /** Takes a site; to be given to `onPointerDown` of what shows it. */
  readonly take: (siteId: string, event: PointerEvent) => void;
}

/** Attribute that says of an element which wave it is, by its place. */
const waveAttribute = 'data-wave';

/** Carries a site with the pointer to the wave it is let go over; Escape puts it back. */
export function useSiteDrag(onDrop: (siteId: string, wave: number) => void): SiteDrag {
  const [over, setOver] = useState<number | null>(null);
  const take = (siteId: string, event: PointerEvent): void => {
    const onControl = event.target instanceof Element && event.target.closest('select, button') !== null;
    if (event.button !== 0 || onControl) return;
    event.preventDefault();
    const carrying = new AbortController();
    const { signal } = carrying;
    const end = (): void => {
      carrying.abort();
      setOver(null);
    };
    window.addEventListener('pointermove', (moved) => setOver(waveUnder(moved)), { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', ({ key }) => (key === 'Escape' ? end() : undefined), { signal });
    window.addEventListener(
      'pointerup',
      (released) => {
        const wave = waveUnder(released);
        end();
        if (wave !== null) onDrop(siteId, wave);
      },
      { signal },
    );
  };
  return { over, take };
}

function waveUnder({
  clientX,
  clientY,
}: {
  readonly clientX: number;
  readonly clientY: number;
}): number | null {
  const card = document.elementFromPoint(clientX, clientY)?.closest(`[${waveAttribute}]`);
  const place = card?.getAttribute(waveAttribute);
  return place === null || place === undefined ? null : Number(place);
}
