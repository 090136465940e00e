import { main } from './release/main';

process.exitCode = main(process.argv.slice(2), { out: console.log, err: console.error });
