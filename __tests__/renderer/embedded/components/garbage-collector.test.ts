import type { JsonObject } from '../../../../lib';
import { rendered } from '../rendered';

const spec = (garbageCollector: JsonObject) =>
  rendered({ garbageCollector }).at('CronJob kargo-garbage-collector', 'spec');

describe('the garbage collector', () => {
  test('runs when the values say, one job at a time', () => {
    expect(spec({ schedule: '5 * * * *', successfulJobsHistoryLimit: 0 })).toMatchObject({
      schedule: '5 * * * *',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 0,
    });
  });

  test('is suspended only where the values say so', () => {
    expect(spec({ suspend: true })).toMatchObject({ suspend: true });
    expect(spec({})).not.toHaveProperty('suspend');
  });

  test('has its jobs deleted after a time only where the values say so', () => {
    expect(spec({ ttlSecondsAfterFinished: 60 })).toMatchObject({
      jobTemplate: { spec: { ttlSecondsAfterFinished: 60 } },
    });
    expect(spec({})).not.toHaveProperty('jobTemplate.spec.ttlSecondsAfterFinished');
  });

  test('keeps what the values say', () => {
    const values = { maxRetainedFreight: 1, maxRetainedPromotions: 2, workers: 4, minFreightDeletionAge: '1h' };
    expect(rendered({ garbageCollector: values }).data('kargo-garbage-collector')).toMatchObject({
      MAX_RETAINED_FREIGHT: '1',
      MAX_RETAINED_PROMOTIONS: '2',
      NUM_WORKERS: '4',
      MIN_FREIGHT_DELETION_AGE: '1h',
    });
  });
});
