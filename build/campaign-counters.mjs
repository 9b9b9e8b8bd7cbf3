// Puts a counter at every branch of the exchange's code, by which the fuzzing knows that an input went where none had.
import { relative } from 'node:path';
import { parseAst } from 'vite';
import { projectRoot } from './setup/places.mjs';

const counted = /^(shared\/(exchange|domain)|db\/(exchange|write))\//;

/** The plugin of a bundle; the counters are `globalThis.reached`. */
export function countersPlugin() {
  let next = 0;
  return {
    name: 'campaign-counters',
    enforce: /** @type {const} */ ('post'),
    /**
     * @param {string} code
     * @param {string} id
     */
    transform(code, id) {
      if (!counted.test(relative(projectRoot, id).replaceAll('\\', '/'))) return null;
      /** @type {[at: number, text: string][]} */
      const inserts = [];
      const count = () => `globalThis.reached[${next++}]++`;
      visit(parseAst(code), (node) => {
        for (const branch of expressionBranches(node)) {
          inserts.push([branch.start, `(${count()}, `], [branch.end, ')']);
        }
        if (node.type === 'BlockStatement') inserts.push([node.start + 1, `${count()};`]);
        if (node.type === 'IfStatement' && node.consequent.type !== 'BlockStatement')
          inserts.push([node.consequent.start, `{${count()};`], [node.consequent.end, '}']);
      });
      return { code: insertAll(code, inserts), map: null };
    },
  };
}

/** @param {any} node */
function expressionBranches(node) {
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate];
  if (node.type === 'LogicalExpression') return [node.right];
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return [node.body];
  return [];
}

/**
 * @param {any} node
 * @param {(node: any) => void} look
 */
function visit(node, look) {
  if (Array.isArray(node)) for (const one of node) visit(one, look);
  else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') look(node);
    for (const value of Object.values(node)) if (value && typeof value === 'object') visit(value, look);
  }
}

/**
 * Where several meet, what ends there comes before what begins.
 * @param {string} code
 * @param {[at: number, text: string][]} inserts
 */
function insertAll(code, inserts) {
  const isEnd = (/** @type {string} */ text) => text === ')' || text === '}';
  const sorted = inserts
    .map((insert, order) => ({ insert, order }))
    .toSorted((a, b) => {
      const [[atA, textA], [atB, textB]] = [a.insert, b.insert];
      if (atA !== atB) return atA - atB;
      if (isEnd(textA) !== isEnd(textB)) return isEnd(textA) ? -1 : 1;
      return isEnd(textA) ? b.order - a.order : a.order - b.order;
    });
  let [whole, from] = ['', 0];
  for (const { insert } of sorted) {
    whole += code.slice(from, insert[0]) + insert[1];
    from = insert[0];
  }
  return whole + code.slice(from);
}
