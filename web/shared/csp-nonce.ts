/**
 * The nonce that the content security policy of this page allows styles by. The server writes it
 * into the page; a page that nobody served has none.
 */
export function cspNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>("meta[property='csp-nonce']");
  const script = document.querySelector<HTMLScriptElement>("script[nonce]");
  const nonce = meta?.nonce || script?.nonce || undefined;
  return nonce === "__CSP_NONCE__" ? undefined : nonce;
}

/**
 * The library of components measures the scrollbar by a style of its own that takes no nonce; the
 * policy would refuse it and say so in the console at every table. Only our own scripts run here.
 */
export function giveStylesNonce(nonce: string | undefined): void {
  if (nonce === undefined) return;
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
