/** What may happen to a group of posts in a random history. */
import * as fc from 'fast-check';
import { GROUP_SIZE } from './simulated-post.ts';

const post = fc.nat(GROUP_SIZE - 1);
const pick = fc.nat(1000);
const fault = fc.oneof(
  { weight: 10, arbitrary: fc.constant('none' as const) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('cut' as const, 'flip' as const, 'flip' as const, 'append' as const),
  },
);

function step<K extends string, T>(kind: K, fields: { [F in keyof T]: fc.Arbitrary<T[F]> }) {
  return fc.record({ kind: fc.constant(kind), post, pick, ...fields }) as unknown as fc.Arbitrary<
    { kind: K; post: number; pick: number } & T
  >;
}

/** `form`: saved from the form opened last, however much has come since; `at`: where a file is damaged, in 10,000ths. */
const form = fc.boolean();

const steps = [
  [14, step('edit', { form, value: fc.nat(9) })],
  [3, step('delete', { form, back: fc.boolean() })],
  [2, step('move', {})],
  [3, step('create', {})],
  [2, step('resolve', {})],
  [5, step('open-form', {})],
  [7, step('export', { everyone: fc.boolean(), parts: fc.nat(7).map((n) => n === 0) })],
  [12, step('deliver', { fault, twice: fc.boolean(), at: fc.nat(9999) })],
  [3, step('plan', {})],
  [1, step('drop', {})],
  [1, step('copy', {})],
  [1, step('put-back', {})],
  [1, step('clone', {})],
  [1, step('older', {})],
  [1, step('upgrade', {})],
  [1, step('machine-put-back', {})],
  [1, step('fork', { to: post })],
  [2, step('clock', { days: fc.integer({ min: -3650, max: 3650 }) })],
] as const;

/** Parts of stories alone: what follows them is the longest to live. */
const rare = [step('part', { to: post }), step('rights', { form })] as const;

const stepArbitrary = fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** One thing that happens, at one of the posts of the beginning or at a copy made of it since. */
export type Step = StepOf<(typeof steps)[number][1]> | StepOf<(typeof rare)[number]>;
type StepOf<A> = A extends fc.Arbitrary<infer S> ? S : never;

const send = (from: number, to: number, divided = false): Step => ({
  kind: 'export',
  post: from,
  pick: to,
  everyone: false,
  parts: divided,
});
const arrive = (to: number, which = -1): Step => ({
  kind: 'deliver',
  post: to,
  pick: which,
  fault: 'none',
  twice: false,
  at: 0,
});

/** What single steps come to too seldom: work that is sent, and whose author is then put back to before it. */
const relapse = fc
  .record({ post, pick, whole: fc.boolean(), to: pick })
  .map(({ post: at, pick: row, whole, to }): Step[] => [
    { kind: 'copy', post: at, pick: row },
    { kind: 'edit', post: at, pick: row, form: false, value: 5 },
    { kind: 'export', post: at, pick: row, everyone: true, parts: false },
    arrive(to),
    { kind: whole ? 'machine-put-back' : 'put-back', post: at, pick: row },
    { kind: 'edit', post: at, pick: row, form: false, value: 6 },
    { kind: 'export', post: at, pick: row, everyone: true, parts: false },
  ]);

/** Work upon another's work. */
const builtUpon = (at: number, by: number, row: number): Step[] => [
  { kind: 'create', post: at, pick: row | 1 },
  send(at, by),
  arrive(by),
  { kind: 'edit', post: by, pick: -1, form: false, value: 7 },
];

/** Work that goes by way of another post, to one that knows its author and has not heard of it. */
const relay = fc.record({ post, pick }).map(({ post: at, pick: row }): Step[] => {
  const [by, end] = [(at + 1) % GROUP_SIZE, (at + 2) % GROUP_SIZE];
  return [...builtUpon(at, by, row), send(by, at), arrive(at), send(by, end), arrive(end)];
});

/** A form left open while its own user changes the same elsewhere, and saved after all. */
const stale = fc.record({ post, pick }).map(({ post: at, pick: row }): Step[] => [
  { kind: 'open-form', post: at, pick: row },
  { kind: 'edit', post: at, pick: row, form: false, value: 5 },
  { kind: 'edit', post: at, pick: row, form: true, value: 6 },
]);

/** Work that is acknowledged by a post which is then put back to before it, and written to once more. */
const forgotten = fc.record({ post, pick }).map(({ post: at, pick: row }): Step[] => {
  const end = (at + 1) % GROUP_SIZE;
  return [
    { kind: 'copy', post: end, pick: row },
    { kind: 'create', post: at, pick: row | 1 },
    send(at, end),
    arrive(end),
    send(end, at),
    arrive(at),
    { kind: 'put-back', post: end, pick: row },
    { kind: 'edit', post: at, pick: -1, form: false, value: 7 },
    send(at, end),
    arrive(end),
  ];
});

/** What was made and not sent yet, when the workspace is copied elsewhere or put back to that very state. */
const unsent = fc
  .record({ post, pick, kind: fc.constantFrom('clone' as const, 'put-back' as const) })
  .map(({ post: at, pick: row, kind }): Step[] => [
    { kind: 'create', post: at, pick: row | 1 },
    { kind: 'copy', post: at, pick: row },
    { kind, post: at, pick: row },
    { kind: 'edit', post: at, pick: -1, form: false, value: 7 },
  ]);

/** What a post wrote beyond its rights crosses them, and somebody had built on it: the founder, or who hears of them late. */
const rights = fc.record({ pick, late: fc.nat(2).map((n) => n === 0) }).map(({ pick: row, late }): Step[] => {
  const beyond: Step = { kind: 'edit', post: 1, pick: row, form: false, value: 6 };
  return [
    { kind: 'open-form', post: 0, pick: row },
    ...builtUpon(1, late ? 2 : 0, row),
    { kind: 'rights', post: 0, pick: row, form: true },
    ...(late ? [beyond] : []),
    send(0, 1),
    arrive(1),
    beyond,
  ];
});

/** Work upon another's work, in parts of which the later ones arrive first. */
const divided = fc.record({ post, pick }).map(({ post: at, pick: row }): Step[] => {
  const [by, end] = [(at + 1) % GROUP_SIZE, (at + 2) % GROUP_SIZE];
  return [...builtUpon(at, by, row), send(by, end, true), arrive(end), arrive(end, -2)];
});

/** A machine put back whole, unseen, after others had its work; what it and they write next goes round. */
const parted = fc.record({ post, pick }).map(({ post: at, pick: row }): Step[] => {
  const [by, end] = [(at + 1) % GROUP_SIZE, (at + 2) % GROUP_SIZE];
  return [
    { kind: 'part', post: at, pick: row, to: by },
    { kind: 'edit', post: at, pick: row, form: false, value: 7 },
    send(at, end),
    arrive(end),
    { kind: 'edit', post: end, pick: row, form: false, value: 6 },
    { kind: 'edit', post: by, pick: row, form: false, value: 5 },
  ];
});

const parts = fc.oneof(
  { weight: 12, arbitrary: stepArbitrary.map((one): Step[] => [one]) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      ...[relapse, relay, stale, unsent, forgotten].map((arbitrary) => ({ weight: 4, arbitrary })),
      { weight: 3, arbitrary: fc.oneof(rights, parted, divided) },
    ),
  },
);
const ofLength = (minLength: number, maxLength: number) =>
  fc.array(parts, { minLength, maxLength, size: 'max' });

/** Many short ones, where one thing meets another, and some long ones, where much comes together. */
const lengths = fc.oneof(
  { weight: 5, arbitrary: ofLength(3, 8) },
  { weight: 4, arbitrary: ofLength(8, 14) },
  { weight: 2, arbitrary: ofLength(14, 24) },
);

const beginning = fc.oneof(
  fc.constant<Step[]>([]),
  step('older', {}).map((older): Step[] => [older]),
);

/** In every other one somebody begins with an older version of the application. */
export const historyArbitrary = fc
  .tuple(beginning, lengths)
  .map(([first, history]): Step[] => [...first, ...history.flat()]);
