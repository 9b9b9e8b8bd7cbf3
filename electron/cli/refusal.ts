import type { TextKey, TextValues } from '../../shared/i18n/translate.ts';

/** A reason not to go on that is worth one sentence: exit code 2 for wrong usage, 1 for the rest. */
export class Refusal extends Error {
  readonly key: TextKey;
  readonly values: TextValues;
  readonly exitCode: 1 | 2;

  constructor(key: TextKey, values: TextValues = {}, exitCode: 1 | 2 = 1) {
    super(key);
    this.name = 'Refusal';
    this.key = key;
    this.values = values;
    this.exitCode = exitCode;
  }
}
