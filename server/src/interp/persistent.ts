/**
 * A map from names to values that is never changed: setting a name shares all but a path with the map before. Joining
 * two maps skips what they share, which is nearly everything when they come from one path that forked; that is why this
 * is not a library's map. A Patricia trie over the names' hashes (Okasaki and Gill, 1998).
 */

interface Leaf<V> {
  readonly hash: number;
  readonly key: string;
  readonly value: V;
  /** Another name with the same hash. */
  readonly next: Leaf<V> | undefined;
}

interface Branch<V> {
  /** The bits above `bit`, which all names below agree on. */
  readonly prefix: number;
  /** A power of two: names without this bit are on the left. */
  readonly bit: number;
  readonly left: Node<V>;
  readonly right: Node<V>;
}

type Node<V> = Leaf<V> | Branch<V>;

/** Undefined is the empty map. */
export type Persistent<V> = Node<V> | undefined;

const isLeaf = <V>(node: Node<V>): node is Leaf<V> => "key" in node;

export function get<V>(map: Persistent<V>, key: string): V | undefined {
  const hash = hashOf(key);
  let node = map;
  while (node && !isLeaf(node)) node = (hash & node.bit) === 0 ? node.left : node.right;
  for (let leaf = node; leaf; leaf = leaf.next) if (leaf.key === key) return leaf.value;
  return undefined;
}

export const set = <V>(map: Persistent<V>, key: string, value: V): Persistent<V> =>
  insert(map, { hash: hashOf(key), key, value, next: undefined });

function insert<V>(node: Persistent<V>, leaf: Leaf<V>): Node<V> {
  if (!node) return leaf;
  if (isLeaf(node))
    return node.hash === leaf.hash ? replace(node, leaf) : fork(node, node.hash, leaf, leaf.hash);
  if (!agrees(leaf.hash, node)) return fork(node, node.prefix, leaf, leaf.hash);
  return (leaf.hash & node.bit) === 0
    ? { ...node, left: insert(node.left, leaf) }
    : { ...node, right: insert(node.right, leaf) };
}

function replace<V>(chain: Leaf<V>, leaf: Leaf<V>): Leaf<V> {
  if (chain.key === leaf.key) return { ...leaf, next: chain.next };
  return { ...chain, next: chain.next ? replace(chain.next, leaf) : leaf };
}

/** The branch at the highest bit in which two prefixes differ. */
function fork<V>(a: Node<V>, aPrefix: number, b: Node<V>, bPrefix: number): Branch<V> {
  const bit = 1 << (31 - Math.clz32(aPrefix ^ bPrefix));
  const prefix = above(aPrefix, bit);
  return (aPrefix & bit) === 0 ? { prefix, bit, left: a, right: b } : { prefix, bit, left: b, right: a };
}

const above = (hash: number, bit: number): number => hash & ~(bit | (bit - 1));
const agrees = <V>(hash: number, { prefix, bit }: Branch<V>): boolean => above(hash, bit) === prefix;

/** Both maps' names; `combine` is asked only for names that both have with different values. */
export function join<V>(a: Persistent<V>, b: Persistent<V>, combine: (a: V, b: V) => V): Persistent<V> {
  if (a === b || !b) return a;
  if (!a) return b;
  if (isLeaf(b)) return joinLeaf(a, b, combine);
  if (isLeaf(a)) return joinLeaf(b, a, (x, y) => combine(y, x));
  if (a.bit === b.bit && a.prefix === b.prefix) {
    const left = join(a.left, b.left, combine) as Node<V>;
    const right = join(a.right, b.right, combine) as Node<V>;
    return left === a.left && right === a.right ? a : { ...a, left, right };
  }
  // Unsigned, since the highest bit is the sign.
  if (a.bit >>> 0 > b.bit >>> 0 && agrees(b.prefix, a)) return joinBelow(a, b, combine);
  if (b.bit >>> 0 > a.bit >>> 0 && agrees(a.prefix, b)) return joinBelow(b, a, (x, y) => combine(y, x));
  return fork(a, a.prefix, b, b.prefix);
}

function joinBelow<V>(outer: Branch<V>, inner: Branch<V>, combine: (a: V, b: V) => V): Branch<V> {
  return (inner.prefix & outer.bit) === 0
    ? { ...outer, left: join(outer.left, inner, combine) as Node<V> }
    : { ...outer, right: join(outer.right, inner, combine) as Node<V> };
}

function joinLeaf<V>(map: Node<V>, chain: Leaf<V>, combine: (a: V, b: V) => V): Node<V> {
  let result = map;
  for (let leaf: Leaf<V> | undefined = chain; leaf; leaf = leaf.next) {
    const before = get(result, leaf.key);
    if (before === leaf.value) continue;
    const value = before === undefined ? leaf.value : combine(before, leaf.value);
    if (value !== before) result = insert(result, { hash: leaf.hash, key: leaf.key, value, next: undefined });
  }
  return result;
}

/** The same names with the same values? */
export function equal<V>(a: Persistent<V>, b: Persistent<V>, same: (a: V, b: V) => boolean): boolean {
  if (a === b) return true;
  if (!a || !b || isLeaf(a) !== isLeaf(b)) return false;
  if (isLeaf(a) || isLeaf(b)) return equalChains(a, b, same);
  const alike = a.bit === b.bit && a.prefix === b.prefix;
  return alike && equal(a.left, b.left, same) && equal(a.right, b.right, same);
}

function equalChains<V>(a: Node<V>, b: Node<V>, same: (a: V, b: V) => boolean): boolean {
  const left = [...entries(a)];
  const right = [...entries(b)];
  if (left.length !== right.length) return false;
  return left.every(([key, value]) => right.some(([other, its]) => other === key && same(value, its)));
}

export function* entries<V>(map: Persistent<V>): Generator<[string, V]> {
  const pending: Node<V>[] = map ? [map] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!isLeaf(node)) pending.push(node.left, node.right);
    else for (let leaf: Leaf<V> | undefined = node; leaf; leaf = leaf.next) yield [leaf.key, leaf.value];
  }
}

/** The names for which `keep` holds; shares the parts that lose none. */
export function filter<V>(map: Persistent<V>, keep: (key: string) => boolean): Persistent<V> {
  if (!map) return undefined;
  if (isLeaf(map)) {
    const next = filter(map.next, keep) as Leaf<V> | undefined;
    if (!keep(map.key)) return next;
    return next === map.next ? map : { ...map, next };
  }
  const left = filter(map.left, keep);
  const right = filter(map.right, keep);
  if (left === map.left && right === map.right) return map;
  return left && right ? { ...map, left, right } : (left ?? right);
}

/** FNV-1a, 32 bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash;
}
