import { useCallback, useState } from 'react';
import { requestedPrint } from '../../../shared/gantt/requested-print.ts';
import type { PrintOptions } from '../../../shared/print-request.ts';
import { AppError } from '../../../shared/rpc/app-error.ts';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { backend, shell } from '../../rpc/backend.ts';
import { pngPicture, svgPicture } from './picture.ts';
import { usePaperSetting } from './use-paper-setting.ts';

export type PictureWay = 'copy' | 'png' | 'svg';

export interface Pictures {
  readonly isBusy: boolean;
  readonly make: (way: PictureWay, options: PrintOptions, suggestedName: string) => void;
}

/** The planning as a picture: on the clipboard for a slide, or in a file. */
export function usePicture(): Pictures {
  const { t, language } = useText();
  const settingOf = usePaperSetting();
  const { done, failed } = useNotify();
  const [isBusy, setIsBusy] = useState(false);
  const make = useCallback<Pictures['make']>(
    (way, options, suggestedName) => {
      const work = async (): Promise<void> => {
        const tools = { ...(await settingOf()), call: backend.call.bind(backend) };
        const print = await requestedPrint(options, tools, 'picture');
        const bytes = way === 'svg' ? svgPicture(print, language) : await pngPicture(print);
        if (bytes === null) throw new AppError('refused', { key: 'gantt.paper.tooHigh' });
        if (way === 'copy') {
          await shell('shell.copyPicture', { bytes });
          done(t('gantt.paper.copied'));
        } else {
          const written = await shell('shell.savePicture', { kind: way, suggestedName, bytes });
          if (written) done(t('gantt.paper.saved', { file: written.fileName }));
        }
      };
      setIsBusy(true);
      work()
        .catch(failed)
        .finally(() => setIsBusy(false));
    },
    [settingOf, t, language, done, failed],
  );
  return { isBusy, make };
}
