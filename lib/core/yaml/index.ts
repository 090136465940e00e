export { type ParsedYaml, parseYaml, type YamlDocument, type YamlProblem } from './read';
export { NotJsonError, toYaml } from './write';
