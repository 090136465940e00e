import { join, relative } from 'node:path';
import ts from 'typescript';

/** Something that the package exports. */
export interface Exported {
  readonly name: string;
  /** The module that declares it, from the root of the repository. */
  readonly file: string;
  readonly symbol: ts.Symbol;
}

/** The public API, as the compiler sees it. */
export interface Api {
  readonly exported: readonly Exported[];
  readonly checker: ts.TypeChecker;
}

/** Everything that `lib/index.ts` exports by name; not the types that are generated. */
export function exportedOf(root: string): Api {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const entry = join(root, 'lib', 'index.ts');
  const program = ts.createProgram([entry], { ...options, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) {
    throw new Error(`${entry} is no module`);
  }
  const exported = checker.getExportsOfModule(module).flatMap((given) => {
    const symbol = given.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(given) : given;
    const file = fileOf(symbol, root);
    return file.startsWith('imports/') ? [] : [{ name: given.name, file, symbol }];
  });
  return { exported, checker };
}

/** The file that declares a symbol, from the root of the repository; empty for what has no declaration. */
export function fileOf(symbol: ts.Symbol, root: string): string {
  const [declaration] = symbol.getDeclarations() ?? [];
  return declaration === undefined ? '' : relative(root, declaration.getSourceFile().fileName).replaceAll('\\', '/');
}
