// SVAR React Gantt (MIT edition).
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Gantt, Willow } from '@svar-ui/react-gantt';
import '@svar-ui/react-gantt/all.css';

const { rowHeight, pixelsPerDay } = window.peerLook;
const inFrench = (options) => (date) => date.toLocaleDateString('fr-FR', options);
let api;

/** The elements that scroll, found by what they do. */
const scrollers = () => {
  const all = [...document.querySelectorAll('body *')].filter((element) =>
    /auto|scroll/.test(getComputedStyle(element).overflow),
  );
  const longest = (size, shown) =>
    all
      .filter((element) => element[size] > element[shown] + 50)
      .toSorted((one, other) => other[size] - one[size])[0];
  return { top: longest('scrollHeight', 'clientHeight'), left: longest('scrollWidth', 'clientWidth') };
};
let found;

window.peer = {
  prepare: ({ rows, links, first, last }) => ({
    first,
    last,
    tasks: rows.map(({ id, parent, label, type, start, end, progress }) => ({
      id,
      parent,
      text: label,
      start,
      end,
      type,
      progress,
      ...(type === 'summary' ? { open: true } : {}),
    })),
    links: links.map((link) => ({ ...link, type: 'e2s' })),
  }),
  show({ tasks, links, first, last }) {
    found = undefined;
    const root = document.createElement('div');
    root.style.cssText = 'width:100vw;height:100vh';
    document.body.append(root);
    const chart = createElement(Gantt, {
      tasks,
      links,
      start: first,
      end: last,
      cellWidth: 30 * pixelsPerDay,
      cellHeight: rowHeight,
      scales: [
        { unit: 'year', step: 1, format: inFrench({ year: 'numeric' }) },
        { unit: 'month', step: 1, format: inFrench({ month: '2-digit' }) },
      ],
      columns: [
        { id: 'text', header: 'Jalon', width: 245 },
        { id: 'start', header: 'Début', width: 85 },
      ],
      init: (made) => (api = made),
    });
    const style = createElement('style', null, '.wx-willow-theme{height:100%}');
    flushSync(() => createRoot(root).render(createElement(Willow, { fonts: false }, style, chart)));
  },
  isThere: () => document.querySelectorAll('.wx-row').length > 10,
  scrollTo(axis, part) {
    found ??= scrollers();
    if (axis === 'top') found.top.scrollTop = part * (found.top.scrollHeight - found.top.clientHeight);
    else found.left.scrollLeft = part * (found.left.scrollWidth - found.left.clientWidth);
  },
  rowElements: () => [...document.querySelectorAll('.wx-row')],
  change({ id, start, end }) {
    flushSync(() => api.exec('update-task', { id, task: { start, end } }));
  },
};
