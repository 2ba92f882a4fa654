import type { Enrolment, Person, Report } from './records';
import { personText } from './records';
import { short } from './states';

// One line of the board: a person in the cohort, and how they stand.
export interface Line {
  enrolment: Enrolment;
  person: Person | undefined;
  report: Report | undefined;
}

export interface Wanted {
  state: string;
  standing: string;
  text: string;
}

export function linesOf(enrolments: readonly Enrolment[], people: ReadonlyMap<string, Person>, reports: readonly Report[]): Line[] {
  const byEnrolment = new Map(reports.map((report) => [report.enrolment, report]));
  return enrolments
    .map((enrolment) => ({ enrolment, person: people.get(enrolment.participant!), report: byEnrolment.get(enrolment.name) }))
    .sort((one, other) => personText(one.person).localeCompare(personText(other.person)));
}

// `RISK` stands for both: at risk and out of reach.
const stands = (line: Line, standing: string): boolean => {
  const name = short(line.report?.standing);
  return standing === 'RISK' ? name === 'AT_RISK' || name === 'OUT_OF_REACH' : name === standing;
};

export function chosenOf(lines: readonly Line[], { state, standing, text }: Wanted): Line[] {
  const looked = text.trim().toLocaleLowerCase();
  return lines.filter(
    (line) =>
      (!state || short(line.enrolment.state) === state) &&
      (!standing || stands(line, standing)) &&
      (!looked || `${line.person?.displayName ?? ''} ${line.person?.externalId ?? ''}`.toLocaleLowerCase().includes(looked)),
  );
}

// How many are in each state, the fullest first.
export function countsOf(lines: readonly Line[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { enrolment } of lines) counts.set(short(enrolment.state), (counts.get(short(enrolment.state)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
