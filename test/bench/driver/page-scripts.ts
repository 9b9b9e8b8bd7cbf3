/** Expressions run in the measured pages; the same wherever ours and a floor are compared. */

/** Resolves after the frame that shows what was just done. */
const drawn =
  'const drawn = () => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));';
const until = `const until = (ready) => new Promise((found, failed) => {
  const end = performance.now() + 30000;
  const look = () => {
    const value = ready();
    if (value) found(value);
    else if (performance.now() > end) failed(new Error('never: ' + ready));
    else setTimeout(look, 1);
  };
  look();
});`;

/** An expression with `drawn()` and `until(condition)` at hand; `body` is the body of an asynchronous function. */
export function script(body: string): string {
  return `(async () => { ${drawn} ${until} ${body} })()`;
}

/** True when the matrix can be used: cells with their contents in a window that is shown. */
export const matrixIsThere = `document.visibilityState === 'visible' &&
  document.querySelectorAll('[role=gridcell][data-stage]').length > 30`;

/** Milliseconds from a hash change to the frame that shows `condition`. */
export function switchTo(hash: string, condition: string): string {
  return script(`const start = performance.now();
    location.hash = ${JSON.stringify(hash)};
    await until(() => ${condition});
    await drawn();
    return performance.now() - start;`);
}

/** Scrolls an element from one end to the other; answers the gaps between frames in ms. */
export function scroll(element: string, axis: 'top' | 'left', ms: number): string {
  const size = axis === 'top' ? 'box.scrollHeight - box.clientHeight' : 'box.scrollWidth - box.clientWidth';
  return script(`const box = ${element};
    const room = ${size};
    const gaps = [];
    let last = 0, first = 0;
    await new Promise((end) => {
      const step = () => {
        const now = performance.now();
        if (first === 0) first = now; else gaps.push(now - last);
        last = now;
        const part = Math.min(1, (now - first) / ${ms});
        box.${axis === 'top' ? 'scrollTop' : 'scrollLeft'} = part * room;
        if (part < 1) requestAnimationFrame(step); else end();
      };
      requestAnimationFrame(step);
    });
    return gaps;`);
}

/** Notes when each call of the backend was sent and answered, in `window.benchCalls`; for pages loaded afterwards. */
export const noteCalls = `(() => {
  const calls = window.benchCalls = [];
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message?.type === 'request') calls.push({ id: message.id, procedure: message.procedure, sent: performance.now() });
    return post.call(this, message, ...rest);
  };
  const { set, get } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', { get, set(listener) {
    set.call(this, (event) => {
      if (event.data?.type === 'response') {
        const call = calls.findLast((known) => known.id === event.data.id);
        if (call) Object.assign(call, { ok: event.data.ok, answered: performance.now() });
      }
      return listener.call(this, event);
    });
  } });
})()`;

/** Has the page note the next event of a kind in `window.benchEvent`; to be run before the event is made. */
export function watchEvent(type: 'keydown' | 'pointerup' | 'input'): string {
  return `window.benchKnown = benchCalls.length;
    window.benchEvent = 0;
    addEventListener('${type}', () => (window.benchEvent = performance.now()), { once: true, capture: true });
    undefined`;
}

/** Start of a script that goes on from the watched event: `start` is its time, `answered(name)` waits for a call. */
export const fromEvent = `const start = await until(() => window.benchEvent);
  const answered = (name) => until(() =>
    benchCalls.slice(benchKnown).find((one) => one.procedure === name && one.answered));`;
