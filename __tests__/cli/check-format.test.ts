import { FORMATS } from '../../lib/cli/check-format';
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
  expect(FORMATS.text([finding()])).toBe('a.yaml:1: warning an-id: a message\n');
});

test('as text, no name can begin a line or reach the terminal', () => {
  const forged = finding({ message: 'a\nb.yaml:1: error x: \u001b[31my\u007f\u0085' });
  expect(FORMATS.text([forged])).toBe('a.yaml:1: warning an-id: a\\nb.yaml:1: error x: \\u001b[31my\\u007f\\u0085\n');
});

test('as JSON, what a finding does not have is null', () => {
  expect(JSON.parse(FORMATS.json([finding()]))).toEqual({
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
  });
});

test('for GitHub, what would end a property or a command is escaped', () => {
  const where = { file: 'a,b:c%.yaml', line: 3 };
  expect(FORMATS.github([finding({ where, message: '50%\r\n::error::x' })])).toBe(
    '::warning file=a%2Cb%3Ac%25.yaml,line=3,title=an-id::50%25%0D%0A::error::x%0Afix: a fix\n',
  );
});

test('for GitHub, what is about a whole file has no line', () => {
  expect(FORMATS.github([finding()])).toBe('::warning file=a.yaml,title=an-id::a message%0Afix: a fix\n');
});

test('nothing is printed for no findings, except as JSON', () => {
  expect([FORMATS.text([]), FORMATS.github([])]).toEqual(['', '']);
  expect(JSON.parse(FORMATS.json([]))).toEqual({ findings: [] });
});
