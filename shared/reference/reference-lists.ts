import {
  decisionStateCode,
  gateVerdictCode,
  memberRoleCode,
  milestoneStatusCode,
  phaseCode,
  riskStateCode,
  sizeCode,
  stageCode,
  weatherCode,
} from './codes.ts';
import domains from './domains.json' with { type: 'json' };
import categories from './establishment-categories.json' with { type: 'json' };
import { basisPoints, establishmentCategories } from './establishments.ts';
import { holidayZones } from './holiday-zones.ts';
import templates from './milestone-templates.json' with { type: 'json' };
import networkClasses from './network-classes.json' with { type: 'json' };
import risks from './risk-categories.json' with { type: 'json' };
import roles from './roles.json' with { type: 'json' };
import statuses from './statuses.json' with { type: 'json' };

/** One value of an editable list, as a row of `reference_value` is made from it. */
export interface ReferenceListValue {
  readonly list: string;
  readonly code: string;
  readonly label: string;
  readonly labelEn: string;
  /** From 1, in order of display. */
  readonly position: number;
  /** Its meaning depends on the list, see `referenceListValues`. */
  readonly value: number | null;
  readonly note: string | null;
}

type Draft = Pick<ReferenceListValue, 'code' | 'label' | 'labelEn'> & {
  value?: number | null;
  note?: string | null;
};

/**
 * Every shipped list value. `value` means: stage = convergence in basis points, null = out of the denominator;
 * milestone_status = 1 when a reason must be given; weather = rank, 0 the best; network_class = least Mbit/s;
 * establishment_category and size_factor = size factor in basis points; freshness = days; weather_drift = working
 * days of drift; risk_probability and risk_impact = 1 to 4; risk_level = least product of both. `late` is computed, so it
 * stands in a list of its own.
 */
export const referenceListValues: readonly ReferenceListValue[] = [
  ...list('stage', statuses.deployment, (stage) => ({
    code: stageCode(stage.code),
    value: stage.convergenceValue === null ? null : basisPoints(stage.convergenceValue),
  })),
  ...list(
    'milestone_status',
    statuses.milestone.filter((status) => !status.computed),
    (status) => ({
      code: milestoneStatusCode(status.code),
      value: status.needsReason ? 1 : 0,
    }),
  ),
  ...list(
    'computed_milestone_status',
    statuses.milestone.filter((status) => status.computed),
    (status) => ({
      code: milestoneStatusCode(status.code),
    }),
  ),
  ...list('gate_verdict', statuses.gateVerdict, (verdict) => ({ code: gateVerdictCode(verdict.code) })),
  ...list('weather', statuses.weather.levels, (level) => ({
    code: weatherCode(level.code),
    value: level.rank,
    note: level.word,
  })),
  ...list('weather_drift', driftLimits(), (limit) => ({ value: limit.value })),
  ...list('freshness', freshnessLimits(), (limit) => ({ value: limit.value })),
  ...list('freshness_level', freshnessLevels(), () => ({})),
  ...list('role', roles.roles, (role) => ({ note: role.note })),
  ...list('network_class', networkClasses.classes, (level) => ({
    value: level.minMbps,
    note: level.exchangeAdvice,
  })),
  ...list('establishment_category', establishmentCategories, (category) => ({
    value: category.sizeFactor,
    note: category.shortLabel,
  })),
  ...list('size_factor', templates.scaling.factors, (size) => ({
    code: sizeCode(size.code),
    value: basisPoints(size.factor),
  })),
  ...list('member_role', categories.legalPersonRoles, (role) => ({ code: memberRoleCode(role.code) })),
  ...list('group_type', categories.groupTypes, () => ({})),
  ...list('holiday_zone', holidayZones, () => ({})),
  ...list('phase', templates.phases, (phase) => ({ code: phaseCode(phase.code) })),
  ...list('domain_family', domains.families, () => ({})),
  ...list('decision_state', statuses.decision, (state) => ({ code: decisionStateCode(state.code) })),
  ...list('risk_state', statuses.risk, (state) => ({ code: riskStateCode(state.code) })),
  ...list('risk_category', risks.categories, () => ({})),
  ...list('risk_probability', risks.probability, ({ value }) => ({ value })),
  ...list('risk_impact', risks.impact, ({ value }) => ({ value })),
  ...list('risk_level', risks.levels, ({ min }) => ({ value: min })),
];

/** Convergence of each shipped stage in basis points, null = out of the denominator. */
export const stageValues: ReadonlyMap<string, number | null> = new Map(
  referenceListValues.filter(({ list: name }) => name === 'stage').map(({ code, value }) => [code, value]),
);

/** The shipped role codes, in order of display. */
export const roleCodes: readonly string[] = roles.roles.map((role) => role.code);

function list<T extends { readonly code: string; readonly label: string; readonly labelEn: string }>(
  name: string,
  items: readonly T[],
  more: (item: T) => Partial<Draft>,
): ReferenceListValue[] {
  return items.map((item, index) => ({
    list: name,
    code: item.code,
    label: item.label,
    labelEn: item.labelEn,
    position: index + 1,
    value: null,
    note: null,
    ...more(item),
  }));
}

function driftLimits() {
  const { greenMax, amberMax } = statuses.weather.delayDriftWorkingDays;
  return [
    {
      code: 'green_max',
      label: 'Dérive encore conforme (jours ouvrés)',
      labelEn: 'Drift still on track (working days)',
      value: greenMax,
    },
    {
      code: 'amber_max',
      label: 'Dérive à surveiller (jours ouvrés)',
      labelEn: 'Drift to be watched (working days)',
      value: amberMax,
    },
  ];
}

function freshnessLimits() {
  const { freshMax, staleMax } = statuses.freshness;
  return [
    {
      code: 'fresh_max',
      label: 'À jour pendant (jours)',
      labelEn: 'Up to date for (days)',
      value: freshMax,
    },
    {
      code: 'stale_max',
      label: 'À confirmer au-delà de (jours)',
      labelEn: 'To be confirmed after (days)',
      value: staleMax,
    },
  ];
}

function freshnessLevels() {
  const { labels, labelsEn } = statuses.freshness;
  return [
    { code: 'fresh', label: labels.fresh, labelEn: labelsEn.fresh },
    { code: 'stale', label: labels.stale, labelEn: labelsEn.stale },
    { code: 'to_confirm', label: labels.toConfirm, labelEn: labelsEn.toConfirm },
  ];
}
