import { visible } from '../../lib/core/visible';

test('line breaks and escape sequences are shown, and everything else is left as it is', () => {
  expect(visible('a\nb\r\u001b[31mc\u0085 \u00fc\u2192')).toBe('a\\nb\\u000d\\u001b[31mc\\u0085 \u00fc\u2192');
});

test('characters that turn the direction of text are shown', () => {
  expect(visible('a\u202eb\u2066c\u200fd')).toBe('a\\u202eb\\u2066c\\u200fd');
});
