// DHTMLX Gantt (MIT edition), as its own documentation advises for many rows: smart rendering is its default.
import { gantt } from 'dhtmlx-gantt';
import 'dhtmlx-gantt/codebase/dhtmlxgantt.css';

const { rowHeight, tableWidth, pixelsPerDay } = window.peerLook;
const types = { summary: 'project', task: 'task', milestone: 'milestone' };
const place = () => gantt.getScrollState();

window.peer = {
  prepare: ({ rows, links, first, last }) => ({
    first,
    last,
    data: rows.map(({ id, parent, label, type, start, end, progress }) => ({
      id,
      parent,
      text: label,
      start_date: start,
      end_date: end,
      type: types[type],
      open: true,
      progress: progress / 100,
    })),
    links: links.map((link) => ({ ...link, type: '0' })),
  }),
  show({ data, links, first, last }) {
    gantt.i18n.setLocale('fr');
    Object.assign(gantt.config, {
      row_height: rowHeight,
      bar_height: 18,
      scale_height: 50,
      grid_width: tableWidth,
      min_column_width: 30 * pixelsPerDay,
      open_tree_initially: true,
      start_date: first,
      end_date: last,
      fit_tasks: false,
      initial_scroll: false,
      auto_types: false,
      scales: [
        { unit: 'year', step: 1, format: '%Y' },
        { unit: 'month', step: 1, format: '%m' },
      ],
      columns: [
        { name: 'text', label: 'Jalon', tree: true, width: 245 },
        { name: 'start_date', label: 'Début', width: 85 },
      ],
    });
    const box = document.createElement('div');
    box.style.cssText = 'width:100vw;height:100vh';
    document.body.append(box);
    gantt.init(box);
    gantt.parse({ data, links });
  },
  isThere: () => document.querySelectorAll('.gantt_row').length > 10,
  scrollTo(axis, part) {
    const { width, inner_width: shownWidth, height, inner_height: shownHeight } = place();
    if (axis === 'top') gantt.scrollTo(null, part * (height - shownHeight));
    else gantt.scrollTo(part * (width - shownWidth), null);
  },
  rowElements: () => [...document.querySelectorAll('.gantt_row')],
  change(row) {
    const task = gantt.getTask(row.id);
    task.start_date = row.start;
    task.end_date = row.end;
    gantt.updateTask(row.id);
  },
};
