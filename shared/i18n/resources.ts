/**
 * Every text of the interface, the menus and the command line, merged from one pair of files per feature. Keys are
 * flat and dotted, their first segment names the part: `exchange.title` lives in `parts/exchange.*.json`.
 */
import commonEn from './parts/common.en.json' with { type: 'json' };
import commonFr from './parts/common.fr.json' with { type: 'json' };
import errorEn from './parts/error.en.json' with { type: 'json' };
import errorFr from './parts/error.fr.json' with { type: 'json' };
import frameEn from './parts/frame.en.json' with { type: 'json' };
import frameFr from './parts/frame.fr.json' with { type: 'json' };
import firstRunEn from './parts/first-run.en.json' with { type: 'json' };
import firstRunFr from './parts/first-run.fr.json' with { type: 'json' };
import matrixEn from './parts/matrix.en.json' with { type: 'json' };
import matrixFr from './parts/matrix.fr.json' with { type: 'json' };
import deploymentEn from './parts/deployment.en.json' with { type: 'json' };
import deploymentFr from './parts/deployment.fr.json' with { type: 'json' };
import peopleEn from './parts/people.en.json' with { type: 'json' };
import peopleFr from './parts/people.fr.json' with { type: 'json' };
import lotsEn from './parts/lots.en.json' with { type: 'json' };
import lotsFr from './parts/lots.fr.json' with { type: 'json' };
import partnersEn from './parts/partners.en.json' with { type: 'json' };
import partnersFr from './parts/partners.fr.json' with { type: 'json' };
import registersEn from './parts/registers.en.json' with { type: 'json' };
import registersFr from './parts/registers.fr.json' with { type: 'json' };
import ganttEn from './parts/gantt.en.json' with { type: 'json' };
import ganttFr from './parts/gantt.fr.json' with { type: 'json' };
import baselinesEn from './parts/baselines.en.json' with { type: 'json' };
import baselinesFr from './parts/baselines.fr.json' with { type: 'json' };
import exchangeEn from './parts/exchange.en.json' with { type: 'json' };
import exchangeFr from './parts/exchange.fr.json' with { type: 'json' };
import exportEn from './parts/export.en.json' with { type: 'json' };
import exportFr from './parts/export.fr.json' with { type: 'json' };
import reviewEn from './parts/review.en.json' with { type: 'json' };
import reviewFr from './parts/review.fr.json' with { type: 'json' };
import settingsEn from './parts/settings.en.json' with { type: 'json' };
import settingsFr from './parts/settings.fr.json' with { type: 'json' };
import paperEn from './parts/paper.en.json' with { type: 'json' };
import paperFr from './parts/paper.fr.json' with { type: 'json' };
import menuEn from './parts/menu.en.json' with { type: 'json' };
import menuFr from './parts/menu.fr.json' with { type: 'json' };
import cliEn from './parts/cli.en.json' with { type: 'json' };
import cliFr from './parts/cli.fr.json' with { type: 'json' };
import printEn from './parts/print.en.json' with { type: 'json' };
import printFr from './parts/print.fr.json' with { type: 'json' };
import changeEn from './parts/change.en.json' with { type: 'json' };
import changeFr from './parts/change.fr.json' with { type: 'json' };
import historyEn from './parts/history.en.json' with { type: 'json' };
import historyFr from './parts/history.fr.json' with { type: 'json' };
import planEn from './parts/plan.en.json' with { type: 'json' };
import planFr from './parts/plan.fr.json' with { type: 'json' };
import homeEn from './parts/home.en.json' with { type: 'json' };
import homeFr from './parts/home.fr.json' with { type: 'json' };
import loadEn from './parts/load.en.json' with { type: 'json' };
import loadFr from './parts/load.fr.json' with { type: 'json' };
import rollOutEn from './parts/roll-out.en.json' with { type: 'json' };
import rollOutFr from './parts/roll-out.fr.json' with { type: 'json' };
import templatesEn from './parts/templates.en.json' with { type: 'json' };
import templatesFr from './parts/templates.fr.json' with { type: 'json' };
import scenariosEn from './parts/scenarios.en.json' with { type: 'json' };
import scenariosFr from './parts/scenarios.fr.json' with { type: 'json' };
import myWeekEn from './parts/my-week.en.json' with { type: 'json' };
import myWeekFr from './parts/my-week.fr.json' with { type: 'json' };
import workbookEn from './parts/workbook.en.json' with { type: 'json' };
import workbookFr from './parts/workbook.fr.json' with { type: 'json' };
import trustEn from './parts/trust.en.json' with { type: 'json' };
import trustFr from './parts/trust.fr.json' with { type: 'json' };

/** The parts by name, in both languages; a test holds the two to the same keys. */
export const parts = {
  common: { fr: commonFr, en: commonEn },
  error: { fr: errorFr, en: errorEn },
  frame: { fr: frameFr, en: frameEn },
  'first-run': { fr: firstRunFr, en: firstRunEn },
  matrix: { fr: matrixFr, en: matrixEn },
  deployment: { fr: deploymentFr, en: deploymentEn },
  people: { fr: peopleFr, en: peopleEn },
  lots: { fr: lotsFr, en: lotsEn },
  workbook: { fr: workbookFr, en: workbookEn },
  partners: { fr: partnersFr, en: partnersEn },
  registers: { fr: registersFr, en: registersEn },
  gantt: { fr: ganttFr, en: ganttEn },
  baselines: { fr: baselinesFr, en: baselinesEn },
  exchange: { fr: exchangeFr, en: exchangeEn },
  export: { fr: exportFr, en: exportEn },
  review: { fr: reviewFr, en: reviewEn },
  settings: { fr: settingsFr, en: settingsEn },
  paper: { fr: paperFr, en: paperEn },
  menu: { fr: menuFr, en: menuEn },
  cli: { fr: cliFr, en: cliEn },
  print: { fr: printFr, en: printEn },
  home: { fr: homeFr, en: homeEn },
  load: { fr: loadFr, en: loadEn },
  history: { fr: historyFr, en: historyEn },
  plan: { fr: planFr, en: planEn },
  change: { fr: changeFr, en: changeEn },
  'roll-out': { fr: rollOutFr, en: rollOutEn },
  templates: { fr: templatesFr, en: templatesEn },
  scenarios: { fr: scenariosFr, en: scenariosEn },
  'my-week': { fr: myWeekFr, en: myWeekEn },
  trust: { fr: trustFr, en: trustEn },
} as const;

/** French texts by key: the language the interface is written in first. */
export const fr = {
  ...commonFr,
  ...errorFr,
  ...frameFr,
  ...firstRunFr,
  ...matrixFr,
  ...deploymentFr,
  ...peopleFr,
  ...lotsFr,
  ...workbookFr,
  ...partnersFr,
  ...registersFr,
  ...ganttFr,
  ...baselinesFr,
  ...exchangeFr,
  ...exportFr,
  ...reviewFr,
  ...settingsFr,
  ...paperFr,
  ...menuFr,
  ...cliFr,
  ...printFr,
  ...historyFr,
  ...planFr,
  ...homeFr,
  ...loadFr,
  ...changeFr,
  ...rollOutFr,
  ...templatesFr,
  ...scenariosFr,
  ...myWeekFr,
  ...trustFr,
} as const;

/** English texts by key. */
export const en = {
  ...commonEn,
  ...errorEn,
  ...frameEn,
  ...firstRunEn,
  ...matrixEn,
  ...deploymentEn,
  ...peopleEn,
  ...lotsEn,
  ...workbookEn,
  ...partnersEn,
  ...registersEn,
  ...ganttEn,
  ...baselinesEn,
  ...exchangeEn,
  ...exportEn,
  ...reviewEn,
  ...settingsEn,
  ...paperEn,
  ...menuEn,
  ...cliEn,
  ...printEn,
  ...historyEn,
  ...planEn,
  ...homeEn,
  ...loadEn,
  ...changeEn,
  ...rollOutEn,
  ...templatesEn,
  ...scenariosEn,
  ...myWeekEn,
  ...trustEn,
} as const;
