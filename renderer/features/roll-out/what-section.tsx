import { Select } from '@mantine/core';
import type { RollOutOptions } from '../../../shared/views/roll-out-view.ts';
import { useText } from '../../i18n.ts';
import { type RollOutDraft, sitesOf } from './roll-out-draft.ts';
import classes from './roll-out.module.css';

interface WhatSectionProps {
  readonly options: RollOutOptions;
  readonly draft: RollOutDraft;
  readonly onDomain: (id: string) => void;
  readonly onTemplate: (id: string) => void;
  readonly onProduct: (id: string | null) => void;
}

/** What is rolled out: the domain, by which template, towards which product. */
export function WhatSection({ options, draft, onDomain, onTemplate, onProduct }: WhatSectionProps) {
  const { t } = useText();
  const left = (domainId: string): number => sitesOf(options, domainId, 'free').length;
  const products = options.products.toSorted(
    (a, b) => Number(b.domainId === draft.domainId) - Number(a.domainId === draft.domainId),
  );
  return (
    <section className={classes.section} aria-labelledby="roll-out-what">
      <h2 id="roll-out-what" className={classes.sectionTitle}>
        {t('roll-out.what')}
      </h2>
      <Select
        label={t('roll-out.domain')}
        placeholder={t('roll-out.domainHint')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('common.nothingFound')}
        data={options.domains.map(({ id, label }) => ({
          value: id,
          label: t('roll-out.domainChoice', { label, count: left(id) }),
          disabled: left(id) === 0,
        }))}
        value={draft.domainId}
        onChange={(id) => id !== null && onDomain(id)}
      />
      {draft.domainId !== null && (
        <div className={classes.pair}>
          <Select
            label={t('roll-out.template')}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('common.nothingFound')}
            data={options.templates.map(({ id, label, rowCount }) => ({
              value: id,
              label: t('roll-out.templateChoice', { label, count: rowCount }),
            }))}
            value={draft.templateId}
            onChange={(id) => id !== null && onTemplate(id)}
          />
          <Select
            label={t('roll-out.product')}
            placeholder={t('roll-out.productHint')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            nothingFoundMessage={t('common.nothingFound')}
            data={products.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.productId}
            onChange={onProduct}
          />
        </div>
      )}
    </section>
  );
}
