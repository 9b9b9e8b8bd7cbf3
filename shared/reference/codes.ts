/**
 * The reference and demonstration data speak French codes; the model and the log speak English ones. A code that
 * is not listed is kept as it is.
 */

const stages: Readonly<Record<string, string>> = {
  NON_DEMARRE: 'not_started',
  CADRAGE: 'framing',
  EN_COURS: 'in_progress',
  RECETTE: 'acceptance',
  PRET_BASCULE: 'ready_for_cutover',
  EN_PRODUCTION: 'in_production',
  CONVERGE: 'converged',
  SUSPENDU: 'suspended',
  ABANDONNE: 'abandoned',
  HORS_PERIMETRE: 'out_of_scope',
  DEROGATION: 'derogation',
};

const milestoneStatuses: Readonly<Record<string, string>> = {
  A_VENIR: 'to_come',
  EN_COURS: 'in_progress',
  FAIT: 'done',
  EN_RETARD: 'late',
  REPORTE: 'postponed',
  SANS_OBJET: 'not_applicable',
};

const gateVerdicts: Readonly<Record<string, string>> = {
  FAVORABLE: 'favourable',
  FAVORABLE_RESERVES: 'favourable_with_reservations',
  DEFAVORABLE: 'unfavourable',
};

const weathers: Readonly<Record<string, string>> = {
  SOLEIL: 'sun',
  ECLAIRCIES: 'bright_spells',
  NUAGE: 'cloud',
  ORAGE: 'storm',
};

const memberRoles: Readonly<Record<string, string>> = { S: 'support', M: 'member', P: 'partner' };

const phases: Readonly<Record<string, string>> = {
  cadrage: 'framing',
  socle: 'groundwork',
  construction: 'construction',
  recette: 'acceptance',
  formation: 'training',
  bascule: 'cutover',
  accompagnement: 'support',
  vsr: 'regular_service',
  stabilisation: 'stabilisation',
  cloture: 'closure',
};

const sizes: Readonly<Record<string, string>> = { PETIT: 'small', CH: 'hospital', CHU: 'university' };

const commentKinds: Readonly<Record<string, string>> = {
  question: 'question',
  reponse: 'answer',
  commentaire: 'comment',
  decision: 'decision',
};

const partnerKinds: Readonly<Record<string, string>> = {
  EDITEUR: 'editor',
  INTEGRATEUR: 'integrator',
  HEBERGEUR: 'host',
  OPERATEUR: 'operator',
  PRESTATAIRE: 'provider',
  CENTRALE_ACHAT: 'purchasing',
  GRADES: 'regional',
};

const actionStates: Readonly<Record<string, string>> = {
  A_FAIRE: 'to_do',
  EN_COURS: 'in_progress',
  FAIT: 'done',
  ABANDONNE: 'cancelled',
};

const decisionStates: Readonly<Record<string, string>> = {
  A_PRENDRE: 'to_take',
  ATTENTE_AUTORITE: 'awaiting',
  PRISE: 'taken',
  APPLIQUEE: 'applied',
  ANNULEE: 'dropped',
};

const riskStates: Readonly<Record<string, string>> = {
  OUVERT: 'open',
  SURVEILLE: 'watched',
  AVERE: 'occurred',
  CLOS: 'closed',
};

const translator =
  (codes: Readonly<Record<string, string>>) =>
  (code: string): string =>
    Object.hasOwn(codes, code) ? (codes[code] ?? code) : code;

/** Code of the model for a deployment stage of the data. */
export const stageCode = translator(stages);
/** Code of the model for a milestone status of the data. */
export const milestoneStatusCode = translator(milestoneStatuses);
/** Code of the model for a gate verdict of the data. */
export const gateVerdictCode = translator(gateVerdicts);
/** Code of the model for a weather of the data. */
export const weatherCode = translator(weathers);
/** Code of the model for a member role (S, M, P) of the data. */
export const memberRoleCode = translator(memberRoles);
/** Code of the model for a project phase of the data. */
export const phaseCode = translator(phases);
/** Code of the model for an establishment size of the data. */
export const sizeCode = translator(sizes);
/** Code of the model for a kind of message of the data. */
export const commentKindCode = translator(commentKinds);
/** Code of the model for the type of an actor of the data. */
export const partnerKindCode = translator(partnerKinds);
/** Code of the model for the state of an action of the data. */
export const actionStateCode = translator(actionStates);
/** Code of the model for the state of a decision of the data. */
export const decisionStateCode = translator(decisionStates);
/** Code of the model for the state of a risk of the data. */
export const riskStateCode = translator(riskStates);
