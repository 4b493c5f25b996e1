import { describe, expect, it } from 'vitest';
import { count, parseWan, percent, wan, yuan } from './money';

describe('金额', () => {
  it.each([
    [86_000_000, '86.0'],
    [0, '0.0'],
    [4_999_999, '5.0'],
    [1_487_600_000_0, '14,876.0'],
    [-79_300_000, '−79.3'],
    [-1, '0.0'],
  ])('%d 分写成 %s 万元', (fen, text) => expect(wan(fen)).toBe(text));

  it.each([
    [86_000_000, '860,000.00'],
    [5, '0.05'],
    [-123_456, '−1,234.56'],
  ])('%d 分写成 %s 元', (fen, text) => expect(yuan(fen)).toBe(text));

  it.each<[string, number | null]>([
    ['86', 86_000_000],
    ['8.6万', 8_600_000],
    ['86,000元', 8_600_000],
    ['0.0001', 100],
    ['0.0000001', null],
    ['面议', null],
    ['', null],
  ])('「%s」读成 %s 分', (typed, fen) => expect(parseWan(typed)).toBe(fen));

  it('数和百分比', () => {
    expect(count(1234567)).toBe('1,234,567');
    expect(percent(3854)).toBe('38.5%');
    expect(percent(3854, 2)).toBe('38.54%');
  });
});
