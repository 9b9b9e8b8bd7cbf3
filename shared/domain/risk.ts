/** Where a risk stands, by code. */
export const riskStates = ['open', 'watched', 'occurred', 'closed'] as const;
export type RiskState = (typeof riskStates)[number];

/** How grave a risk is, by code, the slightest first. */
export const riskLevels = ['low', 'medium', 'high', 'critical'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** Highest probability, and highest impact. */
export const riskScale = 4;

/** Least product of probability and impact of each level, as a group may set it. */
export type RiskThresholds = Readonly<Record<RiskLevel, number>>;

/** The thresholds of a list; a level it does not name keeps the shipped one. */
export function riskThresholds(values: ReadonlyMap<string, number | null>): RiskThresholds {
  return {
    low: 0,
    medium: values.get('medium') ?? 4,
    high: values.get('high') ?? 8,
    critical: values.get('critical') ?? 12,
  };
}

/** The level of a probability and an impact; null while one of them is not rated. */
export function riskLevel(
  probability: number | null,
  impact: number | null,
  thresholds: RiskThresholds,
): RiskLevel | null {
  if (probability === null || impact === null) return null;
  return riskLevels.findLast((level) => probability * impact >= thresholds[level]) ?? 'low';
}

/** The state a code stands for; one of a later version is shown as open. */
export function riskStateOf(code: string | null): RiskState {
  return riskStates.find((state) => state === code) ?? 'open';
}

/** The level a code stands for; null for none. */
export function riskLevelOf(code: string | null): RiskLevel | null {
  return riskLevels.find((level) => level === code) ?? null;
}

/** Gravest first, those that are not rated last. */
export function compareRiskLevels(a: RiskLevel | null, b: RiskLevel | null): number {
  return rank(b) - rank(a);
}

const rank = (level: RiskLevel | null): number => (level === null ? -1 : riskLevels.indexOf(level));
