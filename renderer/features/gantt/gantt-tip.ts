/** The small note beside the pointer. Its lines are text; the first stands out. */
export interface GanttTip {
  /** Beside a point of the window: below it, or above where what lies below is to be seen. */
  readonly show: (
    lines: readonly string[],
    clientX: number,
    clientY: number,
    side?: 'below' | 'above',
  ) => void;
  readonly hide: () => void;
}

const AWAY = 14;

/** A note inside `host`, kept within its edges. */
export function createGanttTip(host: HTMLElement, element: HTMLElement): GanttTip {
  const show: GanttTip['show'] = (lines, clientX, clientY, side = 'below') => {
    if (element.textContent !== lines.join('')) {
      element.replaceChildren(
        ...lines.map((line) => {
          const row = document.createElement('div');
          row.textContent = line;
          return row;
        }),
      );
    }
    element.hidden = false;
    const frame = host.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = element;
    const x = Math.min(clientX - frame.left + AWAY, frame.width - offsetWidth - 4);
    const below = clientY - frame.top + AWAY;
    const above = clientY - frame.top - offsetHeight - AWAY;
    const isAbove = side === 'above' ? above >= 0 : below + offsetHeight > frame.height;
    const y = isAbove ? above : below;
    element.style.transform = `translate(${Math.max(0, Math.round(x))}px, ${Math.max(0, Math.round(y))}px)`;
  };
  return { show, hide: () => (element.hidden = true) };
}
