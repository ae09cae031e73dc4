/** Reads the table of rooms in docs/architecture.md and finds imports that it does not allow; measures functions. */
import { posix } from "node:path";
import ts from "typescript";

export interface Room {
  readonly rooms: readonly string[];
  /** Names of outside modules, or beginnings of them: "node:". */
  readonly outside: readonly string[];
}

const heading = "| room | may import | outside modules | must not know |";

export function parseRooms(page: string): ReadonlyMap<string, Room> {
  const lines = page.split("\n");
  const first = lines.indexOf(heading);
  if (first < 0) throw new Error(`no table "${heading}"`);
  const rooms = new Map<string, Room>();
  for (const line of lines.slice(first + 2)) {
    if (!line.startsWith("|")) break;
    const [, room = "", may = "", outside = ""] = line.split("|").map((cell) => cell.trim());
    rooms.set(words(room)[0] ?? "", { rooms: words(may), outside: words(outside) });
  }
  return rooms;
}

export function strayImports(
  file: { readonly name: string; readonly text: string },
  rooms: ReadonlyMap<string, Room>,
): string[] {
  const name = file.name.split("/")[0] ?? "";
  const room = rooms.get(name);
  if (!room) return [`${file.name}: the table has no room ${name}`];
  return importsOf(file.text).flatMap((target) => {
    const to = target.startsWith(".") ? posix.join(posix.dirname(file.name), target) : target;
    const inside = target.startsWith(".") && !to.startsWith("..");
    const owner = to.split("/")[0] ?? "";
    const allowed = inside
      ? owner === name || room.rooms.includes(owner)
      : room.outside.some(
          (module) => to === module || to.startsWith(module.endsWith(":") ? module : `${module}/`),
        );
    return allowed ? [] : [`${file.name}: ${name} must not import ${inside ? owner : to}`];
  });
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"\n]+)"/g)].map(([, target = ""]) => target);
}

/** The names in a cell, which stand in backticks; words around them are for people. */
function words(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}

/** Functions of more than `most` lines, as `file:line`. A group of tests, what `describe` is given, is none. */
export function longFunctions(
  { name: file, text }: { readonly name: string; readonly text: string },
  most: number,
): string[] {
  if (text.split("\n").length <= most) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const lineAt = (offset: number) => source.getLineAndCharacterOfPosition(offset).line;
  const isGroupOfTests = (parent: ts.Node) =>
    ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText(source));
  const long: string[] = [];
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (ts.isFunctionLike(node) && !isGroupOfTests(parent)) {
      const first = lineAt(node.getStart(source));
      if (lineAt(node.end) - first + 1 > most) long.push(`${file}:${first + 1}`);
    }
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(source, source);
  return long;
}
