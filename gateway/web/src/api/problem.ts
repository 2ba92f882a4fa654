// What the gateway says of a request that failed (RFC 9457), as an error.

interface Problem {
  status?: number;
  detail?: string;
  code?: string;
  reason?: string;
  fieldViolations?: { field: string; description: string }[];
  metadata?: Record<string, string>;
  requestId?: string;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly requestId: string;
  readonly metadata: Record<string, string>;
  // What is wrong with which field, by its path in JSON.
  readonly fields = new Map<string, string>();

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? '';
    this.reason = problem.reason ?? '';
    this.requestId = problem.requestId ?? '';
    this.metadata = problem.metadata ?? {};
    for (const { field, description } of problem.fieldViolations ?? []) {
      if (!this.fields.has(field)) this.fields.set(field, description);
    }
  }
}

// Somebody has changed the record since it was read.
export class ConflictError extends ApiError {}

// There was no answer: the network or the gateway is away.
export class NoAnswerError extends Error {
  constructor() {
    super('no answer');
    this.name = 'NoAnswerError';
  }
}

export async function problemOf(response: Response): Promise<ApiError> {
  const problem: Problem = await response.json().catch(() => ({}));
  const conflict = problem.reason === 'ETAG_MISMATCH';
  return new (conflict ? ConflictError : ApiError)(response.status, problem);
}

export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
