import { measureCoverage } from './values/coverage';
import { formatTable, LEAST_PERCENT, percentHonoured } from './values/table';

const coverage = measureCoverage();
process.stdout.write(formatTable(coverage));
process.exitCode = percentHonoured(coverage) < LEAST_PERCENT ? 1 : 0;
