import { referenceDomain, referenceDomains, type ReferenceDomain } from '../../shared/reference/domains.ts';
import { referenceListValues } from '../../shared/reference/reference-lists.ts';
import {
  referenceTemplates,
  type ReferenceTemplate,
  type ReferenceTemplateRow,
} from '../../shared/reference/templates.ts';
import { referenceProducts } from '../../shared/reference/vendors.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { createOp } from './seed-save.ts';

/** Gives a shipped row its id from its name, the same in every group. */
export type NameToId = (name: string) => string;

/** Name of the shipped row of a domain. */
export const domainName = (code: string): string => `domain/${code}`;
/** Name of the shipped row of a template. */
export const templateName = (code: string): string => `template/${code}`;
/** Name of the shipped row of a template row. */
export const templateRowName = (template: string, row: string): string => `template_row/${template}/${row}`;
/** Name of the shipped row of a product. */
export const productName = (domain: string, product: string): string => `product/${domain}/${product}`;

/** Rows of a template that one site plans for itself. */
export function plannedRows(template: ReferenceTemplate): readonly ReferenceTemplateRow[] {
  return template.rows.filter((row) => !row.repeated);
}

/** Every shipped row: lists, templates, domains and products, parents first. */
export function referenceRecords(newId5: NameToId): RecordOp[] {
  return [
    ...listRecords(newId5),
    ...referenceTemplates.flatMap((template) => templateRecords(template, newId5)),
    ...referenceTemplates.flatMap((template) => prerequisiteRecords(template, newId5)),
    ...referenceDomains.map((domain) => domainRecord(domain, newId5)),
    ...referenceDomains.flatMap((domain) => domainDetailRecords(domain, newId5)),
    ...productRecords(newId5),
  ];
}

function listRecords(newId5: NameToId): RecordOp[] {
  return referenceListValues.map((value) =>
    createOp('reference_value', newId5(`reference_value/${value.list}/${value.code}`), { ...value }),
  );
}

function templateRecords(template: ReferenceTemplate, newId5: NameToId): RecordOp[] {
  const { code, label, note } = template;
  const id = newId5(templateName(code));
  const { rows } = template;
  return [
    createOp('template', id, { code, label, version: 1, note }),
    ...rows.map((row, index) =>
      createOp('template_row', newId5(templateRowName(code, row.code)), {
        template: id,
        code: row.code,
        label: row.label,
        kind: row.kind,
        phase: row.phase,
        position: index + 1,
        duration: row.duration,
        durationUnit: row.durationUnit,
        scalable: row.scalable ? 1 : 0,
        ...(row.repeated ? { repeated: 1 } : {}),
        role: row.defaultRole,
      }),
    ),
    ...rows.flatMap((row) => linkRecords(code, row, newId5)),
  ];
}

/** What waits for a row of another domain's template at the same site. */
function prerequisiteRecords({ code, rows }: ReferenceTemplate, newId5: NameToId): RecordOp[] {
  return rows.flatMap((row) =>
    row.externalPredecessors.map((link) => {
      const other = referenceDomain(link.domain).template;
      return createOp('template_link', newId5(`template_link/${other}.${link.row}/${code}.${row.code}`), {
        predecessor: newId5(templateRowName(other, link.row)),
        successor: newId5(templateRowName(code, row.code)),
        type: link.type,
        lag: link.lag,
        lagUnit: link.lagUnit,
      });
    }),
  );
}

function linkRecords(template: string, row: ReferenceTemplateRow, newId5: NameToId): RecordOp[] {
  return row.predecessors.map((link) =>
    createOp('template_link', newId5(`template_link/${template}/${link.row}/${row.code}`), {
      predecessor: newId5(templateRowName(template, link.row)),
      successor: newId5(templateRowName(template, row.code)),
      type: link.type,
      lag: link.lag,
      lagUnit: link.lagUnit,
    }),
  );
}

function domainRecord(domain: ReferenceDomain, newId5: NameToId): RecordOp {
  const { code, label, family, weight, position, template } = domain;
  const values = { code, label, family, weight, position, template: newId5(templateName(template)) };
  return createOp('domain', newId5(domainName(code)), values);
}

function domainDetailRecords(domain: ReferenceDomain, newId5: NameToId): RecordOp[] {
  const id = newId5(domainName(domain.code));
  const named = (table: string, name: string): string => newId5(`${table}/${domain.code}/${name}`);
  return [
    ...domain.modules.map((label, index) =>
      createOp('domain_module', named('domain_module', label), { domain: id, label, position: index + 1 }),
    ),
    ...domain.programmes.map((programme) =>
      createOp('domain_programme', named('domain_programme', programme), { domain: id, programme }),
    ),
    ...domain.requires.map((required) =>
      createOp('domain_prerequisite', named('domain_prerequisite', required.domain), {
        domain: id,
        requires: newId5(domainName(required.domain)),
        scope: required.scope,
      }),
    ),
  ];
}

function productRecords(newId5: NameToId): RecordOp[] {
  return referenceProducts.map(({ domain, product, editor }) =>
    createOp('product', newId5(productName(domain, product)), {
      name: product,
      editor,
      domain: newId5(domainName(domain)),
    }),
  );
}
