import { describe, expect, test } from 'vitest';
import { referenceRecords } from '../../../../db/seed/reference-records.ts';
import { shippedId, uuidV5 } from '../../../../db/seed/uuid-v5.ts';
import { isUuid } from '../../../../shared/domain/ids.ts';
import { SeedRows, fieldProblems } from './seed-rows.ts';

const ops = referenceRecords(shippedId);
const rows = new SeedRows([{ label: 'reference', ops }]);
const dnsNamespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('shipped ids', () => {
  test('follow RFC 9562', () => {
    expect(uuidV5(dnsNamespace, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  test('are the same in every group and differ for each row', () => {
    expect(referenceRecords(shippedId)).toEqual(ops);
    expect(new Set(ops.map((op) => op.id)).size).toBe(ops.length);
    expect(ops.filter((op) => !isUuid(op.id))).toEqual([]);
  });
});

describe('shipped rows', () => {
  test('hold the whole of the reference data', () => {
    const count = (table: Parameters<SeedRows['of']>[0]): number => rows.of(table).length;
    expect(count('domain')).toBe(35);
    expect(rows.of('domain').reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBe(68);
    expect(count('template')).toBe(9);
    expect(count('product')).toBe(60);
    const inList = (list: string): number =>
      rows.of('reference_value').filter((row) => row.list === list).length;
    const sizes = [
      'stage',
      'role',
      'establishment_category',
      'network_class',
      'holiday_zone',
      'phase',
      'domain_family',
      'weather',
      'member_role',
    ];
    expect(sizes.map(inList)).toEqual([11, 22, 14, 4, 12, 10, 7, 4, 3]);
  });

  test('have a label in both languages', () => {
    const bare = rows.of('reference_value').filter(({ label, labelEn }) => !label || !labelEn);
    expect(bare).toEqual([]);
  });

  test('point to rows that are there, and keep to the fields of the model', () => {
    expect(rows.danglingReferences()).toEqual([]);
    expect(fieldProblems([{ label: 'reference', ops }])).toEqual([]);
  });

  test('say what each stage is worth', () => {
    const stages = rows.of('reference_value').filter(({ list }) => list === 'stage');
    expect(Object.fromEntries(stages.map(({ code, value }) => [code, value ?? null]))).toEqual({
      not_started: 0,
      framing: 1000,
      in_progress: 3000,
      acceptance: 6000,
      ready_for_cutover: 6000,
      in_production: 9000,
      converged: 10_000,
      suspended: 0,
      abandoned: 0,
      out_of_scope: null,
      derogation: 0,
    });
  });

  test('carry the thresholds of freshness and drift', () => {
    const value = (list: string, code: string) => rows.find('reference_value', { list, code }).value;
    expect([value('freshness', 'fresh_max'), value('freshness', 'stale_max')]).toEqual([15, 45]);
    expect([value('weather_drift', 'green_max'), value('weather_drift', 'amber_max')]).toEqual([5, 20]);
  });

  test('have no French code left', () => {
    const codes = rows
      .of('reference_value')
      .filter(({ list }) =>
        ['stage', 'milestone_status', 'weather', 'phase', 'gate_verdict', 'member_role'].includes(list ?? ''),
      );
    expect(codes.filter(({ code }) => !/^[a-z_]+$/.test(code ?? '')).map(({ code }) => code)).toEqual([]);
  });
});

describe('templates of their own', () => {
  const rowsOf = (code: string) => {
    const template = rows.find('template', { code });
    return { template, rows: rows.of('template_row').filter((row) => row.template === template.id) };
  };

  test.each([
    ['need 001.4 chemotherapy', 'CHIM', 'Chimiothérapie'],
    ['need 001.5 equipment maintenance', 'GMAO', 'Maintenance (GMAO) biomédicale et technique'],
    ['need 001.6 medical activity coding', 'PMSI', 'PMSI et information médicale'],
  ])('%s is a domain with a template of its own', (_need, code, label) => {
    const domain = rows.find('domain', { code });
    const own = rowsOf(`T-${code}`);
    expect(domain.template).toBe(own.template.id);
    expect(own.template.label).toBe(label);
    // Nobody else uses it, and it shares no row with the model it began as.
    expect(rows.of('domain').filter(({ template }) => template === own.template.id)).toHaveLength(1);
    const model = rowsOf('T-SAT');
    expect(own.rows.map((row) => row.label)).toEqual(model.rows.map((row) => row.label));
    expect(own.rows.filter((row) => model.rows.some(({ id }) => id === row.id))).toEqual([]);
  });

  test('need 001.6 medical activity coding is a domain apart from billing', () => {
    const [pmsi, gap] = [rows.find('domain', { code: 'PMSI' }), rows.find('domain', { code: 'GAP' })];
    expect(pmsi.id).not.toBe(gap.id);
    expect(pmsi.family).not.toBe(gap.family);
    expect(pmsi.template).not.toBe(gap.template);
  });

  test('only the row for further sites of the intranet is repeated', () => {
    const repeated = rows.of('template_row').filter((row) => row.repeated === 1);
    expect(repeated.map(({ code }) => code)).toEqual(['07']);
    expect(rowsOf('T-INT').rows.map(({ code }) => code)).toEqual(['01', '02', '03', '04', '05', '06', '07']);
  });

  test('say which row of the directory they wait for at the same site', () => {
    const waits = (template: string, row: string): (string | null | undefined)[] => {
      const successor = rowsOf(template).rows.find(({ code }) => code === row);
      const directory = rowsOf('T-ANN').rows;
      return rows
        .of('template_link')
        .filter((link) => link.successor === successor?.id)
        .flatMap((link) => directory.find(({ id }) => id === link.predecessor)?.code ?? []);
    };
    expect([waits('T-ANES', '02'), waits('T-INT', '03'), waits('T-DPI', '02')]).toEqual([['07'], ['06'], []]);
  });
});
