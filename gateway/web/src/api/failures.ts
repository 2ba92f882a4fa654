import type { Schemas } from './client';
import { ApiError } from './problem';

type Status = Schemas['google.rpc.Status'];

const detail = (status: Status, type: string): Record<string, unknown> =>
  status.details?.find((one) => one['@type']?.endsWith(`/google.rpc.${type}`)) ?? {};

// Why one item of a batch was not done, as the error that it would be alone.
export function failureOf(status: Status): ApiError {
  const { reason } = detail(status, 'ErrorInfo') as { reason?: string };
  const { fieldViolations } = detail(status, 'BadRequest') as { fieldViolations?: { field: string; description: string }[] };
  return new ApiError(400, { detail: status.message ?? '', reason: reason ?? '', fieldViolations: fieldViolations ?? [] });
}
