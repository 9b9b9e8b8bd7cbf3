import { dayFromIso } from '../../shared/domain/iso-date.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { commentKindCode } from '../../shared/reference/codes.ts';
import { createDemoContext, idIn, type DemoContext, type DemoOptions } from './demo-context.ts';
import { deploymentRecords } from './demo-deployments.ts';
import type { DemoFile } from './demo-file.ts';
import { lotRecords } from './demo-lots.ts';
import { milestoneRecords } from './demo-milestones.ts';
import { registerRecords } from './demo-registers.ts';
import { structureRecords } from './demo-structure.ts';
import { referenceRecords } from './reference-records.ts';
import { createOp, type SeedSave } from './seed-save.ts';
import { shippedId } from './uuid-v5.ts';

/** A demonstration ready to be written, save by save. */
export interface LoadedDemo {
  readonly groupId: string;
  readonly saves: readonly SeedSave[];
}

const dayMs = 86_400_000;
const nineOClock = 9 * 3_600_000;
const minuteMs = 60_000;

/**
 * Turns a demonstration into five saves: shipped rows, group with its people and registers, deployments at their dates
 * of reference, today's plan where it differs with the lots that move to a host, comments and confirmations.
 */
export function loadDemo(demo: DemoFile, options: DemoOptions): LoadedDemo {
  const context = createDemoContext(demo, options);
  const deployments = deploymentRecords(context);
  const milestones = milestoneRecords(context, deployments.planned);
  return {
    groupId: context.groupId,
    saves: [
      { label: 'reference', ops: referenceRecords(shippedId) },
      { label: 'group', ops: [...structureRecords(context), ...registerRecords(context)] },
      { label: 'baseline', ops: [...deployments.ops, ...milestones.baseline] },
      { label: 'current-plan', ops: [...milestones.current, ...lotRecords(context, deployments.ids)] },
      {
        label: 'conversation',
        ops: [...commentRecords(context, deployments.ids), ...confirmationRecords(context, deployments.ids)],
      },
    ],
  };
}

function commentRecords(context: DemoContext, deployments: ReadonlyMap<string, string>): RecordOp[] {
  return context.demo.threads.flatMap((thread) => {
    const site = context.demo.cells.find((cell) => cell.id === thread.cell)?.establishment;
    const dates = context.datesOf(site ?? context.demo.ght.supportEstablishment);
    return thread.messages.map((message, index) =>
      createOp('comment', context.newId(), {
        deployment: idIn(deployments, thread.cell),
        author: idIn(context.people, message.author),
        text: message.text,
        // Some minutes apart, so that messages of one day keep their order.
        writtenAt: dayFromIso(dates.day(message.atJo)) * dayMs + nineOClock + index * 7 * minuteMs,
        kind: commentKindCode(message.kind),
      }),
    );
  });
}

function confirmationRecords(context: DemoContext, deployments: ReadonlyMap<string, string>): RecordOp[] {
  return context.demo.cells.flatMap((cell) => {
    const deployment = deployments.get(cell.id);
    if (deployment === undefined || cell.lastConfirmedJo === undefined || cell.confirmedBy === undefined)
      return [];
    return createOp('confirmation', context.newId(), {
      deployment,
      person: idIn(context.people, cell.confirmedBy),
      confirmedOn: context.datesOf(cell.establishment).day(cell.lastConfirmedJo),
    });
  });
}
