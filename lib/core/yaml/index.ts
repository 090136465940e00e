export type { YamlDocument } from './document';
export { type ParsedYaml, parseYaml, type YamlProblem } from './read';
export { NotJsonError, toYaml } from './write';
