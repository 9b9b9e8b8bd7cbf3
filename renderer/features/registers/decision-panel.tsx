import { formatDate } from '../../../shared/i18n/format.ts';
import {
  type DecisionRow,
  decisionValuesSchema,
  type DecisionsView,
  type DecisionValues,
} from '../../../shared/views/register-view.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { DecisionStateBadge } from '../../components/register-badges.tsx';
import { useNotify } from '../../components/use-notify.tsx';
import { useText } from '../../i18n.ts';
import { useCommand } from '../../rpc/hooks.ts';
import type { About } from '../../state/route.ts';
import { DecisionForm } from './decision-form.tsx';
import { formFields } from './form-fields.ts';
import { placeWords } from '../../../shared/views/place-words.ts';
import { DeleteButton, RegisterPanel, useOpenedForm } from './register-panel.tsx';
import classes from './registers.module.css';

interface DecisionPanelProps {
  readonly view: DecisionsView;
  readonly decision: DecisionRow;
  readonly onClose: () => void;
}

/** The page of a decision. */
export function DecisionPanel({ view, decision, onClose }: DecisionPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const update = useCommand('decision.update');
  const remove = useCommand('decision.delete');
  const { opened, patchOf, saved } = useOpenedForm(formFields(decisionValuesSchema, decision), view.basis);
  const save = (values: DecisionValues): void => {
    const patch = patchOf(values);
    if (patch === null) return;
    update.mutate(
      { id: decision.id, basis: opened.basis, patch },
      {
        onSuccess: ({ basis }) => {
          saved(values, basis);
          notify.done(t('registers.decisionSaved'));
        },
        onError: notify.failed,
      },
    );
  };
  const { state, dueOn, late } = decision;
  return (
    <RegisterPanel
      title={[decision.number, decision.label].filter(Boolean).join(' · ')}
      onClose={onClose}
      deploymentId={decision.deploymentId}
      summary={
        <>
          <DecisionStateBadge state={state} />
          <span className={classes.quiet}>{placeWords(decision) ?? t('registers.wholeGroup')}</span>
          {late && dueOn !== null && (
            <span className={classes.late}>{t('registers.late', { day: formatDate(dueOn) })}</span>
          )}
        </>
      }
    >
      <DecisionForm view={view} initial={opened.values} isNew={false} saving={update.isPending} onSave={save}>
        <DeleteButton
          title={t('registers.decisionDeleteTitle')}
          text={t('registers.decisionDeleteText', { label: decision.label })}
          loading={remove.isPending}
          onDelete={() =>
            remove.mutate(
              { id: decision.id, basis: view.basis },
              { onSuccess: onClose, onError: notify.failed },
            )
          }
        />
      </DecisionForm>
    </RegisterPanel>
  );
}

interface NewDecisionPanelProps {
  readonly view: DecisionsView;
  readonly about: About | null;
  readonly onClose: () => void;
  /** Told the id of the new decision. */
  readonly onCreated: (id: string | null) => void;
}

/** The form of a decision that is not in the register yet. */
export function NewDecisionPanel({ view, about, onClose, onCreated }: NewDecisionPanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const create = useCommand('decision.create');
  const { opened } = useOpenedForm(
    { ...emptyDecision, domainId: about?.domain ?? null, establishmentId: about?.site ?? null },
    view.basis,
  );
  return (
    <DetailPanel title={t('registers.decisionNew')} onClose={onClose}>
      <DecisionForm
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

const emptyDecision: DecisionValues = {
  label: '',
  number: null,
  body: null,
  state: 'to_take',
  dueOn: null,
  authority: null,
  askedOn: null,
  decidedOn: null,
  decidedById: null,
  outcome: null,
  reason: null,
  ownerId: null,
  domainId: null,
  establishmentId: null,
};
