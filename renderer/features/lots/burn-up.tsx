import { amountNumber, amountText } from '../../../shared/hosting/amount-text.ts';
import { burnUpScene, burnUpStrokes } from '../../../shared/hosting/burn-up-scene.ts';
import { measures, type Measure } from '../../../shared/hosting/scope.ts';
import { estimateTextWidth } from '../../../shared/gantt/labels.ts';
import type { LotsView } from '../../../shared/views/lots-view.ts';
import { SceneDrawing } from '../../components/scene-drawing.tsx';
import { useText } from '../../i18n.ts';
import classes from './lots.module.css';

const WIDTH = 340;
const HEIGHT = 168;
const TEXT = 11;
const STROKE = { width: 28, height: 10 };

/** The course of the transfer: a chart for each measure, with its figures in words. */
export function BurnUp({ view }: { readonly view: LotsView }) {
  const { t } = useText();
  const strokes = burnUpStrokes(0, STROKE.height / 2, STROKE.width, TEXT);
  return (
    <section className={classes.burnUp} aria-label={t('lots.burnUp')}>
      <div className={classes.charts}>
        {measures.map((measure) => (
          <Chart key={measure} view={view} measure={measure} />
        ))}
      </div>
      <p className={classes.legend}>
        {(['transferred', 'planned', 'scope'] as const).map((line) => (
          <span key={line}>
            <SceneDrawing {...STROKE} className={classes.stroke} primitives={[strokes[line]]} />
            {t(`lots.line.${line}`)}
          </span>
        ))}
      </p>
    </section>
  );
}

function Chart({ view, measure }: { readonly view: LotsView; readonly measure: Measure }) {
  const { t, language } = useText();
  const { planned, current, transferred } = view.totals;
  const words = { t, language };
  const name = t(`lots.measure.${measure}`);
  const progress = t('lots.progress', {
    amount: amountText(measure, transferred[measure], words),
    of: amountNumber(measure, current[measure], language),
  });
  const start = t('lots.atStart', { amount: amountNumber(measure, planned[measure], language) });
  const primitives = burnUpScene(
    {
      points: view.burnUp,
      measure,
      today: view.today,
      number: (amount) => amountNumber(measure, amount, language),
      todayWord: t('lots.today'),
      textWidth: estimateTextWidth,
    },
    { x: 0, y: 0, width: WIDTH, height: HEIGHT, size: TEXT },
  );
  return (
    <figure className={classes.chart}>
      <figcaption>
        <strong>{progress}</strong>
        <span className={classes.quiet}> · {start}</span>
      </figcaption>
      <SceneDrawing
        width={WIDTH}
        height={HEIGHT}
        className={classes.drawing}
        primitives={primitives}
        label={`${name} : ${progress}, ${start}`}
      />
    </figure>
  );
}
