import { leaf } from './leaf';
import { TEXT } from './scalar-kinds';

const UNSUPPORTED = { nullable: true, unsupported: 'it takes a shell script of the chart' };

/** Certificates of authorities to trust. The chart unpacks them with a script, which the embedded renderer does not have. */
export const cabundle = () => ({
  configMapName: leaf(TEXT, '', UNSUPPORTED),
  secretName: leaf(TEXT, '', UNSUPPORTED),
});
