import type { SiteAliases } from '../../../shared/views/workbook-view.ts';

/** What somebody answered about a workbook: the domain its milestones are of, and what its unknown names mean. */
export interface PlanAnswers {
  readonly domainId: string | null;
  readonly aliases: SiteAliases;
}

/** The answers with another one for a name. */
export function withAlias(answers: PlanAnswers, text: string, siteId: string | null): PlanAnswers {
  const others = answers.aliases.filter((alias) => alias.text !== text);
  return { ...answers, aliases: [...others, { text, siteId }] };
}
