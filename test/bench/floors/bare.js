// What any screen of the application could be at the least: rows of one query, the visible ones drawn by hand.
const waiting = new Map();
let port;
let last = 0;
const ready = new Promise((done) => {
  window.addEventListener('message', (event) => {
    if (event.data !== 'port') return;
    [port] = event.ports;
    port.onmessage = ({ data }) => {
      waiting.get(data.id)(data);
      waiting.delete(data.id);
    };
    done();
  });
});
window.floor.connect();

/** Asks the service; resolves with its answer. */
async function ask(message) {
  await ready;
  return new Promise((done) => {
    last += 1;
    waiting.set(last, done);
    port.postMessage({ ...message, id: last });
  });
}

function makeBox(width, height) {
  document.body.innerHTML = `<div class="box"><div class="canvas" style="width:${width}px;height:${height}px"></div></div>`;
  const box = document.body.firstChild;
  return { box, canvas: box.firstChild };
}

const rowHeight = 28;
const pixelsPerDay = 1.5;

/** A list of rows `{ label, start, end }` (days) as a bare chart: a pool of the visible rows. */
function showList(rows) {
  const { box, canvas } = makeBox(330 + 2000 * pixelsPerDay, rows.length * rowHeight);
  const pool = [];
  const count = Math.min(rows.length, Math.ceil(innerHeight / rowHeight) + 2);
  for (let index = 0; index < count; index++) {
    const element = document.createElement('div');
    element.className = 'row';
    element.innerHTML = '<div class="label"> </div><div class="bar"></div>';
    canvas.append(element);
    pool.push({ element, text: element.firstChild.firstChild, bar: element.lastChild, row: -1 });
  }
  const draw = () => {
    const first = Math.min(rows.length - count, Math.floor(box.scrollTop / rowHeight));
    for (let row = first; row < first + count; row++) {
      const item = pool[row % count];
      if (item.row === row) continue;
      item.row = row;
      const { label, start, end } = rows[row];
      item.element.style.transform = `translateY(${row * rowHeight}px)`;
      item.element.dataset.row = row;
      item.text.data = label;
      item.bar.style.cssText = `left:${330 + start * pixelsPerDay}px;width:${(end - start + 1) * pixelsPerDay}px`;
    }
  };
  box.addEventListener('scroll', draw, { passive: true });
  draw();
  return {
    box,
    change: (row) => {
      rows[row].start += 7;
      rows[row].end += 7;
      for (const item of pool) item.row = -1;
      draw();
    },
  };
}

/** A grid of cells `{ row, column, text }`, only the visible ones in the page. */
function showGrid(cells) {
  const columns = 1 + Math.max(0, ...cells.map((cell) => cell.column));
  const rows = 1 + Math.max(0, ...cells.map((cell) => cell.row));
  const { box, canvas } = makeBox(columns * 150, rows * 72);
  const at = new Map(cells.map((cell) => [cell.row * 1000 + cell.column, cell]));
  let drawn = new Map();
  const draw = () => {
    const top = Math.floor(box.scrollTop / 72);
    const left = Math.floor(box.scrollLeft / 150);
    const bottom = Math.ceil((box.scrollTop + innerHeight) / 72);
    const right = Math.ceil((box.scrollLeft + innerWidth) / 150);
    const next = new Map();
    const added = document.createDocumentFragment();
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) {
        const key = row * 1000 + column;
        const cell = at.get(key);
        if (!cell) continue;
        let element = drawn.get(key);
        if (!element) {
          element = document.createElement('div');
          element.className = 'cell';
          element.style.transform = `translate(${column * 150}px, ${row * 72}px)`;
          element.textContent = cell.text;
          added.append(element);
        }
        drawn.delete(key);
        next.set(key, element);
      }
    for (const element of drawn.values()) element.remove();
    canvas.append(added);
    drawn = next;
  };
  box.addEventListener('scroll', draw, { passive: true });
  draw();
  return { box };
}

Object.assign(window, { ask, showList, showGrid });
