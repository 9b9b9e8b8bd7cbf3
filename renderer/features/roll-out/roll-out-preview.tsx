import { IconAlertTriangle } from '@tabler/icons-react';
import type {
  RollOutCollision,
  RollOutPreview,
  RollOutSiteView,
} from '../../../shared/views/roll-out-view.ts';
import { DateText } from '../../components/date-text.tsx';
import { useText } from '../../i18n.ts';
import { collisionReason, collisionText } from '../plan/index.ts';
import { RollOutBars } from './roll-out-bars.tsx';
import { collisionsAt } from './site-collisions.ts';
import classes from './roll-out.module.css';

/** What a roll-out would give: bars by site, the same as a list, and the collisions. */
export function RollOutPreviewView({ preview }: { readonly preview: RollOutPreview }) {
  const { t, language } = useText();
  const collisions = preview.collisions.map((collision) => collisionText(t, language, collision));
  const collisionCount = t('roll-out.collisions', { count: collisions.length });
  const first = preview.sites.reduce((day, { start }) => (start < day ? start : day), '9999-12-31');
  const last = preview.sites.reduce((day, { end }) => (end > day ? end : day), '');
  return (
    <>
      <p className={classes.summary}>
        {t('roll-out.summary', { count: preview.sites.length })} <DateText day={first} /> {t('roll-out.to')}{' '}
        <DateText day={last} />
        {t('roll-out.summaryMore', { count: preview.milestoneCount, collisions: collisionCount })}
      </p>
      <RollOutBars preview={preview} />
      <SiteTable sites={preview.sites} collisions={preview.collisions} />
      <h2 className={classes.sectionTitle}>{collisionCount}</h2>
      {collisions.length === 0 ? (
        <p className={classes.hint}>{t('roll-out.noCollision')}</p>
      ) : (
        <ul className={classes.collisions}>
          {collisions.map((words) => (
            <li key={words}>
              <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
              {words}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function SiteTable({ sites, collisions }: Pick<RollOutPreview, 'sites' | 'collisions'>) {
  const { t } = useText();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('roll-out.columnWave')}</th>
          <th scope="col">{t('roll-out.columnSite')}</th>
          <th scope="col">{t('roll-out.columnStart')}</th>
          <th scope="col">{t('roll-out.columnGoLive')}</th>
          <th scope="col">{t('roll-out.columnEnd')}</th>
          <th scope="col">{t('roll-out.columnRemarks')}</th>
        </tr>
      </thead>
      <tbody>
        {sites.map((site) => (
          <tr key={site.establishmentId}>
            <td>{site.wave}</td>
            <th scope="row">{site.name}</th>
            <td>
              <DateText day={site.start} />
            </td>
            <td>
              <DateText day={site.goLive} />
            </td>
            <td>
              <DateText day={site.end} />
            </td>
            <td>
              <Remarks site={site} collisions={collisionsAt(collisions, site.name)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RemarksProps {
  readonly site: RollOutSiteView;
  /** Those of the site alone. */
  readonly collisions: readonly RollOutCollision[];
}

/** What one has to know of a site: why it collides, what holds it back, what is missing there. */
function Remarks({ site, collisions }: RemarksProps) {
  const { t, language } = useText();
  const reasons = new Set(collisions.map((collision) => collisionReason(t, language, collision)));
  const held = site.rows.filter(({ heldBy }) => heldBy !== null);
  return (
    <>
      {[...reasons].map((reason) => (
        <span key={reason} className={classes.remark}>
          <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" /> {reason}
        </span>
      ))}
      {held.map(({ label, heldBy }) => (
        <span key={label} className={classes.remark}>
          {t('roll-out.heldBy', { row: label, milestone: heldBy ?? '' })}
        </span>
      ))}
      {site.missing.length > 0 && (
        <span className={classes.remark}>{t('roll-out.missing', { domains: site.missing.join(', ') })}</span>
      )}
    </>
  );
}
