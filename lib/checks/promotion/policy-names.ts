import type { Finding } from '../../core/finding';
import { describe } from '../../core/kube-object';
import { located } from '../pipelines';
import { list, mapping, text } from '../read';
import { objectError } from '../report';
import type { FleetView } from '../view';

const KINDS_OF_PATTERN: ReadonlySet<string> = new Set(['glob', 'regex', 'regexp']);

/** `policy-invalid`: promotion policies that Kargo's webhook refuses (1.11): for one Stage twice, or with an unknown pattern. */
export function checkPolicyNames(view: FleetView): Finding[] {
  return located(view, 'ProjectConfig').flatMap(({ at }) => {
    const places = new Map<string, number>();
    return list(mapping(at.object.spec)['promotionPolicies']).flatMap((policy, i) => {
      const { stage, stageSelector } = mapping(policy);
      const selected = text(mapping(stageSelector)['name']);
      const name = selected ?? text(stage) ?? '';
      const member = selected === undefined ? ['stage'] : ['stageSelector', 'name'];
      const field = ['spec', 'promotionPolicies', i, ...member];
      const policyName = `promotion policy ${i + 1} of ${describe(at.object)}`;
      const [kind = '', ...rest] = name.split(':');
      if (rest.length > 0) {
        const message = `${policyName} is for '${name}', of which '${kind}:' is no kind of pattern`;
        const fix = "begin it with 'glob:', 'regex:' or 'regexp:', or write the name of a Stage";
        return KINDS_OF_PATTERN.has(kind) ? [] : [objectError(at, 'policy-invalid', message, fix, field)];
      }
      const first = places.get(name);
      if (name === '' || first === undefined) {
        places.set(name, i);
        return [];
      }
      const message = `${policyName} is for Stage '${name}', and so is policy ${first + 1}`;
      return [objectError(at, 'policy-invalid', message, 'put both into one policy', field)];
    });
  });
}
