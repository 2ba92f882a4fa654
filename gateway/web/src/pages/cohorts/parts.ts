import { attendance } from '../attendance/routes';
import { graduation } from '../graduation/routes';
import { results } from '../results/routes';
import { sessions } from '../timetable/routes';
import { enrol, people, settings } from './routes';

interface Part {
  path: string;
  title: string;
  permission?: string;
  href: (params: { organization: string; cohort: string }) => string;
}

// The pages of one cohort, in the order of their line.
export const PARTS: Part[] = [people, enrol, sessions, attendance, results, graduation, settings];
