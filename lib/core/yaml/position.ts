import { EVENT_ID, type Event } from 'js-yaml';

/** Where what an event is about begins in its text, with its anchor and tag; undefined where nothing is written. */
export function positionOf(event: Event | undefined): number | undefined {
  switch (event?.type) {
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return first(event.start, event.anchorStart, event.tagStart);
    case EVENT_ID.SCALAR:
      return first(event.valueStart, event.anchorStart, event.tagStart);
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    default:
      return undefined;
  }
}

/** The first of some positions, of which -1 is none. Called for every value of a file. */
function first(own: number, anchor: number, tag: number): number | undefined {
  let position = own;
  if (anchor >= 0 && (position < 0 || anchor < position)) {
    position = anchor;
  }
  if (tag >= 0 && (position < 0 || tag < position)) {
    position = tag;
  }
  return position < 0 ? undefined : position;
}
