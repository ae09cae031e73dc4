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
    ? withParts(node, insert(node.left, leaf), node.right)
    : withParts(node, node.left, insert(node.right, leaf));
}

function replace<V>(chain: Leaf<V>, leaf: Leaf<V>): Leaf<V> {
  if (chain.key === leaf.key) return leafWith(chain, leaf.value, chain.next);
  return leafWith(chain, chain.value, chain.next ? replace(chain.next, leaf) : leaf);
}

/** The branch at the highest bit in which two prefixes differ. */
function fork<V>(a: Node<V>, aPrefix: number, b: Node<V>, bPrefix: number): Branch<V> {
  const bit = 1 << (31 - Math.clz32(aPrefix ^ bPrefix));
  const prefix = above(aPrefix, bit);
  return (aPrefix & bit) === 0 ? { prefix, bit, left: a, right: b } : { prefix, bit, left: b, right: a };
}

const above = (hash: number, bit: number): number => hash & ~(bit | (bit - 1));
const agrees = <V>(hash: number, { prefix, bit }: Branch<V>): boolean => above(hash, bit) === prefix;

/** What becomes of a name that only one of two maps has: its value from now on; undefined leaves it out. */
export type Alone<V> = (key: string, value: V) => V | undefined;

/** `combine` is asked only for names that both have with different values. */
export function join<V>(
  a: Persistent<V>,
  b: Persistent<V>,
  combine: (a: V, b: V) => V,
  alone: Alone<V>,
): Persistent<V> {
  if (a === b) return a;
  if (!a || !b) return mapped(a ?? b, alone);
  if (isLeaf(a) && isLeaf(b) && haveOneName(a, b))
    return a.value === b.value ? a : leafWith(a, combine(a.value, b.value), undefined);
  if (isLeaf(a) || isLeaf(b)) return joinLeaves(a, b, combine, alone);
  if (a.bit === b.bit && a.prefix === b.prefix) {
    return rejoin(a, join(a.left, b.left, combine, alone), join(a.right, b.right, combine, alone));
  }
  // Unsigned, since the highest bit is the sign.
  if (a.bit >>> 0 > b.bit >>> 0 && agrees(b.prefix, a)) {
    return (b.prefix & a.bit) === 0
      ? rejoin(a, join(a.left, b, combine, alone), mapped(a.right, alone))
      : rejoin(a, mapped(a.left, alone), join(a.right, b, combine, alone));
  }
  if (b.bit >>> 0 > a.bit >>> 0 && agrees(a.prefix, b)) return join(b, a, (x, y) => combine(y, x), alone);
  const [left, right] = [mapped(a, alone), mapped(b, alone)];
  return left && right ? fork(left, prefixOf(left), right, prefixOf(right)) : (left ?? right);
}

/** The same name, and no other with the same hash: nearly always so where two names meet. */
const haveOneName = <V>(a: Leaf<V>, b: Leaf<V>): boolean => a.key === b.key && !a.next && !b.next;

const leafWith = <V>(leaf: Leaf<V>, value: V, next: Leaf<V> | undefined): Leaf<V> =>
  value === leaf.value && next === leaf.next ? leaf : { hash: leaf.hash, key: leaf.key, value, next };

const prefixOf = <V>(node: Node<V>): number => (isLeaf(node) ? node.hash : node.prefix);

function rejoin<V>(branch: Branch<V>, left: Persistent<V>, right: Persistent<V>): Persistent<V> {
  if (!left || !right) return left ?? right;
  return left === branch.left && right === branch.right ? branch : withParts(branch, left, right);
}

/** Not spread: that takes Node ten times as long. */
const withParts = <V>({ prefix, bit }: Branch<V>, left: Node<V>, right: Node<V>): Branch<V> => ({
  prefix,
  bit,
  left,
  right,
});

/** One of the two is a single name, or a few with the same hash. */
function joinLeaves<V>(a: Node<V>, b: Node<V>, combine: (a: V, b: V) => V, alone: Alone<V>): Persistent<V> {
  const inBoth = new Map<string, V>();
  const [few, many] = isLeaf(b) ? [b, a] : [a, b];
  for (const [key] of entries(few)) {
    const left = get(a, key);
    const right = get(b, key);
    if (left !== undefined && right !== undefined)
      inBoth.set(key, left === right ? left : combine(left, right));
  }
  let result = mapped(many, (key, value) => inBoth.get(key) ?? alone(key, value));
  for (const [key, value] of entries(few)) {
    const kept = inBoth.has(key) ? undefined : alone(key, value);
    if (kept !== undefined) result = set(result, key, kept);
  }
  return result;
}

/** Each name with what becomes of it; shares the parts in which nothing changes. */
function mapped<V>(map: Persistent<V>, change: Alone<V>): Persistent<V> {
  if (!map) return undefined;
  if (isLeaf(map)) {
    const next = mapped(map.next, change) as Leaf<V> | undefined;
    const value = change(map.key, map.value);
    if (value === undefined) return next;
    return leafWith(map, value, next);
  }
  return rejoin(map, mapped(map.left, change), mapped(map.right, change));
}

/** The same names with the same values? */
export function equal<V>(a: Persistent<V>, b: Persistent<V>, same: (a: V, b: V) => boolean): boolean {
  if (a === b) return true;
  if (!a || !b || isLeaf(a) !== isLeaf(b)) return false;
  if (isLeaf(a) && isLeaf(b) && haveOneName(a, b)) return same(a.value, b.value);
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
export const filter = <V>(map: Persistent<V>, keep: (key: string) => boolean): Persistent<V> =>
  mapped(map, (key, value) => (keep(key) ? value : undefined));

/** FNV-1a, 32 bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash;
}
