export { MyWeekPage } from './my-week-page.tsx';
