/** A save by incarnation ordinal and sequence. */
export interface SaveDot {
  readonly rep: number;
  readonly seq: number;
}
