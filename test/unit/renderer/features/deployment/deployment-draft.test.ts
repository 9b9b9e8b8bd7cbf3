import { describe, expect, it } from 'vitest';
import {
  type DeploymentDraft,
  draftPatch,
  lacksReason,
} from '../../../../../renderer/features/deployment/deployment-draft.ts';

const before: DeploymentDraft = {
  stage: 'in_progress',
  stageReason: '',
  weather: 'cloud',
  weatherReason: 'Dérive de 8 JO',
  wave: 2,
  currentProductId: null,
  targetProductId: null,
};

describe('form of a deployment', () => {
  it('sends nothing when nothing changed, blanks aside', () => {
    expect(draftPatch(before, { ...before, stageReason: '  ', weatherReason: 'Dérive de 8 JO ' })).toEqual(
      {},
    );
  });

  it('sends what changed, an emptied text as null', () => {
    expect(draftPatch(before, { ...before, weather: 'sun', weatherReason: '', wave: null })).toEqual({
      weather: 'sun',
      weatherReason: null,
      wave: null,
    });
  });

  it('wants a reason for a stage that stops the work, and sends the two together', () => {
    const suspended = { ...before, stage: 'suspended' };
    expect(lacksReason(suspended)).toBe(true);
    expect(lacksReason({ ...suspended, stageReason: 'Budget gelé' })).toBe(false);
    const earlier = { ...before, stageReason: 'Budget gelé' };
    expect(draftPatch(earlier, { ...earlier, stage: 'suspended' })).toEqual({
      stage: 'suspended',
      stageReason: 'Budget gelé',
    });
  });
});
