import { main } from './import/main';

// npm runs scripts in the folder of package.json.
process.exitCode = main(process.argv.slice(2), 'imports', { out: console.log, err: console.error });
