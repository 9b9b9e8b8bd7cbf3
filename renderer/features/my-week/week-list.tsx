import { useEffect, useRef, useState } from 'react';
import type { WeekAnswer, WeekLine, WeekView } from '../../../shared/views/week-view.ts';
import { FreshnessText } from '../../components/freshness-text.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { LineForm } from './line-form.tsx';
import { type FormVerb, type LineVerb, weekKey } from './line-verb.ts';
import styles from './my-week.module.css';
import { inSeenOrder, orderSeen } from './stable-order.ts';
import { useWeekAnswers } from './use-week-answers.ts';
import { useDocumentKeys } from './use-document-keys.ts';
import { WeekLineRow } from './week-line-row.tsx';

interface WeekListProps {
  readonly view: WeekView;
  readonly onSend: () => void;
}

/** A line that is being answered: its form, and what was on screen when it opened. */
interface Asking {
  readonly milestoneId: string;
  readonly verb: FormVerb;
  readonly basis: string;
}

/**
 * The lines by deployment. One of them is active: keys speak of it, and once it is answered the next one is. They keep
 * their places, whatever the answers make of their dates.
 */
export function WeekList({ view, onSend }: WeekListProps) {
  const { t } = useText();
  const notify = useNotify();
  const { answer, takeBack } = useWeekAnswers();
  const [seen, setSeen] = useState(() => orderSeen([], view.groups));
  const shown = orderSeen(seen, view.groups);
  if (shown !== seen) setSeen(shown);
  const groups = inSeenOrder(view.groups, shown);
  const lines = groups.flatMap((group) => group.lines);
  const [activeId, setActiveId] = useState(() => (nextOpen(lines, null) ?? lines[0])?.milestoneId ?? null);
  const active = lines.find(({ milestoneId }) => milestoneId === activeId) ?? lines[0];
  const [asking, setAsking] = useState<Asking | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const focusOn = useFocus(root, active?.milestoneId ?? null);

  const goTo = (line: WeekLine | undefined): void => {
    if (!line) return;
    setActiveId(line.milestoneId);
    focusOn(line.milestoneId);
  };
  const goOn = (line: WeekLine): void => goTo(nextOpen(lines, line.milestoneId) ?? line);
  const say = (line: WeekLine, word: WeekAnswer): void => {
    answer(line.milestoneId, word, view.basis).catch(notify.failed);
    if (asking?.milestoneId === line.milestoneId) setAsking(null);
    goOn(line);
  };
  // A form stays until its answer is taken: where it is refused, it says why.
  const sayFromForm = async (line: WeekLine, word: WeekAnswer, basis: string): Promise<void> => {
    await answer(line.milestoneId, word, basis);
    setAsking(null);
    goOn(line);
  };
  const act = (line: WeekLine, verb: LineVerb): void => {
    if (line.answered && verb !== 'comment') return;
    setActiveId(line.milestoneId);
    if (verb === 'confirm' || verb === 'done') say(line, { kind: verb });
    else setAsking({ milestoneId: line.milestoneId, verb, basis: view.basis });
  };
  const close = (): void => {
    setAsking(null);
    if (active) focusOn(active.milestoneId);
  };
  useDocumentKeys(root, (event) => {
    const key = weekKey(event);
    if (key === null || !active) return false;
    if ('step' in key) goTo(lines[lines.indexOf(active) + key.step]);
    else if (event.repeat) return true;
    else if ('send' in key) onSend();
    else act(active, key.verb);
    return true;
  });
  return (
    <div ref={root} className={styles.groups}>
      {groups.map((group) => (
        <section key={group.deploymentId} aria-labelledby={`week-${group.deploymentId}`}>
          <div className={styles.groupHead}>
            <h2 id={`week-${group.deploymentId}`} className={styles.groupTitle}>
              <RouteLink to={{ name: 'deployment', id: group.deploymentId }}>
                {t('my-week.group', { domain: group.domainLabel, site: group.siteName })}
              </RouteLink>
            </h2>
            <FreshnessText freshness={group.freshness} daysAgo={group.confirmedDaysAgo} />
          </div>
          <ul className={styles.lines}>
            {group.lines.map((line) => (
              <li key={line.milestoneId} className={styles.item}>
                <WeekLineRow
                  line={line}
                  active={line.milestoneId === active?.milestoneId}
                  onVerb={(verb) => act(line, verb)}
                  onActive={() => setActiveId(line.milestoneId)}
                  onTakeBack={() => {
                    takeBack(line.milestoneId);
                    goTo(line);
                  }}
                />
                {asking?.milestoneId === line.milestoneId && (
                  <LineForm
                    key={asking.verb}
                    line={line}
                    deploymentId={group.deploymentId}
                    verb={asking.verb}
                    basis={asking.basis}
                    onAnswer={(word) => sayFromForm(line, word, asking.basis)}
                    onClose={close}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The next line to be answered after one, round to the top; the first of all after null. */
function nextOpen(lines: readonly WeekLine[], afterId: string | null): WeekLine | undefined {
  const at = lines.findIndex(({ milestoneId }) => milestoneId === afterId);
  const round = [...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at))];
  return round.find(({ answered }) => !answered);
}

/** Gives the function that puts the focus on a line once it is drawn; the active one gets it when the list appears. */
function useFocus(
  root: { readonly current: HTMLElement | null },
  firstId: string | null,
): (milestoneId: string) => void {
  const [wanted, setWanted] = useState(firstId === null ? null : { id: firstId });
  useEffect(() => {
    if (wanted === null) return;
    root.current?.querySelector<HTMLElement>(`[data-line="${wanted.id}"]`)?.focus();
  }, [root, wanted]);
  return (id) => setWanted({ id });
}
