// The content security policy lets a style element in only with the page's nonce. antd takes the nonce by itself; the
// hook covers the style elements that other parts create on their own (scroll lock, for one).
const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
const value = meta?.content ?? '';

export const nonce = value.startsWith('__') ? '' : value;

if (nonce) {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (name.toLowerCase() === 'style') element.setAttribute('nonce', nonce);
    return element;
  }) as typeof document.createElement;
}
