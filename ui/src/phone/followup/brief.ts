// A company as one calls it in passing: without its legal form.

const form = /(股份有限公司|有限责任公司|有限公司|,?\s*(Co\.,?\s*Ltd\.?|Ltd\.?|Inc\.?|GmbH))$/i;

export const brief = (name: string): string => name.replace(form, '').trim() || name;
