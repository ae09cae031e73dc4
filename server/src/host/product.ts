/** The product's name and version, from the one place that states them. */
export { name, version } from "../../package.json";
