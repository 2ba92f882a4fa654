import { NoAnswerError, isAborted, problemOf, type ApiError } from './problem';
import { needWords } from './words';

// The one way to the gateway: every request of every page goes through here.

const LONGEST_WAIT = 10_000; // ms
const TRIES = 4;

interface Hooks {
  // Somebody has to sign in again: resolves when they have, rejects when they give up.
  signInAgain: () => Promise<void>;
  // What ends when the page is left.
  pageSignal: () => AbortSignal;
}

let hooks: Hooks = { signInAgain: () => Promise.reject(new Error('nobody to ask')), pageSignal: () => new AbortController().signal };

export function setHooks(given: Hooks): void {
  hooks = given;
}

// Another for each page.
export const pageSignal = (): AbortSignal => hooks.pageSignal();

const reads = (request: Request) => request.method === 'GET' || request.method === 'HEAD';

// Whether sending it again changes nothing twice.
const repeatable = (request: Request) => reads(request) || request.headers.has('Idempotency-Key');

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

// How long to wait before the next try: as long as the gateway asks for, else longer each
// time, and not all at once.
function waitOf(response: Response | undefined, attempt: number): number {
  const asked = Number(response?.headers.get('Retry-After') ?? 0) * 1000;
  return asked || 300 * 2 ** attempt * (0.5 + Math.random());
}

const passes = (status: number) => status === 429 || status === 502 || status === 503 || status === 504;

async function attempt(request: Request): Promise<Response | undefined> {
  try {
    return await fetch(request.clone());
  } catch (error) {
    if (isAborted(error)) throw error;
    return undefined;
  }
}

async function tried(request: Request): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await attempt(request);
    if (response && !passes(response.status)) return response;
    const wait = waitOf(response, tries);
    // Of what is not repeatable, only what was surely not done is sent again.
    const again = repeatable(request) || response?.status === 429;
    if (!again || tries === TRIES || wait > LONGEST_WAIT) {
      if (!response) throw new NoAnswerError();
      return response;
    }
    await pause(wait, request.signal);
  }
}

// Whether it was refused because no session holds. To sign in is refused with the same
// status, for other reasons.
const needsSession = ({ status, reason }: ApiError): boolean => status === 401 && reason.startsWith('CREDENTIAL');

// As fetch; but a refusal is thrown as an ApiError.
export async function send(given: Request): Promise<Response> {
  const request = reads(given) ? new Request(given, { signal: AbortSignal.any([given.signal, hooks.pageSignal()]) }) : given;
  let response = await tried(request);
  if (response.ok) return response;
  let problem = await problemOf(response);
  if (needsSession(problem)) {
    await hooks.signInAgain();
    response = await tried(request);
    if (response.ok) return response;
    problem = await problemOf(response);
  }
  await needWords();
  throw problem;
}
