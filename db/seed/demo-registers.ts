import { isDecisionOpen, decisionStateOf } from '../../shared/domain/decision.ts';
import type { RecordOp } from '../../shared/exchange/record-op.ts';
import { decisionStateCode, riskStateCode } from '../../shared/reference/codes.ts';
import { idIn, type DemoContext } from './demo-context.ts';
import type { DemoFile, DemoRisk } from './demo-file.ts';
import { domainName } from './reference-records.ts';
import { createOp } from './seed-save.ts';
import { shippedId } from './uuid-v5.ts';

/** The registers of decisions and of risks of a demonstration. */
export function registerRecords(context: DemoContext): RecordOp[] {
  return [
    ...context.demo.decisions.map((decision) => decisionRecord(context, decision)),
    ...context.demo.risks.flatMap((risk) => riskRecords(context, risk)),
  ];
}

function decisionRecord(context: DemoContext, decision: DemoFile['decisions'][number]): RecordOp {
  const dates = context.datesOf(context.demo.ght.supportEstablishment);
  const state = decisionStateCode(decision.state);
  return createOp('decision', context.newId(), {
    label: decision.text,
    number: decision.number,
    body: decision.body,
    state,
    dueOn: dates.day(decision.dueJo),
    authority: decision.awaitingAuthority ?? null,
    askedOn: decision.askedJo === undefined ? null : dates.day(decision.askedJo),
    decidedOn: isDecisionOpen(decisionStateOf(state)) ? null : dates.day(decision.atJo),
    owner: idIn(context.people, decision.owner),
  });
}

function riskRecords(context: DemoContext, risk: DemoRisk): RecordOp[] {
  const id = context.newId();
  const planB = typeof risk.planB === 'string' ? { label: risk.planB, steps: [] } : risk.planB;
  const [cell, other] = risk.cells.map((name) => {
    const found = context.demo.cells.find((candidate) => candidate.id === name);
    if (!found) throw new RangeError(`The demonstration refers to ${name}, which it does not hold`);
    return found;
  });
  const site = cell?.establishment ?? context.demo.ght.supportEstablishment;
  return [
    createOp('risk', id, {
      label: risk.title,
      category: risk.category,
      probability: risk.probability,
      impact: risk.impact,
      state: riskStateCode(risk.state),
      owner: idIn(context.people, risk.owner),
      mitigation: risk.mitigation,
      planB: planB.label,
      planBTrigger: planB.trigger ?? null,
      planBCost: planB.cost ?? null,
      reviewOn: context.datesOf(site).day(risk.reviewJo),
      domain: cell ? shippedId(domainName(cell.domain)) : null,
      otherDomain: other ? shippedId(domainName(other.domain)) : null,
      establishment: idIn(context.establishments, site),
    }),
    ...planB.steps.map((step) =>
      createOp('risk_step', context.newId(), {
        risk: id,
        position: step.order,
        label: step.text,
        days: step.durationJo,
      }),
    ),
  ];
}
