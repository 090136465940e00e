import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

/** The line, from 1, of every key of the first YAML document, by path, for example `api.host` and `api.env[0].name`. */
export function yamlLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const events = parseEvents(text, {});
  let next = 1;
  const take = (): Event | undefined => events[next++];

  const skipTo = (visit: () => void): void => {
    while (next < events.length && events[next]?.type !== EVENT_ID.POP) {
      visit();
    }
    next++;
  };

  const walk = (path: string): void => {
    const event = take();
    if (event?.type === EVENT_ID.MAPPING) {
      skipTo(() => {
        const key = events[next];
        const name = key?.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : '?';
        const below = path === '' ? name : `${path}.${name}`;
        if (key?.type === EVENT_ID.SCALAR) {
          lines.set(below, text.slice(0, key.valueStart).split('\n').length);
        }
        walk(below);
        walk(below);
      });
    } else if (event?.type === EVENT_ID.SEQUENCE) {
      let index = 0;
      skipTo(() => walk(`${path}[${index++}]`));
    }
  };

  walk('');
  return lines;
}
