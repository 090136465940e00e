import type { Answers } from './answers';
import type { DoctorFinding } from './finding';
import type { Paper } from './paper';
import type { Question } from './question';

/** One thing to look after: what it has to know, and what it makes of that. Both are pure functions. */
export interface Examination {
  readonly asks: (paper: Paper) => readonly Question[];
  /** What is wrong, as far as it is known. */
  readonly examine: (paper: Paper, answers: Answers) => readonly DoctorFinding[];
}
