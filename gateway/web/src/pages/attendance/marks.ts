import type { Schemas } from '../../api/client';
import { t } from '../../i18n/texts.svelte';

// How somebody attended, and the key that says it.
export type AttendanceCode = Schemas['vocabulary.v1.AttendanceCode'];
export type Mark = 'PRESENT' | 'ABSENT' | 'LATE' | 'EXCUSED' | 'LEFT_EARLY';

export const MARKS: readonly { mark: Mark; key: string }[] = [
  { mark: 'PRESENT', key: 'P' },
  { mark: 'ABSENT', key: 'A' },
  { mark: 'LATE', key: 'L' },
  { mark: 'EXCUSED', key: 'E' },
  { mark: 'LEFT_EARLY', key: 'X' },
];

// No mark: nothing is recorded, or nothing any more.
const NONE = 'ATTENDANCE_CODE_UNSPECIFIED';
export const markOf = (code: string = NONE): Mark | '' => (code === NONE ? '' : (code.replace('ATTENDANCE_CODE_', '') as Mark));
export const codeOf = (mark: Mark | ''): AttendanceCode => (mark ? `ATTENDANCE_CODE_${mark}` : NONE) as AttendanceCode;
export const markText = (mark: Mark | ''): string => t(mark ? `attendance-mark-${mark.toLowerCase().replace('_', '-')}` : 'attendance-mark-none');
export const keyOf = (mark: Mark | ''): string => MARKS.find((one) => one.mark === mark)?.key ?? '';

// The Latin letter of a key: by what it writes, or by its place where another script is written.
export const letterOf = ({ key, code }: KeyboardEvent): string => (/^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key(?=[A-Z]$)/, ''));
