// Which browser on which system a User-Agent header tells of. Others stand in it, too: the
// first that is found is the one.
type Sign = readonly [name: string, sign: RegExp];

const BROWSERS: readonly Sign[] = [
  ['Edge', /\bEdg\w*\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
];
const SYSTEMS: readonly Sign[] = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

function found(signs: readonly Sign[], userAgent: string): string | undefined {
  for (const [name, sign] of signs) {
    const match = sign.exec(userAgent);
    if (match) return [name, match[1]].filter(Boolean).join(' ');
  }
  return undefined;
}

// Another program is shown as it calls itself.
export function programOf(userAgent = ''): string {
  const browser = found(BROWSERS, userAgent);
  return browser ? [browser, found(SYSTEMS, userAgent)].filter(Boolean).join(' · ') : userAgent;
}
