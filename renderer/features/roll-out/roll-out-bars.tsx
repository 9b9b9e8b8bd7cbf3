import { dayFromCivil, civilFromDay, dayFromIso } from '../../../shared/domain/iso-date.ts';
import { formatDate } from '../../../shared/i18n/format.ts';
import type { RollOutPreview, RollOutSiteView } from '../../../shared/views/roll-out-view.ts';
import { useText } from '../../i18n.ts';
import classes from './roll-out.module.css';

/** Days shown, half-open, and where a day lies between them in per cent. */
interface Scale {
  readonly from: number;
  readonly to: number;
  readonly at: (day: number) => number;
}

/** One bar a site, by wave: to the go-live, then after it; freezes hatched where they hold. */
export function RollOutBars({ preview }: { readonly preview: RollOutPreview }) {
  const { t } = useText();
  const scale = scaleOf(preview.sites);
  const waves = [...Map.groupBy(preview.sites, ({ wave }) => wave)];
  return (
    <div
      className={classes.bars}
      role="img"
      aria-label={t('roll-out.barsLabel', { count: preview.sites.length })}
    >
      <div className={classes.axis}>
        {ticksOf(scale).map(({ day, label }) => (
          <span key={day} className={classes.tick} style={{ left: `${scale.at(day)}%` }}>
            {label}
          </span>
        ))}
      </div>
      {waves.map(([wave, sites]) => (
        <div key={wave}>
          <div className={classes.barWave}>{t('roll-out.wave', { number: wave })}</div>
          {sites.map((site) => (
            <SiteBar key={site.establishmentId} site={site} scale={scale} freezes={preview.freezes} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface SiteBarProps {
  readonly site: RollOutSiteView;
  readonly scale: Scale;
  readonly freezes: RollOutPreview['freezes'];
}

function SiteBar({ site, scale, freezes }: SiteBarProps) {
  const { t } = useText();
  const [start, live, end] = [dayFromIso(site.start), dayFromIso(site.goLive) + 1, dayFromIso(site.end) + 1];
  const span = (from: number, to: number) => ({
    left: `${scale.at(from)}%`,
    width: `${scale.at(to) - scale.at(from)}%`,
  });
  const shown = freezes
    .filter(({ siteId }) => siteId === null || siteId === site.establishmentId)
    .map(({ label, from, to }) => ({ label, from: dayFromIso(from), to: dayFromIso(to) + 1 }))
    .filter(({ from, to }) => to > scale.from && from < scale.to);
  const dates = t('roll-out.barHint', {
    name: site.name,
    start: formatDate(site.start),
    goLive: formatDate(site.goLive),
    end: formatDate(site.end),
  });
  return (
    <div className={classes.barRow} title={dates}>
      <span className={classes.barName}>{site.name}</span>
      <span className={classes.barTrack}>
        {shown.map(({ label, from, to }) => (
          <span
            key={`${label} ${from}`}
            className={classes.freeze}
            style={span(Math.max(from, scale.from), Math.min(to, scale.to))}
          />
        ))}
        <span className={classes.barBefore} style={span(start, live)} />
        {end > live && <span className={classes.barAfter} style={span(live, end)} />}
        <span className={classes.goLive} style={{ left: `${scale.at(live)}%` }} />
      </span>
    </div>
  );
}

function scaleOf(sites: readonly RollOutSiteView[]): Scale {
  const first = Math.min(...sites.map(({ start }) => dayFromIso(start)));
  const last = Math.max(...sites.map(({ end }) => dayFromIso(end)));
  const { year, month } = civilFromDay(first);
  const end = civilFromDay(last);
  const [from, to] = [dayFromCivil(year, month, 1), dayFromCivil(end.year, end.month + 1, 1)];
  const until = end.month === 12 ? dayFromCivil(end.year + 1, 1, 1) : to;
  return { from, to: until, at: (day) => ((day - from) / (until - from)) * 100 };
}

const mostTicks = 8;
/** Months between two ticks, the first that leaves them room. */
const steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];

function ticksOf({ from, to }: Scale): { day: number; label: string }[] {
  const first = civilFromDay(from);
  const last = civilFromDay(to);
  const months = (last.year - first.year) * 12 + last.month - first.month;
  const step = steps.find((one) => months / one <= mostTicks) ?? months;
  return Array.from({ length: Math.ceil(months / step) }, (_none, at) => {
    const month = first.month - 1 + at * step;
    const [year, inYear] = [first.year + Math.floor(month / 12), (month % 12) + 1];
    return { day: dayFromCivil(year, inYear, 1), label: `${String(inYear).padStart(2, '0')}/${year}` };
  });
}
