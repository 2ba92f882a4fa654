import { all } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import { number, percent } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import type { Course } from '../cohorts/records';
import { requirementText } from '../cohorts/rule';

export type Assessment = Schemas['courses.v1.Assessment'];
export type Programme = Schemas['courses.v1.Programme'];

const MOST = 1000; // of a page

export const coursesOf = (organization: string): Promise<Course[]> =>
  all(async (pageToken) => {
    const page = await answer(api.GET('/v1/organizations/{organization}/courses', { params: { path: { organization }, query: { pageSize: MOST, pageToken } } }));
    return { items: page.courses, next: page.nextPageToken };
  });

export const programmesOf = (organization: string): Promise<Programme[]> =>
  all(async (pageToken) => {
    const page = await answer(api.GET('/v1/organizations/{organization}/programmes', { params: { path: { organization }, query: { pageSize: MOST, pageToken } } }));
    return { items: page.programmes, next: page.nextPageToken };
  });

const assessmentsWhere = (organization: string, filter: string): Promise<Assessment[]> =>
  all(async (pageToken) => {
    const query = { filter, pageSize: MOST, pageToken };
    const page = await answer(api.GET('/v1/organizations/{organization}/assessments', { params: { path: { organization }, query } }));
    return { items: page.assessments, next: page.nextPageToken };
  });

export const assessmentsOf = (organization: string, course: string): Promise<Assessment[]> => assessmentsWhere(organization, `course = ${course}`);
// Those that count for a cohort.
export const assessmentsFor = (organization: string, cohort: string): Promise<Assessment[]> => assessmentsWhere(organization, `counts_for = ${cohort}`);

export const assessmentText = (assessment: Assessment | undefined): string => assessment?.title || assessment?.externalId || '';
export const kindText = (kind: string | undefined): string => t(`courses-kind-${(kind ?? '').replace('ASSESSMENT_KIND_', '').toLowerCase()}`);

// The completion rule, a sentence for each thing that it asks for.
export function ruleTexts(course: Course, assessments: readonly Assessment[]): string[] {
  const rule = course.completionRule ?? {};
  const byName = new Map(assessments.map((one) => [one.name, one]));
  const texts: string[] = [];
  if (rule.minAttendancePercent) texts.push(requirementText('REQUIREMENT_ATTENDANCE', rule.minAttendancePercent, ''));
  for (const { assessment, minScore } of rule.requiredAssessments ?? []) {
    const found = byName.get(assessment);
    texts.push(requirementText('REQUIREMENT_ASSESSMENT', minScore || found?.passScore || 0, assessmentText(found)));
  }
  if (rule.minTotal) texts.push(requirementText('REQUIREMENT_TOTAL', rule.minTotal, ''));
  return texts;
}

// The rule in one line of a list, where assessments are counted alone.
export function ruleText({ completionRule: rule = {} }: Course): string {
  const parts = [
    rule.minAttendancePercent && t('courses-rule-attendance', { required: percent(rule.minAttendancePercent / 100) }),
    rule.requiredAssessments?.length && t('courses-rule-assessments', { count: rule.requiredAssessments.length }),
    rule.minTotal && t('courses-rule-total', { required: percent(rule.minTotal / 100) }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : t('courses-rule-none');
}

export const validText = (months: number | undefined): string => (months ? t('courses-valid-months', { months: number(months) }) : t('courses-valid-always'));
