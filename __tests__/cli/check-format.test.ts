import { FORMATS, ignoredText } from '../../lib/cli/check-format';
import type { Finding } from '../../lib/core/finding';

const finding = (more: Partial<Finding> = {}): Finding => ({
  severity: 'warning',
  id: 'an-id',
  message: 'a message',
  fix: 'a fix',
  where: { file: 'a.yaml' },
  ...more,
});

test('as text, what is about a whole file is at its first line', () => {
  expect(FORMATS.text([finding()], [])).toBe('a.yaml:1: warning an-id: a message\n');
});

test('as text, no name can begin a line or reach the terminal', () => {
  const forged = finding({ message: 'a\nb.yaml:1: error x: \u001b[31my\u007f\u0085' });
  expect(FORMATS.text([forged], [])).toBe(
    'a.yaml:1: warning an-id: a\\nb.yaml:1: error x: \\u001b[31my\\u007f\\u0085\n',
  );
});

test('as JSON, what a finding does not have is null', () => {
  expect(JSON.parse(FORMATS.json([finding()], []))).toEqual({
    findings: [
      {
        severity: 'warning',
        id: 'an-id',
        message: 'a message',
        fix: 'a fix',
        file: 'a.yaml',
        line: null,
        object: null,
      },
    ],
    ignored: [],
  });
});

const ignored = { ...finding({ where: { file: 'a.yaml', line: 3 } }), reason: 'because' };

test('as text, what is ignored is no line among the findings, but one for people', () => {
  expect(FORMATS.text([], [ignored])).toBe('');
  expect(ignoredText([ignored])).toBe('ignored: a.yaml:3: an-id: a message (because)\n');
});

test('as text, no reason can begin a line or reach the terminal', () => {
  expect(ignoredText([{ ...ignored, reason: 'a\n\u001b[31m' }])).toBe(
    'ignored: a.yaml:3: an-id: a message (a\\n\\u001b[31m)\n',
  );
});

test('as JSON, what is ignored is a list of its own, with the reason', () => {
  expect(JSON.parse(FORMATS.json([], [ignored]))).toEqual({
    findings: [],
    ignored: [
      {
        severity: 'warning',
        id: 'an-id',
        message: 'a message',
        fix: 'a fix',
        file: 'a.yaml',
        line: 3,
        object: null,
        reason: 'because',
      },
    ],
  });
});

test('for GitHub, what is ignored is a notice', () => {
  expect(FORMATS.github([], [{ ...ignored, reason: 'is\nso' }])).toBe(
    '::notice file=a.yaml,line=3,title=ignored%3A an-id::a message%0Areason: is%0Aso\n',
  );
});

test('for GitHub, what would end a property or a command is escaped', () => {
  const where = { file: 'a,b:c%.yaml', line: 3 };
  expect(FORMATS.github([finding({ where, message: '50%\r\n::error::x' })], [])).toBe(
    '::warning file=a%2Cb%3Ac%25.yaml,line=3,title=an-id::50%25%0D%0A::error::x%0Afix: a fix\n',
  );
});

test('for GitHub, what is about a whole file has no line', () => {
  expect(FORMATS.github([finding()], [])).toBe('::warning file=a.yaml,title=an-id::a message%0Afix: a fix\n');
});

test('nothing is printed for no findings, except as JSON', () => {
  expect([FORMATS.text([], []), FORMATS.github([], [])]).toEqual(['', '']);
  expect(JSON.parse(FORMATS.json([], []))).toEqual({ findings: [], ignored: [] });
});
