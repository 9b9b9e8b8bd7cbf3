import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HomePart } from '../../../shared/domain/profile.ts';
import { formatDate, formatInstantDay } from '../../../shared/i18n/format.ts';
import type { HomeMilestone, HomeView } from '../../../shared/views/home-view.ts';
import type { MatrixCell, MatrixView } from '../../../shared/views/matrix-view.ts';
import { blockedText } from '../../components/blocked-text.ts';
import { DateText } from '../../components/date-text.tsx';
import { FreshnessText } from '../../components/freshness-text.tsx';
import { RateText } from '../../components/rate-text.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { useLabels } from '../../components/use-labels.ts';
import { WeatherBadge } from '../../components/weather-badge.tsx';
import { useText } from '../../i18n.ts';
import styles from './home.module.css';

interface HomePartProps {
  readonly matrix: MatrixView;
  readonly view: HomeView;
  readonly siteId: string;
}

/** Lines of a part drawn at once: a home page is read at a glance. */
const MOST = 12;

/** One part of a home page: its title, how many there are, and the first lines. */
export function HomePartCard({ part, ...props }: HomePartProps & { readonly part: HomePart }) {
  const { t } = useText();
  const lines = useLines(part, props);
  return (
    <section className={styles.card} aria-labelledby={`home-${part}`}>
      <h2 id={`home-${part}`} className={styles.cardTitle}>
        {t(`home.part-${part}`)}
        <span className={styles.count}>{lines.length}</span>
      </h2>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{t(`home.empty-${part}`)}</p>
      ) : (
        <ul className={styles.lines}>{lines.slice(0, MOST)}</ul>
      )}
      {lines.length > MOST && (
        <p className={styles.quiet}>{t('home.more', { count: lines.length - MOST })}</p>
      )}
    </section>
  );
}

function useLines(part: HomePart, { matrix, view, siteId }: HomePartProps): ReactNode[] {
  const here = matrix.cells.filter(({ establishmentId }) => establishmentId === siteId);
  const milestones = (list: readonly HomeMilestone[]): ReactNode[] =>
    list.map((milestone) => <MilestoneLine key={milestone.id} milestone={milestone} />);
  const ofPhases = (...phases: string[]): ReactNode[] =>
    milestones(view.milestones.filter(({ phase }) => phases.includes(phase ?? '')));
  const cells = (list: readonly MatrixCell[]): ReactNode[] =>
    list.map((cell) => <CellLine key={cell.deploymentId} cell={cell} part={part} matrix={matrix} />);
  const lines: Readonly<Record<HomePart, () => ReactNode[]>> = {
    toConfirm: () => cells(here.filter(({ freshness }) => freshness !== 'fresh')),
    milestones: () => milestones(view.milestones),
    trainings: () => ofPhases('training'),
    cutOvers: () => ofPhases('cutover'),
    freezes: () => view.periods.map((period) => <PeriodLine key={period.id} period={period} />),
    thread: () => view.comments.map((comment) => <CommentLine key={comment.id} comment={comment} />),
    directory: () =>
      view.people.map((person) => (
        <PersonLine key={`${person.id} ${person.role} ${person.domainLabel}`} person={person} />
      )),
    domains: () => cells(here),
    blocked: () => milestones(view.blocked),
    rates: () => matrix.establishments.map((site) => <RateLine key={site.id} site={site} />),
    decisions: () => [
      ...view.wanted.map((decision) => <DecisionLine key={decision.id} decision={decision} />),
      ...milestones(view.decisions),
    ],
    weather: () => cells(matrix.cells.filter(({ weather }) => weather === 'storm' || weather === 'cloud')),
  };
  return lines[part]();
}

function MilestoneLine({ milestone }: { readonly milestone: HomeMilestone }) {
  const { t } = useText();
  const { id, deploymentId, label, domainLabel, siteName, end, late } = milestone;
  const blocked = blockedText(t, milestone);
  return (
    <li className={styles.line}>
      <DateText day={end} late={late} />
      <span>
        <RouteLink to={{ name: 'deployment', id: deploymentId, milestone: id }}>{label}</RouteLink>
        <span className={styles.quiet}>
          {t('home.place', { domain: domainLabel, site: siteName })}
          {late && <strong className={styles.late}>{t('common.late')}</strong>}
        </span>
        {blocked !== null && (
          <span className={styles.blocked}>
            <IconLock size={12} stroke={1.75} aria-hidden="true" />
            {t('home.blocked', { reason: blocked })}
          </span>
        )}
      </span>
    </li>
  );
}

function DecisionLine({ decision }: { readonly decision: HomeView['wanted'][number] }) {
  const { t } = useText();
  const { id, label, body, authority, dueOn, late } = decision;
  return (
    <li className={styles.line}>
      <DateText day={dueOn} late={late} />
      <span>
        <RouteLink to={{ name: 'decisions', open: id }}>{label}</RouteLink>
        <span className={styles.quiet}>
          {authority ?? body}
          {late && <strong className={styles.late}>{t('common.late')}</strong>}
        </span>
      </span>
    </li>
  );
}

interface CellLineProps {
  readonly cell: MatrixCell;
  readonly part: HomePart;
  readonly matrix: MatrixView;
}

/** A deployment: its domain (and site, in the whole group), then what the part is about. */
function CellLine({ cell, part, matrix }: CellLineProps) {
  const { t } = useText();
  const domain = matrix.domains.find(({ id }) => id === cell.domainId)?.label ?? '';
  const site = matrix.establishments.find(({ id }) => id === cell.establishmentId)?.shortName ?? '';
  return (
    <li className={styles.wide}>
      <RouteLink to={{ name: 'deployment', id: cell.deploymentId }}>
        {part === 'weather' ? t('home.place', { domain, site }) : domain}
      </RouteLink>
      {part === 'toConfirm' && <FreshnessText freshness={cell.freshness} daysAgo={cell.confirmedDaysAgo} />}
      {part === 'domains' && <StageBadge stage={cell.stage} />}
      {part === 'weather' && cell.weather !== null && (
        <WeatherBadge weather={cell.weather} freshness={cell.freshness} />
      )}
    </li>
  );
}

function RateLine({ site }: { readonly site: MatrixView['establishments'][number] }) {
  const { converged, inScope, rate } = site.summary;
  return (
    <li className={styles.wide}>
      <span>{site.shortName}</span>
      <RateText rate={rate} count={converged} of={inScope} />
    </li>
  );
}

function PeriodLine({ period }: { readonly period: HomeView['periods'][number] }) {
  const { t } = useText();
  return (
    <li className={styles.wide}>
      <span>{period.label}</span>
      <span className={styles.quiet}>
        {t('home.period', { from: formatDate(period.from), to: formatDate(period.to) })}
      </span>
    </li>
  );
}

function CommentLine({ comment }: { readonly comment: HomeView['comments'][number] }) {
  const { t } = useText();
  const { deploymentId, domainLabel, author, text, writtenAt } = comment;
  return (
    <li className={styles.comment}>
      <RouteLink to={{ name: 'deployment', id: deploymentId }}>{domainLabel}</RouteLink>
      <span className={styles.quiet}>{t('home.said', { author, day: formatInstantDay(writtenAt) })}</span>
      <span>{text}</span>
    </li>
  );
}

function PersonLine({ person }: { readonly person: HomeView['people'][number] }) {
  const labels = useLabels();
  return (
    <li className={styles.comment}>
      <RouteLink to={{ name: 'people', person: person.id }}>{person.name}</RouteLink>
      <span className={styles.quiet}>
        {[labels.label('role', person.role), person.domainLabel].join(' · ')}
      </span>
    </li>
  );
}
