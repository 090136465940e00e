import ts from 'typescript';
import { textOf } from './declaration';
import { code, table } from './markdown';

/** Of so many words it is told which they may be. */
const FEW = 6;

/** What a command prints as JSON, key by key; `?` is behind those that may be missing. */
export function jsonTable(printed: ts.Symbol, checker: ts.TypeChecker): string {
  const rows = rowsOf(checker.getTypeOfSymbol(printed), '', checker);
  return `With \`--format json\`:\n\n${table(['key', 'type', 'what it is'], rows)}`;
}

function rowsOf(type: ts.Type, path: string, checker: ts.TypeChecker): string[][] {
  return checker.getPropertiesOfType(type).flatMap((member) => {
    const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
    const own = checker.getNonNullableType(checker.getTypeOfSymbol(member));
    const item = itemOf(own, checker);
    const name = `${path}${member.name}${item === undefined ? '' : '[]'}`;
    const inner = item ?? own;
    const isObject = (inner.flags & ts.TypeFlags.Object) !== 0;
    const written = isObject ? 'object' : nameOf(item ?? typeOf(member, isOptional, checker), checker);
    const row = [code(isOptional ? `${name}?` : name), code(written), textOf(member, checker)];
    return [row, ...(isObject ? rowsOf(inner, `${name}.`, checker) : [])];
  });
}

/** Without the `undefined` of what may not be there. */
function typeOf(member: ts.Symbol, isOptional: boolean, checker: ts.TypeChecker): ts.Type {
  const type = checker.getTypeOfSymbol(member);
  return isOptional ? checker.getNonNullableType(type) : type;
}

/** As TypeScript has it; just `string` where there are too many words to name. */
function nameOf(type: ts.Type, checker: ts.TypeChecker): string {
  const isOfWords = type.isUnion() && type.types.every((each) => each.isStringLiteral());
  return isOfWords && type.types.length > FEW
    ? 'string'
    : checker.typeToString(type, undefined, ts.TypeFormatFlags.InTypeAlias);
}

/** What a list holds. */
function itemOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  return checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
}
