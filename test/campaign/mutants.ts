/**
 * The safeguards of an exchange, each with the change of the code that takes it away. The campaign's bundle carries
 * them all as switches; the product has none. A safeguard that can be taken away without the simulation noticing is one
 * nobody would miss the day it breaks.
 */
export interface Mutant {
  /** What is switched off. */
  readonly name: string;
  /** Source file, and in it the text that is the safeguard: it must stand there exactly once. */
  readonly file: string;
  readonly find: string;
  /** What takes its place; `OFF` is true while this safeguard is switched off. */
  readonly by: string;
  /** Further places of the same safeguard. */
  readonly also?: readonly { readonly find: string; readonly by: string }[];
  /** No safeguard: a thing said to decide nothing, which the simulation must not miss. */
  readonly control?: true;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'new incarnation after a restore',
    file: 'db/write/enter-workspace.ts',
    find: 'if (reason) startIncarnation(',
    by: "if (reason && !(OFF && reason === 'restored')) startIncarnation(",
  },
  {
    name: 'new incarnation of a copy',
    file: 'db/boot-file.ts',
    find: 'if (boot.machine !== found.machine ||',
    by: 'if (OFF) return null; if (boot.machine !== found.machine ||',
  },
  {
    name: 'own lost saves recognised in a file',
    file: 'db/write/import-file.ts',
    find: 'if (!mine || mine.held <= own.sealed) return;',
    by: 'if (OFF || !mine || mine.held <= own.sealed) return;',
  },
  {
    name: 'unsealed saves taken over by the new incarnation',
    file: 'db/write/own-incarnation.ts',
    find: 'if (former.have > former.sealed) reissue(db, own, ord, former.sealed);',
    by: "if (OFF) { for (const table of TABLES_BY_SAVE) connection.prepare('DELETE FROM ' + table + ' WHERE rep = ? AND seq > ?').run(own, former.sealed); former.have = former.sealed; } if (former.have > former.sealed) reissue(db, own, ord, former.sealed);",
  },
  {
    name: 'context captured when the form is opened',
    file: 'db/write/commit.ts',
    find: 'if (basis === null) return {',
    by: 'if (OFF || basis === null) return {',
  },
  {
    name: 'own lag',
    file: 'db/write/commit.ts',
    find: 'ownLag: state.have - seen.ownSeq',
    by: 'ownLag: OFF ? 0 : state.have - seen.ownSeq',
  },
  {
    name: 'own saves compared by context, not by number',
    file: 'shared/exchange/register.ts',
    find: 'return seq <= later.seq - 1 - later.ownLag;',
    by: 'return OFF ? seq < later.seq : seq <= later.seq - 1 - later.ownLag;',
  },
  {
    name: 'causal rule instead of the latest clock',
    file: 'shared/exchange/register.ts',
    find: 'return [...heads.filter((head) => !hasSeen(edit, head.rep, head.seq)), edit];',
    by: 'if (OFF) return [shownHead([...heads, edit], (a, b) => a - b)]; return [...heads.filter((head) => !hasSeen(edit, head.rep, head.seq)), edit];',
  },
  {
    name: 'ties broken by the id of the incarnation',
    file: 'db/write/write-gate.ts',
    find: 'a === b ? 0 : Buffer.compare(incarnation(a), incarnation(b))',
    by: 'OFF ? a - b : a === b ? 0 : Buffer.compare(incarnation(a), incarnation(b))',
  },
  {
    name: 'shown value chosen anew among all that stand',
    file: 'db/write/apply-op.ts',
    find: 'next.length === 1 && next[0] === stamp ? stamp : shownHead(',
    by: 'OFF || (next.length === 1 && next[0] === stamp) ? stamp : shownHead(',
  },
  {
    name: 'an edit wins over a deletion',
    file: 'db/write/visibility.ts',
    find: '(head) => !hasConcurrentEdit(',
    by: '(head) => OFF || !hasConcurrentEdit(',
  },
  {
    name: 'a row below keeps its owner in sight',
    file: 'db/write/visibility.ts',
    find: 'const family = [row, ...descendantsOf(gate.db, { table, uuid })];',
    by: 'const family = OFF ? [row] : [row, ...descendantsOf(gate.db, { table, uuid })];',
  },
  {
    name: 'chain of segments',
    file: 'db/write/import-file.ts',
    find: 'if (!same) throw forked(segment);',
    by: 'if (!same && !OFF) throw forked(segment);',
    also: [
      {
        find: 'if (segment.from !== expected || !segment.previous.equals(head)) throw forked(segment);',
        by: 'if (!OFF && (segment.from !== expected || !segment.previous.equals(head))) throw forked(segment);',
      },
    ],
  },
  {
    name: 'base of a file held first',
    file: 'db/write/import-file.ts',
    find: 'return replica.base > held ?',
    by: 'return !OFF && replica.base > held ?',
  },
  {
    name: 'saves of a file in causal order',
    file: 'db/write/apply-segment.ts',
    find: 'for (const [id, seq] of save.context)',
    by: 'if (OFF) return true; for (const [id, seq] of save.context)',
  },
  {
    name: 'what is held already skipped',
    file: 'db/write/import-file.ts',
    find: 'if (segment.to <= held) {',
    by: 'if (!OFF && segment.to <= held) {',
  },
  {
    name: 'acknowledgement of each incarnation by itself',
    file: 'db/write/local-tables.ts',
    find: 'const said = gate.statement(',
    by: "if (OFF) { const all = new Map(tip); for (const { vector } of gate.statement('SELECT p.vector FROM peer p JOIN replica a ON a.ord = p.rep JOIN replica b ON b.site_id = a.site_id WHERE b.ord = ?').all(rep)) for (const [ord, seq] of decodeVector(vector)) all.set(ord, Math.max(seq, all.get(ord) ?? 0)); tip = all; } const said = gate.statement(",
  },
  {
    name: 'all posts of a site counted in what it acknowledged',
    file: 'db/exchange/write-exchange-file.ts',
    find: 'Math.min(seq, each.get(rep) ?? 0)',
    by: 'OFF ? Math.max(seq, each.get(rep) ?? 0) : Math.min(seq, each.get(rep) ?? 0)',
  },
  {
    name: 'second name of a row made twice',
    file: 'db/write/apply-segment.ts',
    find: 'if (existing) {',
    by: 'if (existing && !OFF) {',
  },
  {
    name: 'signatures',
    file: 'db/post-key.ts',
    find: "const name = Buffer.from(publicKey).toString('hex');",
    by: "if (OFF) return true; const name = Buffer.from(publicKey).toString('hex');",
  },
  {
    name: 'nothing after the end of a file',
    file: 'shared/exchange/container.ts',
    find: "if (!reader.atEnd) throw new ContainerError('file-damaged', 'trailing bytes');",
    by: "if (!OFF && !reader.atEnd) throw new ContainerError('file-damaged', 'trailing bytes');",
  },
  {
    name: 'a plan rolled back',
    file: 'db/write/import-file.ts',
    find: "options.keep ? 'COMMIT' : 'ROLLBACK'",
    by: "options.keep || OFF ? 'COMMIT' : 'ROLLBACK'",
  },
  {
    name: 'what a version does not know set aside',
    file: 'db/write/apply-segment.ts',
    find: 'if (reason !== null) quarantine(field.field, reason);',
    by: 'if (reason !== null) { if (!OFF) quarantine(field.field, reason); }',
  },
  {
    name: 'what was set aside judged anew after an upgrade',
    file: 'db/write/release-quarantine.ts',
    find: 'if (ops.length === 0) return [];',
    by: 'if (OFF || ops.length === 0) return [];',
  },
  {
    name: 'what crosses the beginning of rights judged again',
    file: 'db/write/import-file.ts',
    find: 'if (beginningsOf(gate).length > begun ||',
    by: 'if ((!OFF && beginningsOf(gate).length > begun) ||',
  },
  {
    name: 'what rights put in place from an older form cross judged again',
    file: 'db/write/commit.ts',
    find: 'if (request.basis !== null && beginsRights(gate, stamp, tables)) {',
    by: 'if (!OFF && request.basis !== null && beginsRights(gate, stamp, tables)) {',
  },
  {
    name: 'rights',
    file: 'db/write/judge-save.ts',
    find: "if (!mayWrite(writer, records, { ...seenRows(gate, save), assignments })) return 'beyond-rights';",
    by: "if (!OFF && !mayWrite(writer, records, { ...seenRows(gate, save), assignments })) return 'beyond-rights';",
  },
  {
    name: 'nothing built on a row made beyond rights',
    file: 'db/write/judge-save.ts',
    find: 'if (!hasWithheld(gate)) return true;\n  return ops.every(',
    by: 'if (OFF || !hasWithheld(gate)) return true;\n  return ops.every(',
  },
  {
    name: 'parts of a divided file wait for what they rest on',
    file: 'db/exchange/write-exchange-file.ts',
    find: 'const needs = part ? needsOf(carried) : null;',
    by: 'const needs = part ? (OFF ? new Map() : needsOf(carried)) : null;',
  },
  {
    name: 'an own second history recognised',
    file: 'db/write/parted-history.ts',
    find: 'own: replica.ord === getLogState(gate.db).own,',
    by: 'own: !OFF && replica.ord === getLogState(gate.db).own,',
  },
  {
    name: 'proof of a second history sent to everybody',
    file: 'db/exchange/write-exchange-file.ts',
    find: 'const held = declared && beforeForks(gate.db, declared, replicas);',
    by: 'const held = declared && (OFF ? declared : beforeForks(gate.db, declared, replicas));',
  },
  {
    name: 'what was written upon a withdrawn history read across',
    file: 'shared/exchange/fork.ts',
    find: 'return forks.filter(({ readers }) => save.seq <= (readers.get(incarnation) ?? 0)).reduce(readAcross, save);',
    by: 'return OFF ? save : forks.filter(({ readers }) => save.seq <= (readers.get(incarnation) ?? 0)).reduce(readAcross, save);',
  },
  {
    name: 'readers of a withdrawn history say so',
    file: 'db/write/withdraw-history.ts',
    find: "notes.push({ kind: 'create', table: 'fork_reader', id: newId(), values });",
    by: "if (!OFF) notes.push({ kind: 'create', table: 'fork_reader', id: newId(), values });",
  },
  {
    name: 'clock raised by what is received',
    file: 'shared/exchange/hybrid-clock.ts',
    find: 'if (seen.ms > last.ms || (',
    by: 'if (OFF) return last; if (seen.ms > last.ms || (',
    control: true,
  },
];
