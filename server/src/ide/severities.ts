/** Which severity a project wishes a rule's findings to have, and which rules it wishes to be off. */
import { rules } from "../rules";
import type { CheckRequest, Severities, Severity } from "./types";

const none: Severities = {};
const starts: ReadonlyMap<string, Severity | "off"> = new Map(rules.map(({ id, start }) => [id, start]));

/** What becomes of a rule's findings; undefined: each keeps its own severity. */
export const wished = (rule: string, severities: Severities): Severity | "off" | undefined =>
  Object.hasOwn(severities, rule) ? severities[rule] : starts.get(rule) === "off" ? "off" : undefined;

export const severitiesIn = ({ severitiesIn: of }: CheckRequest, file: string): Severities =>
  of?.(file) ?? none;

export const isOn = (rule: string, severities: Severities): boolean => wished(rule, severities) !== "off";
