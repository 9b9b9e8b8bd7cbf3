/**
 * Gives a scroller something of a size to scroll over. A new element each time: of one that only changes its size,
 * Chromium learns a frame later how far it lets scroll, and a zoom would end elsewhere.
 */
export function createScrollReach(sizer: HTMLElement): (width: number, height: number) => void {
  let reached = { width: -1, height: -1 };
  return (width, height) => {
    if (width === reached.width && height === reached.height) return;
    reached = { width, height };
    const body = document.createElement('div');
    body.style.width = `${width}px`;
    body.style.height = `${height}px`;
    sizer.replaceChildren(body);
  };
}
