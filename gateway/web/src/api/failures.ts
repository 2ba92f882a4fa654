import type { Schemas } from './client';
import { ApiError } from './problem';
import { needWords } from './words';

type Status = Schemas['google.rpc.Status'];

const detail = (status: Status, type: string): Record<string, unknown> =>
  status.details?.find((one) => one['@type']?.endsWith(`/google.rpc.${type}`)) ?? {};

// Why one item of a batch was not done, as the error that it would be alone.
function failureOf(status: Status): ApiError {
  const { reason, metadata } = detail(status, 'ErrorInfo') as { reason?: string; metadata?: Record<string, string> };
  const { fieldViolations } = detail(status, 'BadRequest') as { fieldViolations?: { field: string; description: string }[] };
  return new ApiError(400, { detail: status.message ?? '', reason: reason ?? '', metadata: metadata ?? {}, fieldViolations: fieldViolations ?? [] });
}

// Of the items of a batch that were not done, by their number.
export async function failuresOf(failed: Record<string, Status> | undefined): Promise<Map<number, ApiError>> {
  const all = Object.entries(failed ?? {});
  if (all.length > 0) await needWords();
  return new Map(all.map(([index, status]) => [Number(index), failureOf(status)]));
}
