import ts from 'typescript';
import type { Exported } from './api';
import { anchor, block, code, table } from './markdown';

/** The page of each public name. */
type Homes = ReadonlyMap<string, string>;

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/** The part of a page that describes one export. */
export function describeExport(exported: Exported, checker: ts.TypeChecker, homes: Homes, page: string): string {
  const { name, symbol, isValue } = exported;
  const parts = [`## ${name}`, textOf(symbol, checker)];
  if (symbol.flags & ts.SymbolFlags.Class) {
    parts.push(...describeClass(symbol, checker, isValue));
  } else if (symbol.flags & ts.SymbolFlags.Interface) {
    parts.push(...describeInterface(symbol, checker));
  } else {
    parts.push(...describeOther(symbol, checker));
  }
  const others = mentioned(symbol, homes).filter((other) => other !== name);
  const links = others.map(
    (other) => `[${other}](${homes.get(other) === page ? '' : homes.get(other)}#${anchor(other)})`,
  );
  return [...parts, links.length === 0 ? '' : `See ${links.join(', ')}.`].filter((part) => part !== '').join('\n\n');
}

function describeClass(symbol: ts.Symbol, checker: ts.TypeChecker, isValue: boolean): string[] {
  const own = ownMembers(checker.getDeclaredTypeOfSymbol(symbol), checker);
  const statics = ownMembers(checker.getTypeOfSymbol(symbol), checker).filter(({ name }) => name !== 'prototype');
  const [maker] = isValue ? constructorsOf(symbol) : [];
  const made = maker === undefined ? [] : [block('text', `new ${symbol.name}${parametersOf(maker)}`)];
  const documented = maker === undefined ? [] : paramsOf(ts.getJSDocTags(maker));
  return [
    ...made,
    ...documented,
    ...(isValue ? statics : []).map((member) => describeMethod(member, checker, `${symbol.name}.`)),
    ...properties(own.filter(isProperty), checker),
    ...own.filter((member) => !isProperty(member)).map((member) => describeMethod(member, checker, '')),
  ];
}

/** What can be called with `new`; a class without a constructor of its own has that of the one above. */
function constructorsOf(symbol: ts.Symbol): ts.ConstructorDeclaration[] {
  const { valueDeclaration } = symbol;
  if (valueDeclaration === undefined || !ts.isClassDeclaration(valueDeclaration)) {
    return [];
  }
  const isAbstract = ts.getCombinedModifierFlags(valueDeclaration) & ts.ModifierFlags.Abstract;
  return isAbstract
    ? []
    : valueDeclaration.members.filter(ts.isConstructorDeclaration).filter((declaration) => !isHidden(declaration));
}

function describeInterface(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const members = ownMembers(checker.getDeclaredTypeOfSymbol(symbol), checker);
  return [
    ...properties(members.filter(isProperty), checker),
    ...members.filter((member) => !isProperty(member)).map((member) => describeMethod(member, checker, '')),
  ];
}

function describeOther(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const [declaration] = symbol.getDeclarations() ?? [];
  if (declaration === undefined) {
    return [];
  }
  if (ts.isFunctionDeclaration(declaration)) {
    return [block('text', signature(symbol.name, declaration)), ...paramsOf(ts.getJSDocTags(declaration))];
  }
  if (ts.isTypeAliasDeclaration(declaration)) {
    return [block('text', declaration.getText().replace(/^export /, ''))];
  }
  return [code(checker.typeToString(checker.getTypeOfSymbol(symbol)))];
}

/** Members that are declared in the library itself, not in those that it builds on. */
function ownMembers(type: ts.Type, checker: ts.TypeChecker): ts.Symbol[] {
  return checker.getPropertiesOfType(type).filter((member) => {
    const [declaration] = member.getDeclarations() ?? [];
    return (
      declaration !== undefined &&
      /\/(lib|imports)\//.test(declaration.getSourceFile().fileName) &&
      !declaration.getSourceFile().fileName.includes('/node_modules/') &&
      !isHidden(declaration)
    );
  });
}

function isHidden(declaration: ts.Declaration): boolean {
  const name = ts.getNameOfDeclaration(declaration);
  return (
    (name !== undefined && ts.isPrivateIdentifier(name)) || (ts.getCombinedModifierFlags(declaration) & HIDDEN) !== 0
  );
}

function isProperty(member: ts.Symbol): boolean {
  return (member.flags & ts.SymbolFlags.Method) === 0;
}

function properties(members: readonly ts.Symbol[], checker: ts.TypeChecker): string[] {
  const rows = members.map((member) => [
    code(member.flags & ts.SymbolFlags.Optional ? `${member.name}?` : member.name),
    code(typeOf(member, checker)),
    defaultOf(member, checker) ?? '',
    textOf(member, checker),
  ]);
  return rows.length === 0 ? [] : [table(['property', 'type', 'default', 'what it is'], rows)];
}

function typeOf(member: ts.Symbol, checker: ts.TypeChecker): string {
  const [declaration] = member.getDeclarations() ?? [];
  const written =
    declaration &&
    (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration) || ts.isParameter(declaration))
      ? declaration.type?.getText()
      : undefined;
  return written ?? checker.typeToString(checker.getTypeOfSymbol(member));
}

function describeMethod(member: ts.Symbol, checker: ts.TypeChecker, prefix: string): string {
  const [declaration] = member.getDeclarations() ?? [];
  if (declaration === undefined || !(ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration))) {
    return `### ${prefix}${member.name}\n\n${textOf(member, checker)}`;
  }
  return [
    `### ${prefix}${member.name}()`,
    block('text', signature(`${prefix}${member.name}`, declaration)),
    textOf(member, checker),
    ...paramsOf(ts.getJSDocTags(declaration)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function signature(name: string, declaration: ts.SignatureDeclaration): string {
  const type = declaration.type === undefined ? '' : `: ${declaration.type.getText()}`;
  return `${name}${parametersOf(declaration)}${type}`;
}

function parametersOf(declaration: ts.SignatureDeclaration): string {
  const written = declaration.parameters.map((parameter) =>
    parameter
      .getText()
      .replaceAll(/\s+/g, ' ')
      .replace(/^(?:(?:public|protected|private|readonly) )+/, ''),
  );
  return `(${written.join(', ')})`;
}

/** What is said of parameters, of what is returned and of what is thrown. */
function paramsOf(tags: readonly ts.JSDocTag[]): string[] {
  const lines = tags.flatMap((tag) => {
    const text = (ts.getTextOfJSDocComment(tag.comment) ?? '').replaceAll(/\s+/g, ' ').trim();
    if (ts.isJSDocParameterTag(tag)) {
      return [`- ${code(tag.name.getText())}: ${text.replace(/^- /, '')}`];
    }
    const kind = tag.tagName.text;
    if (kind === 'returns' || kind === 'throws') {
      const thrown = ts.isJSDocThrowsTag(tag) && tag.typeExpression ? `${tag.typeExpression.getText()} ` : '';
      return [`- ${kind} ${thrown}${text}`];
    }
    return [];
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** The docstring; that of another member where it only says `@see Other.member`. */
export function textOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() || seen(symbol, checker);
}

function seen(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const see = symbol.getJsDocTags(checker).find(({ name }) => name === 'see');
  const text = ts.displayPartsToString(see?.text).trim();
  return text === '' ? '' : `See ${code(text)}.`;
}

function defaultOf(symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === 'default');
  if (tag === undefined) {
    return undefined;
  }
  const text = ts.displayPartsToString(tag.text).trim();
  return text.startsWith('- ') ? text.slice(2) : code(text);
}

/** Public names in the declarations of a symbol, in the order of the alphabet. */
function mentioned(symbol: ts.Symbol, homes: Homes): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || (ts.isClassElement(node) && isHidden(node))) {
      return;
    }
    if (ts.isIdentifier(node) && homes.has(node.text)) {
      names.add(node.text);
    }
    node.forEachChild(visit);
  };
  for (const declaration of symbol.getDeclarations() ?? []) {
    visit(declaration);
  }
  return [...names].sort();
}
