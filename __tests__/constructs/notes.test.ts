import { ApiObject } from 'cdk8s';
import { Fleet } from '../../lib';
import { recordedNotes, recordNote } from '../../lib/constructs/notes';
import { temporaryFolder } from '../tools/app';

describe('a note', () => {
  test('is printed by synth, and hinders nothing', () => {
    const fleet = new Fleet({ outdir: temporaryFolder() });
    const prod = fleet.addCluster('prod');
    new ApiObject(prod, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kargo' } });
    recordNote(prod, 'a.yaml: ignored');
    recordNote(prod, 'b.yaml: ignored');
    expect(recordedNotes(prod)).toEqual(['a.yaml: ignored', 'b.yaml: ignored']);
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    fleet.synth();
    const printed = write.mock.calls.map(([text]) => text).join('');
    write.mockRestore();
    expect(printed).toBe('note: a.yaml: ignored\nnote: b.yaml: ignored\n');
    expect(process.exitCode).toBeUndefined();
  });
});
