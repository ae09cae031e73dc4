import { test } from "vitest";
import { readFileSync } from "node:fs";
import { printUnit } from "../../server/src/c/print";
import { readUnit } from "./read";
test("x", () => { console.log(printUnit(readUnit(readFileSync("/tmp/try.c", "utf8")))); });
