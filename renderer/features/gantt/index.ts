export { GanttPage } from './gantt-page.tsx';
