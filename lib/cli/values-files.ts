import type { Problem, Where } from '../core/finding';
import type { JsonObject } from '../core/kube-object';
import { mergeValues } from '../core/values';
import { Failed } from './failed';
import { readValuesFile, type ValuesFile } from './read-values-file';
import { yamlLines } from './yaml-lines';

/** Helm values files, merged as Helm does, which remember where each value came from. */
export class ValuesFiles {
  private constructor(private readonly files: readonly ValuesFile[]) {}

  /**
   * @param paths in the order of rising precedence; `-` is stdin
   * @throws Failed with everything that is wrong with any of the files
   */
  static async read(paths: readonly string[]): Promise<ValuesFiles> {
    const outcomes = await Promise.allSettled(paths.map(readValuesFile));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    const unexpected = errors.find((error) => !(error instanceof Failed));
    if (errors.length > 0) {
      throw unexpected ?? new Failed(errors.flatMap((error) => (error as Failed).findings));
    }
    return new ValuesFiles(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])));
  }

  /** One mapping for all files: a later one wins, member by member. */
  get merged(): JsonObject {
    return this.files.reduce<JsonObject>((merged, { values }) => mergeValues(merged, values), {});
  }

  /** Where the value is that a problem's message quotes: the last file that has it, as its value is the one that counts. */
  whereOf(problem: Problem): Where {
    const quoted = [...problem.message.matchAll(/'([^']+)'/g)].flatMap(([, path]) => path ?? []);
    for (const { name, text } of this.files.toReversed()) {
      const lines = yamlLines(text);
      const line = quoted.map((path) => lines.get(path)).find((found) => found !== undefined);
      if (line !== undefined) {
        return { file: name, line };
      }
    }
    return { file: this.files.map(({ name }) => name).join(', ') || 'command line' };
  }
}
