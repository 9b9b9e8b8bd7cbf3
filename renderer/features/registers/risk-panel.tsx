import { formatDate } from '../../../shared/i18n/format.ts';
import {
  type RiskPatch,
  type RiskRow,
  type RisksView,
  type RiskValues,
  riskValuesSchema,
} from '../../../shared/views/register-view.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { RiskLevelBadge, RiskStateBadge } from '../../components/register-badges.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import type { About } from '../../state/route.ts';
import { formFields } from './form-fields.ts';
import { PlanB } from './plan-b.tsx';
import { placeWords } from '../../../shared/views/place-words.ts';
import { DeleteButton, RegisterPanel, useOpenedForm } from './register-panel.tsx';
import classes from './registers.module.css';
import { RiskForm } from './risk-form.tsx';

interface RiskPanelProps {
  readonly view: RisksView;
  readonly risk: RiskRow;
  readonly onClose: () => void;
}

/** The page of a risk: how grave, its plan B, then all that is written of it. */
export function RiskPanel({ view, risk, onClose }: RiskPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const update = useCommand('risk.update');
  const start = (patch: RiskPatch): void =>
    update.mutate(
      { id: risk.id, basis: view.basis, patch },
      {
        onSuccess: () =>
          notify.done(t(patch.planBStartedOn ? 'registers.planBStartedDone' : 'registers.riskSaved')),
        onError: notify.failed,
      },
    );
  const { level, probability, impact, state, late, reviewOn, planBStartedOn, steps } = risk;
  return (
    <RegisterPanel
      title={risk.label}
      onClose={onClose}
      deploymentId={risk.deploymentId}
      summary={
        <>
          <RiskLevelBadge level={level} />
          {level !== null && (
            <span className={classes.quiet}>
              {probability} × {impact}
            </span>
          )}
          <RiskStateBadge state={state} />
          <span className={classes.quiet}>{placeWords(risk) ?? t('registers.wholeGroup')}</span>
          {late && reviewOn !== null && (
            <span className={classes.late}>{t('registers.reviewLate', { day: formatDate(reviewOn) })}</span>
          )}
        </>
      }
    >
      <PlanB risk={risk} today={view.today} saving={update.isPending} onChange={start} />
      {/* Begun anew where steps were given their ids, or the plan was started above. */}
      <RiskEdit
        key={[state, planBStartedOn, ...steps.map(({ id }) => id)].join(' ')}
        view={view}
        risk={risk}
        onClose={onClose}
      />
    </RegisterPanel>
  );
}

/** The form of a risk that is in the register. */
function RiskEdit({ view, risk, onClose }: RiskPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const update = useCommand('risk.update');
  const remove = useCommand('risk.delete');
  const { opened, patchOf, saved } = useOpenedForm(valuesOf(risk), view.basis);
  const save = (values: RiskValues): void => {
    const patch = patchOf(values);
    if (patch === null) return;
    update.mutate(
      { id: risk.id, basis: opened.basis, patch },
      {
        onSuccess: ({ basis }) => {
          saved(values, basis);
          notify.done(t('registers.riskSaved'));
        },
        onError: notify.failed,
      },
    );
  };
  return (
    <RiskForm view={view} initial={opened.values} isNew={false} saving={update.isPending} onSave={save}>
      <DeleteButton
        title={t('registers.riskDeleteTitle')}
        text={t('registers.riskDeleteText', { label: risk.label })}
        loading={remove.isPending}
        onDelete={() =>
          remove.mutate({ id: risk.id, basis: view.basis }, { onSuccess: onClose, onError: notify.failed })
        }
      />
    </RiskForm>
  );
}

interface NewRiskPanelProps {
  readonly view: RisksView;
  readonly about: About | null;
  readonly onClose: () => void;
  /** Told the id of the new risk. */
  readonly onCreated: (id: string | null) => void;
}

/** The form of a risk that is not in the register yet. */
export function NewRiskPanel({ view, about, onClose, onCreated }: NewRiskPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('risk.create');
  const { opened } = useOpenedForm(
    {
      ...emptyRisk,
      openedOn: view.today,
      domainId: about?.domain ?? null,
      establishmentId: about?.site ?? null,
    },
    view.basis,
  );
  return (
    <DetailPanel title={t('registers.riskNew')} onClose={onClose}>
      <RiskForm
        view={view}
        initial={opened.values}
        isNew
        saving={create.isPending}
        onSave={(values) =>
          create.mutate(
            { basis: opened.basis, values },
            { onSuccess: ({ id }) => onCreated(id), onError: notify.failed },
          )
        }
      />
    </DetailPanel>
  );
}

const emptyRisk: RiskValues = {
  label: '',
  category: null,
  probability: null,
  impact: null,
  state: 'open',
  ownerId: null,
  mitigation: null,
  planB: null,
  planBTrigger: null,
  planBCost: null,
  planBStartedOn: null,
  steps: [],
  reviewOn: null,
  openedOn: null,
  domainId: null,
  otherDomainId: null,
  establishmentId: null,
};

/** What the form holds of a risk; until when a step lasts follows from it. */
function valuesOf(risk: RiskRow): RiskValues {
  const steps = risk.steps.map(({ id, label, days }) => ({ id, label, days }));
  return formFields(riskValuesSchema, { ...risk, steps });
}
