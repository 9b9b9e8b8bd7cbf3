import { useText } from '../../i18n.ts';
import { placeWords, type Placed } from '../../../shared/views/place-words.ts';
import classes from './registers.module.css';

/** A text cut off where its column ends, whole on hover. */
export function Clipped({ text }: { readonly text: string | null }) {
  return <span title={text ?? undefined}>{text}</span>;
}

/** What a line of a register is about. */
export function Place({ row }: { readonly row: Placed }) {
  const { t } = useText();
  const words = placeWords(row);
  return words === null ? (
    <span className={classes.quiet}>{t('registers.wholeGroup')}</span>
  ) : (
    <Clipped text={words} />
  );
}
