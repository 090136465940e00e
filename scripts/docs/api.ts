import { join, relative } from 'node:path';
import ts from 'typescript';

/** Something that the package exports. */
export interface Exported {
  readonly name: string;
  /** The module that declares it, from the root of the repository. */
  readonly file: string;
  readonly symbol: ts.Symbol;
  /** Whether users can make or call it: what is exported as a type only they cannot. */
  readonly isValue: boolean;
}

/** The library, as the compiler sees it. */
export interface Api {
  /** The public API. */
  readonly exported: readonly Exported[];
  /** What commands print as JSON, by the names of the commands. */
  readonly json: readonly ts.Symbol[];
  readonly checker: ts.TypeChecker;
}

/** Everything that `lib/index.ts` exports by name, not the types that are generated; and what commands print. */
export function apiOf(root: string): Api {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const [index, output] = [join(root, 'lib', 'index.ts'), join(root, 'lib', 'cli', 'json-output.ts')];
  const program = ts.createProgram([index, output], { ...options, types: [] });
  const checker = program.getTypeChecker();
  const exported = exportsOf(program, index).flatMap((given) => {
    const symbol = given.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(given) : given;
    const file = fileOf(symbol, root);
    return file.startsWith('imports/') ? [] : [{ name: given.name, file, symbol, isValue: isValue(given) }];
  });
  const all = exportsOf(program, output).find(({ name }) => name === 'JsonOutput');
  if (all === undefined) {
    throw new Error(`${output} has no JsonOutput`);
  }
  return { exported, json: checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(all)), checker };
}

function exportsOf(program: ts.Program, path: string): ts.Symbol[] {
  const source = program.getSourceFile(path);
  const module = source && program.getTypeChecker().getSymbolAtLocation(source);
  if (module === undefined) {
    throw new Error(`${path} is no module`);
  }
  return program.getTypeChecker().getExportsOfModule(module);
}

/** Whether an export can be called or made: `export type` takes that away. */
function isValue(given: ts.Symbol): boolean {
  return !(given.getDeclarations() ?? []).some(
    (each) => ts.isExportSpecifier(each) && ts.isTypeOnlyExportDeclaration(each),
  );
}

/** The file that declares a symbol, from the root of the repository; empty for what has no declaration. */
export function fileOf(symbol: ts.Symbol, root: string): string {
  const [declaration] = symbol.getDeclarations() ?? [];
  return declaration === undefined ? '' : relative(root, declaration.getSourceFile().fileName).replaceAll('\\', '/');
}
