import { Button } from '@mantine/core';
import { IconFilterOff, IconInfoCircle, IconLayoutGrid } from '@tabler/icons-react';
import { useMemo } from 'react';
import { countConditions, filterMatrix } from '../../../shared/domain/matrix-filter.ts';
import type { MatrixView } from '../../../shared/views/matrix-view.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryGate } from '../../components/query-gate.tsx';
import { Screen } from '../../components/screen.tsx';
import { useText } from '../../i18n.ts';
import { useApiQuery } from '../../rpc/hooks.ts';
import { navigate } from '../../state/route.ts';
import { countShown } from './matrix-counts.ts';
import { MatrixExport } from './matrix-export.tsx';
import { MatrixFilters } from './matrix-filters.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import type { OpenGesture } from './matrix-keys.ts';
import { MatrixPanel } from './matrix-panel.tsx';
import {
  buildMatrixRows,
  type CellPlace,
  findPlace,
  type MatrixGridModel,
  moveInGrid,
} from './matrix-rows.ts';
import { matrixSizes } from './matrix-sizes.ts';
import { type MatrixPair, useMatrixStore } from './matrix-store.ts';
import classes from './matrix.module.css';
import { useMatrixWords } from './use-matrix-words.ts';

/** Home of the project manager: every domain at every establishment. */
export function MatrixPage() {
  const query = useApiQuery('matrix.view', {});
  return <QueryGate query={query}>{(view) => <MatrixScreen view={view} />}</QueryGate>;
}

function MatrixScreen({ view }: { readonly view: MatrixView }) {
  const { t } = useText();
  const words = useMatrixWords(view.today);
  const density = useApiQuery('settings.get', {}).data?.density ?? 'comfortable';
  const { filter, selected, panelOpen, scroll, select, openPanel, closePanel, rememberScroll, clearFilter } =
    useMatrixStore();
  const model = useMemo(() => buildMatrixRows(view, filterMatrix(view, filter)), [view, filter]);
  const active =
    (selected && findPlace(model, selected.domainId, selected.establishmentId)) ?? firstPlace(model);

  const onOpen = (place: CellPlace, how: OpenGesture): void => {
    const pair = pairAt(model, place);
    if (!pair) return;
    const deployment = cellAt(model, place)?.deploymentId;
    select(pair);
    if (deployment && (how === 'pointer' || (how === 'enter' && panelOpen))) {
      navigate({ name: 'deployment', id: deployment });
    } else if (how === 'space' && panelOpen) closePanel();
    else openPanel(pair);
  };
  return (
    <Screen
      title={t('matrix.title')}
      toolbar={<MatrixFilters view={view} shown={countShown(model)} />}
      actions={<MatrixExport />}
      panel={panelOpen && selected && <SelectedPanel view={view} pair={selected} onClose={closePanel} />}
    >
      {model.rows.length === 0 || model.columns.length === 0 ? (
        <NothingToShow filtered={countConditions(filter) > 0} onClear={clearFilter} />
      ) : (
        <MatrixGrid
          model={model}
          total={view.total}
          words={words}
          sizes={matrixSizes[density]}
          label={t('matrix.gridLabel')}
          active={active}
          hasSelection={selected !== null}
          panelOpen={panelOpen}
          initialScroll={scroll}
          focusOnMount={selected !== null}
          onMove={(place) => select(pairAt(model, place))}
          onOpen={onOpen}
          onLeave={rememberScroll}
          peek={
            <span className={classes.peekButton} title={t('matrix.peek')}>
              <IconInfoCircle size={16} stroke={1.5} />
            </span>
          }
        />
      )}
    </Screen>
  );
}

function SelectedPanel({ view, pair, onClose }: { view: MatrixView; pair: MatrixPair; onClose: () => void }) {
  const domain = view.domains.find((candidate) => candidate.id === pair.domainId);
  const establishment = view.establishments.find((candidate) => candidate.id === pair.establishmentId);
  if (!domain || !establishment) return null;
  const cell = view.cells.find(
    (candidate) => candidate.domainId === domain.id && candidate.establishmentId === establishment.id,
  );
  return (
    <MatrixPanel
      domain={domain}
      establishment={establishment}
      cell={cell ?? null}
      basis={view.basis}
      today={view.today}
      onClose={onClose}
    />
  );
}

function NothingToShow({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  const { t } = useText();
  if (!filtered) {
    return (
      <EmptyState icon={<IconLayoutGrid size={32} stroke={1.5} />} title={t('matrix.emptyTitle')}>
        {t('matrix.emptyText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconFilterOff size={32} stroke={1.5} />}
      title={t('matrix.nothingFound')}
      actions={<Button onClick={onClear}>{t('common.resetFilters')}</Button>}
    >
      {t('matrix.nothingFoundText')}
    </EmptyState>
  );
}

function firstPlace(model: MatrixGridModel): CellPlace {
  return moveInGrid(model, { row: 0, column: 0 }, 'first', 1);
}

function cellAt(model: MatrixGridModel, place: CellPlace) {
  const row = model.rows[place.row];
  return row?.kind === 'domain' ? (row.cells[place.column] ?? null) : null;
}

function pairAt(model: MatrixGridModel, place: CellPlace): MatrixPair | null {
  const row = model.rows[place.row];
  const column = model.columns[place.column];
  return row?.kind === 'domain' && column ? { domainId: row.domain.id, establishmentId: column.id } : null;
}
