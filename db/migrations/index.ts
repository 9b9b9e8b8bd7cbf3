import log from './log/0000_log.sql?raw';
import rowAlias from './log/0001_row_alias.sql?raw';
import baselineValue from './log/0002_baseline_value.sql?raw';
import scenario from './log/0003_scenario.sql?raw';
import withheld from './log/0004_withheld.sql?raw';
import receivedRange from './log/0005_received_range.sql?raw';
import namedIncarnation from './log/0006_named_incarnation.sql?raw';
import forked from './log/0006_forked.sql?raw';
import founderKey from './log/0007_founder_key.sql?raw';
import sentTip from './log/0008_sent_tip.sql?raw';
import headPlace from './log/0009_head_place.sql?raw';
import workbook from './log/0010_workbook.sql?raw';
import assetLot from './0009_asset_lot.sql?raw';
import reportContent from './0010_report_content.sql?raw';
import projection from './0000_projection.sql?raw';
import planning from './0001_planning.sql?raw';
import post from './0004_post.sql?raw';
import reportAndPartner from './0007_report_and_partner.sql?raw';
import decisionsAndRisks from './0008_decisions_and_risks.sql?raw';
import capacity from './0003_capacity.sql?raw';
import forkAndPurge from './0005_fork_and_purge.sql?raw';
import succession from './0006_succession.sql?raw';
import repeatedRows from './0002_repeated_rows.sql?raw';

/** One step of the workspace schema. `projection` steps come from drizzle-kit and get STRICT appended. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly kind: 'log' | 'projection';
}

/**
 * All steps in order. The position is the schema version (`PRAGMA user_version`): append only, never reorder.
 * Log steps are written by hand and may only add; what
 * follows from the log may be made anew.
 */
export const migrations: readonly Migration[] = [
  { name: '0000_log', sql: log, kind: 'log' },
  { name: '0000_projection', sql: projection, kind: 'projection' },
  { name: '0001_row_alias', sql: rowAlias, kind: 'log' },
  { name: '0001_planning', sql: planning, kind: 'projection' },
  { name: '0002_repeated_rows', sql: repeatedRows, kind: 'projection' },
  { name: '0002_baseline_value', sql: baselineValue, kind: 'log' },
  { name: '0003_capacity', sql: capacity, kind: 'projection' },
  { name: '0003_scenario', sql: scenario, kind: 'log' },
  { name: '0004_withheld', sql: withheld, kind: 'log' },
  { name: '0004_post', sql: post, kind: 'projection' },
  { name: '0005_received_range', sql: receivedRange, kind: 'log' },
  { name: '0006_forked', sql: forked, kind: 'log' },
  { name: '0005_fork_and_purge', sql: forkAndPurge, kind: 'projection' },
  { name: '0007_founder_key', sql: founderKey, kind: 'log' },
  { name: '0006_succession', sql: succession, kind: 'projection' },
  { name: '0006_named_incarnation', sql: namedIncarnation, kind: 'log' },
  { name: '0008_sent_tip', sql: sentTip, kind: 'log' },
  { name: '0007_report_and_partner', sql: reportAndPartner, kind: 'projection' },
  { name: '0009_head_place', sql: headPlace, kind: 'log' },
  { name: '0008_decisions_and_risks', sql: decisionsAndRisks, kind: 'projection' },
  { name: '0009_asset_lot', sql: assetLot, kind: 'projection' },
  { name: '0010_workbook', sql: workbook, kind: 'log' },
  { name: '0010_report_content', sql: reportContent, kind: 'projection' },
];
