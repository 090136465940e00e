/** Findings that always count, by the reason why. */
const NEVER: readonly (readonly [why: string, ids: readonly string[]])[] = [
  [
    'a secret would be in the output, or in reach of somebody who must not have it',
    [
      'access-widened',
      'cluster-wide-secrets',
      'dex-secret',
      'label-reserved',
      'secret-in-output',
      'server-invalid',
      'url-invalid',
    ],
  ],
  [
    'an object or a file would silently be missing from the output, or take the place of another',
    [
      'cluster-duplicate',
      'cluster-name',
      'context-duplicate',
      'control-plane-twice',
      'file-collision',
      'fleet-empty',
      'name-invalid',
      'object-duplicate',
      'object-foreign',
      'object-invalid',
      'object-list',
      'object-not-json',
      'shard-declared-twice',
      'shard-name-invalid',
      'shard-name-reserved',
    ],
  ],
  [
    'what was written would silently have no effect',
    [
      'credentials-type',
      'environment-missing',
      'existing-invalid',
      'pipelines-empty',
      'prop-empty',
      'prop-missing',
      'prop-type',
      'server-missing',
      'shard-disagrees',
      'shard-rule-failed',
      'shard-type',
      'shard-unassigned',
      'spec-conflict',
      'spec-shard',
      'token-lifetime-invalid',
      'value-conflict',
      'value-invalid',
      'value-locked',
      'value-required',
      'value-template',
      'value-type',
      'value-unknown',
      'value-unsupported',
    ],
  ],
  [
    'the chart could not be rendered, so that there is nothing to write',
    [
      'chart-digest',
      'chart-failed',
      'chart-folder',
      'chart-invalid',
      'chart-missing',
      'chart-not-kargo',
      'chart-output',
      'chart-pull-failed',
      'chart-source',
      'chart-unlocked',
      'chart-version',
      'helm-missing',
      'helm-too-old',
      'helm-unusable',
      'lock-invalid',
    ],
  ],
  [
    'what could not be read was not checked',
    ['file-not-text', 'file-too-large', 'link-circle', 'path-missing', 'path-unreadable', 'yaml-invalid'],
  ],
  ['the output could not be written', ['output-foreign', 'output-shared', 'output-write']],
  ['it is what a construct of another library says of itself', ['construct-invalid']],
  ['it is about ignoring', ['ignore-not-allowed', 'ignore-unused', 'ignore-without-reason']],
];

const WHY: ReadonlyMap<string, string> = new Map(NEVER.flatMap(([why, ids]) => ids.map((id) => [id, why] as const)));

/** Why a finding counts whatever anybody says; undefined for one that may be ignored. */
export function whyNever(id: string): string | undefined {
  return WHY.get(id);
}

/** The ids of all findings that always count. */
export const NEVER_IGNORED: readonly string[] = [...WHY.keys()].sort();
