import { type FreightRequest, type Located, requestsOf } from './pipelines';

interface Request extends FreightRequest {
  readonly stage: string;
  /** From how many of its Stages freight must come still. */
  missing: number;
}

/**
 * To which Stages of one Project freight can get: directly, or through a Stage to which it gets (with availabilityStrategy
 * `All` through all of them, Kargo 1.11). A Stage that is not in view may get any freight. Linear in the number of requests.
 */
export class FreightReach {
  private readonly reached = new Set<string>();

  constructor(stages: readonly Located[]) {
    const inView = new Set(stages.map(({ name }) => name));
    const waiting = new Map<string, Request[]>();
    const requests = stages.flatMap(({ name, at }) =>
      requestsOf(at.object).map((request) => ({ ...request, stage: name, missing: needed(request) })),
    );
    const done: Request[] = [];
    const arrive = (request: Request) => {
      request.missing -= 1;
      if (request.missing === 0) {
        done.push(request);
      }
    };
    for (const request of requests) {
      if (request.direct) {
        done.push(request);
        continue;
      }
      for (const from of request.stages) {
        if (inView.has(from)) {
          const key = keyOf(from, request.origin);
          const others = waiting.get(key) ?? [];
          others.push(request);
          waiting.set(key, others);
        } else {
          arrive(request);
        }
      }
    }
    for (const { stage, origin } of done) {
      const key = keyOf(stage, origin);
      if (!this.reached.has(key)) {
        this.reached.add(key);
        waiting.get(key)?.forEach(arrive);
      }
    }
  }

  /** Whether freight of a Warehouse can get to a Stage that is in view. */
  has(stage: string, origin: string): boolean {
    return this.reached.has(keyOf(stage, origin));
  }
}

function needed({ all, stages }: FreightRequest): number {
  return all ? stages.length : Math.min(stages.length, 1);
}

function keyOf(stage: string, origin: string): string {
  return `${origin}\0${stage}`;
}
