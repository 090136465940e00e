import { formatPlace } from '../../lib/parity/json-path';

test.each([
  [[], ''],
  [['spec', 'replicas'], 'spec.replicas'],
  [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], "metadata.labels['app.kubernetes.io/name']"],
  [['data', 'config-map', ''], "data.config-map['']"],
  [['data', "it's"], "data['it\\'s']"],
  [['data', '0'], "data['0']"],
])('%j is written %s', (place, text) => {
  expect(formatPlace(place)).toBe(text);
});
