import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { IGNORABLE } from '../../lib/checks/ignore/ignorable';
import { NEVER_IGNORED, whyNever } from '../../lib/checks/ignore/never';
import { code, table } from './markdown';

interface Told {
  readonly severities: Set<string>;
  readonly messages: string[];
  /** Docstrings of what tells it, for where the message is put together. */
  readonly summaries: string[];
}

/** What is told where the sources do not say it in one place. */
const SAID: { readonly [id: string]: readonly [severity: string, message: string] } = {
  'analysis-template-missing': ['error', 'a verification refers to an AnalysisTemplate that is not there'],
  'chart-failed': ['error', 'helm could not render the chart'],
  'chart-output': ['error', 'what helm printed is not a list of manifests'],
  'chart-pull-failed': ['error', 'helm could not fetch the chart'],
  'ignore-unused': ['warning', 'a finding is to be ignored that is not there'],
  'kargo-version': ['error or warning', "Kargo version is '…', expected one that the constructs know"],
  'object-not-json': ['error', 'an object has a value that JSON cannot hold'],
  'object-foreign': ['error', "a file has an object that is not Kargo's, and in no namespace of Kargo's"],
  'path-missing': ['error', 'a path or a pattern leads to no file'],
  'promotion-task-missing': ['error', 'a step calls a task that is not there'],
  'spec-invalid': ['error', "an object does not match the schema of Kargo's CRD"],
  'spec-unknown-field': ['warning', "an object has a field that Kargo's CRD does not have"],
  'stage-missing': ['error', 'a Stage is referred to that is not there'],
  'step-config': ['error', "the config of a step does not match that step's schema"],
  'step-unknown': ['error', "a step is called almost as one of Kargo's own"],
  'subscription-invalid': ['error', 'a subscription does not match its schema'],
  'subscription-tags': ['error or warning', 'a subscription selects tags in a way that Kargo 1.11 refuses'],
  'value-required': ['error', 'a Helm value is not set that others need'],
  'value-template': ['error', 'a Helm value holds a template, which the chart would evaluate'],
  'value-unsupported': ['error', 'a Helm value is one that the embedded renderer does not honour'],
  'warehouse-missing': ['error', 'a Warehouse is referred to that is not there'],
};

const nothing = (): Told => ({ severities: new Set(), messages: [], summaries: [] });

/** All findings: how severe they are, what they say, and whether they can be ignored. */
export function findingsTable(root: string): string {
  const ids = [...IGNORABLE, ...NEVER_IGNORED].sort();
  const told = toldOf(root, new Set(ids));
  const rows = ids.map((id) => {
    const { severities, messages, summaries } = told.get(id) ?? nothing();
    const why = whyNever(id);
    const [severity, message] = SAID[id] ?? [[...severities].sort().join(' or '), messages[0] ?? summaries[0] ?? ''];
    return [code(id), severity, escaped(message), why === undefined ? 'yes' : `no: ${why}`];
  });
  return [
    '## All findings',
    `There are ${ids.length}. An error stops synth; a warning is printed. A \`…\` stands for a name or a value.`,
    table(['id', 'severity', 'message', 'can be ignored'], rows),
  ].join('\n\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[<>*_]/g, (letter) => `\\${letter}`);
}

/** What the sources of the library say of each finding. */
function toldOf(root: string, ids: ReadonlySet<string>): ReadonlyMap<string, Told> {
  const told = new Map([...ids].map((id) => [id, nothing()] as const));
  for (const file of sources(root)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const found = ts.isStringLiteral(node) ? told.get(node.text) : undefined;
      if (found !== undefined) {
        collect(node as ts.StringLiteral, found);
      }
      node.forEachChild(visit);
    };
    visit(source);
  }
  return told;
}

function sources(root: string): string[] {
  return readdirSync(join(root, 'lib'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/checks\/ignore\/(ignorable|never)\.ts$/.test(path.replaceAll('\\', '/')))
    .sort();
}

/** A finding is written as an object, or made by a function that is given the id, and then the message. */
function collect(id: ts.StringLiteral, { severities, messages, summaries }: Told): void {
  const parent = beyondConditions(id);
  if (ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) {
    const severity = propertyOf(parent.parent, 'severity');
    add(severities, severity && ts.isStringLiteral(severity) ? severity.text : undefined);
    push(messages, propertyOf(parent.parent, 'message'));
  } else if (ts.isCallExpression(parent)) {
    for (const severity of severitiesOf(parent)) {
      severities.add(severity);
    }
    const place = parent.arguments.indexOf(id);
    push(messages, parent.arguments[place + 1]);
  }
  push(summaries, summaryOf(id));
}

/** From the arguments of a call, its name, or what the function of that name says that is in the same file. */
function severitiesOf(call: ts.CallExpression): string[] {
  const said = call.arguments.filter(ts.isStringLiteral).map(({ text }) => text);
  const name = call.expression.getText().replace(/^this\./, '');
  const severities = said.filter((word) => word === 'error' || word === 'warning');
  if (severities.length > 0) {
    return severities;
  }
  const known = /(error|warning|failure|mismatchFinding)/i.exec(name)?.[1]?.toLowerCase();
  return known === undefined ? wordsOf(call.getSourceFile(), name) : [known === 'warning' ? 'warning' : 'error'];
}

function wordsOf(source: ts.SourceFile, name: string): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node, inside: boolean): void => {
    const isIt = (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name?.getText() === name;
    const within = inside || isIt;
    if (within && ts.isStringLiteral(node) && (node.text === 'error' || node.text === 'warning')) {
      found.add(node.text);
    }
    if (within && ts.isCallExpression(node)) {
      add(found, /^(?:object)?(error|warning)(?:At)?$/i.exec(node.expression.getText())?.[1]?.toLowerCase());
    }
    node.forEachChild((child) => visit(child, within));
  };
  visit(source, false);
  return [...found];
}

/** The first paragraph of the docstring of the function around, without the ids that it begins with. */
function summaryOf(node: ts.Node): string {
  let around: ts.Node = node;
  while (!ts.isFunctionDeclaration(around) && !ts.isMethodDeclaration(around) && !ts.isSourceFile(around)) {
    around = around.parent;
  }
  const [doc] = ts.getJSDocCommentsAndTags(around).filter(ts.isJSDoc);
  const [first = ''] = (ts.getTextOfJSDocComment(doc?.comment) ?? '').split('\n\n');
  return first.replace(/^(?:`[\w-]+`(?:, | and )?)+: /, '').replaceAll(/\s+/g, ' ');
}

/** What an expression is part of, where it is one of the two answers of `a ? b : c`. */
function beyondConditions(node: ts.Node): ts.Node {
  return ts.isConditionalExpression(node.parent) ? beyondConditions(node.parent) : node.parent;
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (property.name?.getText() === name) {
      return ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : undefined;
    }
  }
  return undefined;
}

function add(to: Set<string>, value: string | undefined): void {
  if (value !== undefined) {
    to.add(value);
  }
}

function push(to: string[], given: ts.Expression | string | undefined): void {
  const text = typeof given === 'string' ? given : given && textOf(given);
  if (text !== undefined && /\s/.test(text)) {
    to.push(text);
  }
}

/** A text as it is written, with `…` for what is filled in. */
function textOf(expression: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(expression)) {
    return expression.text;
  }
  if (ts.isTemplateExpression(expression)) {
    return expression.head.text + expression.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  }
  if (ts.isConditionalExpression(expression)) {
    return textOf(expression.whenTrue) ?? textOf(expression.whenFalse);
  }
  const constant = ts.isIdentifier(expression) ? declared(expression) : undefined;
  return constant && textOf(constant);
}

/** The value of a constant that is declared in a block around. */
function declared(name: ts.Identifier): ts.Expression | undefined {
  for (let scope: ts.Node = name; scope.parent !== undefined; scope = scope.parent) {
    const block = scope.parent;
    const statements = ts.isBlock(block) || ts.isSourceFile(block) ? block.statements : [];
    for (const statement of statements) {
      const found = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.find((each) => each.name.getText() === name.text)
        : undefined;
      if (found?.initializer !== undefined) {
        return found.initializer;
      }
    }
  }
  return undefined;
}
